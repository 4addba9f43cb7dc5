import type { Civil, Clock } from '../../base/index.ts';

export interface TimeContext {
  readonly lang: 'ru' | 'kk' | 'en';
  /** Civil date or minute; what "today" and "the past 24 hours" count from. */
  readonly publishedAt: Civil;
}

export type TimeKind =
  | 'from'
  | 'to'
  | 'range'
  | 'point'
  | 'daily'
  | 'duration'
  | 'window'
  | 'deadline'
  | 'open'
  | 'vague'
  | 'same'
  | 'citation';

export interface TimeMention {
  /** UTF-16 offsets in the text that was searched, half-open. */
  readonly start: number;
  readonly end: number;
  /** The step of the grammar, as `ru/times/range`; modifiers follow after a `+`. */
  readonly rule: string;
  readonly what: TimeKind;
  /** Half-open: "по 19 января" ends at 2022-01-20, "до 19 января" at 2022-01-19. */
  readonly from: Civil | null;
  readonly to: Civil | null;
  /** Of a point or a deadline: the month, day or minute itself. */
  readonly on: Civil | null;
  readonly daily: readonly [Clock, Clock] | null;
  /** Length of a duration or window in hours; `null` where it counts calendar months. */
  readonly hours: number | null;
  /** Length of a duration in calendar months. */
  readonly months: number | null;
  /** Hours without a day, which the reader resolves from what surrounds them. */
  readonly clocks: { readonly from: Clock | null; readonly to: Clock | null } | null;
}

/** A day as it was said; what was not said is `null`. */
export interface Day {
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
  /** Days from the day of publication: "yesterday" is -1. */
  readonly shift: number | null;
  /** 0 = Monday; less 7 for the one of the past. */
  readonly weekday: number | null;
}

/** Hour 24 is the midnight that ends a day; `midnight` alone may be either. */
export interface Hour {
  readonly hour: number;
  readonly minute: number;
  readonly isMidnightWord: boolean;
}

/** How a moment bounds a period. `dash`, `and` and `next` get their meaning from what precedes. */
export type Role =
  | 'from'
  | 'since'
  | 'to'
  | 'thru'
  | 'by'
  | 'at'
  | 'as_of'
  | 'of'
  | 'between'
  | 'and'
  | 'dash'
  | 'onto';

interface Placed {
  /** Token positions, half-open. */
  readonly at: number;
  readonly next: number;
}

export type Atom = Placed &
  (
    | { readonly kind: 'role'; readonly role: Role }
    | { readonly kind: 'post'; readonly post: string }
    | { readonly kind: 'day'; readonly day: Day; readonly ending: string }
    | { readonly kind: 'clock'; readonly clock: Hour; readonly ending: string }
    | {
        readonly kind: 'duration';
        readonly use: DurationUse;
        readonly hours: number | null;
        readonly months: number | null;
        readonly ending: string;
      }
    | { readonly kind: 'edge'; readonly edge: 'start' | 'end'; readonly unit: string | null }
    | { readonly kind: 'mark'; readonly mark: 'inclusive' | 'daily' | 'zone' | 'night' | 'part' }
    | { readonly kind: 'phrase'; readonly phrase: string; readonly text: string }
  );

export type DurationUse = 'for' | 'within' | 'past' | 'next' | 'ago' | 'upto' | 'bare' | 'each';

export type AtomOf<K extends Atom['kind']> = Extract<Atom, { readonly kind: K }>;
