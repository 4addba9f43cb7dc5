import type { Civil, CivilMinute } from '../base/index.ts';
import type { Logged, MeasureRecord, MeasureType, StatementRecord } from '../record/index.ts';
import { asStretches, minuteOf, type Piece, sameHours } from './periods.ts';

/** A measure record as the fold sees it: its statement, what it names, what it speaks of. */
export interface Act {
  readonly id: string;
  readonly record: Logged<MeasureRecord>;
  readonly statement: Logged<StatementRecord>;
  readonly day: Civil;
  readonly published: CivilMinute;
  /** The codes named; the place of the statement where none is named precisely. */
  readonly codes: readonly string[];
  readonly certain: boolean;
  /** The key of the parts of the place (`areaKey`); null: all of it. */
  readonly area: string | null;
  readonly about: readonly string[];
  /** Corrections that put this record in another's place. */
  readonly corrections: readonly string[];
  /** The words, folded, to see that two statements carry the same ones. */
  readonly words: string;
}

/** The territory for which a rule's time is kept: its own place, or a part where it differs. */
export interface Unit {
  readonly code: string;
  /** A day on which the code was meant. */
  readonly day: Civil;
  pieces: readonly Piece[];
  history: readonly string[];
  /** The act whose lifting is the last end: what extends it then begins anew; null: none is. */
  lifted: Act | null;
}

/** One rule: stated by one or more records, changed by others. */
export interface Rule {
  readonly first: Act;
  /** The place whose bucket keeps it. */
  readonly kept: string;
  readonly type: MeasureType;
  readonly area: string | null;
  readonly certain: boolean;
  readonly sources: Act[];
  /** `units[0]` is the place it was made for; the others are parts where it went another way. */
  readonly units: Unit[];
  /** Rules for parts without a code of their own, which what changes this rule changes too. */
  readonly variants: Rule[];
  /** Ids of the records it disagrees with by an explicit link. */
  readonly disputes: string[];
}

/**
 * Of these a place can have only one at a time: statements of it are statements of one rule, and
 * those that cannot be squared contradict each other.
 */
const regimes: ReadonlySet<MeasureType> = new Set([
  'state_of_emergency',
  'martial_law',
  'counter_terrorist_operation',
  'curfew',
]);

/** The same between statements; but one statement may set several of them side by side. */
const wholes: ReadonlySet<MeasureType> = new Set([
  'assembly_restriction',
  'internet_restriction',
  'use_of_force_order',
  'foreign_forces',
]);

/** True if two statements of this type at one place and time are about one and the same thing. */
export function isSingular(type: MeasureType): boolean {
  return regimes.has(type) || wholes.has(type);
}

/** True if the act states a rule that the earlier statements of `rule` state too. */
export function statesSame(rule: Rule, act: Act): boolean {
  const { type } = act.record.record;
  if (rule.type !== type || rule.certain !== act.certain || rule.area !== act.area) return false;
  const sameStatement = rule.sources.some((source) => source.statement.id === act.statement.id);
  if (sameStatement && !regimes.has(type)) return false;
  const pieces = rule.units[0]?.pieces ?? [];
  return squares(pieces, act);
}

/** True if the act's period touches the pieces and nothing that both know differs. */
export function squares(held: readonly Piece[], act: Act): boolean {
  const pieces = asStretches(held);
  const { from, to, daily } = act.record.record;
  const start = minuteOf(from) ?? act.published;
  const end = minuteOf(to) ?? Number.POSITIVE_INFINITY;
  const touching = pieces.find((piece) => piece.from < end && piece.to > start);
  // A rule that begins later on the day of publication is not out of reach of "is in force".
  const first = touching ?? pieces.find((piece) => piece.from < dayEnd(start) && piece.to > start);
  const last = pieces.at(-1);
  if (first === undefined || last === undefined) return false;
  const hoursAgree = daily === null || first.daily === null || sameHours(daily, first.daily);
  return hoursAgree && beginsAlike(first, act) && endsAlike(last, act);
}

function beginsAlike(piece: Piece, act: Act): boolean {
  const { from, act: kind } = act.record.record;
  const stated = minuteOf(from);
  if (stated === null) return kind === 'declare' || piece.from < dayEnd(act.published);
  if (!('at' in piece.fromPoint)) return true;
  const known = minuteOf(piece.fromPoint);
  if (known === stated) return true;
  // "From 5 January" and "from 01:30 on 5 January" do not contradict each other.
  const [a, b] = ['at' in from ? from.at : '', piece.fromPoint.at];
  return a.length !== b.length && (a.startsWith(b) || b.startsWith(a));
}

function endsAlike(piece: Piece, act: Act): boolean {
  const { to } = act.record.record;
  if (to.basis === 'unknown' || piece.toPoint.basis === 'unknown') return true;
  return (minuteOf(to) ?? Number.POSITIVE_INFINITY) === piece.to;
}

function dayEnd(at: CivilMinute): CivilMinute {
  return (Math.floor(at / 1440) + 1) * 1440;
}

export function compareActs(a: Act, b: Act): number {
  return a.published - b.published || a.record.index - b.record.index;
}
