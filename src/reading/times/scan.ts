import { isGlued } from '../numbers/quantity.ts';
import type { PhraseHit } from '../phrase-book.ts';
import { fold, type Token, tokenize } from '../tokens.ts';
import type { NumberKey, TimeKey, Vocabulary } from '../vocabulary.ts';

/** A text prepared for the grammar: its tokens and the phrases that begin at each. */
export interface Scan {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly times: readonly (readonly PhraseHit<TimeKey>[])[];
  readonly numbers: readonly (readonly PhraseHit<NumberKey>[])[];
  readonly vocabulary: Vocabulary;
}

export function scanText(text: string, vocabulary: Vocabulary): Scan {
  const tokens = tokenize(fold(text));
  return {
    text,
    tokens,
    times: vocabulary.times.hits(tokens),
    numbers: vocabulary.numbers.hits(tokens),
    vocabulary,
  };
}

/** The longest phrase of a key at a token. */
export function timeHit(scan: Scan, at: number, key: TimeKey): PhraseHit<TimeKey> | null {
  for (const hit of scan.times[at] ?? []) if (hit.key === key) return hit;
  return null;
}

export function textAt(scan: Scan, at: number): string {
  return scan.tokens[at]?.text ?? '';
}

export function isDash(scan: Scan, at: number): boolean {
  return /^[-–—−]$/.test(textAt(scan, at));
}

/** The whole number in figures at a token, or `null`; at most four digits. */
export function digitsAt(scan: Scan, at: number): number | null {
  const token = scan.tokens[at];
  return token?.kind === 'number' && token.text.length <= 4 ? Number(token.text) : null;
}

export function digitCount(scan: Scan, at: number): number {
  const token = scan.tokens[at];
  return token?.kind === 'number' ? token.text.length : 0;
}

export { isGlued };

/** A case ending after a figure ("23.00-ден"): the token after it and the ending, or none. */
export function endingAfter(
  scan: Scan,
  at: number,
): { readonly next: number; readonly ending: string } {
  const { tokens, vocabulary } = scan;
  const ending = tokens[at + 1];
  if (
    textAt(scan, at) === '-' &&
    ending?.kind === 'word' &&
    isGlued(tokens, at) &&
    isGlued(tokens, at + 1) &&
    vocabulary.cases.has(ending.text)
  ) {
    return { next: at + 2, ending: ending.text };
  }
  return { next: at, ending: '' };
}

/** An ordinal ending after a figure ("1-го", "5th"): the token after it. */
export function afterOrdinal(scan: Scan, at: number): number {
  const { tokens } = scan;
  if (isGlued(tokens, at) && timeHit(scan, at, 'ordinal') !== null) return at + 1;
  const isHyphen = textAt(scan, at) === '-' && isGlued(tokens, at) && isGlued(tokens, at + 1);
  return isHyphen && timeHit(scan, at + 1, 'ordinal') !== null ? at + 2 : at;
}

/** English months and weekdays are names: "may" and "march" in small letters are verbs. */
export function isNamed(scan: Scan, at: number): boolean {
  if (scan.vocabulary.lang !== 'en') return true;
  const start = scan.tokens[at]?.start ?? 0;
  return /^[A-Z]/.test(scan.text.charAt(start));
}
