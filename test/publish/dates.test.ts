import { describe, expect, test } from 'vitest';
import {
  civilWords,
  dayMark,
  instantRangeWords,
  instantWords,
  lastDay,
  momentWords,
  rangeWords,
  sinceWords,
} from '../../src/publish/dates.ts';

describe('civil points in words', () => {
  test.each([
    ['ru', '2022-01-05T01:30', '5 января 2022 года, 01:30'],
    ['ru', '2022-01-05', '5 января 2022 года'],
    ['ru', '2020-05', 'май 2020 года'],
    ['kk', '2022-01-05T01:30', '2022 жылғы 5 қаңтар, 01:30'],
    ['kk', '2022-01-05', '2022 жылғы 5 қаңтар'],
    ['kk', '2020-05', '2020 жылғы мамыр'],
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

  test('a month after "from" is in the genitive in Russian; a day is as ever', () => {
    expect(plain(sinceWords('2020-05', 'ru'))).toBe('мая 2020 года');
    expect(plain(sinceWords('2020-05', 'kk'))).toBe('2020 жылғы мамыр');
    expect(sinceWords('2020-05', 'en')).toBe('May 2020');
    expect(plain(sinceWords('2022-01-05', 'ru', '2022-01-07'))).toBe('5 января');
  });

  test('a range of instants says a day once, and both where they differ', () => {
    const at = (day: number, hour: number) => Date.UTC(2022, 0, day, hour, 30);
    expect(instantRangeWords(at(9, 3), at(9, 6), 'en')).toBe('9 January 2022, 03:30–06:30 UTC');
    expect(plain(instantRangeWords(at(9, 3), at(10, 6), 'ru'))).toBe(
      '9 января, 03:30 – 10 января 2022 года, 06:30 UTC',
    );
  });

  test('moments, marks, ranges, instants', () => {
    expect(plain(momentWords('2022-01-07T14:00', 'kk'))).toBe('2022 жылғы 7 қаңтар, жұма, 14:00');
    expect(plain(momentWords('2022-01-07T14:00', 'ru'))).toBe('пятница, 7 января 2022 года, 14:00');
    expect(plain(rangeWords('2022-01-04', '2022-01-19', 'ru'))).toBe('4–19 января 2022 года');
    expect(plain(rangeWords('2022-01-24', '2022-02-09', 'kk'))).toBe(
      '2022 жылғы 24 қаңтар – 9 ақпан',
    );
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
