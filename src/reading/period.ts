import { addDays, addHours, type Civil, type Clock, civilMinute, dayOf } from '../base/index.ts';
import type { Due, MeasureAct, TimePoint } from '../record/index.ts';
import { type Clause, hasSign } from './clause.ts';
import { later } from './times/resolve.ts';
import type { TimeMention } from './times.ts';

/** From the time mentions of a clause to a period, daily hours and a due date. */

export interface Period {
  readonly from: TimePoint;
  readonly to: TimePoint;
  readonly daily: readonly [Clock, Clock] | null;
  /** The mentions that gave them, for the trace. */
  readonly mentions: readonly TimeMention[];
}

export const unknownPoint: TimePoint = { basis: 'unknown' };
export const noPeriod: Period = { from: unknownPoint, to: unknownPoint, daily: null, mentions: [] };

/** What "the same moment", "that day" and "the period of the emergency" refer to. */
export interface TimeMemory {
  /** The period of the last measure with one. */
  last: { from: Civil | null; to: Civil | null };
  /** The period of the regime (emergency, quarantine, operation) that the statement sets. */
  regime: { from: Civil | null; to: Civil | null } | null;
  /** The last day named, for hours without a day. */
  day: Civil | null;
}

export function freshMemory(): TimeMemory {
  return { last: { from: null, to: null }, regime: null, day: null };
}

function stated(at: Civil): TimePoint {
  return { basis: 'stated', at };
}

function implied(at: Civil): TimePoint {
  return { basis: 'implied', at };
}

/** The period of a measure. A lifting has the moment of its effect and no end. */
export function measurePeriod(clause: Clause, act: MeasureAct, memory: TimeMemory): Period {
  let from: TimePoint = unknownPoint;
  let to: TimePoint = unknownPoint;
  let daily: readonly [Clock, Clock] | null = null;
  let lasting: TimeMention | null = null;
  const used: TimeMention[] = [];
  for (const mention of clause.times) {
    if (mention.what === 'citation' || mention.what === 'vague') continue;
    // "Close not later than 18:00" sets an hour of the day, no end of the rule.
    if (mention.what === 'deadline' && mention.on?.includes('T') === true) continue;
    used.push(mention);
    if (mention.daily !== null) daily ??= mention.daily;
    const lasts = mention.what === 'duration' && (act === 'declare' || act === 'extend');
    if (lasts) lasting ??= mention;
    if (mention.what === 'open') to = to.basis === 'unknown' ? { basis: 'open' } : to;
    if (mention.what === 'same') {
      const same = resolveSame(mention, memory);
      if (from.basis === 'unknown' && same.from !== null) from = implied(same.from);
      if (to.basis === 'unknown' && same.to !== null) to = implied(same.to);
      continue;
    }
    if (mention.what === 'point') {
      const usable = act !== 'extend' && mention.on !== null;
      if (usable && from.basis === 'unknown' && mention.on !== null) from = stated(mention.on);
      continue;
    }
    // "The rule in force since 1 April is lifted": that day began the rule, not its lifting.
    const isOfRule = act === 'lift' && mention.what === 'window';
    if (mention.from !== null && from.basis !== 'stated' && !isOfRule) from = stated(mention.from);
    if (mention.to !== null && to.basis !== 'stated') to = stated(mention.to);
    if (mention.what === 'deadline' && mention.to === null && mention.on !== null) {
      if (to.basis !== 'stated') to = stated(mention.on);
    }
    // "May open until 22:00" is an hour of every day, no end.
    const isClosingHour = act === 'ease' && mention.what === 'to';
    if (mention.from === null && mention.to === null && mention.clocks !== null && !isClosingHour) {
      const placed = clocksOnDay(mention, memory, from);
      if (placed.from !== null && from.basis !== 'stated') from = stated(placed.from);
      if (placed.to !== null && to.basis !== 'stated') to = stated(placed.to);
    }
  }
  if (lasting !== null && to.basis === 'unknown' && 'at' in from) {
    const end = later(from.at, lasting);
    if (end !== null) to = stated(end);
  }
  // "No school on 23 January" holds that day; "closed on 23 January" only begins then.
  if ('at' in from && from.at.length === 10 && to.basis === 'unknown' && act === 'declare') {
    const isOneDay = hasSign(clause, 'that_day') && used.some(({ on }) => on !== null);
    const next = isOneDay ? addDays(from.at, 1) : null;
    if (next !== null) to = stated(next);
  }
  if (memory.regime !== null && act !== 'lift' && act !== 'ease') {
    const whole = hasSign(clause, 'regime_period');
    const end = whole || hasSign(clause, 'regime_end');
    const { regime } = memory;
    if (whole && from.basis === 'unknown' && regime.from !== null && act === 'declare') {
      from = implied(regime.from);
    }
    if (end && to.basis === 'unknown' && regime.to !== null) to = implied(regime.to);
  }
  if (act === 'lift' || act === 'ease') {
    if (act === 'lift' && from.basis === 'unknown' && 'at' in to) from = to;
    if (act === 'lift') to = unknownPoint;
  }
  if (!inOrder(from, to)) to = unknownPoint;
  return { from, to, daily, mentions: used };
}

/** The period of a claim: a moment has a beginning only, a span of time both ends. */
export function claimPeriod(clause: Clause): Period {
  let from: TimePoint = unknownPoint;
  let to: TimePoint = unknownPoint;
  const used: TimeMention[] = [];
  for (const mention of clause.times) {
    if (mention.what === 'point' && mention.on !== null && !/as_of/.test(mention.rule)) {
      if (from.basis !== 'unknown') continue;
      from = stated(mention.on);
    } else if (mention.what === 'window' || mention.what === 'range') {
      if (mention.from !== null) from = stated(mention.from);
      if (mention.to !== null) to = stated(mention.to);
    } else continue;
    used.push(mention);
  }
  return { from, to, daily: null, mentions: used };
}

/** When a promise falls due: the last day named for it, or that it is promised "soon". */
export function dueOf(
  clause: Clause,
  publishedAt: Civil,
): { due: Due; mention: TimeMention | null } {
  let vague: TimeMention | null = null;
  for (const mention of clause.times) {
    if (mention.what === 'citation' || mention.what === 'same') continue;
    if (mention.what === 'vague') {
      vague ??= mention;
      continue;
    }
    const on = mention.on ?? mention.to ?? mention.from;
    if (mention.what === 'duration' && mention.hours !== null) {
      const end = addHours(publishedAt, mention.hours);
      if (end !== null) return { due: { basis: 'stated', on: dayOf(end) }, mention };
    }
    if (on !== null) return { due: { basis: 'stated', on: dayOf(on) }, mention };
  }
  if (vague !== null) return { due: { basis: 'vague' }, mention: vague };
  return { due: { basis: 'unknown' }, mention: null };
}

/** Keeps what later sentences may refer back to. */
export function remember(memory: TimeMemory, period: Period, isRegime: boolean): void {
  const from = 'at' in period.from ? period.from.at : null;
  const to = 'at' in period.to ? period.to.at : null;
  if (from !== null || to !== null) memory.last = { from, to };
  if (isRegime && (from !== null || to !== null)) memory.regime = { from, to };
  if (from !== null) memory.day = dayOf(from);
}

function resolveSame(
  mention: TimeMention,
  memory: TimeMemory,
): { from: Civil | null; to: Civil | null } {
  const rule = mention.rule;
  if (/emergency|regime/.test(rule)) {
    const span = memory.regime ?? { from: null, to: null };
    return /until|end/.test(rule) ? { from: null, to: span.to } : span;
  }
  if (/until|end|deadline|term/.test(rule)) {
    return { from: null, to: memory.last.to ?? memory.last.from };
  }
  const moment = memory.last.from ?? memory.last.to;
  if (/next_day|day_later/.test(rule) && moment !== null) {
    return { from: addDays(moment, 1), to: null };
  }
  if (/day/.test(rule) && moment !== null) return { from: dayOf(moment), to: null };
  return { from: moment, to: null };
}

function clocksOnDay(
  mention: TimeMention,
  memory: TimeMemory,
  from: TimePoint,
): { from: Civil | null; to: Civil | null } {
  const day = 'at' in from ? dayOf(from.at) : memory.day;
  const clocks = mention.clocks;
  if (day === null || clocks === null) return { from: null, to: null };
  return {
    from: clocks.from === null ? null : `${day}T${clocks.from}`,
    // The midnight that ends something without a day is the one to come.
    to: clocks.to === null ? null : `${clocks.to === '00:00' ? addDays(day, 1) : day}T${clocks.to}`,
  };
}

function inOrder(from: TimePoint, to: TimePoint): boolean {
  if (!('at' in from) || !('at' in to)) return true;
  return (civilMinute(from.at) ?? 0) < (civilMinute(to.at) ?? 0);
}

/** An item without a period of its own carries that of its list's head. */
export function inherit(own: Period, period: Period | null): Period {
  if (period === null || 'at' in own.from || 'at' in own.to) return own;
  const implied = (point: Period['from']): Period['from'] =>
    'at' in point ? { basis: 'implied', at: point.at } : point;
  return {
    from: implied(period.from),
    to: own.to.basis === 'open' ? own.to : implied(period.to),
    daily: own.daily ?? period.daily,
    mentions: own.mentions,
  };
}
