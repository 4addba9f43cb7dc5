import type { Instant } from '../../base/index.ts';
import type { Messages } from '../../publish/index.ts';
import type { Lang } from '../../record/index.ts';
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
  /** Set where the record is the example: what `/` shows first, and what a reader must know. */
  readonly example: {
    readonly opening: { readonly place: string; readonly at: string };
    readonly notice: Readonly<Record<Lang, string>>;
  } | null;
  /** Reports a defect; never with anything about the visitor. */
  readonly report: (defect: unknown) => void;
}
