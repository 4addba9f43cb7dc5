import { addDays, type Civil, civilMinute, civilOfMinute, type Instant } from '../base/index.ts';
import type { Lang } from '../record/index.ts';
import { localeOf } from './messages.ts';

/** Civil points in words. Formatting runs in UTC, on the civil calendar: no zone shifts it. */

type Form = 'full' | 'long' | 'short' | 'mark';

const options: Readonly<Record<Form, Intl.DateTimeFormatOptions>> = {
  full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: 'numeric', month: 'long' },
  mark: { day: 'numeric', month: 'short' },
};

const formats = new Map<string, Intl.DateTimeFormat>();

function format(lang: Lang, form: Form): Intl.DateTimeFormat {
  const key = `${lang} ${form}`;
  let found = formats.get(key);
  if (found === undefined) {
    found = new Intl.DateTimeFormat(localeOf[lang], { ...options[form], timeZone: 'UTC' });
    formats.set(key, found);
  }
  return found;
}

/**
 * A civil point at its own precision: "5 January 2022, 01:30", "5 January 2022", "January 2022".
 * Without the year where it is that of `near`.
 */
export function civilWords(civil: Civil, lang: Lang, near: Civil | null = null): string {
  const date = dateOf(civil);
  if (civil.length === 7) return monthWords(date, lang);
  const sameYear = near !== null && near.slice(0, 4) === civil.slice(0, 4);
  const day = format(lang, sameYear ? 'short' : 'long').format(date);
  return civil.length > 10 ? `${day}, ${civil.slice(11)}` : day;
}

/** "Friday 7 January 2022, 14:00". */
export function momentWords(civil: Civil, lang: Lang): string {
  const day = format(lang, 'full').format(dateOf(civil));
  return civil.length > 10 ? `${day}, ${civil.slice(11)}` : day;
}

/** "4 – 19 January 2022", in the order and with the signs of the language. */
export function rangeWords(first: Civil, last: Civil, lang: Lang): string {
  return format(lang, 'long').formatRange(dateOf(first), dateOf(last));
}

/** "7 Jan", for the head of a chart. */
export function dayMark(civil: Civil, lang: Lang): string {
  return format(lang, 'mark').format(dateOf(civil)).replace(/\.$/, '');
}

/** "7 January 2022, 08:15 UTC". */
export function instantWords(instant: Instant, lang: Lang): string {
  return `${civilWords(civilOfMinute(Math.floor(instant / 60_000)), lang)} UTC`;
}

/**
 * The last day of a period whose half-open end is a day or a month: half-open ends are exact but
 * nobody says them. null for an end in minutes, which is said as it is.
 */
export function lastDay(end: Civil): Civil | null {
  if (end.length > 10) return null;
  return addDays(end.length === 7 ? `${end}-01` : end, -1);
}

/** A month in the form that follows "from": the genitive in Russian. */
function monthWords(date: Date, lang: Lang): string {
  const parts = format(lang, 'long').formatToParts(date);
  const day = parts.findIndex((part) => part.type === 'day');
  const kept = parts.filter((_, i) => i !== day && i !== day + 1);
  return kept
    .map((part) => part.value)
    .join('')
    .trim();
}

function dateOf(civil: Civil): Date {
  const minute = civilMinute(civil);
  if (minute === null) throw new Error(`not a civil point: ${civil}`);
  return new Date(minute * 60_000);
}
