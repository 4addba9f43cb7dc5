import {
  type Civil,
  civilAt,
  civilMinute,
  civilOfMinute,
  dayOf,
  fail,
  type Instant,
  instantOf,
  isCivil,
  ok,
  parseInstant,
  type Result,
} from '../base/index.ts';
import { type View, zoneOf } from './view.ts';

/** What a reader asks: `?place=&at=&known=`. */
export interface Asked {
  readonly place: string;
  /** A civil minute at the place. */
  readonly at: Civil;
  readonly zone: string;
  readonly knownAt: Instant;
  /** The civil minute, at the place, of an earlier state of the record; null: as it is now. */
  readonly known: Civil | null;
  /** The moment was chosen by the reader, not by the page. */
  readonly chosen: boolean;
}

/**
 * Reads the query. An empty field is one that is not given. Fails with `place_unknown`,
 * `time_invalid` or `known_invalid`, `at` being the field.
 */
export function readAsked(
  view: View,
  query: ReadonlyMap<string, string>,
  fixedPlace: string | null = null,
): Result<Asked> {
  // "2022-01-07 14:00" is as good as with the T.
  const given = (key: string): string | null =>
    query
      .get(key)
      ?.trim()
      .replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, '$1T') || null;
  const opening = view.opening;
  const named = fixedPlace ?? given('place') ?? opening?.place ?? view.country;
  const place = named.toUpperCase();
  if (!view.places.known(place)) {
    return fail('place_unknown', place, 'place');
  }
  const askedAt = given('at');
  if (askedAt !== null && !isMoment(askedAt)) return fail('time_invalid', askedAt, 'at');
  const nowHere = civilAt(view.now, zoneOf(view, place, dayOf(civilAt(view.now, 'UTC'))));
  const at = toMinute(askedAt ?? opening?.at ?? nowHere);
  const zone = zoneOf(view, place, dayOf(at));
  const askedKnown = given('known');
  const knownAt = askedKnown === null ? view.now : instantAsked(askedKnown, zone);
  if (knownAt === null) return fail('known_invalid', askedKnown ?? '', 'known');
  const known = askedKnown === null ? null : civilAt(knownAt, zone);
  return ok({ place, at, zone, knownAt, known, chosen: askedAt !== null });
}

/** The query that asks the same, with some of it changed; for links. */
export function askedQuery(
  asked: Pick<Asked, 'place' | 'at' | 'known'>,
  change: Partial<Pick<Asked, 'place' | 'at' | 'known'>> = {},
): string {
  const { place, at, known } = { ...asked, ...change };
  const query = `?place=${encodeURIComponent(place)}&at=${at}`;
  return known === null ? query : `${query}&known=${known}`;
}

function instantAsked(text: string, zone: string): Instant | null {
  return parseInstant(text) ?? (isMoment(text) ? instantOf(text, zone) : null);
}

/** A civil day or minute of a year that calendars on both sides of the wire agree about. */
function isMoment(text: string): boolean {
  return text.length >= 10 && isCivil(text) && text >= '1900' && text < '2200';
}

function toMinute(civil: Civil): Civil {
  return civilOfMinute(civilMinute(civil) ?? 0);
}
