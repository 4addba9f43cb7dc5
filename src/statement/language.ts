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
const words_min = 60;
/** Any text of a known language has this share of its commonest words. */
const common_share_min = 0.02;

/** Fails with `text_language`, naming what was found, if no known language is in the words. */
export function checkLanguage(blocks: readonly Block[]): Result<null> {
  const sample = sampleOf(blocks);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) {
    return refuse('the text has no letters');
  }
  const known = sample.match(/[\p{Script=Cyrillic}\p{Script=Latin}]/gu)?.length ?? 0;
  if (known < letters * known_share_min) {
    return refuse(`the letters are ${scriptOf(sample)}, not Cyrillic or Latin`);
  }
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? [];
  const common = words.filter((word) => commonWords.has(word) || kazakhLetter.test(word)).length;
  if (words.length >= words_min && common < words.length * common_share_min) {
    return refuse('the words are neither Russian nor Kazakh nor English');
  }
  return ok(null);
}

const kazakhLetter = /[әғқңөұүһі]/;

const commonWords: ReadonlySet<string> = new Set(
  (
    'и в во на не с со по для от до из за о об что как или к у при ' +
    'және мен бен пен үшін туралы бойынша бастап дейін осы бір бұл ' +
    'the of and to is are be been by for from with that this shall will has have on at'
  ).split(' '),
);

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
