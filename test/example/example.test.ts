import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadGazetteer } from '../../src/app/data.ts';
import { appendExample, exampleDrafts } from '../../src/app/example.ts';
import { openStore, type Store } from '../../src/app/store-sqlite.ts';
import {
  type Civil,
  formatInstant,
  type Instant,
  must,
  parseInstant,
} from '../../src/base/index.ts';
import type { Logged, StatementRecord } from '../../src/record/index.ts';
import { buildRegister, type Register } from '../../src/register/index.ts';

const folder = join(import.meta.dirname, '../../data/example');
const files = new Map(
  readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
);
const example = must(exampleDrafts(files));
const gazetteer = must(loadGazetteer());

let dir: string;
let store: Store;
let records: readonly Logged[];
let register: Register;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'aiqyn-example-'));
  let now: Instant = 0;
  const random = (size: number) => new Uint8Array(randomBytes(size));
  store = must(openStore(dir, { clock: () => now, random }));
  const count = await appendExample(example, (drafts, blobs, recordedAt) => {
    now = recordedAt;
    return store.append(drafts, blobs);
  });
  records = must(store.load());
  expect(must(count)).toBe(records.length);
  register = buildRegister(records, gazetteer);
});

afterAll(async () => {
  await store.close();
  rmSync(dir, { recursive: true });
});

describe('the data', () => {
  it('is in the order in which it became known, each record at its own moment', () => {
    const moments = example.batches.map(({ recordedAt }) => recordedAt);
    expect(moments).toEqual([...moments].sort((a, b) => a - b));
    const logged = new Set(records.map(({ record }) => record.recordedAt));
    expect(logged).toEqual(new Set(moments.map(formatInstant)));
  });

  it('names only places that existed on the day', () => {
    for (const { record } of records) {
      const day = record.recordedAt.slice(0, 10);
      const codes =
        'places' in record ? record.places.codes : 'place' in record ? [record.place] : [];
      expect(codes.filter((code) => gazetteer.place(code, day) === null)).toEqual([]);
    }
  });

  it('quotes the words of its statements verbatim', () => {
    const texts = new Map<string, string>();
    for (const { id, record } of records) {
      if (record.kind === 'statement') texts.set(id, textOf(record));
      if (!('target' in record)) continue;
      const [quote, position] = record.target.selector;
      const text = texts.get(record.statement) ?? '';
      expect(text.slice(position.start, position.end)).toBe(quote.exact);
      expect(text.indexOf(`${quote.prefix}${quote.exact}${quote.suffix}`)).toBeGreaterThanOrEqual(
        0,
      );
    }
  });

  it('is confirmed, says that it is a paraphrase, and gives an address or says why not', () => {
    for (const { record } of records) {
      if ('review' in record) expect([record.review, record.reader]).toEqual(['confirmed', null]);
      if (record.kind !== 'statement') continue;
      expect(record.note).toMatch(/Пересказ|paraphrase|мазмұндама/);
      if (record.address === null) expect(record.note).toContain('не сохранился');
    }
    const languages = records.flatMap(({ record }) =>
      record.kind === 'statement' ? [record.lang] : [],
    );
    expect(new Set(languages)).toEqual(new Set(['ru', 'kk', 'en']));
    expect(Object.values(example.notice).every((text) => text.length > 100)).toBe(true);
  });

  it('links what changes a rule to records of that type and place', () => {
    const byId = new Map(records.map((entry) => [entry.id, entry.record]));
    let links = 0;
    for (const { record } of records) {
      if (record.kind !== 'measure') continue;
      for (const id of record.about) {
        const earlier = byId.get(id);
        expect(earlier).toMatchObject({ kind: 'measure', type: record.type });
        if (earlier?.kind !== 'measure' || earlier.places.codes.length === 0) continue;
        const shared = earlier.places.codes.filter((code) => record.places.codes.includes(code));
        expect(shared.length).toBeGreaterThan(0);
        links++;
      }
    }
    expect(links).toBeGreaterThan(20);
  });

  it('calls every measured hour reconstructed', () => {
    const findings = records.flatMap(({ record }) => (record.kind === 'finding' ? [record] : []));
    expect(findings.length).toBeGreaterThanOrEqual(12);
    for (const { basis, method } of findings) {
      expect(basis).toBe('reconstructed');
      expect(method).toMatch(/^Reconstructed/);
    }
  });
});

describe('the story that it tells', () => {
  const types = (place: string, at: Civil, known: string) => [
    ...new Set(
      register
        .asOf(place, at, parseInstant(known) ?? 0)
        .filter(({ certain }) => certain)
        .map(({ record }) => record.record.type),
    ),
  ];
  const late = '2022-02-01T00:00:00.000Z';

  it('knows the emergency in Kostanay on 5 January only from 6 January on', () => {
    const at = '2022-01-05T20:00';
    expect(types('KZ-KUS', at, '2022-01-05T20:00:00.000Z')).not.toContain('state_of_emergency');
    expect(types('KZ-KUS', at, late)).toContain('state_of_emergency');
  });

  it('lets the emergency begin where and when each decree says', () => {
    const begins: readonly [string, Civil, Civil][] = [
      ['KZ-ALA', '2022-01-05T01:29', '2022-01-05T01:30'],
      ['KZ-ALM', '2022-01-05T12:29', '2022-01-05T12:30'],
      ['KZ-AST', '2022-01-05T15:59', '2022-01-05T16:00'],
    ];
    for (const [place, before, after] of begins) {
      expect(types(place, before, late)).not.toContain('state_of_emergency');
      expect(types(place, after, late)).toContain('state_of_emergency');
    }
  });

  it('lifts it in stages, the curfew with it', () => {
    const ends: readonly [string, Civil, Civil][] = [
      ['KZ-PAV', '2022-01-13T06:59', '2022-01-13T07:00'],
      ['KZ-KAR', '2022-01-14T17:59', '2022-01-14T18:00'],
      ['KZ-AKM', '2022-01-15T06:59', '2022-01-15T07:00'],
      ['KZ-AKT', '2022-01-16T06:59', '2022-01-16T07:00'],
      ['KZ-ALA', '2022-01-18T23:59', '2022-01-19T00:00'],
    ];
    for (const [place, before, after] of ends) {
      expect(types(place, before, late)).toEqual(
        expect.arrayContaining(['state_of_emergency', 'curfew']),
      );
      expect(types(place, after, late)).not.toContain('state_of_emergency');
      expect(types(place, after, late)).not.toContain('curfew');
    }
  });

  it('shows in Almaty on 7 January what held there', () => {
    expect(types('KZ-ALA', '2022-01-07T14:00', late)).toEqual(
      expect.arrayContaining([
        'state_of_emergency',
        'curfew',
        'movement_restriction',
        'assembly_restriction',
        'sale_ban',
        'use_of_force_order',
        'foreign_forces',
      ]),
    );
  });

  it('keeps both sides of a conflict', () => {
    const known = parseInstant(late) ?? 0;
    const begins = register
      .asOf('KZ-ALM', '2022-01-07T14:00', known)
      .filter(({ record }) => record.record.type === 'state_of_emergency');
    expect(begins.map(({ conflicts }) => conflicts.length)).toEqual([1, 1]);
  });
});

describe('damaged data', () => {
  it.each([
    ['0105-curfew.yaml', (text: string) => text.replace('23:00 до 7:00', '22:00 до 7:00')],
    ['0105-curfew.yaml', (text: string) => text.replace('"curfew"', '"curfews"')],
    ['0115-aktobe-lift.yaml', (text: string) => text.replace('soe-rest', 'soe-none')],
    ['0115-aktobe-lift.yaml', (text: string) => text.replace('2022-01-16', '2022-02-31')],
    ['findings.yaml', (text: string) => text.replace('recordedAt', 'at')],
    ['example.yaml', () => 'notice: ['],
  ])('in %s is refused', (name, damage) => {
    const bad = new Map(files).set(name, damage(files.get(name) ?? ''));
    const result = exampleDrafts(bad);
    expect(result).toMatchObject({ ok: false, error: { code: 'example_invalid' } });
    if (!result.ok) expect(name).toContain(result.error.at);
  });
});

function textOf(record: StatementRecord): string {
  return new TextDecoder().decode(store.blob(record.textSha256) ?? new Uint8Array());
}
