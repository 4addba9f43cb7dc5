import type { Civil, CivilMinute, Clock, Instant } from '../base/index.ts';
import type {
  FindingRecord,
  Logged,
  LogRecord,
  MeasureRecord,
  ProvisionRecord,
  StatementRecord,
  TimePoint,
} from '../record/index.ts';

/**
 * What the register needs to know of places. A `Gazetteer` has it; so has any tree of codes.
 * `from` and `to` are the days in force of a code, half-open, null where it has no such end.
 */
export interface PlaceTree {
  /** The place in force on the day; null: no such code on that day. */
  place(
    code: string,
    on: Civil,
  ): {
    readonly parent: string | null;
    readonly from: Civil | null;
    readonly to: Civil | null;
  } | null;
  /** Codes in force on the day for the territory of a code of another time; none if unknown. */
  current(code: string, on: Civil): readonly string[];
}

export type DailyHours = readonly [Clock, Clock];

/** What a rule is, whenever it is shown: who set it, where, and what changed it since. */
interface RuleFacts {
  /** The earliest statement of the rule. */
  readonly record: Logged<MeasureRecord>;
  readonly statement: Logged<StatementRecord>;
  /** The code the rule was made for. */
  readonly place: string;
  /** The rule was made for a place above the one asked for. */
  readonly inherited: boolean;
  /** False: the text names no place precisely; it may or may not hold here. */
  readonly certain: boolean;
  /** The part of the place where it holds, in the words of the text; null: all of it. */
  readonly area: string | null;
  readonly from: TimePoint;
  /** The effective end, after what extended, amended or lifted it. */
  readonly to: TimePoint;
  /** Ids of the records that state this one rule, by the time of publication; `record` is first. */
  readonly sources: readonly string[];
  /** Ids of the records that changed it, by the time of publication. */
  readonly history: readonly string[];
  /** Ids of records that say otherwise for the same place, type and time. */
  readonly conflicts: readonly string[];
}

/** A rule that holds at the place and time asked for. */
export interface InForce extends RuleFacts {
  readonly daily: DailyHours | null;
  /**
   * False: neither the beginning nor the hour of publication is stated, and it is still the day of
   * publication: the rule may be about to begin.
   */
  readonly begun: boolean;
  /** It has surely begun and, with daily hours, the moment asked for lies inside them. */
  readonly activeNow: boolean;
}

/** A stretch of a strip, civil minutes at the place, half-open; an end unknown or open is null. */
export interface StripInterval {
  readonly from: CivilMinute;
  readonly to: CivilMinute | null;
  readonly daily: DailyHours | null;
}

/** One rule over time at one place, for drawing. */
export interface Strip extends RuleFacts {
  /** In order, not overlapping; only those that touch the window asked for. */
  readonly intervals: readonly StripInterval[];
}

/**
 * What the log says, folded. Two time axes: `validAt` is civil time at the place, `knownAt` an
 * instant against `recordedAt`. An answer known at `t` is what a register built from the records
 * with `recordedAt <= t` alone would give.
 */
export interface Register {
  /** Takes in the next record of the log. A record whose id is there already changes nothing. */
  add(record: Logged): void;
  /** What holds at a place: its own rules first, then inherited ones, each by beginning. */
  asOf(place: string, validAt: Civil, knownAt: Instant): readonly InForce[];
  /** What holds anywhere in the places named, above them or under them, each rule once a place. */
  touching(places: readonly string[], validAt: Civil, knownAt: Instant): readonly InForce[];
  /** Every rule that holds at some minute of the window `[from, to)`. */
  strips(place: string, from: Civil, to: Civil, knownAt: Instant): readonly Strip[];
  /** Records taken in. */
  size(): number;
  get(id: string): Logged | null;
  /** In log order, without those retracted or replaced. */
  statements(knownAt: Instant): readonly Logged<StatementRecord>[];
  /** In the order of the text, without those retracted or replaced. */
  provisionsOf(statementId: string, knownAt: Instant): readonly Logged<ProvisionRecord>[];
  /** By beginning; of one place, those of the places above and under it, or of all. */
  findings(knownAt: Instant, place?: string): readonly Logged<FindingRecord>[];
  /** The id of what stands in the record's place now; null: it stands, or nothing does. */
  replacedBy(id: string): string | null;
  /** True if a retraction or correction of it stands, as known. */
  withdrawn(id: string, knownAt: Instant): boolean;
}

export function isKind<K extends LogRecord['kind']>(
  logged: Logged,
  ...kinds: readonly K[]
): logged is Logged<Extract<LogRecord, { kind: K }>> {
  return kinds.some((kind) => kind === logged.record.kind);
}
