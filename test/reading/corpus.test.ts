import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type CaseReading, matchCase, scoreCorpus } from '../../src/reading/index.ts';
import { readCase, readFolder, root } from './support.ts';

/** How well whole documents are read. The floors are ratchets: raise them when the reader rises. */

const shared = `${root}../shared/corpus`;
const absent = !existsSync(shared);
const why = absent ? ' (skipped: the shared corpus is not beside the project)' : '';

function f1(readings: readonly CaseReading[], kind: 'all' | 'measure'): number {
  return scoreCorpus(readings).all.kinds[kind].f1;
}

describe('our own corpus', () => {
  test('documents used while building the grammar', () => {
    const readings = readFolder(`${root}test/corpus/dev`);
    expect(readings.length).toBeGreaterThan(25);
    expect(scoreCorpus(readings).all.verbatim).toBe(true);
    expect(f1(readings, 'measure')).toBeGreaterThan(0.9);
    expect(f1(readings, 'all')).toBeGreaterThan(0.88);
  });

  test('documents held out', () => {
    const readings = readFolder(`${root}test/corpus/held-out`);
    expect(readings.length).toBeGreaterThan(15);
    expect(scoreCorpus(readings).all.verbatim).toBe(true);
    expect(f1(readings, 'measure')).toBeGreaterThan(0.78);
    expect(f1(readings, 'all')).toBeGreaterThan(0.76);
  });

  test('documents with nothing to find yield nothing', () => {
    const empty = [...readFolder(`${root}test/corpus/dev`)].filter(
      (reading) => reading.case.gold.length === 0,
    );
    expect(empty.length).toBeGreaterThan(2);
    expect(empty.flatMap(({ found }) => found)).toEqual([]);
  });
});

describe('a real presidential address, as it came out of a PDF', () => {
  test.skipIf(absent)(`is read with its exact words${why}`, () => {
    const reading = readCase(`${shared}/kz-2022-01-07-address`);
    expect(f1([reading], 'measure')).toBeGreaterThanOrEqual(0.9);
    expect(f1([reading], 'all')).toBeGreaterThanOrEqual(0.75);
    expect(matchCase(reading).unverbatim).toEqual([]);
    const has = (part: Partial<CaseReading['found'][number]>, words: string): boolean =>
      reading.found.some(
        (one) =>
          one.quote.includes(words) &&
          Object.entries(part).every(
            ([key, value]) =>
              JSON.stringify(one[key as keyof typeof one]) === JSON.stringify(value),
          ),
      );
    expect(has({ type: 'use_of_force_order' }, 'открывать огонь на поражение')).toBe(true);
    expect(has({ type: 'internet_access', places: [] }, 'включить Интернет-связь')).toBe(true);
    expect(has({ type: 'special_body' }, 'специальная межведомственная группа')).toBe(true);
    expect(has({ kind: 'commitment', due: '2022-01-11' }, 'о которых я скажу 11 января')).toBe(
      true,
    );
    expect(has({ value: 20000, unit: 'person', places: ['KZ-ALA'] }, '20 тысяч бандитов')).toBe(
      true,
    );
    expect(has({ kind: 'request' }, 'на горячие линии')).toBe(true);
  });

  test.skipIf(absent)(`stands in a corpus that is read as well${why}`, () => {
    const readings = readFolder(shared);
    expect(scoreCorpus(readings).all.verbatim).toBe(true);
    expect(f1(readings, 'measure')).toBeGreaterThan(0.9);
  });
});
