import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readStatement } from '../../src/reading/index.ts';
import type { Lang, Proposal, Statement, StatementSource } from '../../src/record/index.ts';
import { provision } from '../../src/record/index.ts';
import { decodeStatement } from '../../src/statement/index.ts';
import { resources, root } from './support.ts';

const seed = 20220107;

function sourceOf(lang: Lang): StatementSource {
  return { lang, issuer: 'x', publishedAt: '2022-01-07T14:00', place: 'KZ', genre: 'order' };
}

/** Words of the corpus, shuffled: nearer to hostile statements than random letters are. */
const words = readdirSync(`${root}test/corpus/dev`)
  .flatMap((id) => readFileSync(`${root}test/corpus/dev/${id}/source.txt`, 'utf8').split(/\s+/))
  .filter((word) => word !== '');

const statements = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...words) },
    { weight: 2, arbitrary: fc.constantFrom('\n', '\n\n', '. ', '; ', ': ', '1) ', '2. ', '— ') },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
  ),
  { minLength: 1, maxLength: 300 },
);

function holds(statement: Statement, proposals: readonly Proposal[]): void {
  let last = 0;
  for (const { provision: one, trace } of proposals) {
    expect(provision.safeParse(one).error?.message).toBeUndefined();
    const [quote, position] = one.target.selector;
    expect(statement.text.slice(position.start, position.end)).toBe(quote.exact);
    expect(statement.text.slice(0, position.start).endsWith(quote.prefix)).toBe(true);
    expect(statement.text.slice(position.end).startsWith(quote.suffix)).toBe(true);
    expect(position.start).toBeGreaterThanOrEqual(last);
    last = position.start;
    expect(trace.length).toBeGreaterThan(0);
    for (const step of trace) {
      expect(step.start).toBeLessThan(step.end);
      expect(step.end).toBeLessThanOrEqual(statement.text.length);
    }
  }
}

describe(`any text (seed ${seed})`, () => {
  test.each(['ru', 'kk', 'en'] as const)('is read without a fault in %s', (lang) => {
    fc.assert(
      fc.property(statements, (parts) => {
        const text = parts.join(' ');
        const decoded = decodeStatement(new TextEncoder().encode(text), sourceOf(lang));
        if (!decoded.ok) return;
        const proposals = readStatement(decoded.value, resources);
        holds(decoded.value, proposals);
        expect(readStatement(decoded.value, resources)).toEqual(proposals);
      }),
      { seed, numRuns: 150 },
    );
  });

  test('hostile repetitions end', () => {
    const lines = ['запретить ', 'с 1 по ', 'кроме ', 'в городах Алматы, ', '1) ', 'ввести: ', '«'];
    for (const line of lines) {
      const text = `Приказ. ${line.repeat(20_000)}`;
      const decoded = decodeStatement(new TextEncoder().encode(text), sourceOf('ru'));
      if (decoded.ok) holds(decoded.value, readStatement(decoded.value, resources));
    }
  });
});
