import type { Instant } from '../../base/index.ts';
import type { Messages } from '../../publish/index.ts';
import type { Desk } from '../desk/index.ts';
import type { Service } from '../service.ts';
import type { Answers } from './answer.ts';

/** Everything that a request is answered from. */
export interface Site {
  readonly service: Service;
  readonly desk: Desk;
  readonly messages: Messages;
  readonly answers: Answers;
  /** The address that visitors see; null: this machine only. */
  readonly origin: string | null;
  readonly now: () => Instant;
  /** What `/` shows when nothing is asked: null is the country, now. */
  readonly opening: { readonly place: string; readonly at: string } | null;
  /** Reports a defect; never with anything about the visitor. */
  readonly report: (defect: unknown) => void;
}
