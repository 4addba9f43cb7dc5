export {
  type CorpusCase,
  type CorpusProvision,
  corpusProvision,
  parseCorpusFiles,
  toCorpusForm,
} from './corpus.ts';
export { type Cues, compileCues } from './cues.ts';
export { loadReading } from './load.ts';
export { readerName, readStatement } from './read.ts';
export {
  type CaseMatch,
  type CaseReading,
  type FieldScore,
  type KindScore,
  matchCase,
  type Pair,
  type Score,
  scoreCorpus,
} from './score.ts';
export type { ReadingResources } from './walk.ts';
