import { expect, test } from 'vitest';
import { impossibleDatesIn, toCorpusForm } from '../../src/reading/index.ts';
import type { StatementSource } from '../../src/record/index.ts';
import { read, resources, statementOf } from './support.ts';

const source: StatementSource = {
  lang: 'ru',
  issuer: 'Комендант',
  publishedAt: '2022-02-20',
  place: 'KZ-ALA',
  genre: 'order',
};

test('a date that does not exist is named with its place, and nothing is taken from it', () => {
  const text = 'ПРИКАЗ\n\nВ городе введён комендантский час с 31 февраля 2022 года до 7 марта.\n';
  const [date, ...more] = impossibleDatesIn(statementOf(text, source), resources);
  expect(more).toEqual([]);
  expect(date?.words).toContain('31 февраля');
  expect(date?.line).toBe(3);
  expect(text.slice(date?.start, date?.end)).toBe(date?.words);
  for (const found of read(text, source).map(toCorpusForm)) expect(found.from).toBeUndefined();
});

test('dates that exist are none of these', () => {
  const text = 'С 28 февраля 2022 года по 29 февраля 2024 года. Пункт 31.2, тел. 31-02-20.';
  expect(impossibleDatesIn(statementOf(text, source), resources)).toEqual([]);
});
