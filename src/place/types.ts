import type { Civil } from '../base/index.ts';

/** Places: codes, names, zones and parents, as of a date. */

/** The languages that names are kept in. */
export const nameLangs = ['ru', 'kk', 'en'] as const;
export type NameLang = (typeof nameLangs)[number];

/** A country or a place of regional rank, as it stood from one day to another. */
export interface Place {
  /** ISO 3166-1 alpha-2 for a country, ISO 3166-2 for a region. */
  readonly code: string;
  /** The code of what it lies in; null for a country. */
  readonly parent: string | null;
  /** city: a city of regional rank, which lies in no region. */
  readonly kind: 'country' | 'region' | 'city';
  readonly names: Readonly<Record<NameLang, string>>;
  /** For the narrow tiles of a map, with soft hyphens; null: there are none. */
  readonly short: Readonly<Record<NameLang, string>> | null;
  /** IANA time zone; its history before and after a change of the clocks is in the zone itself. */
  readonly zone: string;
  /** In force from the first day up to the second, half-open; null: no bound known. */
  readonly from: Civil | null;
  readonly to: Civil | null;
  /** Where it stands in the tile map, counted from 1; null where there is no such map. */
  readonly tile: { readonly col: number; readonly row: number } | null;
}

/** What a name can stand for. */
export interface NameTarget {
  /** Of a local place: the code of its region, in force today. */
  readonly code: string;
  readonly country: string;
  readonly kind: 'country' | 'region' | 'city' | 'town' | 'district' | 'village';
  /** The seat of its region or country. */
  readonly seat: boolean;
  /** Of a local place: its usual names, in the nominative, as far as the data have them. */
  readonly names?: Readonly<Partial<Record<NameLang, string>>>;
}

/** One way to write a name. */
export interface NameForm {
  readonly target: NameTarget;
  readonly lang: NameLang;
  /** A Russian adjective («Актюбинская»): it needs a noun beside it or in its list. */
  readonly adjective: boolean;
  /** Recognised only together with a noun of its class (область, Region, ауданы). */
  readonly needsNoun: boolean;
  /** Written in capitals throughout (ВКО). */
  readonly capitals: boolean;
}

export interface NameMatch {
  /** Number of words and marks that the name takes. */
  readonly length: number;
  readonly forms: readonly NameForm[];
}

/** All names, folded: lower case, ё as е, one kind of hyphen and apostrophe. */
export interface NameIndex {
  /**
   * The longest name that begins at a token, with everything it can stand for; null if none does.
   * `tokens` are folded words and marks. Kazakh case endings are undone where `suffixes` is true.
   */
  match(tokens: readonly string[], at: number, suffixes: boolean): NameMatch | null;
}

export interface Gazetteer {
  /** null: there is no such code on that day. */
  place(code: string, on: Civil): Place | null;
  /** Whether the code has ever been in force. */
  known(code: string): boolean;
  /** The places of regional rank directly under a country, in the order of the data. */
  regions(country: string, on: Civil): readonly Place[];
  /** The codes in force on a day for the territory of a code of another time; [] if unknown. */
  current(code: string, on: Civil): readonly string[];
  zone(code: string, on: Civil): string | null;
  /** The code of the capital of a country (its city of regional rank, or the region around it). */
  capital(country: string, on: Civil): string | null;
  readonly names: NameIndex;
}
