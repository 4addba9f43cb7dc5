import { type Civil, type CivilMinute, civilMinute } from '../base/index.ts';
import type { TimePoint } from '../record/index.ts';
import type { DailyHours } from './model.ts';

/**
 * The time in which one rule holds at one place: pieces in order, half-open, in civil minutes.
 * Every function gives new pieces and leaves the old ones alone.
 */
export interface Piece {
  readonly from: CivilMinute;
  /** `Infinity`: no end is known. */
  readonly to: CivilMinute;
  readonly fromPoint: TimePoint;
  readonly toPoint: TimePoint;
  readonly daily: DailyHours | null;
}

/** The minute at which a stated or implied point begins; null where none is given. */
export function minuteOf(point: TimePoint): CivilMinute | null {
  return 'at' in point ? minute(point.at) : null;
}

/** Of a civil point that a schema has checked; anything else is a defect. */
export function minute(civil: Civil): CivilMinute {
  const at = civilMinute(civil);
  if (at === null) throw new Error(`not a civil point: ${civil}`);
  return at;
}

/**
 * Takes `[from, to)` out; what is left before it ends at `end`, what is left after begins at
 * `start`.
 */
export function without(
  pieces: readonly Piece[],
  from: CivilMinute,
  to: CivilMinute,
  end: TimePoint,
  start: TimePoint,
): readonly Piece[] {
  const holds = (at: CivilMinute) => pieces.some((piece) => piece.from <= at && at < piece.to);
  // The cut may fall between two pieces: the neighbours then end or begin at it too.
  const [ends, begins] = [holds(from), holds(to - 1)];
  return pieces.flatMap((piece) => {
    const left = piece.from < from ? [{ ...piece, to: Math.min(piece.to, from) }] : [];
    const right = piece.to > to ? [{ ...piece, from: Math.max(piece.from, to) }] : [];
    return [
      ...left.map((one) => (ends && one.to === from ? { ...one, toPoint: end } : one)),
      ...right.map((one) => (begins && one.from === to ? { ...one, fromPoint: start } : one)),
    ];
  });
}

/** Moves the end of the last piece, later or earlier; pieces that begin after it fall away. */
export function endingAt(
  pieces: readonly Piece[],
  to: CivilMinute,
  point: TimePoint,
): readonly Piece[] {
  const kept = pieces.filter((piece) => piece.from < to);
  const last = kept.at(-1);
  return last === undefined ? [] : [...kept.slice(0, -1), { ...last, to, toPoint: point }];
}

/** Other daily hours in `[from, to)`; the pieces are split at its ends. */
export function withHours(
  pieces: readonly Piece[],
  from: CivilMinute,
  to: CivilMinute,
  daily: DailyHours,
): readonly Piece[] {
  return pieces.flatMap((piece) => {
    const start = Math.max(piece.from, from);
    const end = Math.min(piece.to, to);
    if (start >= end || sameHours(piece.daily, daily)) return [piece];
    const left = piece.from < start ? [{ ...piece, to: start }] : [];
    const right = end < piece.to ? [{ ...piece, from: end }] : [];
    return [...left, { ...piece, from: start, to: end, daily }, ...right];
  });
}

/** Where no hours are known, these. */
export function fillHours(pieces: readonly Piece[], daily: DailyHours): readonly Piece[] {
  return pieces.map((piece) => (piece.daily === null ? { ...piece, daily } : piece));
}

/** Another beginning of the first piece: earlier, or later past what then falls away. */
export function startingAt(
  pieces: readonly Piece[],
  from: CivilMinute,
  point: TimePoint,
): readonly Piece[] {
  const [first] = pieces;
  const [head, ...rest] = pieces.filter((piece) => piece.to > from);
  if (first === undefined || head === undefined) return [];
  const begins = from < first.from ? from : Math.max(head.from, from);
  return [{ ...head, from: begins, fromPoint: point }, ...rest];
}

/** Adjoining pieces are one stretch of the rule: all of them show where it begins and ends. */
export function asStretches(pieces: readonly Piece[]): readonly Piece[] {
  if (pieces.length < 2) return pieces;
  const begun = carried(pieces, (piece, before) =>
    before.to === piece.from ? { ...piece, fromPoint: before.fromPoint } : piece,
  );
  const ended = carried(begun.toReversed(), (piece, after) =>
    piece.to === after.from ? { ...piece, toPoint: after.toPoint } : piece,
  );
  return ended.toReversed();
}

function carried(
  pieces: readonly Piece[],
  next: (piece: Piece, neighbour: Piece) => Piece,
): readonly Piece[] {
  const out: Piece[] = [];
  for (const piece of pieces) {
    const neighbour = out.at(-1);
    out.push(neighbour === undefined ? piece : next(piece, neighbour));
  }
  return out;
}

export function sameHours(a: DailyHours | null, b: DailyHours | null): boolean {
  return a === b || (a !== null && b !== null && a[0] === b[0] && a[1] === b[1]);
}

/** The later hour not after the earlier: over midnight. Equal hours: all day. Half-open. */
export function inHours(daily: DailyHours | null, at: CivilMinute): boolean {
  if (daily === null) return true;
  const now = ((at % 1440) + 1440) % 1440;
  const [start, end] = [clockMinute(daily[0]), clockMinute(daily[1])];
  return start < end ? now >= start && now < end : now >= start || now < end;
}

function clockMinute(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}
