import { type Clock, dayOf } from '../../base/index.ts';
import { dayBefore, lastDayIn, rangeOf, startOf } from './bounds.ts';
import type { Item, Moment } from './chain.ts';
import type { Found } from './found.ts';
import { civilOf, clockOf, dayAfter, later } from './resolve.ts';
import type { Scan } from './scan.ts';
import { durationFound, impossible, isReplaced, none, single } from './single.ts';
import type { AtomOf, TimeContext } from './types.ts';

/** From the items of a chain to mentions: pairs of moments to ranges, single ones by their role. */

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
function fromWith(moment: Moment, duration: AtomOf<'duration'>, context: TimeContext): Found {
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
