import { canonicalJson, type Json, ok, type Result } from '../../base/index.ts';
import type { LogReader } from '../../log/index.ts';
import { readerName } from '../../reading/index.ts';
import type { Draft, Logged, Statement } from '../../record/index.ts';
import { type Decided, type Drafts, toDrafts } from '../pipeline.ts';
import type { StoredDraft, StoredProposal } from './draft-rows.ts';
import type { DraftStore } from './drafts.ts';

/**
 * A draft is published once, whatever happens between two writes. Two files are written, the
 * desk's and the log, so three steps: the draft is taken (with the size of the log), the log gets
 * everything in one append, the draft is marked published. Whoever finds a taken draft that nobody
 * is publishing looks into the log behind that size: the records are there, or nothing was done.
 */
export interface Publishing {
  readonly log: Pick<LogReader, 'size' | 'read'>;
  publish(drafts: Drafts): Promise<Result<readonly Logged[]>>;
}

/**
 * The id of the statement's record. Fails as `DraftStore.beginPublishing` and the log do. What the
 * log took is published, also where the desk cannot write that down: then it goes to `unmarked`.
 */
export async function publishDraft(
  store: DraftStore,
  draft: StoredDraft,
  seen: { readonly revisionSeen: number; readonly by: string },
  statement: Statement,
  to: Publishing,
  unmarked: Map<string, string | null>,
): Promise<Result<string>> {
  const taken = store.beginPublishing(draft.id, seen.revisionSeen, to.log.size(), seen.by);
  if (!taken.ok) return taken;
  const { drafts, blobs } = toDrafts(
    draft.received,
    statement,
    decidedOf(store.proposals(draft.id)),
  );
  const end = (id: string | null) => {
    if (!store.endPublishing(draft.id, id).ok) unmarked.set(draft.id, id);
  };
  const logged = await to.publish({ drafts, blobs });
  if (!logged.ok) {
    // Uncertain: it stays taken, and `settle` looks what the log really holds.
    if (logged.error.code !== 'log_uncertain') end(null);
    return logged;
  }
  const [head] = logged.value;
  if (head === undefined) throw new Error('the log took a statement without answering its id');
  end(head.id);
  return ok(head.id);
}

/** Ends every publication that was cut off; called before anyone can begin one. */
export function settle(
  store: DraftStore,
  log: Pick<LogReader, 'size' | 'read'>,
  decode: (draft: StoredDraft) => Result<Statement>,
): Result<void> {
  for (const id of store.publishing()) {
    const draft = store.get(id);
    if (!draft.ok) return draft;
    const statement = decode(draft.value);
    if (!statement.ok) return statement;
    const decided = decidedOf(store.proposals(id));
    const { drafts } = toDrafts(draft.value.received, statement.value, decided);
    const found = findPublished(drafts, log, draft.value.logSize ?? 0);
    const ended = store.endPublishing(id, found);
    if (!ended.ok) return ended;
  }
  return ok(undefined);
}

/** What the editor confirmed, in the order of the text. */
function decidedOf(proposals: readonly StoredProposal[]): readonly Decided[] {
  return proposals
    .filter(({ state }) => state === 'confirmed')
    .map(({ provision, machine }) => ({
      provision,
      review: 'confirmed',
      reader: machine === null ? null : readerName,
    }));
}

/** The id of the first of these drafts, if the log holds all of them in a row behind `from`. */
function findPublished(
  drafts: readonly Draft[],
  log: Pick<LogReader, 'size' | 'read'>,
  from: number,
): string | null {
  const logged = [...log.read(from, log.size())];
  for (const [i, head] of logged.entries()) {
    const all = drafts.every((draft, k) => isDraftOf(draft, logged[i + k], head.id));
    if (all) return head.id;
  }
  return null;
}

function isDraftOf(draft: Draft, logged: Logged | undefined, statement: string): boolean {
  if (logged === undefined) return false;
  const { v, recordedAt, ...rest } = logged.record;
  const expected = 'statement' in draft ? { ...draft, statement } : draft;
  return canonicalJson(rest as Json) === canonicalJson(expected as Json);
}
