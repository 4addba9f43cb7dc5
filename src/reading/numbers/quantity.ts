import type { PhraseHit } from '../phrase-book.ts';
import type { Token } from '../tokens.ts';
import type { NumberKey, Vocabulary } from '../vocabulary.ts';

/** A number in figures, words or both, at a token: "1 033", "двенадцать тысяч", "3,5 млн". */
export interface Quantity {
  readonly value: number;
  /** The token after it. */
  readonly next: number;
  /** Only a rough word ("hundreds", "десятки"). */
  readonly isRough: boolean;
  readonly inWords: boolean;
}

export type NumberHits = readonly (readonly PhraseHit<NumberKey>[])[];

const figureDigitsMax = 15;

export function hitOf<K extends string>(
  hits: readonly (readonly PhraseHit<K>[])[],
  at: number,
  key: K,
): PhraseHit<K> | null {
  for (const hit of hits[at] ?? []) if (hit.key === key) return hit;
  return null;
}

/** Whether token `at` follows its predecessor without white space. */
export function isGlued(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  const token = tokens[at];
  return before !== undefined && token !== undefined && before.end === token.start;
}

/** The number that begins at a token, with its multipliers; `null` if none does. */
export function quantityAt(
  tokens: readonly Token[],
  hits: NumberHits,
  vocabulary: Vocabulary,
  at: number,
): Quantity | null {
  const figure = figureAt(tokens, vocabulary, at);
  if (figure !== null) return multiplied(tokens, hits, vocabulary, figure);
  const rough = hitOf(hits, at, 'round');
  const words = wordsAt(tokens, hits, at, vocabulary.lang === 'en');
  if (rough !== null && (words === null || words.next <= rough.next)) {
    const times = hitOf(hits, rough.next, 'multiplier');
    const isTimes = times !== null && times.value > rough.value;
    return {
      value: rough.value * (isTimes ? times.value : 1),
      next: isTimes ? times.next : rough.next,
      isRough: true,
      inWords: true,
    };
  }
  return words;
}

/** Digits with the separators of the language: `111 256`, `1,200`, `3,5`. */
function figureAt(
  tokens: readonly Token[],
  { decimal, group }: Vocabulary,
  at: number,
): { readonly value: number; readonly next: number } | null {
  const first = tokens[at];
  if (first?.kind !== 'number' || first.text.length > figureDigitsMax) return null;
  let digits = first.text;
  let next = at + 1;
  if (digits.length <= 3 && !(digits.length > 1 && digits.startsWith('0'))) {
    for (;;) {
      const isSpaced = isGroup(tokens, next) && spaceBetween(tokens, next);
      const isMarked =
        group === ',' &&
        tokens[next]?.text === ',' &&
        isGlued(tokens, next) &&
        isGlued(tokens, next + 1) &&
        isGroup(tokens, next + 1);
      if (!isSpaced && !isMarked) break;
      const taken = isSpaced ? next : next + 1;
      digits += tokens[taken]?.text ?? '';
      next = taken + 1;
      if (digits.length > figureDigitsMax) return null;
    }
  }
  const fraction = tokens[next + 1];
  // A dot is a decimal mark everywhere; a comma only where the language writes it so.
  const isMark = tokens[next]?.text === decimal || tokens[next]?.text === '.';
  if (isMark && fraction?.kind === 'number' && isGlued(tokens, next) && isGlued(tokens, next + 1)) {
    const further = tokens[next + 2];
    const goesOn =
      further?.text === '.' && isGlued(tokens, next + 2) && hasDigitAfter(tokens, next + 2);
    if (!goesOn && fraction.text.length <= 6) {
      return { value: Number(`${digits}.${fraction.text}`), next: next + 2 };
    }
  }
  return { value: Number(digits), next };
}

function hasDigitAfter(tokens: readonly Token[], at: number): boolean {
  return tokens[at + 1]?.kind === 'number' && isGlued(tokens, at + 1);
}

function isGroup(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return token?.kind === 'number' && token.text.length === 3;
}

function spaceBetween(tokens: readonly Token[], at: number): boolean {
  const gap = (tokens[at]?.start ?? 0) - (tokens[at - 1]?.end ?? 0);
  return gap === 1;
}

function multiplied(
  tokens: readonly Token[],
  hits: NumberHits,
  vocabulary: Vocabulary,
  figure: { readonly value: number; readonly next: number },
): Quantity {
  let { value, next } = figure;
  for (;;) {
    const times = hitOf(hits, next, 'multiplier');
    if (times === null || times.value * value > Number.MAX_SAFE_INTEGER) break;
    // "3m" is three metres, "3 m" too; only a million written out multiplies.
    if (times.value > 1 && (tokens[next]?.text.length ?? 0) === 1) break;
    value *= times.value;
    next = times.next;
  }
  if (vocabulary.lang === 'kk' && tokens[next]?.text === '-' && isGlued(tokens, next)) {
    const ending = tokens[next + 1];
    if (ending !== undefined && isGlued(tokens, next + 1) && vocabulary.endings.has(ending.text)) {
      next += 2;
    }
  }
  return { value: rounded(value), next, isRough: false, inWords: false };
}

/** 3.4 × 1000 is 3400, not 3399.9999999999995. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** "двадцать пять тысяч триста", "one hundred and five", "алты жүз елу", "forty-eight". */
function wordsAt(
  tokens: readonly Token[],
  hits: NumberHits,
  at: number,
  isEnglish: boolean,
): Quantity | null {
  let total = 0;
  let group = 0;
  /** What the next simple word must be below: "сто два" adds up, "два сто" does not. */
  let ceiling = Number.POSITIVE_INFINITY;
  let lastTimes = Number.POSITIVE_INFINITY;
  let next = at;
  let hasCardinal = false;
  for (;;) {
    const simple = hitOf(hits, next, 'cardinal');
    if (simple !== null && simple.value < ceiling) {
      group += simple.value;
      ceiling = simple.value % 10 !== 0 ? 0 : magnitude(simple.value);
      next = simple.next;
      hasCardinal = true;
      continue;
    }
    const times = hitOf(hits, next, 'multiplier');
    if (times !== null && (hasCardinal || times.value >= 100)) {
      if (!hasCardinal && (isEnglish || times.value < 100)) break;
      if (times.value < 1000) {
        if (group >= 100) break;
        group = Math.max(group, 1) * times.value;
        ceiling = times.value;
      } else {
        if (times.value >= lastTimes) break;
        total += Math.max(group, 1) * times.value;
        lastTimes = times.value;
        group = 0;
        ceiling = Number.POSITIVE_INFINITY;
      }
      next = times.next;
      hasCardinal = true;
      continue;
    }
    if (isEnglish && group >= 100 && tokens[next]?.text === 'and') {
      const after = hitOf(hits, next + 1, 'cardinal');
      if (after !== null && after.value < 100) {
        next++;
        continue;
      }
    }
    break;
  }
  if (next === at) return null;
  return { value: rounded(total + group), next, isRough: false, inWords: true };
}

function magnitude(value: number): number {
  return value >= 100 ? 100 : 10;
}
