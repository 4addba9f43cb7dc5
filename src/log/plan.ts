import {
  type Failure,
  fail,
  formatInstant,
  type Instant,
  limits,
  ok,
  type Result,
  sha256,
  toHex,
} from '../base/index.ts';
import {
  type Draft,
  encodeRecord,
  idOfEntry,
  type Logged,
  type LogRecord,
} from '../record/index.ts';
import {
  blobsOf,
  extendTree,
  leafHash,
  rootOf,
  type Signer,
  signCheckpoint,
  type Tree,
} from './format/index.ts';
import type { Change } from './port.ts';

/** Compute, then apply: what an append would write, without writing it. */

/** A blob, in bytes: a received file, or its decoded text in UTF-8 (up to twice as long). */
export const blob_bytes_max = 2 * limits.statement_bytes_max;

/** What the next append depends on. */
export interface LogState {
  readonly tree: Tree;
  readonly last: LastInstant;
}

/** The time of the last record, and the ids of all records that carry it. */
export interface LastInstant {
  readonly at: Instant;
  readonly ids: ReadonlySet<string>;
}

/** One call of `append`. */
export interface Call {
  readonly drafts: readonly Draft[];
  readonly blobs: readonly Uint8Array[];
}

/** Several calls that will be committed together; each fits wholly or is left out wholly. */
export interface Plan {
  /** The size of the log before it. */
  readonly from: number;
  readonly entries: Uint8Array[];
  readonly blobs: Map<string, Uint8Array>;
  last: { readonly at: Instant; readonly ids: Set<string> };
}

export function emptyPlan({ tree, last }: LogState): Plan {
  const { at, ids } = last;
  return { from: tree.size, entries: [], blobs: new Map(), last: { at, ids: new Set(ids) } };
}

/**
 * The reference to another draft of the same call, for `statement`, `about`, `of` and `by`, where
 * the id is not known before the writer gives it: `@0` is the first draft. Only to earlier drafts.
 */
export function draftRef(index: number): string {
  return `@${index}`;
}

/**
 * Adds one call to the plan, or fails on that call alone, names the draft and leaves the plan as
 * it was: `record_invalid`, `record_too_large`, `draft_ref`, `blob_missing`, `blob_unreferenced`,
 * `blob_too_large`.
 */
export function addCall(
  plan: Plan,
  call: Call,
  now: Instant,
  stored: (sha256: string) => boolean,
): Result<readonly Logged[]> {
  const given = hashBlobs(call.blobs);
  if (!given.ok) return given;
  const unnamed = new Set(given.value.keys());
  const entries: Uint8Array[] = [];
  const logged: Logged[] = [];
  let last: Plan['last'] = { at: plan.last.at, ids: new Set() };
  for (const [i, draft] of call.drafts.entries()) {
    const at = `draft ${i}`;
    const resolved = resolveRefs(draft, logged);
    if (!resolved.ok) return within(resolved.error, at);
    const taken = (time: Instant, id: string): boolean =>
      (time === plan.last.at && plan.last.ids.has(id)) || (time === last.at && last.ids.has(id));
    const stamped = stamp(resolved.value, Math.max(now, last.at), taken);
    if (!stamped.ok) return within(stamped.error, at);
    const { record, bytes, id } = stamped.value;
    for (const hash of blobsOf(record)) {
      unnamed.delete(hash);
      if (given.value.has(hash) || plan.blobs.has(hash) || stored(hash)) continue;
      return fail(
        'blob_missing',
        `the record names the blob ${hash}, which is neither given nor stored`,
        at,
        'Append the bytes together with the record that names them.',
      );
    }
    if (stamped.value.at !== last.at) last = { at: stamped.value.at, ids: new Set() };
    last.ids.add(id);
    logged.push({ index: plan.from + plan.entries.length + entries.length, id, record });
    entries.push(bytes);
  }
  const [orphan] = unnamed;
  if (orphan !== undefined) {
    return fail(
      'blob_unreferenced',
      `no record of this call names the blob ${orphan}`,
      null,
      'Append a blob only together with the record that names it.',
    );
  }
  for (const bytes of entries) plan.entries.push(bytes);
  for (const [hash, bytes] of given.value) plan.blobs.set(hash, bytes);
  if (last.at === plan.last.at) for (const id of last.ids) plan.last.ids.add(id);
  else plan.last = last;
  return ok(logged);
}

/** What to commit for the plan, and the state of the log after it. */
export function sealPlan(
  plan: Plan,
  state: LogState,
  signer: Signer,
): { readonly change: Change; readonly after: LogState } {
  const { tree, tiles } = extendTree(state.tree, plan.entries.map(leafHash));
  const checkpoint = signCheckpoint(tree.size, rootOf(tree), signer);
  const { entries, blobs } = plan;
  return {
    change: { from: state.tree.size, entries, tiles, blobs, checkpoint },
    after: { tree, last: plan.last },
  };
}

interface Stamped {
  readonly record: LogRecord;
  readonly bytes: Uint8Array;
  readonly id: string;
  readonly at: Instant;
}

/**
 * Gives a draft its time. Two equal drafts within one millisecond would be the same bytes and the
 * same id, so the second takes the next millisecond.
 */
function stamp(
  draft: Draft,
  earliest: Instant,
  taken: (at: Instant, id: string) => boolean,
): Result<Stamped> {
  for (let at = earliest; ; at++) {
    const record = { ...draft, v: 1, recordedAt: formatInstant(at) } as LogRecord;
    const encoded = encodeRecord(record);
    if (!encoded.ok) return encoded;
    const id = idOfEntry(encoded.value);
    if (!taken(at, id)) return ok({ record, bytes: encoded.value, id, at });
  }
}

function resolveRefs(draft: Draft, earlier: readonly Logged[]): Result<Draft> {
  let unresolved: string | null = null;
  const resolve = (ref: string): string => {
    if (!ref.startsWith('@')) return ref;
    const id = earlier[Number(ref.slice(1))]?.id;
    if (id === undefined || !/^@\d+$/.test(ref)) unresolved = ref;
    return id ?? ref;
  };
  const resolved = { ...draft };
  if ('statement' in resolved) resolved.statement = resolve(resolved.statement);
  if ('about' in resolved) resolved.about = resolved.about.map(resolve);
  if ('of' in resolved) resolved.of = resolve(resolved.of);
  if ('by' in resolved) resolved.by = resolve(resolved.by);
  if (unresolved === null) return ok(resolved);
  return fail('draft_ref', `${unresolved} is no earlier draft of this call`);
}

function hashBlobs(blobs: readonly Uint8Array[]): Result<ReadonlyMap<string, Uint8Array>> {
  const hashes = new Map<string, Uint8Array>();
  for (const [i, bytes] of blobs.entries()) {
    if (bytes.length > blob_bytes_max) {
      return fail(
        'blob_too_large',
        `the blob has ${bytes.length} bytes, at most ${blob_bytes_max} are kept`,
        `blob ${i}`,
        'Split the file.',
      );
    }
    hashes.set(toHex(sha256(bytes)), bytes);
  }
  return ok(hashes);
}

/** The failure, with the draft it happened in before the field. */
function within({ code, message, at, todo }: Failure, place: string): Result<never> {
  return fail(code, message, at === null ? place : `${place}: ${at}`, todo);
}
