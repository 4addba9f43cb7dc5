import { fail, type Instant, ok, type Result } from '../../base/index.ts';
import { type Proposal, type Provision, statementSource } from '../../record/index.ts';
import type { Received } from '../pipeline.ts';
import { type DeskDatabase, writeAll } from './database.ts';
import {
  type Decision,
  type DraftHead,
  type DraftRow,
  headColumns,
  headOf,
  type ProposalRow,
  proposalOf,
  type StoredDraft,
  type StoredProposal,
} from './draft-rows.ts';
import { newToken } from './secrets.ts';

/**
 * Drafts and what the editor decided on each proposal. Each change is one transaction that the
 * disk has before the call returns, so drafts outlive a restart and a kill. A write that the disk
 * refuses fails as `writeAll` says (`store_full`).
 */

export class DraftStore {
  readonly #db: DeskDatabase;
  readonly #clock: () => Instant;

  constructor(db: DeskDatabase, clock: () => Instant) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Newest change first; those that were discarded are left out. */
  list(limit: number): readonly DraftHead[] {
    const rows = this.#db
      .prepare(
        `SELECT ${headColumns} FROM draft WHERE draft.state <> 'discarded'
         ORDER BY changed_ms DESC, id LIMIT ?`,
      )
      .all(limit) as DraftRow[];
    return rows.map(headOf);
  }

  get(id: string): Result<StoredDraft> {
    const row = this.#db
      .prepare(`SELECT ${headColumns}, source, address, media_type, bytes FROM draft WHERE id = ?`)
      .get(id) as DraftRow | undefined;
    if (row === undefined || row.state === 'discarded') {
      return fail('draft_unknown', 'there is no such draft', id, 'Look in the list of drafts.');
    }
    const received: Received = {
      bytes: new Uint8Array(row.bytes),
      source: statementSource.parse(JSON.parse(row.source)),
      title: row.title,
      address: row.address,
      mediaType: row.media_type,
    };
    return ok({ ...headOf(row), received, logSize: row.log_size });
  }

  proposals(draft: string): readonly StoredProposal[] {
    const rows = this.#db
      .prepare('SELECT n, state, revision, provision, machine FROM proposal WHERE draft = ?')
      .all(draft) as ProposalRow[];
    const proposals = rows.map(proposalOf);
    return proposals.sort((a, b) => startOf(a) - startOf(b) || a.n - b.n);
  }

  create(
    received: Received & { readonly mediaType: 'text/plain' | 'text/html' },
    proposals: readonly Proposal[],
    by: string,
  ): Result<string> {
    const id = newToken().slice(0, 22);
    const now = this.#clock();
    return this.#write(() => {
      this.#db
        .prepare(
          `INSERT INTO draft (id, state, revision, title, source, address, media_type, bytes,
             created_ms, changed_ms, changed_by) VALUES (?, 'open', 1, ?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          id,
          received.title,
          JSON.stringify(received.source),
          received.address,
          received.mediaType,
          received.bytes,
          now,
          now,
          by,
        );
      this.#insert(id, proposals, by);
      return ok(id);
    });
  }

  /**
   * Links anew what the machine proposed and nobody has touched. A provision whose links changed
   * has a new revision: whoever saw the old ones looks again before deciding.
   */
  relink(draft: string, link: (machine: Proposal) => Proposal): Result<void> {
    const changed = this.proposals(draft).flatMap(({ n, state, provision, machine }) => {
      if (state !== 'open' || machine === null) return [];
      const stands = JSON.stringify(provision);
      if (JSON.stringify(machine.provision) !== stands) return [];
      const linked = link(machine);
      return JSON.stringify(linked.provision) === stands ? [] : [{ n, linked }];
    });
    if (changed.length === 0) return ok(undefined);
    return this.#write(() => {
      for (const { n, linked } of changed) {
        this.#db
          .prepare(
            `UPDATE proposal SET provision = ?, machine = ?, revision = revision + 1
             WHERE draft = ? AND n = ? AND state = 'open'`,
          )
          .run(JSON.stringify(linked.provision), JSON.stringify(linked), draft, n);
      }
      return ok(undefined);
    });
  }

  /** New source fields and a new reading: what was decided stays, what was open is read anew. */
  reread(
    draft: StoredDraft,
    received: Pick<Received, 'source' | 'title' | 'address'>,
    proposals: readonly Proposal[],
    by: string,
  ): Result<void> {
    return this.#change(draft.id, draft.revision, by, () => {
      this.#db
        .prepare('UPDATE draft SET title = ?, source = ?, address = ? WHERE id = ?')
        .run(received.title, JSON.stringify(received.source), received.address, draft.id);
      this.#db
        .prepare(`DELETE FROM proposal WHERE draft = ? AND state = 'open' AND machine IS NOT NULL`)
        .run(draft.id);
      const decided = new Set(this.proposals(draft.id).map(({ machine }) => spanOf(machine)));
      this.#insert(
        draft.id,
        proposals.filter((proposal) => !decided.has(spanOf(proposal))),
        by,
      );
      return ok(undefined);
    });
  }

  /** Decides on one proposal, with its fields as they are or as the editor changed them. */
  decide(
    draft: string,
    n: number,
    revision: number,
    decision: Decision,
    changed: Provision | null,
    by: string,
  ): Result<void> {
    return this.#change(draft, null, by, () => {
      const { changes } = this.#db
        .prepare(
          `UPDATE proposal SET state = ?, provision = coalesce(?, provision),
           revision = revision + 1, changed_ms = ?, changed_by = ?
           WHERE draft = ? AND n = ? AND revision = ?`,
        )
        .run(decision, changed && JSON.stringify(changed), this.#clock(), by, draft, n, revision);
      if (changes > 0) return ok(undefined);
      const message = 'this provision was changed in another window meanwhile';
      return fail('proposal_changed', message, `${n}`, 'Look at it again, then decide.');
    });
  }

  /** A provision that the editor found; it is confirmed from the start. Its number. */
  add(draft: string, added: Provision, by: string): Result<number> {
    return this.#change(draft, null, by, () => {
      const n = this.#nextNumber(draft);
      this.#insertOne(draft, n, 'confirmed', added, null, by);
      return ok(n);
    });
  }

  discard(draft: string, by: string): Result<void> {
    return this.#change(draft, null, by, () => {
      this.#db.prepare(`UPDATE draft SET state = 'discarded' WHERE id = ?`).run(draft);
      return ok(undefined);
    });
  }

  /** Takes an open draft for publishing; of two that try at once, one gets it. */
  beginPublishing(draft: string, revision: number, logSize: number, by: string): Result<void> {
    return this.#change(draft, revision, by, () => {
      this.#db
        .prepare(`UPDATE draft SET state = 'publishing', log_size = ? WHERE id = ?`)
        .run(logSize, draft);
      return ok(undefined);
    });
  }

  endPublishing(draft: string, statement: string | null): Result<void> {
    return this.#write(() => {
      this.#db
        .prepare(
          `UPDATE draft SET state = ?, statement = ?, log_size = NULL
           WHERE id = ? AND state = 'publishing'`,
        )
        .run(statement === null ? 'open' : 'published', statement, draft);
      return ok(undefined);
    });
  }

  /** Drafts whose publication was cut off. */
  publishing(): readonly string[] {
    const rows = this.#db.prepare(`SELECT id FROM draft WHERE state = 'publishing'`).all();
    return (rows as { id: string }[]).map(({ id }) => id);
  }

  /** One change of an open draft, all or nothing; with a revision, only of that one. */
  #change<T>(draft: string, revision: number | null, by: string, step: () => Result<T>): Result<T> {
    return this.#write(() => {
      const { changes } = this.#db
        .prepare(
          `UPDATE draft SET revision = revision + 1, changed_ms = ?, changed_by = ?
           WHERE id = ? AND state = 'open' AND revision = coalesce(?, revision)`,
        )
        .run(this.#clock(), by, draft, revision);
      return changes > 0 ? step() : this.#refusal(draft);
    });
  }

  /** One transaction; what fails is undone. */
  #write<T>(step: () => Result<T>): Result<T> {
    return writeAll(this.#db, step);
  }

  #refusal(draft: string): Result<never> {
    const found = this.get(draft);
    if (!found.ok) return found;
    if (found.value.state === 'open') {
      const message = 'the draft was changed in another window meanwhile';
      return fail('draft_changed', message, draft, 'Look at it again, then publish.');
    }
    return fail('draft_closed', 'this draft is published already', draft, 'See the statement.');
  }

  #insert(draft: string, proposals: readonly Proposal[], by: string): void {
    let n = this.#nextNumber(draft);
    for (const proposal of proposals) {
      this.#insertOne(draft, n++, 'open', proposal.provision, proposal, by);
    }
  }

  #insertOne(
    draft: string,
    n: number,
    state: Decision,
    value: Provision,
    machine: Proposal | null,
    by: string,
  ): void {
    this.#db
      .prepare(
        `INSERT INTO proposal
         (draft, n, state, revision, provision, machine, changed_ms, changed_by)
         VALUES (?, ?, ?, 1, ?, ?, ?, ?)`,
      )
      .run(
        draft,
        n,
        state,
        JSON.stringify(value),
        machine && JSON.stringify(machine),
        this.#clock(),
        by,
      );
  }

  #nextNumber(draft: string): number {
    const row = this.#db
      .prepare('SELECT coalesce(max(n), 0) + 1 AS n FROM proposal WHERE draft = ?')
      .get(draft) as { n: number };
    return row.n;
  }
}

function startOf({ provision }: StoredProposal): number {
  return provision.target.selector[1].start;
}

function spanOf(proposal: Proposal | null): string {
  if (proposal === null) return '';
  const { start, end } = proposal.provision.target.selector[1];
  return `${proposal.provision.kind} ${start} ${end}`;
}
