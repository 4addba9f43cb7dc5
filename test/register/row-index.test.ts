import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowIndex } from '../../src/register/index.ts';

const seed = 20220105;

const rows = fc.array(
  fc.record({
    key: fc.constantFrom('KZ', 'KZ-ALA'),
    from: fc.integer({ min: -200, max: 200 }),
    length: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.constant(Number.POSITIVE_INFINITY)),
    /** The row is closed when this many more have been opened. */
    lives: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
  }),
  { minLength: 0, maxLength: 300 },
);
const questions = fc.array(
  fc.record({
    from: fc.integer({ min: -250, max: 250 }),
    length: fc.integer({ min: 1, max: 30 }),
    known: fc.integer({ min: 0, max: 320 }),
  }),
  { minLength: 20, maxLength: 20 },
);

test('finds what a scan of all rows finds, over many blocks, asked while it grows', () => {
  fc.assert(
    fc.property(rows, questions, (list, asked) => {
      const index = new RowIndex();
      list.forEach(({ key, from, length }, i) => {
        for (const [j, earlier] of list.entries()) {
          if (earlier.lives !== undefined && j + earlier.lives === i) index.close(j, i);
        }
        index.open(key, from, from + length, i + 1);
        if (i % 50 === 0) index.find(key, from, from + 1, i, []);
      });
      for (const { from, length, known } of asked) {
        for (const key of ['KZ', 'KZ-ALA', 'KZ-MAN']) {
          const found: number[] = [];
          index.find(key, from, from + length, known, found);
          const scanned = list.flatMap((row, i) => {
            const closed = row.lives === undefined ? undefined : i + row.lives;
            const died = closed !== undefined && closed < list.length ? closed : 1e9;
            const valid = row.from < from + length && row.from + row.length > from;
            return row.key === key && valid && i + 1 <= known && known < died ? [i] : [];
          });
          expect(found.sort((a, b) => a - b)).toEqual(scanned);
        }
      }
    }),
    { seed, numRuns: 50 },
  );
});
