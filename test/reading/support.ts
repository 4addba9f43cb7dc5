import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { must } from '../../src/base/index.ts';
import { compileGazetteer } from '../../src/place/index.ts';
import {
  type CaseReading,
  type CorpusCase,
  loadReading,
  parseCorpusFiles,
  type ReadingResources,
  readStatement,
  toCorpusForm,
} from '../../src/reading/index.ts';
import type { Proposal, Statement, StatementSource } from '../../src/record/index.ts';
import { decodeStatement } from '../../src/statement/index.ts';

/** What the tests of the reader share: the real lexicons, and cases from folders. */

export const root = fileURLToPath(new URL('../..', import.meta.url));

function filesIn(folder: string): Map<string, string> {
  const path = `${root}data/${folder}`;
  return new Map(readdirSync(path).map((name) => [name, readFileSync(`${path}/${name}`, 'utf8')]));
}

export const resources: ReadingResources = must(
  loadReading(filesIn('lexicon'), must(compileGazetteer(filesIn('places')))),
);

export function statementOf(text: string, source: StatementSource): Statement {
  return must(decodeStatement(new TextEncoder().encode(text), source));
}

export function read(text: string, source: StatementSource): readonly Proposal[] {
  return readStatement(statementOf(text, source), resources);
}

export function readCase(folder: string): CaseReading {
  const json = (name: string): unknown => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'));
  const { source, gold } = must(parseCorpusFiles(json('source.json'), json('provisions.json')));
  const bytes = new Uint8Array(readFileSync(`${folder}/source.txt`));
  const statement = must(decodeStatement(bytes, source));
  const id = folder.split('/').at(-1) ?? folder;
  const corpusCase: CorpusCase = { id, source, text: statement.text, gold };
  return { case: corpusCase, found: readStatement(statement, resources).map(toCorpusForm) };
}

export function readFolder(folder: string): CaseReading[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => readCase(`${folder}/${entry.name}`));
}
