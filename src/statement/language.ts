import { fail, ok, type Result } from '../base/index.ts';
import type { Block } from '../record/index.ts';

/** Whether the words are in a script and a language that can be read at all. */

/** Scripts that are named in a refusal. */
const scripts: readonly (readonly [string, RegExp])[] = [
  ['Georgian', /\p{Script=Georgian}/u],
  ['Armenian', /\p{Script=Armenian}/u],
  ['Arabic', /\p{Script=Arabic}/u],
  ['Hebrew', /\p{Script=Hebrew}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Chinese', /\p{Script=Han}/u],
  ['Japanese', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['Korean', /\p{Script=Hangul}/u],
  ['Devanagari', /\p{Script=Devanagari}/u],
  ['Bengali', /\p{Script=Bengali}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Mongolian', /\p{Script=Mongolian}/u],
];

/** Below this share of Cyrillic and Latin letters the words are in another script. */
const known_share_min = 0.3;
/** Letters that are looked at, from the beginning. */
const sample_chars = 200_000;
/** Fewer words say too little about a language. */
const words_min = 12;
/** Any text of a language has at least this share of its commonest words. */
const common_share_min = 0.03;
/** A text that is declared in one language and has this share of another's words is in that one. */
const other_share_min = 0.12;
/** Russian, Kazakh and English have next to none of the letters that tell these others apart. */
const foreign_share_min = 0.01;

/** Letters that a language has and Russian, Kazakh and English have not. */
const foreign: readonly (readonly [string, RegExp])[] = [
  ['Ukrainian', /[їєґ]/gu],
  ['Belarusian', /ў/gu],
  ['Uzbek, Tajik or Kyrgyz', /[ҳҷӣӯў]/gu],
  ['neither Russian nor Kazakh nor English', /[\u00df-\u017f\u0259]/gu],
];

type Known = 'ru' | 'kk' | 'en';
const names: Readonly<Record<Known, string>> = { ru: 'Russian', kk: 'Kazakh', en: 'English' };

/**
 * Fails with `text_language`, naming what was found, if the words are in no known language, or
 * plainly in another than the declared one.
 */
export function checkLanguage(blocks: readonly Block[], declared: Known): Result<null> {
  const sample = sampleOf(blocks).toLowerCase();
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) {
    return refuse('the text has no letters');
  }
  const known = sample.match(/[\p{Script=Cyrillic}\p{Script=Latin}]/gu)?.length ?? 0;
  if (known < letters * known_share_min) {
    return refuse(`the letters are ${scriptOf(sample)}, not Cyrillic or Latin`);
  }
  const words = sample.match(/\p{L}+/gu) ?? [];
  if (words.length < words_min) return ok(null);
  for (const [name, pattern] of foreign) {
    const count = sample.match(pattern)?.length ?? 0;
    if (count > letters * foreign_share_min) return refuse(`the words are ${name}`);
  }
  return checkWords(words, declared);
}

function checkWords(words: readonly string[], declared: Known): Result<null> {
  const share = (lang: Known): number =>
    words.filter((word) => common[lang].has(word) || (lang === 'kk' && kazakhLetter.test(word)))
      .length / words.length;
  const shares = (['ru', 'kk', 'en'] as const).map((lang) => ({ lang, share: share(lang) }));
  const best = shares.sort((a, b) => b.share - a.share)[0];
  if (best === undefined || best.share < common_share_min) {
    return refuse('the words are neither Russian nor Kazakh nor English');
  }
  if (share(declared) < common_share_min && best.share >= other_share_min) {
    return fail(
      'text_language',
      `the text is declared as ${names[declared]}, its words are ${names[best.lang]}`,
      'lang',
      `Declare the language as "${best.lang}", or give the statement that was meant.`,
    );
  }
  return ok(null);
}

/** Letters of Kazakh; without "і", which Ukrainian and Belarusian have too. */
const kazakhLetter = /[әғқңөұүһ]/;

const common: Readonly<Record<Known, ReadonlySet<string>>> = {
  ru: setOf(
    'и в во на не с со по для от до из за о об что как или к у при а но это все так его она они ' +
      'мы вы я их этот года г области города',
  ),
  kk: setOf('және мен бен пен туралы бойынша бастап дейін осы бір бар жылы облысы болады'),
  en: setOf(
    'the of and to is are be been by for from with that this shall will has have on at in a an ' +
      'or as it we you your not no until all may must please',
  ),
};

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

function sampleOf(blocks: readonly Block[]): string {
  const parts: string[] = [];
  let size = 0;
  for (const block of blocks) {
    parts.push(block.text.slice(0, sample_chars - size));
    size += block.text.length;
    if (size >= sample_chars) break;
  }
  return parts.join('\n');
}

function scriptOf(sample: string): string {
  const counts = scripts.map(([name, pattern]): readonly [string, number] => [
    name,
    sample.match(new RegExp(pattern, 'gu'))?.length ?? 0,
  ]);
  const [name, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
  return count > 0 ? name : 'of another script';
}

function refuse(message: string): ReturnType<typeof fail> {
  const todo = 'Give a statement in Russian, Kazakh or English.';
  return fail('text_language', message, null, todo);
}
