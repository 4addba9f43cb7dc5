import type { Block } from '../record/index.ts';

/** Format characters that a reader does not see: soft hyphen, zero-width marks, byte order mark. */
const invisible = /[\u00ad\u200b\u2060\ufeff]/;
const white = /\s/;

/** Collects the units of one block, each with its offset in the statement's text. */
export class BlockBuilder {
  #units: string[] = [];
  #offsets: number[] = [];
  #end = 0;

  get length(): number {
    return this.#units.length;
  }

  /** The last unit, or the empty string. */
  get last(): string {
    return this.#units[this.#units.length - 1] ?? '';
  }

  /** The offset behind the last unit's source. */
  get end(): number {
    return this.#end;
  }

  /** The last `count` units as text. */
  tail(count: number): string {
    return this.#units.slice(-count).join('');
  }

  /** One unit from `offset`; white space is folded to one space, none stands at the beginning. */
  unit(char: string, offset: number, end = offset + 1): void {
    if (invisible.test(char)) return;
    if (white.test(char)) {
      this.space(offset);
      return;
    }
    this.#units.push(char);
    this.#offsets.push(offset);
    this.#end = end;
  }

  /** A space where a line ends or white space stands, unless there is one. */
  space(offset: number): void {
    if (this.#units.length === 0 || this.last === ' ') return;
    this.#units.push(' ');
    this.#offsets.push(offset);
  }

  /** The units of `text` from `start` to `end`. */
  append(text: string, start: number, end: number): void {
    for (let i = start; i < end; i++) this.unit(text.charAt(i), i);
  }

  /** Takes the last unit away: a hyphen that only divided a word. */
  drop(): void {
    this.#units.pop();
    this.#offsets.pop();
  }

  /** The block, without white space at its end; `null` if nothing is left. */
  build(kind: Block['kind']): Block | null {
    if (this.last === ' ') this.drop();
    if (this.#units.length === 0) return null;
    const map = new Int32Array(this.#offsets.length + 1);
    map.set(this.#offsets);
    map[this.#offsets.length] = this.#end;
    return { text: this.#units.join(''), map, kind };
  }
}
