import { describe, expect, test } from 'vitest';
import {
  civilWords,
  dayMark,
  instantWords,
  lastDay,
  momentWords,
  rangeWords,
} from '../../src/publish/dates.ts';

describe('civil points in words', () => {
  test.each([
    ['ru', '2022-01-05T01:30', '5 января 2022 г., 01:30'],
    ['ru', '2022-01-05', '5 января 2022 г.'],
    ['ru', '2020-05', 'мая 2020 г.'],
    ['kk', '2022-01-05T01:30', '2022 ж. 5 қаңтар, 01:30'],
    ['kk', '2022-01-05', '2022 ж. 5 қаңтар'],
    ['kk', '2020-05', '2020 ж. мамыр'],
    ['en', '2022-01-05T01:30', '5 January 2022, 01:30'],
    ['en', '2022-01-05', '5 January 2022'],
    ['en', '2020-05', 'May 2020'],
  ] as const)('%s %s', (lang, civil, words) => {
    expect(plain(civilWords(civil, lang))).toBe(words);
  });

  test('without the year where it is plain', () => {
    expect(civilWords('2022-01-19T00:00', 'ru', '2022-01-07')).toBe('19 января, 00:00');
    expect(civilWords('2022-01-19', 'kk', '2022-01-07')).toBe('19 қаңтар');
    expect(civilWords('2022-01-19', 'en', '2021-12-31')).toBe('19 January 2022');
  });

  test('moments, marks, ranges, instants', () => {
    expect(plain(momentWords('2022-01-07T14:00', 'kk'))).toBe('2022 ж. 7 қаңтар, жұма, 14:00');
    expect(plain(momentWords('2022-01-07T14:00', 'ru'))).toBe('пятница, 7 января 2022 г., 14:00');
    expect(plain(rangeWords('2022-01-04', '2022-01-19', 'ru'))).toBe('4–19 января 2022 г.');
    expect(plain(rangeWords('2022-01-24', '2022-02-09', 'kk'))).toBe('2022 ж. 24 қаңтар – 9 ақпан');
    expect(dayMark('2022-01-04', 'ru')).toBe('4 янв');
    expect(instantWords(Date.UTC(2022, 0, 5, 11, 15), 'en')).toBe('5 January 2022, 11:15 UTC');
  });
});

test('a half-open end in days is said by its last day; one in minutes has none', () => {
  expect(lastDay('2022-01-20')).toBe('2022-01-19');
  expect(lastDay('2022-03-01')).toBe('2022-02-28');
  expect(lastDay('2020-06')).toBe('2020-05-31');
  expect(lastDay('2022-01-19T00:00')).toBeNull();
});

/** Thin and non-breaking spaces as plain ones. */
function plain(text: string): string {
  return text.replace(/\s/g, ' ');
}
