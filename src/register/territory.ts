import type { Civil } from '../base/index.ts';
import type { PlaceTree } from './model.ts';

/** How much of a place a set of codes covers: all of it, or these parts (maybe none). */
export type Cover = 'all' | readonly string[];

/** A territory: a code, and a day on which it was meant. */
export interface Part {
  readonly code: string;
  readonly day: Civil;
}

const memo_entries_max = 4096;

/** Places as the register sees them: what lies above what, and what a code of another time is. */
export class Territory {
  readonly #places: PlaceTree;
  /** Per country: codes of records that are not in force for ever, so may need resolving. */
  readonly #mortal = new Map<string, Set<string>>();
  readonly #all = new Map<string, Set<string>>();
  readonly #memo = new Map<string, ReadonlyMap<string, boolean>>();

  constructor(places: PlaceTree) {
    this.#places = places;
  }

  /** A record names this code on this day. */
  note(code: string, day: Civil): void {
    const country = countryOf(code);
    const all = setOf(this.#all, country);
    if (all.has(code)) return;
    all.add(code);
    this.#memo.clear();
    const place = this.#places.place(code, day);
    if (place !== null && place.from === null && place.to === null) return;
    setOf(this.#mortal, country).add(code);
  }

  /** Every code that some record names, in the countries of the codes given. */
  noted(codes: readonly string[]): readonly string[] {
    const countries = new Set(codes.map(countryOf));
    return [...countries].flatMap((country) => [...(this.#all.get(country) ?? [])]);
  }

  /** The codes in force on the day for the territory of a code; the code itself if unknown. */
  targets(code: string, day: Civil): readonly string[] {
    if (this.#places.place(code, day) !== null) return [code];
    const current = this.#places.current(code, day);
    return current.length === 0 ? [code] : current;
  }

  /** The code and those above it, up to the country. */
  lineage(code: string, day: Civil): readonly string[] {
    const line = [code];
    let parent = this.#parent(code, day);
    while (parent !== null && !line.includes(parent)) {
      line.push(parent);
      parent = this.#parent(parent, day);
    }
    return line;
  }

  /**
   * The codes whose rules hold at a place on a day: its own, those above it, and codes of another
   * time for either. The value says whether a rule made for that code is inherited here.
   */
  applying(place: string, day: Civil): ReadonlyMap<string, boolean> {
    const key = `${place}|${day}`;
    const known = this.#memo.get(key);
    if (known !== undefined) return known;
    const codes = new Map<string, boolean>();
    const put = (code: string, inherited: boolean) =>
      codes.set(code, inherited && (codes.get(code) ?? true));
    put(place, false);
    for (const target of this.targets(place, day)) {
      const line = this.lineage(target, day);
      for (const code of line) put(code, code !== target);
      for (const code of this.#mortal.get(countryOf(place)) ?? []) {
        if (line.includes(code) || this.#places.place(code, day) !== null) continue;
        const current = this.#places.current(code, day);
        if (current.some((one) => line.includes(one))) put(code, !current.includes(target));
      }
    }
    if (this.#memo.size >= memo_entries_max) this.#memo.clear();
    this.#memo.set(key, codes);
    return codes;
  }

  /** How much of `code` is covered by what a record of that day names. */
  cover(code: string, by: readonly string[], day: Civil): Cover {
    if (by.includes(code)) return 'all';
    const targets = this.targets(code, day);
    const named = new Set(by.flatMap((one) => this.targets(one, day)));
    const covered = targets.filter((one) => this.lineage(one, day).some((up) => named.has(up)));
    if (covered.length === targets.length) return 'all';
    const under = [...named].filter((one) =>
      this.lineage(one, day)
        .slice(1)
        .some((up) => targets.includes(up)),
    );
    return [...covered, ...under];
  }

  /**
   * True if parts take all of a place, however codes changed between the day asked and theirs: of a
   * place that has split, each piece has to lie in one of them.
   */
  isTaken(place: string, day: Civil, parts: readonly Part[]): boolean {
    const within = (code: string, part: Part) =>
      this.targets(code, part.day).every((one) => this.lineage(one, part.day).includes(part.code));
    const days = new Set([day, ...parts.map((part) => part.day)]);
    return [...days].some((on) =>
      this.targets(place, on).every((one) => parts.some((part) => within(one, part))),
    );
  }

  /** True if two codes, each in force on its day, are the same territory. */
  same(a: string, aDay: Civil, b: string, bDay: Civil): boolean {
    if (a === b) return true;
    const later = this.targets(a, bDay);
    const earlier = this.targets(b, aDay);
    return later.length === 1 && later[0] === b && earlier.length === 1 && earlier[0] === a;
  }

  #parent(code: string, day: Civil): string | null {
    const place = this.#places.place(code, day);
    if (place !== null) return place.parent;
    const country = countryOf(code);
    return country === code ? null : country;
  }
}

export function countryOf(code: string): string {
  return code.slice(0, 2);
}

function setOf<K, V>(map: Map<K, Set<V>>, key: K): Set<V> {
  let set = map.get(key);
  if (set === undefined) {
    set = new Set();
    map.set(key, set);
  }
  return set;
}
