import type { Instant } from '../../base/index.ts';
import { check, type Proposal, type Provision, provision } from '../../record/index.ts';
import type { Received } from '../pipeline.ts';

/** What the tables of drafts hold, as values. */

export type DraftState = 'open' | 'publishing' | 'published' | 'discarded';
export type Decision = 'open' | 'confirmed' | 'rejected';

export interface DraftHead {
  readonly id: string;
  readonly state: DraftState;
  /** Counts every change: who publishes says which one they saw. */
  readonly revision: number;
  readonly title: string;
  readonly changed: Instant;
  readonly changedBy: string;
  /** Id of the statement's record once it is published. */
  readonly statement: string | null;
  readonly counts: Readonly<{ open: number; confirmed: number; rejected: number }>;
}

export interface StoredDraft extends DraftHead {
  readonly received: Received;
  /** Size of the log when publishing began; null before. */
  readonly logSize: number | null;
}

export interface StoredProposal {
  /** Number within the draft, never given twice. */
  readonly n: number;
  readonly state: Decision;
  readonly revision: number;
  readonly provision: Provision;
  /** What the machine proposed, with its trace; null if the editor added it. */
  readonly machine: Proposal | null;
}

export interface DraftRow {
  readonly id: string;
  readonly state: DraftState;
  readonly revision: number;
  readonly title: string;
  readonly source: string;
  readonly address: string | null;
  readonly media_type: 'text/plain' | 'text/html';
  readonly bytes: Uint8Array;
  readonly changed_ms: number;
  readonly changed_by: string;
  readonly log_size: number | null;
  readonly statement: string | null;
  readonly open: number;
  readonly confirmed: number;
  readonly rejected: number;
}

export const headColumns = `id, state, revision, title, changed_ms, changed_by, log_size, statement,
  (SELECT count(*) FROM proposal WHERE draft = id AND proposal.state = 'open') AS open,
  (SELECT count(*) FROM proposal WHERE draft = id AND proposal.state = 'confirmed') AS confirmed,
  (SELECT count(*) FROM proposal WHERE draft = id AND proposal.state = 'rejected') AS rejected`;

export interface ProposalRow {
  readonly n: number;
  readonly state: Decision;
  readonly revision: number;
  readonly provision: string;
  readonly machine: string | null;
}

export function proposalOf(row: ProposalRow): StoredProposal {
  const checked = check(provision, JSON.parse(row.provision), 'record_invalid');
  if (!checked.ok) throw new Error(`desk.db holds a broken provision: ${checked.error.message}`);
  const machine = row.machine === null ? null : (JSON.parse(row.machine) as Proposal);
  return { n: row.n, state: row.state, revision: row.revision, provision: checked.value, machine };
}

export function headOf(row: DraftRow): DraftHead {
  const { id, state, revision, title, statement, open, confirmed, rejected } = row;
  return {
    id,
    state,
    revision,
    title,
    changed: row.changed_ms,
    changedBy: row.changed_by,
    statement,
    counts: { open, confirmed, rejected },
  };
}
