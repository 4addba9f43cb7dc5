/** Words, numbers and marks of a text, with their offsets. Linear in the length of the text. */

export interface Token {
  readonly kind: 'word' | 'number' | 'mark';
  /** Folded by `fold`: lower case, ё as е, Latin look-alikes in Cyrillic words as Cyrillic. */
  readonly text: string;
  /** UTF-16 offsets in the text that was tokenised, half-open. */
  readonly start: number;
  readonly end: number;
}

/** Latin letters that are typed or recognised in place of Cyrillic ones. */
const lookAlikes: Readonly<Record<string, string>> = {
  a: 'а',
  c: 'с',
  e: 'е',
  h: 'һ',
  i: 'і',
  k: 'к',
  m: 'м',
  o: 'о',
  p: 'р',
  t: 'т',
  x: 'х',
  y: 'у',
};

const word = /[\p{L}\p{M}]+(?:['’ʼ-][\p{L}\p{M}]+)*/uy;
const number = /\d+/y;

/**
 * The text in the form that lexicons are written in, unit for unit, so that offsets stay the same:
 * lower case, ё as е, every white space as a plain space, soft hyphens as they are.
 */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  // A few letters change length when lowered (İ); then each unit is lowered by itself.
  const same = lower.length === text.length ? lower : lowerByUnit(text);
  return same.replace(/ё/g, 'е').replace(/\s/g, ' ').replace(/[‐‑]/g, '-').replace(/[’ʼ]/g, "'");
}

/** Tokens of an already folded text; a hyphen inside a word does not end it. */
export function tokenize(folded: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < folded.length) {
    const char = folded.charCodeAt(at);
    if (char === 0x20 || char === 0xad) {
      at++;
      continue;
    }
    word.lastIndex = at;
    number.lastIndex = at;
    const found = word.exec(folded)?.[0];
    if (found !== undefined) {
      tokens.push({ kind: 'word', text: cyrillic(found), start: at, end: at + found.length });
      at += found.length;
      continue;
    }
    const digits = number.exec(folded)?.[0];
    if (digits !== undefined) {
      tokens.push({ kind: 'number', text: digits, start: at, end: at + digits.length });
      at += digits.length;
      continue;
    }
    tokens.push({ kind: 'mark', text: folded.charAt(at), start: at, end: at + 1 });
    at++;
  }
  return tokens;
}

/** A word with both scripts in it is a Cyrillic word with look-alikes in it. */
function cyrillic(found: string): string {
  if (!/[a-z]/.test(found) || !/[\u0400-\u04ff]/.test(found)) return found;
  return found.replace(/[a-z]/g, (letter) => lookAlikes[letter] ?? letter);
}

function lowerByUnit(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const lower = text.charAt(i).toLowerCase();
    out += lower.length === 1 ? lower : text.charAt(i);
  }
  return out;
}
