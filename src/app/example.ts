import { parse } from 'yaml';
import { z } from 'zod';
import {
  fail,
  type Instant,
  must,
  ok,
  parseInstant,
  type Result,
  sha256,
  toHex,
  utf8,
} from '../base/index.ts';
import { draftRef } from '../log/index.ts';
import {
  check,
  type Draft,
  findingRecord,
  instant,
  type Lang,
  type Logged,
  statementSource,
  text,
  webAddress,
} from '../record/index.ts';
import { decodeStatement } from '../statement/index.ts';
import { noted, toProvision } from './example-provision.ts';

/**
 * The example that a new store is filled with: `data/example`, one text and one YAML file a
 * statement, the findings, and what a reader must know. It runs with a simulated clock: each batch
 * is appended with the moment when its source came out, so that "as known when" means something.
 */

export interface Example {
  /** What the pages must say about the example. */
  readonly notice: Readonly<Record<Lang, string>>;
  /** Ordered by `recordedAt`. */
  readonly batches: readonly ExampleBatch[];
}

interface ExampleBatch {
  /** The statement's name, or `findings`: for messages. */
  readonly name: string;
  readonly recordedAt: Instant;
  readonly blobs: readonly Uint8Array[];
  /** The records; `about` and `key` are names of measures within the example. */
  readonly entries: readonly ExampleEntry[];
}

interface ExampleEntry {
  readonly draft: Draft;
  readonly key: string | null;
  readonly about: readonly string[];
}

/** Appends with `recordedAt` as the time of the records. */
export type AppendAt = (
  drafts: readonly Draft[],
  blobs: readonly Uint8Array[],
  recordedAt: Instant,
) => Promise<Result<readonly Logged[]>>;

const statementFile = z.strictObject({
  source: statementSource,
  title: text,
  address: webAddress.nullable(),
  recordedAt: instant,
  hourAssumed: z.boolean(),
  note: text.nullable(),
  provisions: z.array(noted).min(1),
});

const ofFinding = findingRecord.omit({ v: true, recordedAt: true, kind: true, basis: true });
const findingsFile = z.strictObject({
  recordedAt: instant,
  findings: z.array(ofFinding),
});

const perLang = <T extends z.ZodType>(value: T) =>
  z.strictObject({ ru: value, kk: value, en: value });
const exampleFile = z.strictObject({
  notice: perLang(text),
  notes: perLang(z.strictObject({ paraphrase: text, assumed: text })),
});
type Notes = z.infer<typeof exampleFile>['notes'];

/**
 * The example from the files of `data/example` (name to text). Fails with `example_invalid`, or as
 * `decodeStatement` does; `at` names the file.
 */
export function exampleDrafts(files: ReadonlyMap<string, string>): Result<Example> {
  const head = readYaml(files, 'example.yaml', exampleFile);
  if (!head.ok) return head;
  const findings = readFindings(files);
  if (!findings.ok) return findings;
  const batches: ExampleBatch[] = [findings.value];
  for (const name of files.keys()) {
    if (!name.endsWith('.txt')) continue;
    const batch = readStatement(files, name.slice(0, -4), head.value.notes);
    if (!batch.ok) return batch;
    batches.push(batch.value);
  }
  batches.sort((a, b) => a.recordedAt - b.recordedAt || (a.name < b.name ? -1 : 1));
  const unknown = firstUnknownKey(batches);
  if (unknown !== null) return invalid(unknown.name, `no earlier measure is called ${unknown.key}`);
  return ok({ notice: head.value.notice, batches });
}

/** Appends the whole example in order. The ids that `about` needs come from what was appended. */
export async function appendExample(example: Example, append: AppendAt): Promise<Result<number>> {
  const ids = new Map<string, string>();
  let count = 0;
  for (const { entries, blobs, recordedAt } of example.batches) {
    const drafts = entries.map(({ draft, about }) => linked(draft, about, ids));
    const logged = await append(drafts, blobs, recordedAt);
    if (!logged.ok) return logged;
    logged.value.forEach(({ id }, i) => {
      const key = entries[i]?.key ?? null;
      if (key !== null) ids.set(key, id);
    });
    count += logged.value.length;
  }
  return ok(count);
}

function linked(draft: Draft, about: readonly string[], ids: ReadonlyMap<string, string>): Draft {
  if (draft.kind !== 'measure' || about.length === 0) return draft;
  return { ...draft, about: about.flatMap((key) => ids.get(key) ?? []) };
}

function firstUnknownKey(batches: readonly ExampleBatch[]): { name: string; key: string } | null {
  const known = new Set<string>();
  for (const { name, entries } of batches) {
    for (const { about } of entries) {
      for (const key of about) if (!known.has(key)) return { name, key };
    }
    for (const { key } of entries) if (key !== null) known.add(key);
  }
  return null;
}

function readFindings(files: ReadonlyMap<string, string>): Result<ExampleBatch> {
  const name = 'findings.yaml';
  const file = readYaml(files, name, findingsFile);
  if (!file.ok) return file;
  const entries = file.value.findings.map(
    (finding): ExampleEntry => ({
      draft: { kind: 'finding', basis: 'reconstructed', ...finding },
      key: null,
      about: [],
    }),
  );
  return ok({ name, recordedAt: instantOf(file.value.recordedAt), blobs: [], entries });
}

function readStatement(
  files: ReadonlyMap<string, string>,
  name: string,
  notes: Notes,
): Result<ExampleBatch> {
  const file = readYaml(files, `${name}.yaml`, statementFile);
  if (!file.ok) return file;
  const { source, title, address, note, hourAssumed } = file.value;
  const bytes = utf8(files.get(`${name}.txt`) ?? '');
  const decoded = decodeStatement(bytes, source, 'text/plain');
  if (!decoded.ok) return decoded;
  const words = decoded.value.text;
  const remarks = [note, notes[source.lang].paraphrase, hourAssumed && notes[source.lang].assumed];
  const hash = toHex(sha256(bytes));
  const draft: Draft = {
    kind: 'statement',
    ...source,
    title,
    address,
    mediaType: 'text/plain',
    sha256: hash,
    textSha256: hash,
    note: remarks.filter((remark) => typeof remark === 'string').join(' '),
  };
  const entries: ExampleEntry[] = [{ draft, key: null, about: [] }];
  for (const each of file.value.provisions) {
    const found = toProvision(each, words, `${name}.yaml`);
    if (!found.ok) return found;
    entries.push({
      draft: { ...found.value, statement: draftRef(0), review: 'confirmed', reader: null },
      key: each.key ?? null,
      about: each.about,
    });
  }
  const recordedAt = instantOf(file.value.recordedAt);
  return ok({ name, recordedAt, blobs: [bytes], entries });
}

function readYaml<T>(
  files: ReadonlyMap<string, string>,
  name: string,
  schema: z.ZodType<T>,
): Result<T> {
  const source = files.get(name);
  if (source === undefined) return invalid(name, 'the file is missing');
  let value: unknown;
  try {
    value = parse(source);
  } catch (error) {
    return invalid(name, error instanceof Error ? error.message : String(error));
  }
  const checked = check(schema, value, 'example_invalid');
  return checked.ok ? checked : invalid(name, checked.error.message);
}

function instantOf(value: string): Instant {
  const at = parseInstant(value);
  return at ?? must(fail('example_invalid', `no instant: ${value}`));
}

function invalid(at: string, message: string): ReturnType<typeof fail> {
  return fail('example_invalid', message, at, 'Mend the file in data/example.');
}
