import type { Token } from './tokens.ts';

/**
 * The pattern language of the lexicons, made for linguists rather than programmers.
 *
 *   комендантск* час*      words in a row; * stands for any ending
 *   *ены                   a word with this ending
 *   въезд|выезд*           one of several words
 *   запрет* .. оружи*      up to 3 tokens between; ... stands for up to 8
 *   #                      a number in figures
 *   @ban                   any word of the group of that name in the same file
 *   a & b                  both, anywhere in the clause, in any order
 *   a & !b                 the first, and not the second
 *   ^прошу                 at the beginning of the clause
 *
 * All patterns of a lexicon are matched in one pass: each token is looked up once, and only the
 * patterns of which a first word occurs are tried.
 */

/** What a match covers: token positions in the clause, half-open, of its first sequence. */
export interface Match {
  readonly from: number;
  readonly to: number;
}

export interface PatternHit<T> extends Match {
  readonly value: T;
  /** The pattern as it stands in the lexicon. */
  readonly pattern: string;
}

interface Element {
  readonly word: number;
  /** Tokens that may stand between the element before and this one. */
  readonly gap: number;
}

interface Sequence {
  readonly elements: readonly Element[];
  readonly negated: boolean;
  readonly atStart: boolean;
}

interface Compiled<T> {
  readonly pattern: string;
  readonly value: T;
  readonly sequences: readonly Sequence[];
}

const numberWord = '#';

export class PatternSet<T> {
  readonly #groups: ReadonlyMap<string, readonly string[]>;
  readonly #wordIds = new Map<string, number>();
  readonly #exact = new Map<string, number[]>();
  readonly #stems = new Map<string, number[]>();
  readonly #stemLengths = new Set<number>();
  readonly #endings = new Map<string, number[]>();
  readonly #endingLengths = new Set<number>();
  readonly #byAnchor = new Map<number, Compiled<T>[]>();
  /** Words recur: what a token's text stands for is looked up once. */
  readonly #cache = new Map<string, readonly number[]>();

  constructor(groups: ReadonlyMap<string, readonly string[]>) {
    this.#groups = groups;
  }

  /** Adds one pattern. Throws `SyntaxError` with the pattern in its message if it is malformed. */
  add(pattern: string, value: T): void {
    const sequences = pattern.split('&').map((part) => this.#sequence(part.trim(), pattern));
    const first = sequences[0];
    const anchor = first?.elements[0];
    if (first === undefined || anchor === undefined || first.negated) {
      throw new SyntaxError(`pattern needs a first part that is not negated: ${pattern}`);
    }
    const compiled = { pattern, value, sequences };
    const list = this.#byAnchor.get(anchor.word);
    if (list === undefined) this.#byAnchor.set(anchor.word, [compiled]);
    else list.push(compiled);
  }

  /** Every pattern that matches the tokens, with the place of its first sequence, in text order. */
  match(tokens: readonly Token[], from = 0, to = tokens.length): PatternHit<T>[] {
    const positions = this.#positions(tokens, from, to);
    const hits: PatternHit<T>[] = [];
    for (const [word, starts] of positions) {
      for (const compiled of this.#byAnchor.get(word) ?? []) {
        const hit = this.#try(compiled, positions, starts, from, to);
        if (hit !== null) hits.push({ ...hit, value: compiled.value, pattern: compiled.pattern });
      }
    }
    return hits.sort((a, b) => a.from - b.from || b.to - a.to);
  }

  #try(
    compiled: Compiled<T>,
    positions: ReadonlyMap<number, readonly number[]>,
    starts: readonly number[],
    from: number,
    to: number,
  ): Match | null {
    let found: Match | null = null;
    for (const [i, sequence] of compiled.sequences.entries()) {
      const first = sequence.elements[0];
      const candidates = i === 0 ? starts : first && (positions.get(first.word) ?? []);
      const match = candidates && find(sequence, positions, candidates, from, to);
      if (sequence.negated ? match !== null : match === null) return null;
      if (i === 0) found = match ?? null;
    }
    return found;
  }

  #positions(tokens: readonly Token[], from: number, to: number): Map<number, number[]> {
    const positions = new Map<number, number[]>();
    for (let i = from; i < to; i++) {
      const token = tokens[i];
      if (token === undefined) break;
      for (const word of this.#wordsOf(token)) {
        const list = positions.get(word);
        if (list === undefined) positions.set(word, [i]);
        else list.push(i);
      }
    }
    return positions;
  }

  #wordsOf(token: Token): readonly number[] {
    const key = token.kind === 'number' ? numberWord : token.text;
    const known = this.#cache.get(key);
    if (known !== undefined) return known;
    const ids = [...(this.#exact.get(key) ?? [])];
    for (const length of this.#stemLengths) {
      if (length <= key.length) ids.push(...(this.#stems.get(key.slice(0, length)) ?? []));
    }
    for (const length of this.#endingLengths) {
      if (length < key.length) ids.push(...(this.#endings.get(key.slice(-length)) ?? []));
    }
    const distinct = [...new Set(ids)];
    // Bounded, so that hostile text cannot fill the memory with words that never recur.
    if (this.#cache.size < 50_000) this.#cache.set(key, distinct);
    return distinct;
  }

  #sequence(source: string, pattern: string): Sequence {
    let rest = source;
    const negated = rest.startsWith('!');
    if (negated) rest = rest.slice(1).trim();
    const atStart = rest.startsWith('^');
    if (atStart) rest = rest.slice(1).trim();
    const elements: Element[] = [];
    let gap = 0;
    for (const part of rest.split(/\s+/)) {
      if (part === '..' || part === '...') {
        gap = part === '..' ? 3 : 8;
        continue;
      }
      if (part === '') throw new SyntaxError(`pattern with an empty part: ${pattern}`);
      elements.push({ word: this.#word(part, pattern), gap });
      gap = 0;
    }
    if (gap !== 0) throw new SyntaxError(`pattern that ends in a gap: ${pattern}`);
    return { elements, negated, atStart };
  }

  /** The id of one element: a set of exact words and stems. */
  #word(element: string, pattern: string): number {
    const known = this.#wordIds.get(element);
    if (known !== undefined) return known;
    const id = this.#wordIds.size;
    this.#wordIds.set(element, id);
    for (const word of this.#expand(element, pattern)) this.#index(word, id, pattern);
    return id;
  }

  #index(word: string, id: number, pattern: string): void {
    const isStem = word.endsWith('*');
    const isEnding = word.startsWith('*');
    const text = word.replace(/^\*|\*$/g, '');
    if (text === '' || text.includes('*') || (isStem && isEnding)) {
      throw new SyntaxError(`* in a wrong place: ${pattern}`);
    }
    const index = isStem ? this.#stems : isEnding ? this.#endings : this.#exact;
    if (isStem) this.#stemLengths.add(text.length);
    if (isEnding) this.#endingLengths.add(text.length);
    const list = index.get(text);
    if (list === undefined) index.set(text, [id]);
    else list.push(id);
  }

  #expand(element: string, pattern: string): string[] {
    return element.split('|').flatMap((word) => {
      if (!word.startsWith('@')) return [word];
      const group = this.#groups.get(word.slice(1));
      if (group === undefined) throw new SyntaxError(`no group ${word} for: ${pattern}`);
      return [...group];
    });
  }
}

/** The first place where the sequence stands, elements in order within their gaps. */
function find(
  sequence: Sequence,
  positions: ReadonlyMap<number, readonly number[]>,
  starts: readonly number[],
  from: number,
  to: number,
): Match | null {
  for (const start of starts) {
    if (sequence.atStart && start !== from) continue;
    let at = start;
    let whole = true;
    for (let i = 1; i < sequence.elements.length; i++) {
      const element = sequence.elements[i];
      const next = element && nextWithin(positions.get(element.word) ?? [], at, element.gap);
      if (next === undefined || next >= to) {
        whole = false;
        break;
      }
      at = next;
    }
    if (whole) return { from: start, to: at + 1 };
  }
  return null;
}

/** The first position after `at` with at most `gap` tokens between; positions are ascending. */
function nextWithin(positions: readonly number[], at: number, gap: number): number | undefined {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((positions[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  const next = positions[low];
  return next !== undefined && next - at - 1 <= gap ? next : undefined;
}
