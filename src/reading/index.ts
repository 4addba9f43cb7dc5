export {
  type CorpusCase,
  type CorpusProvision,
  parseCorpusFiles,
  toCorpusForm,
} from './corpus.ts';
export { type ImpossibleDate, impossibleDatesIn } from './dates.ts';
export { loadReading } from './load.ts';
export { readerName, readStatement } from './read.ts';
export { type CaseReading, matchCase, scoreCorpus } from './score.ts';
export type { ReadingResources } from './walk.ts';
