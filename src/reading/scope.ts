import type { PlaceScope } from '../record/index.ts';
import { type Clause, hasSign } from './clause.ts';
import type { PlaceMention } from './places.ts';

/** From the places named in a clause, or around it, to where a provision applies. */

/** What a clause without a place of its own inherits, nearest first. */
export interface PlaceMemory {
  /** Named by the head of the list that the clause is an item of. */
  head: PlaceScope | null;
  /** Named earlier in the same paragraph. */
  paragraph: PlaceScope | null;
  /** Named by the section's heading, or by words that stand as one ("Костанайская обл."). */
  section: PlaceScope | null;
  /** The last places that any provision named, for "in these cities". */
  last: PlaceScope | null;
  /** Codes named in each numbered point, for "in the regions named in points 1-3". */
  readonly items: Map<number, readonly string[]>;
  /** Every code that a provision has named so far. */
  readonly named: Set<string>;
}

export function freshPlaces(): PlaceMemory {
  return {
    head: null,
    paragraph: null,
    section: null,
    last: null,
    items: new Map(),
    named: new Set(),
  };
}

export function homeScope(home: string): PlaceScope {
  return { basis: 'implied', codes: [home], area: null };
}

export interface ScopeReading {
  readonly scope: PlaceScope;
  readonly mentions: readonly PlaceMention[];
  /** Stated by the clause itself: later clauses of the paragraph inherit it. */
  readonly own: boolean;
}

/** Reads where a clause applies. `home` is the place that the issuer speaks for. */
export function readScope(clause: Clause, memory: PlaceMemory, home: string): ScopeReading {
  const named = clause.places
    .filter(({ role }) => role === 'place')
    .map((mention) => withoutNamed(mention, memory));
  const back = clause.places.filter(({ role }) => role === 'back');
  const usable = named.filter(({ codes }) => codes.length > 0);
  const own = withinHome(usable, home);
  const vague = hasSign(clause, 'some_places') || named.some(({ codes }) => codes.length === 0);
  if (vague && own.every(({ level }) => level === 'country')) {
    return { scope: { basis: 'unknown', codes: [], area: null }, mentions: [], own: false };
  }
  const cited = placesOfItems(clause, memory);
  if (cited !== null) return { scope: cited, mentions: back, own: true };
  if (own.length > 0) return { scope: scopeOf(own), mentions: own, own: true };
  if (back.length > 0) {
    const known = back.filter(({ codes }) => codes.length > 0);
    if (known.length > 0) return { scope: scopeOf(known), mentions: known, own: true };
    if (namesAll.test(textOf(clause)) && memory.named.size > 0) {
      const all: PlaceScope = { basis: 'implied', codes: [...memory.named], area: null };
      return { scope: all, mentions: back, own: true };
    }
    const earlier = memory.head ?? memory.paragraph ?? memory.last ?? memory.section;
    if (earlier !== null) return { scope: asImplied(earlier), mentions: back, own: true };
  }
  const inherited = memory.head ?? memory.paragraph ?? memory.section;
  return {
    scope: inherited === null ? homeScope(home) : asImplied(inherited),
    mentions: [],
    own: false,
  };
}

/** "The territories named above": all that the statement has named so far. */
const namesAll =
  /above|\bnamed\b|listed|mentioned|aforesaid|\bsaid\b|выше|указанн|названн|перечисленн|аталған|көрсетілген/iu;

function textOf(clause: Clause): string {
  return clause.sentence.text.slice(clause.start, clause.end);
}

const citedItems =
  /(?:пункт(?:ах|е|ы)|подпункт(?:ах|е)|points?|paragraphs?|items?|clauses?|articles?)\s+(\d{1,2})(?:\s?(?:[–—-]|to|и|and|,)\s?(\d{1,2}))?|(\d{1,2})(?:\s?[–—-]\s?(\d{1,2}))?-?\s?тармақ/iu;

/** "В регионах, названных в пунктах 1–3": the places of those points together. */
function placesOfItems(clause: Clause, memory: PlaceMemory): PlaceScope | null {
  const text = textOf(clause);
  if (
    !/регион|област|город|местност|территори|region|cit|territor|place|district|өңір|облыс|қала|аума/iu.test(
      text,
    )
  ) {
    return null;
  }
  const match = citedItems.exec(text);
  if (match === null) return null;
  const first = Number(match[1] ?? match[3]);
  const last = Number(match[2] ?? match[4] ?? first);
  const codes: string[] = [];
  for (let item = first; item <= Math.min(last, first + 30); item++) {
    codes.push(...(memory.items.get(item) ?? []));
  }
  return codes.length === 0 ? null : { basis: 'implied', codes: [...new Set(codes)], area: null };
}

/** "Everywhere else", "except those in the table": without what the statement names elsewhere. */
function withoutNamed(mention: PlaceMention, memory: PlaceMemory): PlaceMention {
  if (!mention.minusNamed) return mention;
  return { ...mention, codes: mention.codes.filter((code) => !memory.named.has(code)) };
}

/** The places of a heading or a list's head; null where it names none. */
export function placesNamed(mentions: readonly PlaceMention[], home: string): PlaceScope | null {
  const named = withinHome(
    mentions.filter(({ role, codes }) => role === 'place' && codes.length > 0),
    home,
  );
  return named.length === 0 ? null : scopeOf(named);
}

/** Regions before the country that holds them; another country only if it is all there is. */
function withinHome(mentions: readonly PlaceMention[], home: string): readonly PlaceMention[] {
  const country = home.slice(0, 2);
  const ours = mentions.filter(({ codes }) => codes.some((code) => code.startsWith(country)));
  const narrower = ours.filter(({ level }) => level !== 'country');
  return narrower.length > 0 ? narrower : ours;
}

function scopeOf(mentions: readonly PlaceMention[]): PlaceScope {
  const codes = [...new Set(mentions.flatMap((mention) => mention.codes))];
  const areas = mentions.every(({ level }) => level === 'local')
    ? [...new Set(mentions.map(({ area }) => area).filter((area) => area !== null))]
    : [];
  return { basis: 'stated', codes, area: areas.length === 0 ? null : areas.join(', ') };
}

export function asImplied(scope: PlaceScope): PlaceScope {
  return scope.basis === 'stated' ? { ...scope, basis: 'implied' } : scope;
}
