import type { TimeKind, TimeMention } from './types.ts';

export interface Found {
  /** `none`: looks like a time and is none that bounds anything, so its figures count nothing. */
  readonly what: TimeKind | 'none' | 'impossible';
  readonly at: number;
  readonly next: number;
  readonly step: string;
  readonly values: Partial<Values>;
}

export type Values = Pick<
  TimeMention,
  'from' | 'to' | 'on' | 'daily' | 'hours' | 'months' | 'clocks'
>;
