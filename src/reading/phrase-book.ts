import { fold, type Token, tokenize } from './tokens.ts';

/**
 * The phrases of a lexicon, found at a token. In a phrase a word may end in `*` (any ending of at
 * most four letters) or `~` (any case ending of the language, which the hit then names).
 */

/** A phrase found at a token: `next` is the token after it, `ending` the case ending it bears. */
export interface PhraseHit<K extends string> {
  readonly key: K;
  readonly value: number;
  readonly text: string;
  readonly next: number;
  readonly ending: string;
}

interface Element {
  readonly word: string;
  readonly kind: 'exact' | 'any' | 'case';
}

interface Entry<K extends string> {
  readonly key: K;
  readonly value: number;
  readonly text: string;
  readonly elements: readonly Element[];
}

const endingLengthMax = 4;
/** No word of a lexicon is longer; what is longer in a text is not looked up. */
const wordLengthMax = 60;

export class PhraseBook<K extends string> {
  readonly #exact = new Map<string, Entry<K>[]>();
  readonly #stems = new Map<string, Entry<K>[]>();
  readonly #endings: ReadonlySet<string>;

  constructor(endings: ReadonlySet<string> = new Set()) {
    this.#endings = endings;
  }

  /** Throws `SyntaxError` naming the phrase if it has no words. */
  add(phrase: string, key: K, value = 0, text = ''): void {
    const elements = elementsOf(phrase);
    const first = elements[0];
    if (first === undefined) throw new SyntaxError(`a phrase without words: "${phrase}"`);
    const index = first.kind === 'exact' ? this.#exact : this.#stems;
    const entry = { key, value, text, elements };
    const list = index.get(first.word);
    if (list === undefined) index.set(first.word, [entry]);
    else list.push(entry);
  }

  /** Every phrase that begins at each token, longest first. */
  hits(tokens: readonly Token[]): PhraseHit<K>[][] {
    const cache = new Map<string, readonly Entry<K>[]>();
    return tokens.map((token, i) => {
      let entries = cache.get(token.text);
      if (entries === undefined) {
        entries = this.#entriesOf(token.text);
        cache.set(token.text, entries);
      }
      if (entries.length === 0) return [];
      const found: PhraseHit<K>[] = [];
      for (const entry of entries) {
        const hit = this.#matchAt(entry, tokens, i);
        if (hit !== null) found.push(hit);
      }
      return found.sort((a, b) => b.next - a.next || a.ending.length - b.ending.length);
    });
  }

  #entriesOf(word: string): readonly Entry<K>[] {
    if (word.length > wordLengthMax) return [];
    const entries = [...(this.#exact.get(word) ?? [])];
    for (let length = 1; length <= word.length; length++) {
      entries.push(...(this.#stems.get(word.slice(0, length)) ?? []));
    }
    return entries;
  }

  #matchAt(entry: Entry<K>, tokens: readonly Token[], start: number): PhraseHit<K> | null {
    let ending = '';
    for (const [k, element] of entry.elements.entries()) {
      const token = tokens[start + k];
      if (token === undefined) return null;
      const rest = this.#restOf(element, token.text);
      if (rest === null) return null;
      ending = rest;
    }
    const { key, value, text, elements } = entry;
    return { key, value, text, next: start + elements.length, ending };
  }

  /** What stands after the element's stem, or `null` where the word is another one. */
  #restOf(element: Element, word: string): string | null {
    if (element.kind === 'exact') return word === element.word ? '' : null;
    if (!word.startsWith(element.word)) return null;
    const rest = word.slice(element.word.length);
    if (element.kind === 'any') return rest.length <= endingLengthMax ? '' : null;
    return rest === '' || this.#endings.has(rest) ? rest : null;
  }
}

function elementsOf(phrase: string): Element[] {
  return phrase
    .trim()
    .split(/\s+/)
    .flatMap((part): Element[] => {
      const mark = part.at(-1);
      if (mark === '*' || mark === '~') {
        const kind = mark === '*' ? 'any' : 'case';
        return part.length === 1 ? [] : [{ word: fold(part.slice(0, -1)), kind }];
      }
      return tokenize(fold(part)).map((token) => ({ word: token.text, kind: 'exact' }));
    });
}
