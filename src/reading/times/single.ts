import { type Civil, dayOf } from '../../base/index.ts';
import { edgeBase, endOf, lastDayIn, startOf } from './bounds.ts';
import type { Item, Moment } from './chain.ts';
import type { Found, Values } from './found.ts';
import { addMonths, atHour, civilOf, clockOf, later } from './resolve.ts';
import { type Scan, textAt, timeHit } from './scan.ts';
import type { AtomOf, TimeContext } from './types.ts';

/** A moment or a length of time by itself, by its role. */

/** A moment by itself, by its role. */
export function single(scan: Scan, moment: Moment, context: TimeContext): Found {
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

type Make = (what: Found['what'], step: string, values: Partial<Values>) => Found;

/** "до 2025 года" ends where the year begins; a year that bounds nothing is no civil point. */
function yearAlone({ day, role }: Moment, make: Make): Found {
  const year = day?.year ?? 0;
  if (role === 'to') return make('to', 'to_year', { to: `${year}-01-01` });
  if (role === 'thru') return make('to', 'thru_year', { to: `${year + 1}-01-01` });
  return make('none', 'year', {});
}

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
  const isTold =
    scan.vocabulary.lang === 'kk' && /(?:[ғг]|[қк])[ае]н$/.test(textAt(scan, moment.next));
  if (!(moment.isAttributive || isTold) || moment.clock !== null) return false;
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

export function durationFound(
  scan: Scan,
  atom: AtomOf<'duration'>,
  { publishedAt }: TimeContext,
): Found {
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
function shift(publishedAt: Civil, atom: AtomOf<'duration'>): Civil | null {
  return later(publishedAt, atom, -1) === null ? null : publishedAt;
}

function dueOf(publishedAt: Civil, atom: AtomOf<'duration'>): Civil | null {
  if (atom.months !== null) return addMonths(publishedAt, atom.months);
  return later(publishedAt, atom) ?? dayOf(publishedAt);
}

/** "вместо ранее установленного времени «с 23.00 до 7.00»", "instead of from 8 p.m.": history. */
export function isReplaced(scan: Scan, at: number): boolean {
  for (let back = at - 1; back >= Math.max(0, at - 6); back--) {
    if (/^[.;,]$/.test(textAt(scan, back))) return false;
    if (timeHit(scan, back, 'former') !== null) return true;
  }
  return false;
}

export function impossible(moment: Moment): Found {
  const hasDay = moment.day !== null;
  return {
    what: hasDay ? 'impossible' : 'none',
    at: moment.at,
    next: moment.next,
    step: 'impossible',
    values: {},
  };
}

export function none(item: Item, step: string): Found {
  return { what: 'none', at: item.at, next: item.next, step, values: {} };
}
