import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../base/index.ts';
import {
  type CaseReading,
  type CorpusCase,
  parseCorpusFiles,
  type ReadingResources,
  readStatement,
  scoreCorpus,
  toCorpusForm,
} from '../../reading/index.ts';
import { decodeStatement } from '../../statement/index.ts';
import { loadGazetteer, loadReader } from '../data.ts';
import { inFile, parseJson, readInput } from './input.ts';
import { type Terminal, table } from './terminal.ts';

/** `aiqyn eval`: the reader against the readings of careful people. */

export async function evalCommand(
  dir: string,
  options: { readonly json?: boolean },
  terminal: Terminal,
): Promise<Result<void>> {
  const names = casesIn(dir);
  if (!names.ok) return names;
  const gazetteer = loadGazetteer();
  if (!gazetteer.ok) return gazetteer;
  const reader = loadReader(gazetteer.value);
  if (!reader.ok) return reader;
  const readings: CaseReading[] = [];
  for (const name of names.value) {
    terminal.say(`reading ${name}`);
    const reading = readCase(join(dir, name), name, reader.value);
    if (!reading.ok) return reading;
    readings.push(reading.value);
  }
  const score = scoreCorpus(readings);
  if (options.json) terminal.out(JSON.stringify(score, null, 2));
  else show(score, terminal);
  if (score.all.verbatim) return ok(undefined);
  const todo = 'A quote is taken from the text, never made; mend the reader.';
  return fail('quote_not_verbatim', 'a quote does not stand in its source', dir, todo);
}

/** The folders that hold a `source.txt`; `corpus_empty` if there are none. */
function casesIn(dir: string): Result<readonly string[]> {
  try {
    const names = readdirSync(dir, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .filter((name) => readdirSync(join(dir, name)).includes('source.txt'))
      .sort();
    if (names.length > 0) return ok(names);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail('file_unreadable', `the folder cannot be read: ${why}`, dir, 'Check the name.');
  }
  const todo = 'Name a folder of folders with source.txt, source.json and provisions.json.';
  return fail('corpus_empty', 'the folder holds no case', dir, todo);
}

function readCase(folder: string, id: string, reader: ReadingResources): Result<CaseReading> {
  const json = (file: string): Result<unknown> => {
    const bytes = readInput(join(folder, file));
    return bytes.ok ? parseJson(bytes.value, join(folder, file)) : bytes;
  };
  const source = json('source.json');
  if (!source.ok) return source;
  const provisions = json('provisions.json');
  if (!provisions.ok) return provisions;
  const parsed = parseCorpusFiles(source.value, provisions.value);
  if (!parsed.ok) return inFile(parsed.error, folder);
  const bytes = readInput(join(folder, 'source.txt'));
  if (!bytes.ok) return bytes;
  const statement = decodeStatement(bytes.value, parsed.value.source, 'text/plain');
  if (!statement.ok) return inFile(statement.error, folder);
  const corpusCase: CorpusCase = { id, ...parsed.value, text: statement.value.text };
  const found = readStatement(statement.value, reader).map(toCorpusForm);
  return ok({ case: corpusCase, found });
}

function show({ all, languages }: ReturnType<typeof scoreCorpus>, terminal: Terminal): void {
  const { paint } = terminal;
  const share = (value: number) => (Number.isFinite(value) ? value.toFixed(3) : '–');
  terminal.out(paint.bold(`${all.cases} statements`));
  const kindRows = Object.entries(all.kinds).map(([kind, s]) => [
    kind,
    String(s.gold),
    String(s.found),
    share(s.precision),
    share(s.recall),
    share(s.f1),
    share(s.full),
  ]);
  const kindHead = ['kind', 'gold', 'found', 'precision', 'recall', 'f1', 'full f1'];
  terminal.out(`\n${table([kindHead, ...kindRows], paint)}`);
  const fieldRows = Object.entries(all.fields).map(([name, { right, of, share: part }]) => [
    name,
    String(right),
    String(of),
    share(part),
  ]);
  terminal.out(`\n${table([['field', 'right', 'of', 'share'], ...fieldRows], paint)}`);
  const langRows = Object.entries(languages).map(([lang, score]) => [
    lang,
    String(score.cases),
    share(score.kinds.measure.f1),
    share(score.kinds.all.f1),
    share(score.kinds.all.full),
  ]);
  const langHead = ['language', 'cases', 'measures f1', 'all f1', 'full f1'];
  terminal.out(`\n${table([langHead, ...langRows], paint)}`);
}
