import { parse } from 'yaml';
import { z } from 'zod';
import { fail, ok, type Result } from '../base/index.ts';
import { PhraseBook } from './phrase-book.ts';

/** The words of times and numbers of one language, from its two lexicon files. */

const words = z.array(z.string().min(1));
const sameNames = [
  'moment',
  'day',
  'term',
  'term_end',
  'emergency',
  'emergency_end',
  'signing',
] as const;

const timeWords = [
  'as_of each each_post from since to thru by at on of between and onto night for within ahead upto during ago past',
  'next inclusive daily former former_post filler zone end_of start_of this_year year year_unit',
  'month_unit week_unit day_unit month_word hour hour_before minute midnight noon am pm oclock',
  'ordinal document until_post from_post since_post thru_post between_post by_post within_post',
  'night_post ahead_post for_post open vague immediate none',
]
  .join(' ')
  .split(' ');

const timeFile = z.strictObject({
  lang: z.enum(['ru', 'kk', 'en']),
  endings: z.record(z.string(), words),
  months: z.array(words).length(12),
  weekdays: z.array(words).length(7),
  relative: z.array(z.strictObject({ days: z.int(), words })),
  parts: z.strictObject({ morning: words, day: words, evening: words, night: words }),
  units: z.array(
    z.strictObject({
      hours: z.number().optional(),
      months: z.number().optional(),
      words,
    }),
  ),
  words: z.record(z.enum(timeWords), words.optional()),
  same: z.partialRecord(z.enum(sameNames), words),
});

const valued = z.array(z.strictObject({ value: z.number(), words }));
const bounds = z.strictObject({
  at_least: words.optional(),
  at_most: words.optional(),
  about: words.optional(),
});

const numbersFile = z.strictObject({
  lang: z.enum(['ru', 'kk', 'en']),
  decimal: z.enum([',', '.']),
  group: z.enum([' ', ',']),
  endings: words.optional(),
  cardinals: valued,
  multipliers: valued,
  rounds: valued,
  bounds,
  bounds_after: bounds.optional(),
  range: z.strictObject({ before: words, between: words }),
  labels: words,
  labels_after: words,
  elliptic: words,
  transparent: words,
  currencies: z.record(z.string(), z.string()),
  units: z.array(z.strictObject({ unit: z.string().min(1), words })),
});

export type Bound = 'exact' | 'about' | 'at_least' | 'at_most' | 'range';

/** Key of a phrase of a time lexicon: `month`, `weekday`, `part`, `unit`, or one of `timeWords`. */
export type TimeKey = string;

export interface Vocabulary {
  readonly lang: 'ru' | 'kk' | 'en';
  readonly times: PhraseBook<TimeKey>;
  /** The case an ending stands for: `дан` → `ablative`. */
  readonly cases: ReadonlyMap<string, string>;
  readonly numbers: PhraseBook<NumberKey>;
  /** Endings that a figure may bear after a hyphen: `49-ы`. */
  readonly endings: ReadonlySet<string>;
  readonly decimal: ',' | '.';
  readonly group: ' ' | ',';
}

export type NumberKey =
  | 'cardinal'
  | 'multiplier'
  | 'round'
  | 'bound'
  | 'bound_after'
  | 'range_before'
  | 'range_between'
  | 'label'
  | 'label_after'
  | 'elliptic'
  | 'transparent'
  | 'currency'
  | 'unit';

/**
 * The vocabulary of one language from the texts of `<lang>.time.yaml` and `<lang>.numbers.yaml`.
 */
export function compileVocabulary(timeText: string, numbersText: string): Result<Vocabulary> {
  const time = readLexicon(timeText, timeFile, 'time');
  if (!time.ok) return time;
  const numbers = readLexicon(numbersText, numbersFile, 'numbers');
  if (!numbers.ok) return numbers;
  if (time.value.lang !== numbers.value.lang) {
    return fail(
      'lexicon_invalid',
      `the lexicon of times is in ${time.value.lang}, that of numbers in ${numbers.value.lang}`,
      'lang',
      'Give two files of one language.',
    );
  }
  try {
    return ok(compile(time.value, numbers.value));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return fail('lexicon_invalid', error.message, null, 'Mend the phrase.');
  }
}

function readLexicon<T>(text: string, schema: z.ZodType<T>, name: string): Result<T> {
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return fail('lexicon_invalid', `the lexicon of ${name} is no YAML: ${message}`, name);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const paths = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return fail(
    'lexicon_invalid',
    `the lexicon of ${name}: ${paths.join('; ')}`,
    name,
    'Mend every field named here.',
  );
}

function compile(time: z.infer<typeof timeFile>, numbers: z.infer<typeof numbersFile>): Vocabulary {
  const cases = new Map<string, string>();
  for (const [name, endings] of Object.entries(time.endings)) {
    for (const ending of endings) if (!cases.has(ending)) cases.set(ending, name);
  }
  const endings = new Set([...(numbers.endings ?? []), ...cases.keys()]);
  const { lang, decimal, group } = numbers;
  return {
    lang,
    times: timeBook(time, new Set(cases.keys())),
    cases,
    // An abbreviation takes its ending after a hyphen: "30 см-ге".
    numbers: numberBook(numbers, new Set([...endings, ...[...endings].map((one) => `-${one}`)])),
    endings,
    decimal,
    group,
  };
}

function timeBook(
  file: z.infer<typeof timeFile>,
  endings: ReadonlySet<string>,
): PhraseBook<TimeKey> {
  const book = new PhraseBook<TimeKey>(endings);
  const addAll = (phrases: readonly string[], key: TimeKey, value = 0, text = ''): void => {
    for (const phrase of phrases) book.add(phrase, key, value, text);
  };
  for (const [i, names] of file.months.entries()) addAll(names, 'month', i + 1);
  for (const [i, names] of file.weekdays.entries()) addAll(names, 'weekday', i);
  for (const { days, words: names } of file.relative) addAll(names, 'relative', days);
  for (const [part, names] of Object.entries(file.parts)) addAll(names, 'part', 0, part);
  for (const { hours, months, words: names } of file.units) {
    if (months === undefined) addAll(names, 'unit_hours', hours ?? 0);
    else addAll(names, 'unit_months', months);
  }
  for (const [key, phrases] of Object.entries(file.words)) addAll(phrases ?? [], key);
  for (const [name, phrases] of Object.entries(file.same)) addAll(phrases ?? [], 'same', 0, name);
  return book;
}

function numberBook(
  file: z.infer<typeof numbersFile>,
  endings: ReadonlySet<string>,
): PhraseBook<NumberKey> {
  const book = new PhraseBook<NumberKey>(endings);
  const addAll = (phrases: readonly string[], key: NumberKey, value = 0, text = ''): void => {
    for (const phrase of phrases) book.add(phrase, key, value, text);
  };
  const addBounds = (list: z.infer<typeof bounds>, key: NumberKey): void => {
    for (const [bound, phrases] of Object.entries(list)) addAll(phrases ?? [], key, 0, bound);
  };
  for (const { value, words: forms } of file.cardinals) addAll(forms, 'cardinal', value);
  if (file.lang === 'en') addHyphenated(file.cardinals, addAll);
  for (const { value, words: forms } of file.multipliers) addAll(forms, 'multiplier', value);
  for (const { value, words: forms } of file.rounds) addAll(forms, 'round', value);
  addBounds(file.bounds, 'bound');
  addBounds(file.bounds_after ?? {}, 'bound_after');
  addAll(file.range.before, 'range_before');
  addAll(file.range.between, 'range_between');
  addAll(file.labels, 'label');
  addAll(file.labels_after, 'label_after');
  addAll(file.elliptic, 'elliptic');
  addAll(file.transparent, 'transparent');
  for (const [sign, unit] of Object.entries(file.currencies)) book.add(sign, 'currency', 0, unit);
  for (const { unit, words: nouns } of file.units) addAll(nouns, 'unit', 0, unit);
  return book;
}

/** "forty-eight" is one token. */
function addHyphenated(
  cardinals: z.infer<typeof valued>,
  addAll: (phrases: readonly string[], key: NumberKey, value: number) => void,
): void {
  for (const ten of cardinals.filter(({ value }) => value >= 20)) {
    for (const one of cardinals.filter(({ value }) => value >= 1 && value <= 9)) {
      const words = ten.words.flatMap((a) => one.words.map((b) => `${a}-${b}`));
      addAll(words, 'cardinal', ten.value + one.value);
    }
  }
}
