import { Temporal } from 'temporal-polyfill';

/**
 * Law is civil time. A civil point is a text: a month `2020-05`, a day `2022-01-05` or a minute
 * `2022-01-05T01:30`, without offset. It becomes an instant only per place, through the place's
 * zone on that date. All intervals are half-open.
 */
export type Civil = string;

/** Minutes since 1970-01-01T00:00 on the civil calendar: order and arithmetic without a zone. */
export type CivilMinute = number;

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

/** `HH:MM`, 00:00 to 23:59. */
export type Clock = string;

const civilForm = /^(\d{4})-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2}))?)?$/;
const dayMs = 86_400_000;
const minuteMs = 60_000;

/** True for a civil month, day or minute that exists on the calendar (no 31 February, no 24:00). */
export function isCivil(text: string): boolean {
  return civilMinute(text) !== null;
}

/** The minute at which a civil point begins; `null` if the text is no civil point. */
export function civilMinute(text: Civil): CivilMinute | null {
  const match = civilForm.exec(text);
  if (match === null) return null;
  const [, year, month, day = '01', hour = '00', minute = '00'] = match;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(year) < 1) return null;
  const ms = utcMs(Number(year), Number(month), Number(day));
  if (ms === null) return null;
  return ms / minuteMs + Number(hour) * 60 + Number(minute);
}

/** The civil minute as `YYYY-MM-DDTHH:MM`. */
export function civilOfMinute(minute: CivilMinute): Civil {
  return new Date(minute * minuteMs).toISOString().slice(0, 16);
}

/** Days later (or earlier, if negative), at the same precision; months are not days, so `null`. */
export function addDays(civil: Civil, days: number): Civil | null {
  const minute = civilMinute(civil);
  if (minute === null || civil.length === 7) return null;
  return civilOfMinute(minute + days * 1440).slice(0, civil.length);
}

/** Hours later, as a minute-precise point. A day counts from its midnight. */
export function addHours(civil: Civil, hours: number): Civil | null {
  const minute = civilMinute(civil);
  return minute === null ? null : civilOfMinute(minute + Math.round(hours * 60));
}

/** `YYYY-MM-DD` if that day exists, else `null`. */
export function civilDay(year: number, month: number, day: number): Civil | null {
  if (year < 1 || year > 9999 || utcMs(year, month, day) === null) return null;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** `HH:MM`, or `null` if there is no such time of day. 24:00 is not one: it is the next day. */
export function clock(hour: number, minute: number): Clock | null {
  if (!(hour >= 0 && hour < 24 && minute >= 0 && minute < 60)) return null;
  return `${pad(hour, 2)}:${pad(minute, 2)}`;
}

/** 0 = Monday … 6 = Sunday. */
export function weekday(civil: Civil): number | null {
  const minute = civilMinute(civil);
  return minute === null ? null : (((Math.floor(minute / 1440) + 3) % 7) + 7) % 7;
}

export function dayOf(civil: Civil): Civil {
  return civil.slice(0, 10);
}

/**
 * The instant of a civil point in an IANA zone. A point that the zone skips moves forward, one
 * that it repeats is its first occurrence: a rule does not begin before its declared hour passed.
 */
export function instantOf(civil: Civil, zone: string): Instant {
  const minute = civilMinute(civil);
  if (minute === null) throw new Error(`not a civil point: ${civil}`);
  return Temporal.PlainDateTime.from(civilOfMinute(minute)).toZonedDateTime(zone, {
    disambiguation: 'compatible',
  }).epochMilliseconds;
}

/** The civil minute that clocks in the zone show at an instant, as `YYYY-MM-DDTHH:MM`. */
export function civilAt(instant: Instant, zone: string): Civil {
  return Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
}

/** `2022-01-05T01:30:00.000Z` to milliseconds; `null` unless it is exactly that form. */
export function parseInstant(text: string): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(text)) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) || formatInstant(ms) !== text ? null : ms;
}

export function formatInstant(instant: Instant): string {
  return new Date(instant).toISOString();
}

function utcMs(year: number, month: number, day: number): number | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const same = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return same ? Math.floor(date.getTime() / dayMs) * dayMs : null;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
