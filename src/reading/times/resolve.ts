import {
  addDays,
  addHours,
  type Civil,
  type Clock,
  civilDay,
  civilMinute,
  clock,
  dayOf,
  weekday,
} from '../../base/index.ts';
import type { Day, Hour } from './types.ts';

/** From days and hours as said to civil points, relative to the day of publication. */

/** Which way an incomplete date leans: a Monday "since" which, or "until" which. */
export type Lean = 'past' | 'future' | 'near';

/** A date in the past by more than this is not where a period that now runs will end. */
const staleDays = 45;

/** `YYYY-MM-DD`, or `YYYY-MM` for a month alone; `null` if the calendar has no such day. */
export function civilOf(day: Day, publishedAt: Civil, lean: Lean): Civil | null {
  const today = dayOf(publishedAt);
  if (day.shift !== null) return addDays(today, day.shift);
  if (day.month === null) return day.weekday === null ? null : ofWeekday(day.weekday, today, lean);
  if (day.year !== null) return inYear(day, day.year);
  const year = Number(today.slice(0, 4));
  const now = civilMinute(today) ?? 0;
  let best: Civil | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of [year - 1, year, year + 1]) {
    const civil = inYear(day, candidate);
    const minute = civil === null ? null : civilMinute(civil);
    if (civil === null || minute === null) continue;
    const days = (minute - now) / 1440;
    const isAgainst = lean === 'future' ? days < -staleDays : lean === 'past' ? days > 0 : false;
    const distance = Math.abs(days) + (isAgainst ? 1000 : 0);
    if (distance < bestDistance) [best, bestDistance] = [civil, distance];
  }
  // 29 February exists in some year near, but only the nearest year can be meant.
  return best !== null && day.month === 2 && day.day === 29 ? inYear(day, year) : best;
}

function inYear({ month, day }: Day, year: number): Civil | null {
  if (month === null || month < 1 || month > 12) return null;
  if (day !== null) return civilDay(year, month, day);
  return civilDay(year, month, 1)?.slice(0, 7) ?? null;
}

function ofWeekday(target: number, today: Civil, lean: Lean): Civil | null {
  const current = weekday(today);
  if (current === null) return null;
  if (target < 0) return addDays(today, -((current - target - 7 + 6) % 7) - 1);
  const ahead = (target - current + 7) % 7;
  return addDays(today, lean === 'past' ? (ahead === 0 ? 0 : ahead - 7) : ahead);
}

/** The moment of an hour on a day. Hour 24 is the next day's midnight. */
export function atHour(day: Civil, { hour, minute }: Hour): Civil | null {
  if (day.length < 10) return null;
  if (hour === 24) {
    const next = addDays(day, 1);
    return next === null ? null : `${next}T00:00`;
  }
  const time = clock(hour, minute);
  return time === null ? null : `${day}T${time}`;
}

export function clockOf({ hour, minute }: Hour): Clock | null {
  return clock(hour % 24, minute);
}

/** The first day after a day or month: the end of a period that includes it. */
export function dayAfter(civil: Civil): Civil | null {
  if (civil.length >= 10) return addDays(dayOf(civil), 1);
  const next = addMonths(`${civil}-01`, 1);
  return next;
}

/** Calendar months later; the day is cut to the length of the month. */
export function addMonths(civil: Civil, months: number): Civil | null {
  const [year = 0, month = 1, day = 1] = civil.slice(0, 10).split('-').map(Number);
  const index = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1];
  for (let tried = day; tried > 27; tried--) {
    const found = civilDay(toYear, toMonth, tried);
    if (found !== null) return found + civil.slice(10);
  }
  const found = civilDay(toYear, toMonth, day);
  return found === null ? null : found + civil.slice(10);
}

/**
 * A duration later than a point, at the point's precision where the duration counts whole days:
 * thirty days from 2023-02-06 end at 2023-03-08. `null` for hours from a day without an hour.
 */
export function later(
  from: Civil,
  { hours, months }: { readonly hours: number | null; readonly months: number | null },
  sign: 1 | -1 = 1,
): Civil | null {
  if (from.length < 10) return null;
  if (months !== null) return addMonths(from, sign * months);
  if (hours === null) return null;
  if (hours % 24 === 0) return addDays(from, (sign * hours) / 24);
  return from.length === 10 ? null : addHours(from, sign * hours);
}

/** The last day of a week, month or year that contains a day. */
export function lastDayOf(unit: string, civil: Civil): Civil | null {
  if (unit === 'day') return dayOf(civil);
  if (unit === 'year') return `${civil.slice(0, 4)}-12-31`;
  if (unit === 'week') return addDays(dayOf(civil), 6 - (weekday(civil) ?? 6));
  const next = dayAfter(civil.slice(0, 7));
  return next === null ? null : addDays(next, -1);
}

export function firstDayOf(unit: string, civil: Civil): Civil | null {
  if (unit === 'day') return dayOf(civil);
  if (unit === 'year') return `${civil.slice(0, 4)}-01-01`;
  if (unit === 'week') return addDays(dayOf(civil), -(weekday(civil) ?? 0));
  return `${civil.slice(0, 7)}-01`;
}
