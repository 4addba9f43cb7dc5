import { addDays, type Civil, civilMinute, dayOf } from '../../base/index.ts';
import type { Moment } from './chain.ts';
import { atHour, civilOf, dayAfter, firstDayOf, lastDayOf } from './resolve.ts';
import type { Scan } from './scan.ts';
import type { Day, Hour, TimeContext } from './types.ts';

/** The ends of periods: a moment as a beginning and as an end, half-open. */

/** The ends of a range, half-open, with years and days shared between them. */
export function rangeOf(
  scan: Scan,
  a: Moment,
  b: Moment,
  context: TimeContext,
): readonly [Civil | null, Civil | null] {
  let toDay = b.day === null ? null : withYear(b.day, a.day);
  let first = a.day;
  const lean = first === null || first.month === null ? 'future' : 'near';
  const endDay = toDay === null ? null : civilOf(toDay, context.publishedAt, lean);
  if (toDay !== null && toDay.month !== null && toDay.year === null && endDay !== null) {
    toDay = { ...toDay, year: Number(endDay.slice(0, 4)) };
  }
  if (first !== null && first.month !== null && first.year === null && endDay !== null) {
    const year = Number(endDay.slice(0, 4));
    const same = { ...first, year };
    const isLater = (civilOf(same, context.publishedAt, 'near') ?? '') > endDay;
    first = isLater ? { ...first, year: year - 1 } : same;
  }
  const from = first === null ? null : startOf({ ...a, day: first }, context);
  if (toDay === null) return [from, sameDayEnd(from, b)];
  const isThrough = isThroughEnd(scan, a, b);
  // "from Monday to Friday": the Friday after that Monday.
  const base = from !== null && toDay.month === null && toDay.weekday !== null ? from : null;
  const after = base === null ? context : { ...context, publishedAt: base };
  return [from, endOf({ ...b, day: toDay }, after, isThrough)];
}

/** The year of the earlier date holds for the later one, or the year after it. */
function withYear(later_: Day, earlier: Day | null): Day {
  if (later_.year !== null || later_.month === null || earlier?.year == null) return later_;
  const isNext =
    earlier.month !== null &&
    (later_.month < earlier.month ||
      (later_.month === earlier.month && (later_.day ?? 31) < (earlier.day ?? 1)));
  return { ...later_, year: earlier.year + (isNext ? 1 : 0) };
}

/** "at 2 p.m. until 6 a.m. on 13 May": the last such hour before the end. */
export function dayBefore(hour: Hour, to: Civil): Civil | null {
  const same = to.length > 10 ? atHour(dayOf(to), hour) : null;
  if (same === null || (civilMinute(same) ?? 0) < (civilMinute(to) ?? 0)) return same;
  return addDays(same, -1);
}

/** "from 20:00 today to 6:00": the same day, or the next where the hour is no later. */
function sameDayEnd(from: Civil | null, b: Moment): Civil | null {
  if (from === null || b.clock === null) return null;
  const to = atHour(dayOf(from), b.clock);
  if (to === null || (civilMinute(to) ?? 0) > (civilMinute(from) ?? 0)) return to;
  const next = dayAfter(from);
  return next === null ? null : atHour(next, b.clock);
}

function isThroughEnd(scan: Scan, a: Moment, b: Moment): boolean {
  if (b.isInclusive || b.role === 'thru' || b.role === 'dash' || b.role === 'and') return true;
  if (b.role === null) return true;
  return (
    scan.vocabulary.lang === 'en' &&
    b.isPlainTo &&
    (a.role === 'from' || a.role === null || a.role === 'at')
  );
}

/** When a moment begins, as a month, day or minute; `null` if there is no such day. */
export function startOf(moment: Moment, context: TimeContext): Civil | null {
  const { edge } = moment;
  if (edge !== null) {
    const base = edgeBase(moment, context);
    if (base === null) return null;
    const unit = edgeUnit(moment, base);
    return edge.edge === 'end' ? lastDayOf(unit, base) : firstDayOf(unit, base);
  }
  if (moment.day === null) return null;
  const lean = moment.role === 'since' ? 'past' : 'near';
  const day = civilOf(moment.day, context.publishedAt, lean);
  if (day === null || moment.clock === null) return day;
  const { clock } = moment;
  const isStart = clock.isMidnightWord && (moment.role === 'from' || moment.role === 'since');
  return atHour(day, isStart ? { ...clock, hour: 0 } : clock);
}

/** When a period ends, half-open. */
export function endOf(moment: Moment, context: TimeContext, isThrough: boolean): Civil | null {
  if (moment.edge !== null) {
    const last = moment.edge.edge === 'end' ? lastDayIn(moment, context) : startOf(moment, context);
    return last === null || moment.edge.edge === 'start' ? last : dayAfter(last);
  }
  if (moment.day === null) return null;
  const day = civilOf(moment.day, context.publishedAt, 'future');
  if (day === null) return null;
  if (moment.clock !== null) return atHour(day, moment.clock);
  if (isThrough || moment.isInclusive) return dayAfter(day);
  return day.length === 7 ? `${day}-01` : day;
}

export function edgeBase(moment: Moment, context: TimeContext): Civil | null {
  const { day } = moment;
  if (day !== null && day.month === null && day.year !== null) return `${day.year}-01-01`;
  if (day !== null) return civilOf(day, context.publishedAt, 'future');
  return moment.edge?.unit == null ? null : dayOf(context.publishedAt);
}

export function lastDayIn(moment: Moment, context: TimeContext): Civil | null {
  const base = edgeBase(moment, context);
  if (base === null) return null;
  return lastDayOf(edgeUnit(moment, base), base);
}

function edgeUnit({ day, edge }: Moment, base: Civil): string {
  if (day !== null && day.month === null && day.year !== null) return 'year';
  return edge?.unit ?? (base.length === 7 ? 'month' : 'day');
}
