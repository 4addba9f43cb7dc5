import { type Civil, civilAt, civilMinute, dayOf, type Instant, instantOf } from '../base/index.ts';
import type { Lang, Logged, Statement, StatementRecord } from '../record/index.ts';
import type { Register } from '../register/index.ts';
import { type Catalogue, localeOf, type MessageArgs, type Messages } from './messages.ts';

/** What the pages need to know of a place on a day; a `Gazetteer` has it. */
export interface PagePlace {
  readonly code: string;
  readonly parent: string | null;
  readonly kind: 'country' | 'region' | 'city';
  readonly names: Readonly<Record<Lang, string>>;
  /** For the narrow tiles of the map, with soft hyphens; null: there are none. */
  readonly short: Readonly<Record<Lang, string>> | null;
  readonly zone: string;
  /** Days in force, half-open; null: no such end. */
  readonly from: Civil | null;
  readonly to: Civil | null;
  readonly tile: { readonly col: number; readonly row: number } | null;
}

export interface PagePlaces {
  place(code: string, on: Civil): PagePlace | null;
  known(code: string): boolean;
  regions(country: string, on: Civil): readonly PagePlace[];
  current(code: string, on: Civil): readonly string[];
  zone(code: string, on: Civil): string | null;
}

/** The log as pages show it. */
export interface PageLog {
  /** The signed checkpoint (C2SP tlog-checkpoint) over the entries that `read` gives. */
  readonly checkpoint: string;
  /** The public key in the form of C2SP signed-note. */
  readonly vkey: string;
  read(from: number, to: number): Iterable<Logged>;
}

/** Everything that a page is made of. Pages are pure functions of this and the request. */
export interface View {
  readonly register: Register;
  readonly places: PagePlaces;
  readonly messages: Messages;
  readonly log: PageLog;
  /** The decoded text and its blocks; null if the store lacks the received file. */
  readonly words: (statement: Logged<StatementRecord>) => Statement | null;
  /** The moment of the request. */
  readonly now: Instant;
  /** ISO 3166-1 code of the country whose map the home page shows. */
  readonly country: string;
  /** What `/` shows when nothing is asked: null is the country, now. */
  readonly opening: { readonly place: string; readonly at: Civil } | null;
  /** What a reader must know of this record before reading it; its first sentence is the gist. */
  readonly notice?: Readonly<Record<Lang, string>>;
  /** Where the script for the day slider is served; null: pages go without. */
  readonly script: string | null;
}

/** One request: what is asked, and in which language to answer. */
export interface PageRequest {
  readonly lang: Lang;
  /** The path as asked, for the links that switch the language. */
  readonly path: string;
  /** Parts of the path, by the names in `pages`. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: ReadonlyMap<string, string>;
}

/** The view in one language, for one request. */
export interface Page {
  readonly view: View;
  readonly request: PageRequest;
  readonly lang: Lang;
  readonly catalogue: Catalogue;
  readonly t: (key: string, args?: MessageArgs) => string;
  /** Today in the country's zone. */
  readonly today: Civil;
}

export function openPage(view: View, request: PageRequest): Page {
  const { lang } = request;
  const catalogue = view.messages[lang];
  const zone = zoneOf(view, view.country, dayOf(civilAt(view.now, 'UTC')));
  return {
    view,
    request,
    lang,
    catalogue,
    t: catalogue.text,
    today: dayOf(civilAt(view.now, zone)),
  };
}

/** The zone of a place on a day; UTC for a code that never was. */
export function zoneOf(view: View, code: string, on: Civil): string {
  const zone = view.places.zone(code, on);
  if (zone !== null) return zone;
  const [current] = view.places.current(code, on);
  return (current === undefined ? null : view.places.zone(current, on)) ?? 'UTC';
}

/** "UTC+6": how far clocks at the place are from UTC at that civil minute. */
export function offsetWords(civil: Civil, zone: string): string {
  const minute = civilMinute(civil) ?? 0;
  const offset = minute - instantOf(civil, zone) / 60_000;
  const hours = Math.floor(Math.abs(offset) / 60);
  const rest = Math.abs(offset) % 60;
  const tail = rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`;
  return offset === 0 ? 'UTC' : `UTC${offset < 0 ? '−' : '+'}${hours}${tail}`;
}

/** A place as it stood on a day; a code of another time as it stands or stood then. */
export function placeOn(page: Page, code: string, on: Civil): PagePlace | null {
  const { places } = page.view;
  // A code out of force on the day is looked up today, then in earlier years, newest first.
  const days = [dayOf(on), page.today, ...earlierDays(page.today)];
  for (const day of days) {
    const found = places.place(code, day);
    if (found !== null) return found;
  }
  return null;
}

/** The name of a place in the page's language; the code itself if nothing has that code. */
export function placeName(page: Page, code: string, on: Civil): string {
  return placeOn(page, code, on)?.names[page.lang] ?? code;
}

/**
 * Names for tiles and row labels: without the noun ("Region", "область"), unless two places would
 * then have one name (Almaty and Almaty Region).
 */
export function shortNames(page: Page, places: readonly PagePlace[]): ReadonlyMap<string, string> {
  const noun = page.t('place.noun');
  const bare = (place: PagePlace): string => {
    const words = place.names[page.lang].split(' ').filter((word) => word !== noun);
    return words.join(' ');
  };
  const seen = new Map<string, number>();
  for (const place of places) seen.set(bare(place), (seen.get(bare(place)) ?? 0) + 1);
  return new Map(
    places.map((place) => {
      const unique = seen.get(bare(place)) === 1;
      return [place.code, unique ? bare(place) : place.names[page.lang]];
    }),
  );
}

export function byName(lang: Lang): (a: PagePlace, b: PagePlace) => number {
  const { compare } = new Intl.Collator(localeOf[lang]);
  return (a, b) => compare(a.names[lang], b.names[lang]);
}

function earlierDays(today: Civil): readonly Civil[] {
  const year = Number(today.slice(0, 4));
  return Array.from({ length: 40 }, (_, i) => `${year - i}-01-01`);
}
