import { addDays, type Civil, civilMinute, civilOfMinute, type Instant } from '../base/index.ts';
import type { Lang } from '../record/index.ts';
import { localeOf } from './messages.ts';

/** Civil points in words. Formatting runs in UTC, on the civil calendar: no zone shifts it. */

type Form = 'full' | 'long' | 'month' | 'short' | 'mark';

const options: Readonly<Record<Form, Intl.DateTimeFormatOptions>> = {
  full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
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

/** Running text writes the word for "year" in full, where `Intl` abbreviates it. */
function yearInFull(text: string, lang: Lang): string {
  if (lang === 'ru') return text.replace(/\s?г\./g, '\u00a0года');
  return lang === 'kk' ? text.replace(/\sж\./g, ' жылғы') : text;
}

/**
 * A civil point at its own precision: "5 January 2022, 01:30", "5 January 2022", "January 2022".
 * Without the year where it is that of `near`.
 */
export function civilWords(civil: Civil, lang: Lang, near: Civil | null = null): string {
  const date = dateOf(civil);
  if (civil.length === 7) return yearInFull(format(lang, 'month').format(date), lang);
  const sameYear = near !== null && near.slice(0, 4) === civil.slice(0, 4);
  const day = yearInFull(format(lang, sameYear ? 'short' : 'long').format(date), lang);
  return civil.length > 10 ? `${day}, ${civil.slice(11)}` : day;
}

/** A civil point as it follows "from": a month then stands in the genitive in Russian. */
export function sinceWords(civil: Civil, lang: Lang, near: Civil | null = null): string {
  return civil.length === 7 && lang === 'ru'
    ? genitiveMonth(dateOf(civil))
    : civilWords(civil, lang, near);
}

/** "Friday 7 January 2022, 14:00". */
export function momentWords(civil: Civil, lang: Lang): string {
  const day = yearInFull(format(lang, 'full').format(dateOf(civil)), lang);
  return civil.length > 10 ? `${day}, ${civil.slice(11)}` : day;
}

/** "4 – 19 January 2022", in the order and with the signs of the language. */
export function rangeWords(first: Civil, last: Civil, lang: Lang): string {
  return yearInFull(format(lang, 'long').formatRange(dateOf(first), dateOf(last)), lang);
}

/** "7 January 2022, 08:15–11:00 UTC"; both days where they differ. */
export function instantRangeWords(from: Instant, to: Instant, lang: Lang): string {
  const [first, last] = [from, to].map((at) => civilOfMinute(Math.floor(at / 60_000)));
  if (first === undefined || last === undefined) throw new Error('two instants');
  if (first.slice(0, 10) === last.slice(0, 10)) {
    return `${civilWords(first, lang)}–${last.slice(11)} UTC`;
  }
  return `${civilWords(first, lang, last)} – ${civilWords(last, lang)} UTC`;
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

/** "мая 2020 года": Russian has this form only beside a day. */
function genitiveMonth(date: Date): string {
  const parts = format('ru', 'long').formatToParts(date);
  const month = parts.findIndex((part) => part.type === 'month');
  const words = parts.slice(month).map((part) => part.value);
  return yearInFull(words.join(''), 'ru');
}

function dateOf(civil: Civil): Date {
  const minute = civilMinute(civil);
  if (minute === null) throw new Error(`not a civil point: ${civil}`);
  return new Date(minute * 60_000);
}
