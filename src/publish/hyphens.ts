/** Where long words may break in narrow places: browsers know no syllables of Russian or Kazakh. */

const softHyphen = '\u00ad';
const letter = '[а-яёәғқңөұүһі]';
const vowel = '[аеёиоуыэюяәөұүі]';
const consonant = '[бвгджзклмнпрстфхцчшщғқңһ]';

/** Shorter words fit where this is used. */
const letters_min = 9;

/** Letters of a word that stay together at either end. */
const edge_letters = 3;

/** A word may break after these: before «-ская», ь and й, open syllables, consonants shared out. */
const breaks = new RegExp(
  [
    `${letter}(?=ск(?:ая|ий|ое)$)`,
    `[йьъ](?=${letter}{2})`,
    `${vowel}(?=${consonant}${vowel})`,
    `${vowel}${consonant}(?=${consonant}{1,2}${vowel})`,
  ].join('|'),
  'gi',
);

/** Long Cyrillic words with soft hyphens between syllables. */
export function softHyphens(text: string): string {
  const long = new RegExp(`${letter}{${letters_min},}`, 'gi');
  return text.replace(long, (word) =>
    word.replace(breaks, (found: string, at: number) => {
      const end = at + found.length;
      return end < edge_letters || word.length - end < edge_letters ? found : found + softHyphen;
    }),
  );
}
