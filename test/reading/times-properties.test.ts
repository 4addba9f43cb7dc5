import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, civilDay, isCivil } from '../../src/base/index.ts';
import { findNumbers } from '../../src/reading/numbers.ts';
import { findTimes, impossibleDates } from '../../src/reading/times.ts';
import { compileVocabulary } from '../../src/reading/vocabulary.ts';
import { langs, vocabularies } from './times-kit.ts';

const seed = 20_220_105;
const context = (lang: (typeof langs)[number]) => ({ lang, publishedAt: '2022-01-07' });

/** Pieces that the grammar reacts to, in any order. */
const pieces = {
  ru: 'с|до|по|в|не позднее|5|31|12.01.2022|23.00|7:00|часов|вечера|января|2022|года|ежедневно|вчера|суток|на|30|полночь|–|,|и|конца|№|тысяч|человек|более|1 033|между|включительно',
  kk: 'сағат|23.00-ден|7.00-ге|дейін|бастап|5|қаңтар|қаңтардан|2022|жылғы|қоса алғанда|күн сайын|бүгін|30|тәулікке|мың|адам|жуық|аралығында|–|түнгі|11-ден|соңғы|мен|,',
  en: 'from|to|until|through|by|5|31|January|2022|9 p.m.|23:00|daily|tomorrow|Friday|for|30|days|midnight|of|hours|2300|between|and|-|,|thousand|people|at least|the end of|past',
};

describe.each(langs)('%s', (lang) => {
  const words = fc.array(fc.constantFrom(...pieces[lang].split('|')), { maxLength: 24 });
  const texts = fc.oneof(
    words.map((list) => list.join(' ')),
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.string({ unit: 'binary', maxLength: 80 }),
  );

  test(`mentions lie in the text, in order, and hold civil points (seed ${seed})`, () => {
    fc.assert(
      fc.property(texts, (text) => {
        let last = 0;
        for (const mention of findTimes(text, context(lang), vocabularies[lang])) {
          expect(mention.start).toBeGreaterThanOrEqual(last);
          expect(mention.end).toBeGreaterThan(mention.start);
          last = mention.end;
          for (const civil of [mention.from, mention.to, mention.on]) {
            if (civil !== null) expect(isCivil(civil)).toBe(true);
          }
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
      { seed, numRuns: 400 },
    );
  });

  test(`figures lie in the text, in order, and are finite (seed ${seed})`, () => {
    fc.assert(
      fc.property(texts, (text) => {
        let last = 0;
        for (const mention of findNumbers(text, vocabularies[lang])) {
          expect(mention.start).toBeGreaterThanOrEqual(last);
          expect(mention.end).toBeGreaterThan(mention.start);
          expect(Number.isFinite(mention.value)).toBe(true);
          last = mention.end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
      { seed, numRuns: 400 },
    );
  });
});

const day = fc
  .tuple(
    fc.integer({ min: 1990, max: 2060 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 31 }),
  )
  .filter(([year, month, date]) => civilDay(year, month, date) !== null);

test(`a numeric date is read back in every language (seed ${seed})`, () => {
  fc.assert(
    fc.property(day, fc.constantFrom(...langs), ([year, month, date], lang) => {
      const two = (value: number) => String(value).padStart(2, '0');
      const civil = civilDay(year, month, date);
      const texts = [`${two(date)}.${two(month)}.${year}`, `${year}-${two(month)}-${two(date)}`];
      for (const text of texts) {
        const found = findTimes(text, context(lang), vocabularies[lang]);
        expect(found.map(({ on }) => on)).toEqual([civil]);
      }
    }),
    { seed },
  );
});

test(`"по" ends a day later than "до" (seed ${seed})`, () => {
  fc.assert(
    fc.property(day, ([year, month, date]) => {
      const said = `${String(date).padStart(2, '0')}.${String(month).padStart(2, '0')}.${year}`;
      const end = (word: string) =>
        findTimes(`${word} ${said}`, context('ru'), vocabularies.ru)[0]?.to;
      const before = end('до');
      expect(before).toBe(civilDay(year, month, date));
      expect(end('по')).toBe(addDays(before ?? '', 1));
    }),
    { seed },
  );
});

test.each([
  ['ru', 'Действует до 31 февраля 2022 года.', 'до 31 февраля 2022 года'],
  ['ru', 'с 01.01.2022 по 31.04.2022', 'по 31.04.2022'],
  ['kk', '2022 жылғы 31 сәуірге дейін', '2022 жылғы 31 сәуірге дейін'],
  ['en', 'closed until 31 June', 'until 31 June'],
  ['en', 'on February 30, 2022', 'on February 30, 2022'],
] as const)('a day that does not exist is reported, not read: %s %s', (lang, text, words) => {
  const found = impossibleDates(text, context(lang), vocabularies[lang]);
  expect(found.map((one) => one.words)).toEqual([words]);
  expect(found.map(({ start, end }) => text.slice(start, end))).toEqual([words]);
  const times = findTimes(text, context(lang), vocabularies[lang]);
  expect(times.every(({ start }) => start < (found[0]?.start ?? 0))).toBe(true);
});

test('the work grows with the text, not with its square', () => {
  for (const unit of [
    '5, ',
    '5-',
    'с 5 по ',
    '23.00-',
    'in the past ',
    'one hundred and ',
    '1 000 ',
  ]) {
    const text = unit.repeat(4_000);
    for (const lang of langs) {
      expect(findTimes(text, context(lang), vocabularies[lang]).length).toBeLessThan(text.length);
      expect(findNumbers(text, vocabularies[lang]).length).toBeLessThan(text.length);
    }
  }
});

test('a broken lexicon is refused with the place in it', () => {
  const broken = compileVocabulary('lang: ru\nmonths: []\n', 'lang: ru\n');
  expect(broken.ok ? null : broken.error.code).toBe('lexicon_invalid');
  expect(broken.ok ? '' : broken.error.message).toContain('months');
  const garbled = compileVocabulary('lang: [', '');
  expect(garbled.ok ? null : garbled.error.code).toBe('lexicon_invalid');
});
