import type { TimePoint } from '../record/index.ts';
import {
  endingAt,
  fillHours,
  minuteOf,
  type Piece,
  startingAt,
  withHours,
  without,
} from './periods.ts';
import type { Act, Unit } from './rules.ts';

/** What each act does to the time in which a rule holds at one place. */

const forever = Number.POSITIVE_INFINITY;

/** The pieces of a rule that the act states by itself. */
export function opening(act: Act): readonly Piece[] {
  const { from, to, daily } = act.record.record;
  // A beginning that is not stated lies at or before publication: it holds from then at least.
  const start = minuteOf(from) ?? act.published;
  const end = minuteOf(to) ?? forever;
  if (start >= end) return [];
  return [{ from: start, to: end, fromPoint: from, toPoint: to, daily }];
}

/** Another statement of the same rule: it tells what the earlier ones left unsaid. */
export function confirm(unit: Unit, act: Act): void {
  const { from, to, daily } = act.record.record;
  const [first, last] = [unit.pieces[0], unit.pieces.at(-1)];
  if (first === undefined || last === undefined) return;
  const start = minuteOf(from);
  if (start !== null && tellsMore(from, first.fromPoint)) {
    unit.pieces = startingAt(unit.pieces, start, from);
  }
  if (last.toPoint.basis === 'unknown' && to.basis !== 'unknown') {
    unit.pieces = endingAt(unit.pieces, minuteOf(to) ?? forever, to);
  }
  if (daily !== null) unit.pieces = fillHours(unit.pieces, daily);
}

/** Applies an extend, amend, ease or lift to one unit, and notes it in the unit's history. */
export function change(unit: Unit, act: Act): void {
  unit.history = [...unit.history, act.id];
  switch (act.record.record.act) {
    case 'extend':
      extend(unit, act);
      break;
    case 'amend':
      amend(unit, act);
      break;
    case 'ease':
      ease(unit, act);
      break;
    case 'lift':
      lift(unit, act);
      break;
  }
}

function extend(unit: Unit, act: Act): void {
  const { from, to, daily } = act.record.record;
  const end = minuteOf(to) ?? forever;
  const before = unit.pieces.at(-1)?.to ?? null;
  const stated = minuteOf(from);
  if (to.basis !== 'unknown') {
    const start = stated ?? act.published;
    const anew = before === null || unit.lifted !== null || (stated !== null && stated > before);
    if (anew) {
      const begins = Math.max(start, before ?? start);
      if (begins < end) {
        const hours = daily ?? unit.pieces.at(-1)?.daily ?? null;
        const point = stated === null ? pointOf(act) : from;
        const piece = { from: begins, to: end, fromPoint: point, toPoint: to, daily: hours };
        unit.pieces = [...unit.pieces, piece];
      }
    } else {
      unit.pieces = endingAt(unit.pieces, end, to);
    }
    unit.lifted = null;
  }
  if (daily === null) return;
  // The hours of a prolonged rule are those of the time added, unless a beginning is stated. Where
  // no time is added they are those of what is left.
  const added = to.basis !== 'unknown' && before !== null && before < end ? before : null;
  unit.pieces = withHours(unit.pieces, stated ?? added ?? act.published, forever, daily);
}

function amend(unit: Unit, act: Act): void {
  const { from, to, daily } = act.record.record;
  const stated = minuteOf(from);
  const first = unit.pieces[0];
  if (first !== undefined && stated !== null && stated < first.from) {
    unit.pieces = startingAt(unit.pieces, stated, from);
  }
  if (to.basis !== 'unknown' && unit.lifted === null) {
    unit.pieces = endingAt(unit.pieces, minuteOf(to) ?? forever, to);
  }
  if (daily !== null) {
    unit.pieces = withHours(unit.pieces, stated ?? act.published, forever, daily);
  }
}

/**
 * A relaxation leaves the rule in force; only hours that it has can be cut, for good or a while.
 */
function ease(unit: Unit, act: Act): void {
  const { from, to, daily, type } = act.record.record;
  const hasHours = unit.pieces.some((piece) => piece.daily !== null) || type === 'curfew';
  if (daily === null || !hasHours) return;
  const start = minuteOf(from) ?? act.published;
  unit.pieces = withHours(unit.pieces, start, minuteOf(to) ?? forever, daily);
}

/** Ends the rule at the moment of effect; a lifting with an end of its own only suspends it. */
function lift(unit: Unit, act: Act): void {
  const { from, to } = act.record.record;
  const start = minuteOf(from) ?? act.published;
  const end = minuteOf(to) ?? forever;
  if (start >= end) return;
  const point = minuteOf(from) === null ? pointOf(act) : from;
  const held = unit.pieces.at(-1)?.to ?? 0;
  unit.pieces = without(unit.pieces, start, end, point, to);
  if (held > start && end >= held) unit.lifted = act;
}

/** The moment of publication, where the words give no other. */
function pointOf(act: Act): TimePoint {
  return { basis: 'implied', at: act.statement.record.publishedAt };
}

/** True if the first point is known where the second is not, or known more precisely. */
function tellsMore(point: TimePoint, than: TimePoint): boolean {
  if (!('at' in point)) return false;
  return !('at' in than) || point.at.length > than.at.length;
}
