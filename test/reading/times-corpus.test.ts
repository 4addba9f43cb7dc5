import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findNumbers } from '../../src/reading/numbers.ts';
import { findTimes, type TimeMention } from '../../src/reading/times.ts';
import { type Lang, vocabularies } from './times-kit.ts';

/**
 * The yardstick: whether the words of every gold provision give its own values. A `from` or `to`
 * that a provision inherits from its list or from an earlier sentence is not in its words, so those
 * two have a floor below one; the figures, hours and due dates do not.
 */
interface Gold {
  readonly quote: string;
  readonly optional?: boolean;
  readonly from?: string;
  readonly to?: string;
  readonly daily?: readonly string[];
  readonly due?: string;
  readonly value?: number;
  readonly unit?: string;
}

const folders = [
  new URL('../corpus/dev/', import.meta.url),
  new URL('../../../shared/corpus/', import.meta.url),
];
const cases = folders
  .filter((folder) => existsSync(folder))
  .flatMap((folder) =>
    readdirSync(folder)
      .map((name) => new URL(`${name}/`, folder))
      .filter((at) => existsSync(new URL('provisions.json', at))),
  );

// Ends that follow from a list's head or an earlier sentence are not in the quote: the floors of
// `from` and `to` hang on how many of those the documents have, that of `unit` on rare nouns.
const floors = { from: 0.63, to: 0.57, daily: 0.93, due: 0.92, value: 0.98, unit: 0.88 };
type Field = keyof typeof floors;

function read<T>(at: URL, name: string): T {
  return JSON.parse(readFileSync(new URL(name, at), 'utf8')) as T;
}

function hits(gold: Gold, lang: Lang, publishedAt: string): Partial<Record<Field, boolean>> {
  const words = gold.quote.replace(/\s+/g, ' ').replace(/(\p{L})- (\p{L})/gu, '$1$2');
  const times = findTimes(words, { lang, publishedAt }, vocabularies[lang]);
  const numbers = findNumbers(words, vocabularies[lang]);
  const days = ({ on, to, from }: TimeMention): (string | undefined)[] =>
    [on, to, from].flatMap((civil) => [civil ?? undefined, civil?.slice(0, 10)]);
  return {
    ...(gold.from && { from: times.some((one) => days(one).includes(gold.from)) }),
    ...(gold.to && { to: times.some(({ to, on }) => to === gold.to || on === gold.to) }),
    ...(gold.daily && { daily: times.some(({ daily }) => `${daily}` === `${gold.daily}`) }),
    ...(gold.due && {
      due: times.some((one) =>
        gold.due === 'vague' ? one.what === 'vague' : days(one).includes(gold.due),
      ),
    }),
    ...(gold.value !== undefined && {
      value: numbers.some(({ value }) => value === gold.value),
      unit: numbers.some(({ value, unit }) => value === gold.value && unit === gold.unit),
    }),
  };
}

test.skipIf(cases.length === 0)('the words of gold provisions give their values', () => {
  const right = new Map<Field, number>();
  const all = new Map<Field, number>();
  for (const at of cases) {
    const { lang, publishedAt } = read<{ lang: Lang; publishedAt: string }>(at, 'source.json');
    for (const gold of read<Gold[]>(at, 'provisions.json')) {
      if (gold.optional) continue;
      for (const [field, isHit] of Object.entries(hits(gold, lang, publishedAt))) {
        all.set(field as Field, (all.get(field as Field) ?? 0) + 1);
        if (isHit) right.set(field as Field, (right.get(field as Field) ?? 0) + 1);
      }
    }
  }
  for (const [field, total] of all) {
    const share = (right.get(field) ?? 0) / total;
    expect(share, `${field}: ${right.get(field) ?? 0} of ${total}`).toBeGreaterThanOrEqual(
      floors[field],
    );
  }
});
