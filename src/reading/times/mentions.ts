import { addDays, type Civil, type Clock, civilMinute, dayOf } from '../../base/index.ts';
import type { Item, Moment } from './chain.ts';
import {
  addMonths,
  atHour,
  civilOf,
  clockOf,
  dayAfter,
  firstDayOf,
  lastDayOf,
  later,
} from './resolve.ts';
import { type Scan, textAt, timeHit } from './scan.ts';
import type { AtomOf, Day, Hour, TimeContext, TimeKind, TimeMention } from './types.ts';

/** From the items of a chain to mentions: pairs of moments to ranges, single ones by their role. */

export interface Found {
  /** `none`: looks like a time and is none that bounds anything, so its figures count nothing. */
  readonly what: TimeKind | 'none' | 'impossible';
  readonly at: number;
  readonly next: number;
  readonly step: string;
  readonly values: Partial<Values>;
}

type Values = Pick<TimeMention, 'from' | 'to' | 'on' | 'daily' | 'hours' | 'months' | 'clocks'>;
type Duration = AtomOf<'duration'>;

const starts = new Set<string | null>([null, 'from', 'since', 'at', 'between', 'as_of']);
const ends = new Set<string | null>(['to', 'thru', 'dash', 'onto', 'by']);

export function foundIn(scan: Scan, items: readonly Item[], context: TimeContext): Found[] {
  const found: Found[] = [];
  let i = 0;
  while (i < items.length) {
    const [one, taken] = next(scan, items, i, context);
    found.push(...one);
    i += taken;
  }
  return found;
}

function next(
  scan: Scan,
  items: readonly Item[],
  i: number,
  context: TimeContext,
): readonly [readonly Found[], number] {
  const [a, b, c] = [items[i], items[i + 1], items[i + 2]];
  if (a === undefined) return [[], 1];
  if (a.kind === 'phrase') return [[phraseFound(a, context)], 1];
  if (a.kind === 'daily' || a.kind === 'former') {
    return [[{ what: 'none', at: a.at, next: a.next, step: a.kind, values: {} }], 1];
  }
  if (a.kind === 'duration') {
    if (b?.kind === 'moment' && (a.use === 'for' || a.use === 'within')) {
      // "for two weeks, from 19 September to 2 October": the range says it all.
      if (c?.kind === 'moment' && isPair(b, c)) {
        return [[none(a, 'duration'), ...pair(scan, b, c, context, items[i + 3])], 3];
      }
      if (b.role === 'from' || b.role === 'since' || (a.use === 'within' && b.role === 'of'))
        return [[fromWith(b, a, context)], 2];
    }
    return [[durationFound(scan, a, context)], 1];
  }
  if (b?.kind === 'moment') {
    if (isPair(a, b)) {
      const isSaid = c?.kind === 'duration' && (a.day !== null || b.day !== null);
      const after = isSaid ? [none(c, 'duration')] : [];
      return [[...pair(scan, a, b, context, c), ...after], 2 + after.length];
    }
    if (isListed(a, b)) {
      const list = listOf(items, i);
      const range = listRange(list, context);
      if (range !== null) return [[range], list.length];
    }
  }
  if (b?.kind === 'duration' && a.day !== null && a.role !== 'to' && a.role !== 'thru') {
    if (b.use === 'for') return [[fromWith(a, b, context)], 2];
    if (b.use === 'past') return [[single(scan, a, context), none(b, 'duration')], 2];
  }
  return [[single(scan, a, context)], 1];
}

function none(item: Item, step: string): Found {
  return { what: 'none', at: item.at, next: item.next, step, values: {} };
}

function phraseFound(phrase: AtomOf<'phrase'>, context: TimeContext): Found {
  const { at, next, text } = phrase;
  if (phrase.phrase === 'immediate') {
    return {
      what: 'from',
      at,
      next,
      step: 'immediate',
      values: { from: dayOf(context.publishedAt) },
    };
  }
  const what = phrase.phrase as 'open' | 'same' | 'vague' | 'none';
  return { what, at, next, step: text === '' ? what : `${what}_${text}`, values: {} };
}

function isPair(a: Moment, b: Moment): boolean {
  if (a.isNight && b.role === 'onto') return true;
  if (!starts.has(a.role) || a.edge?.edge === 'end') return false;
  if (b.role === 'and') return a.role === 'between';
  if (b.role === 'onto' || b.role === 'by') return false;
  if (ends.has(b.role))
    return !(a.role === null && a.day !== null && a.clock === null && b.clock !== null);
  const isRow = b.role === null && a.day !== null && a.role === null;
  if (isRow && a.clock !== null) return b.clock !== null && b.day === null;
  // Two dates in neighbouring cells of a table: from the one through the other.
  return isRow && b.afterBar && isDayOnly(a) && isDayOnly(b);
}

function isDayOnly({ day, clock, edge }: Moment): boolean {
  return day !== null && clock === null && edge === null;
}

function isListed(a: Moment, b: Moment): boolean {
  const isStart = a.role === null || a.role === 'at' || a.role === 'onto';
  return (
    isStart && isDayOnly(a) && isDayOnly(b) && (b.role === 'and' || b.role === null) && !b.afterBar
  );
}

function listOf(items: readonly Item[], i: number): readonly Moment[] {
  const list: Moment[] = [];
  for (let k = i; k < items.length; k++) {
    const item = items[k];
    if (item?.kind !== 'moment') break;
    const before = list.at(-1);
    if (before !== undefined && !isListed({ ...before, role: null }, item)) break;
    list.push(item);
  }
  return list;
}

/** "12 и 13 июня": days that follow one another are one range. */
function listRange(list: readonly Moment[], context: TimeContext): Found | null {
  const days = list.map(({ day }) =>
    day === null ? null : civilOf(day, context.publishedAt, 'near'),
  );
  const [first, last] = [days[0], days.at(-1)];
  if (first == null || last == null) return null;
  for (const [k, day] of days.entries()) {
    if (day === null || day.length !== 10) return null;
    if (k > 0 && dayAfter(days[k - 1] ?? '') !== day) return null;
  }
  return {
    what: 'range',
    at: list[0]?.at ?? 0,
    next: list.at(-1)?.next ?? 0,
    step: 'days',
    values: { from: first, to: dayAfter(last) },
  };
}

/** A moment and how long from it: "с 18 сентября на один месяц", "for 30 days from 6 February". */
function fromWith(moment: Moment, duration: Duration, context: TimeContext): Found {
  const at = Math.min(moment.at, duration.at);
  const end = Math.max(moment.next, duration.next);
  const from = startOf(moment, context);
  if (from === null) return impossible(moment);
  const { hours, months } = duration;
  const to = later(from, duration);
  if (duration.use === 'within') {
    return {
      what: 'deadline',
      at,
      next: end,
      step: 'within_from',
      values: { on: to, hours, months },
    };
  }
  return {
    what: 'range',
    at,
    next: end,
    step: 'from_duration',
    values: { from, to, hours, months },
  };
}

function impossible(moment: Moment): Found {
  const hasDay = moment.day !== null;
  return {
    what: hasDay ? 'impossible' : 'none',
    at: moment.at,
    next: moment.next,
    step: 'impossible',
    values: {},
  };
}

function pair(
  scan: Scan,
  a: Moment,
  b: Moment,
  context: TimeContext,
  after: Item | undefined,
): readonly Found[] {
  const [at, next_] = [a.at, b.next];
  if (a.day === null && a.edge === null && b.day === null && b.edge === null) {
    return hoursPair(scan, a, b, after);
  }
  const [from, to] = rangeOf(scan, a, b, context);
  if (a.isNight) {
    return [{ what: 'point', at, next: next_, step: 'night_from', values: { on: from } }];
  }
  if (a.day === null && a.clock !== null && to !== null) {
    const clocks = { from: clockOf(a.clock), to: b.clock === null ? null : clockOf(b.clock) };
    const start = dayBefore(a.clock, to);
    const values = { from: start, to, clocks };
    return [{ what: 'range', at, next: next_, step: 'range_clock', values }];
  }
  if (from === null || to === null) {
    const good = [
      from === null ? impossible(a) : single(scan, a, context),
      to === null ? impossible(b) : single(scan, b, context),
    ];
    return good;
  }
  const on = b.edge === null ? null : lastDayIn(b, context);
  return [{ what: 'range', at, next: next_, step: 'range', values: { from, to, on } }];
}

function hoursPair(scan: Scan, a: Moment, b: Moment, after: Item | undefined): readonly Found[] {
  const [from, to] = [a.clock && clockOf(a.clock), b.clock && clockOf(b.clock)];
  if (from === null || to === null) return [none({ ...a, next: b.next }, 'hours')];
  const isFormer = after?.kind === 'former' || isReplaced(scan, a.at);
  const daily: readonly [Clock, Clock] = [from, to];
  if (isFormer) return [none({ ...a, next: b.next }, 'former')];
  return [{ what: 'daily', at: a.at, next: b.next, step: 'daily', values: { daily } }];
}

/** "вместо ранее установленного времени «с 23.00 до 7.00»", "instead of from 8 p.m.": history. */
function isReplaced(scan: Scan, at: number): boolean {
  for (let back = at - 1; back >= Math.max(0, at - 6); back--) {
    if (/^[.;,]$/.test(textAt(scan, back))) return false;
    if (timeHit(scan, back, 'former') !== null) return true;
  }
  return false;
}

/** The ends of a range, half-open, with years and days shared between them. */
function rangeOf(
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

/** "at 2 p.m. until 6 a.m. on 13 May": the last such hour before the end. */
function dayBefore(hour: Hour, to: Civil): Civil | null {
  const same = to.length > 10 ? atHour(dayOf(to), hour) : null;
  if (same === null || (civilMinute(same) ?? 0) < (civilMinute(to) ?? 0)) return same;
  return addDays(same, -1);
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
function startOf(moment: Moment, context: TimeContext): Civil | null {
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
function endOf(moment: Moment, context: TimeContext, isThrough: boolean): Civil | null {
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

function edgeBase(moment: Moment, context: TimeContext): Civil | null {
  const { day } = moment;
  if (day !== null && day.month === null && day.year !== null) return `${day.year}-01-01`;
  if (day !== null) return civilOf(day, context.publishedAt, 'future');
  return moment.edge?.unit == null ? null : dayOf(context.publishedAt);
}

function lastDayIn(moment: Moment, context: TimeContext): Civil | null {
  const base = edgeBase(moment, context);
  if (base === null) return null;
  return lastDayOf(edgeUnit(moment, base), base);
}

function edgeUnit({ day, edge }: Moment, base: Civil): string {
  if (day !== null && day.month === null && day.year !== null) return 'year';
  return edge?.unit ?? (base.length === 7 ? 'month' : 'day');
}

/** A moment by itself, by its role. */
function single(scan: Scan, moment: Moment, context: TimeContext): Found {
  const { at, next: end, role } = moment;
  const make = (what: Found['what'], step: string, values: Partial<Values>): Found => ({
    what,
    at,
    next: end,
    step: moment.zone ? `${step}+zone` : step,
    values,
  });
  if (moment.day === null && moment.edge === null) return clockAlone(scan, moment, make);
  if (moment.edge !== null && edgeBase(moment, context) === null) {
    return moment.day === null ? make('none', 'edge', {}) : impossible(moment);
  }
  const isYear = moment.day?.year != null && moment.day.month === null;
  if (isYear && moment.edge === null) return yearAlone(moment, make);
  if (isCitation(scan, moment)) {
    const on = startOf(moment, context);
    return on === null ? impossible(moment) : make('citation', 'citation', { on });
  }
  if (isLoneMonth(moment)) return make('none', 'month', {});
  if (role === 'to' || role === 'thru' || role === 'by') return endAlone(moment, context, make);
  const on = startOf(moment, context);
  if (on === null) return impossible(moment);
  if (role === 'from') return make('from', 'from', { from: on });
  if (role === 'since') return make('window', 'since', { from: on });
  const isAsOf = role === 'as_of' || (role === 'onto' && moment.day?.shift === 0);
  if (moment.isNight) return make('point', 'night_onto', { on });
  return make('point', isAsOf ? 'as_of' : 'point', { on });
}

/** "до 2025 года" ends where the year begins; a year that bounds nothing is no civil point. */
function yearAlone({ day, role }: Moment, make: Make): Found {
  const year = day?.year ?? 0;
  if (role === 'to') return make('to', 'to_year', { to: `${year}-01-01` });
  if (role === 'thru') return make('to', 'thru_year', { to: `${year + 1}-01-01` });
  return make('none', 'year', {});
}

type Make = (what: Found['what'], step: string, values: Partial<Values>) => Found;

function endAlone(moment: Moment, context: TimeContext, make: Make): Found {
  // "extended to 20 April" includes the day, "until 20 April" does not.
  const isThrough = moment.role === 'thru' || moment.isInclusive || moment.isPlainTo;
  const to = endOf(moment, context, isThrough);
  if (to === null) return impossible(moment);
  if (moment.edge !== null) {
    return make('deadline', 'end_of', { to, on: lastDayIn(moment, context) });
  }
  if (moment.role !== 'by') return make('to', moment.role ?? 'to', { to });
  const day = moment.day && civilOf(moment.day, context.publishedAt, 'future');
  const on = day === null || moment.clock === null ? day : atHour(day, moment.clock);
  return on === null ? impossible(moment) : make('deadline', 'by', { on });
}

function clockAlone(scan: Scan, moment: Moment, make: Make): Found {
  const { clock, role } = moment;
  if (isReplaced(scan, moment.at)) return make('none', 'former', {});
  if (clock === null) return make('none', 'part', {});
  const time = clockOf(clock);
  const isEnd = role === 'to' || role === 'thru' || role === 'dash';
  const clocks = isEnd || role === 'by' ? { from: null, to: time } : { from: time, to: null };
  if (role === 'by') return make('deadline', 'by_clock', { clocks });
  if (isEnd) return make('to', 'to_clock', { clocks });
  if (role === 'from' || role === 'since') return make('from', 'from_clock', { clocks });
  return make('point', 'clock', { clocks });
}

/** "Указом от 5 января", "the attacks of 9 May", "2022 жылғы 5 қаңтардағы № 737 Жарлық". */
function isCitation(scan: Scan, moment: Moment): boolean {
  if (moment.role === 'of') return true;
  if (/[№]/.test(textAt(scan, moment.next)) && moment.role !== 'to') return true;
  if (!moment.isAttributive || moment.clock !== null) return false;
  for (let at = moment.next; at < moment.next + 10; at++) {
    if (/[.;]/.test(textAt(scan, at))) return false;
    if (textAt(scan, at) === '№' || timeHit(scan, at, 'document') !== null) return true;
  }
  return false;
}

/** A month named without year and without a word that asks for a time: no time is meant. */
function isLoneMonth(moment: Moment): boolean {
  const { day, role, edge } = moment;
  if (day === null || day.month === null || day.day !== null || edge !== null) return false;
  return day.year === null && (role === null || role === 'and' || role === 'dash');
}

function durationFound(scan: Scan, atom: Duration, { publishedAt }: TimeContext): Found {
  const { at, next: end, hours, months, use } = atom;
  const make = (what: Found['what'], values: Partial<Values>): Found => ({
    what,
    at,
    next: end,
    step: use,
    values: { hours, months, ...values },
  });
  const beyond = /^(?:after|before|после|до|кейін|бұрын)$/.test(textAt(scan, end));
  if (use === 'past' && beyond) return make('none', {});
  if (use === 'past') {
    return make('window', { from: later(publishedAt, atom, -1), to: shift(publishedAt, atom) });
  }
  if (use === 'next') return make('window', { from: publishedAt, to: later(publishedAt, atom) });
  if (use === 'ago') return make('point', { on: later(publishedAt, atom, -1) });
  if (use === 'within' && !beyond) return make('deadline', { on: dueOf(publishedAt, atom) });
  if (use === 'for' && !beyond) return make('duration', {});
  return make('none', {});
}

/** A window of hours cannot be counted from a day without an hour. */
function shift(publishedAt: Civil, atom: Duration): Civil | null {
  return later(publishedAt, atom, -1) === null ? null : publishedAt;
}

function dueOf(publishedAt: Civil, atom: Duration): Civil | null {
  if (atom.months !== null) return addMonths(publishedAt, atom.months);
  return later(publishedAt, atom) ?? dayOf(publishedAt);
}
