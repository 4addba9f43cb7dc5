import type { Civil } from '../../base/index.ts';
import type { Gazetteer } from '../../place/index.ts';
import type { Lang } from '../../record/index.ts';

export interface PlaceContext {
  readonly lang: Lang;
  /** The day of the statement: codes are those in force on it. */
  readonly on: Civil;
  /** The place that the issuer speaks for (`StatementSource.place`). */
  readonly home: string;
  readonly gazetteer: Gazetteer;
}

/**
 * place: something holds or happened there. road: part of a road, route, direction or river.
 * title: inside the name of an institution, a law, an office or a person. back: refers to places
 * named elsewhere («в указанных границах»); codes only where home settles which.
 */
export type PlaceRole = 'place' | 'road' | 'title' | 'back';

export interface PlaceMention {
  /** UTF-16 offsets in the text given, half-open. */
  readonly start: number;
  readonly end: number;
  /** As said; of "all oblasts except X" the list that remains. */
  readonly codes: readonly string[];
  /** local: a town or district below regional rank; `codes` has its region. */
  readonly level: 'country' | 'region' | 'local';
  /**
   * Of a local place its usual name, in the nominative and the language of the text, of several
   * parted by ", "; the words of the text where the data have no name. Else null.
   */
  readonly area: string | null;
  readonly role: PlaceRole;
  readonly rule: string;
  /**
   * The text leaves out more places than it names here ("except those in the table", "everywhere
   * else"): whoever knows what the statement named before subtracts it from `codes`.
   */
  readonly minusNamed: boolean;
}
