import { readFileSync } from 'node:fs';
import { must } from '../../src/base/index.ts';
import type { NumberMention } from '../../src/reading/numbers.ts';
import type { TimeMention } from '../../src/reading/times.ts';
import { compileVocabulary, type Vocabulary } from '../../src/reading/vocabulary.ts';

/** What the tests of times and numbers share: the real lexicons, and mentions as short texts. */

export const langs = ['ru', 'kk', 'en'] as const;
export type Lang = (typeof langs)[number];

function lexicon(name: string): string {
  return readFileSync(new URL(`../../data/lexicon/${name}.yaml`, import.meta.url), 'utf8');
}

function vocabularyOf(lang: Lang): Vocabulary {
  return must(compileVocabulary(lexicon(`${lang}.time`), lexicon(`${lang}.numbers`)));
}

export const vocabularies: Readonly<Record<Lang, Vocabulary>> = {
  ru: vocabularyOf('ru'),
  kk: vocabularyOf('kk'),
  en: vocabularyOf('en'),
};

/** `range 2022-01-10/2022-01-13`, `daily 23:00/07:00`, `deadline @2022-04-30 /2022-05-01`. */
export function shortTime(mention: TimeMention): string {
  const { what, from, to, on, daily, hours, months, clocks } = mention;
  const parts: string[] = [what];
  if (on !== null) parts.push(`@${on}`);
  if (from !== null || to !== null) parts.push(`${from ?? ''}/${to ?? ''}`);
  if (daily !== null) parts.push(daily.join('/'));
  if (clocks !== null) parts.push(`clock ${clocks.from ?? ''}/${clocks.to ?? ''}`);
  if (hours !== null) parts.push(`${hours}h`);
  if (months !== null) parts.push(`${months}mo`);
  if (what === 'same') parts.push(mention.rule.replace(/^.*same_/, ''));
  return parts.join(' ');
}

/** `1000 person`, `at_least 160 building`. */
export function shortNumber({ value, unit, bound, rule }: NumberMention): string {
  const isElliptic = rule.endsWith('elliptic') ? '(elliptic)' : '-';
  return `${bound === 'exact' ? '' : `${bound} `}${value} ${unit ?? isElliptic}`;
}
