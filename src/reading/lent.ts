import type { Clock } from '../base/index.ts';
import type { MeasureAct, MeasureType } from '../record/index.ts';
import type { VerbRole } from './cues.ts';

/** A measure known from other words: what "it" or the rows of a table speak of. */
export interface KnownMeasure {
  readonly type: MeasureType;
  readonly act: MeasureAct;
  readonly daily?: readonly [Clock, Clock] | null;
}

/** What the surroundings of a clause lend to it. */
export interface Lent {
  /** The verbs of a list's head, for items that have none ("ввести:", "запрещаются:"). */
  readonly verbs: ReadonlySet<VerbRole>;
  /** A list's head orders an office ("Акимам областей:"), asks ("Просим:") or promises. */
  readonly kind: 'commitment' | 'request' | null;
  /** The measure of a list's or a table's head, for bare places and times below it. */
  readonly measure: KnownMeasure | null;
  /** The last measure read, for a pronoun in its place. */
  readonly anaphor: KnownMeasure | null;
  /** The clause is an item of a list with a head. */
  readonly isItem: boolean;
  /** The paragraph tells what is in force already. */
  readonly inForce: boolean;
}

export const nothingLent: Lent = {
  verbs: new Set(),
  kind: null,
  measure: null,
  anaphor: null,
  isItem: false,
  inForce: false,
};
