import { equalBytes, fail, type Instant, ok, type Result } from '../base/index.ts';
import { type Draft, decodeRecord, idOfEntry, type Logged } from '../record/index.ts';
import {
  instantOfRecord,
  openCheckpoint,
  restoreTree,
  rootOf,
  type Signer,
  type VerifierKey,
} from './format/index.ts';
import {
  addCall,
  type Call,
  emptyPlan,
  type LastInstant,
  type LogState,
  type Plan,
  sealPlan,
} from './plan.ts';
import type { Head, LogStorage } from './port.ts';

/** Reading the log. What is read is always committed. */
export interface LogReader {
  /** Number of entries. */
  size(): number;
  /** The signed checkpoint over all of them, a C2SP signed note. */
  checkpoint(): string;
  /** Records `from` (inclusive) to `to` (exclusive). Throws if the store was damaged since. */
  read(from: number, to: number): Iterable<Logged>;
  /** The bytes with this SHA-256 in hexadecimal, `null` if the log holds none. */
  blob(sha256Hex: string): Uint8Array | null;
}

export interface LogWriter extends LogReader {
  /**
   * Appends all drafts or none. Resolves once the disk has them, with their index, id and time.
   * Calls that come while another is being written share the next transaction (group commit).
   * A draft may name an earlier one of the same call by `draftRef`. A draft equal to an earlier
   * record is a new entry with its own time. Blobs are the bytes that the drafts name by SHA-256.
   *
   * Failures of one call alone: those of `addCall`. Of the store: its own codes, and nothing was
   * written. `log_uncertain`: the store answered neither yes nor no; read the log before trying
   * again, the records may be there.
   */
  append(
    drafts: readonly Draft[],
    blobs: readonly Uint8Array[],
  ): Promise<Result<readonly Logged[]>>;
  /** Resolves when every append so far has its answer; later appends fail with `log_closed`. */
  close(): Promise<void>;
}

/** Opens the log for writing. `store_corrupt` if checkpoint, tiles and entries differ. */
export function openLog(
  storage: LogStorage,
  signer: Signer,
  clock: () => Instant,
): Result<LogWriter> {
  const loaded = loadState(storage, signer);
  if (!loaded.ok) return loaded;
  return ok(new Writer(storage, signer, clock, loaded.value));
}

/** The log of a store that someone else may be writing. */
export function readLog(storage: LogStorage, key: VerifierKey): Result<LogReader> {
  const loaded = loadState(storage, key);
  if (!loaded.ok) return loaded;
  const { head } = loaded.value;
  return ok({
    size: () => head.size,
    checkpoint: () => head.checkpoint,
    read: (from, to) => readRecords(storage, from, Math.min(to, head.size)),
    blob: (sha256Hex) => storage.blob(sha256Hex),
  });
}

interface Loaded {
  readonly head: Head;
  readonly state: LogState;
}

interface Waiting {
  readonly call: Call;
  readonly answer: (result: Result<readonly Logged[]>) => void;
  readonly reject: (defect: unknown) => void;
}

class Writer implements LogWriter {
  readonly #storage: LogStorage;
  readonly #signer: Signer;
  readonly #clock: () => Instant;
  /** `null` after a commit whose outcome could not be read: the next append reads it first. */
  #loaded: Loaded | null;
  /** As last known; what readers see until the outcome of an uncertain commit is read. */
  #head: Head;
  #queue: Waiting[] = [];
  #running: Promise<void> | null = null;
  #closed = false;

  constructor(storage: LogStorage, signer: Signer, clock: () => Instant, loaded: Loaded) {
    this.#storage = storage;
    this.#signer = signer;
    this.#clock = clock;
    this.#loaded = loaded;
    this.#head = loaded.head;
  }

  size(): number {
    return this.#head.size;
  }

  checkpoint(): string {
    return this.#head.checkpoint;
  }

  read(from: number, to: number): Iterable<Logged> {
    return readRecords(this.#storage, from, Math.min(to, this.#head.size));
  }

  blob(sha256Hex: string): Uint8Array | null {
    return this.#storage.blob(sha256Hex);
  }

  append(
    drafts: readonly Draft[],
    blobs: readonly Uint8Array[],
  ): Promise<Result<readonly Logged[]>> {
    if (this.#closed) return Promise.resolve(fail('log_closed', 'the log is being closed'));
    return new Promise((answer, reject) => {
      this.#queue.push({ call: { drafts, blobs }, answer, reject });
      this.#running ??= this.#drain();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      // One turn of the event loop, so that every request that is already in joins the group.
      await new Promise((resume) => setImmediate(resume));
      const group = this.#queue.splice(0);
      try {
        await this.#writeGroup(group);
      } catch (defect) {
        // A defect must not leave callers waiting for ever, nor the state half-changed.
        this.#loaded = null;
        for (const { reject } of group) reject(defect);
      }
    }
    this.#running = null;
  }

  async #writeGroup(group: readonly Waiting[]): Promise<void> {
    const loaded = this.#recover();
    if (!loaded.ok) {
      for (const { answer } of group) answer(loaded);
      return;
    }
    const { state } = loaded.value;
    // Records carry whole milliseconds.
    const now = Math.floor(this.#clock());
    const plan = emptyPlan(state);
    const fitting: { waiting: Waiting; logged: readonly Logged[] }[] = [];
    for (const waiting of group) {
      const added = addCall(plan, waiting.call, now, (hash) => this.#storage.hasBlob(hash));
      if (added.ok) fitting.push({ waiting, logged: added.value });
      else waiting.answer(added);
    }
    const written = plan.entries.length === 0 ? ok(undefined) : await this.#commit(plan, state);
    for (const { waiting, logged } of fitting) {
      waiting.answer(written.ok ? ok(logged) : written);
    }
  }

  /** Commits, and where the store reports a failure, looks what it really did. */
  async #commit(plan: Plan, state: LogState): Promise<Result<void>> {
    const { change, after } = sealPlan(plan, state, this.#signer);
    const head: Head = { size: after.tree.size, checkpoint: change.checkpoint };
    const written = await this.#storage.commit(change);
    if (written.ok) {
      this.#loaded = { head, state: after };
      this.#head = head;
      return written;
    }
    this.#loaded = null;
    const found = this.#recover();
    if (!found.ok) {
      return fail(
        'log_uncertain',
        `the store neither took nor refused the records (${written.error.message})`,
        written.error.at,
        'Read the log again before repeating: the records may be there.',
      );
    }
    const { size, checkpoint } = found.value.head;
    return size === head.size && checkpoint === head.checkpoint ? ok(undefined) : written;
  }

  /** The state of the log, read again if it is not known: the same way as on opening. */
  #recover(): Result<Loaded> {
    if (this.#loaded !== null) return ok(this.#loaded);
    const loaded = loadState(this.#storage, this.#signer);
    if (!loaded.ok) return loaded;
    this.#loaded = loaded.value;
    this.#head = loaded.value.head;
    return loaded;
  }
}

/** Checks the head against the tiles, and the last entry: what an append builds on. */
function loadState(storage: LogStorage, key: VerifierKey): Result<Loaded> {
  const head = storage.head();
  if (!head.ok) return head;
  const checkpoint = openCheckpoint(head.value.checkpoint, key);
  if (!checkpoint.ok) return corrupt(checkpoint.error.message);
  const { size, root } = checkpoint.value;
  if (size !== head.value.size) {
    return corrupt(`the checkpoint is of ${size} entries, the store holds ${head.value.size}`);
  }
  const tree = restoreTree(size, (level, n) => storage.tile(level, n));
  if (!tree.ok) return corrupt(tree.error.message);
  if (!equalBytes(rootOf(tree.value), root)) {
    return corrupt('the tiles do not have the root hash of the checkpoint');
  }
  const last = lastInstant(storage, size);
  return last.ok ? ok({ head: head.value, state: { tree: tree.value, last: last.value } }) : last;
}

function lastInstant(storage: LogStorage, size: number): Result<LastInstant> {
  let at: Instant = 0;
  const ids = new Set<string>();
  for (let index = size - 1; index >= 0; index--) {
    const [bytes] = storage.entries(index, index + 1);
    if (bytes === undefined) return corrupt(`entry ${index} is missing`);
    const record = decodeRecord(bytes);
    if (!record.ok) return corrupt(`entry ${index}: ${record.error.message}`);
    const instant = instantOfRecord(record.value);
    if (index === size - 1) at = instant;
    if (instant !== at) break;
    ids.add(idOfEntry(bytes));
  }
  return ok({ at, ids });
}

function* readRecords(storage: LogStorage, from: number, to: number): Iterable<Logged> {
  let index = from;
  for (const bytes of storage.entries(from, to)) {
    const record = decodeRecord(bytes);
    if (!record.ok) throw new Error(`entry ${index} is damaged: ${record.error.message}`);
    yield { index, id: idOfEntry(bytes), record: record.value };
    index++;
  }
}

function corrupt(why: string): Result<never> {
  return fail(
    'store_corrupt',
    `the log does not fit together: ${why}`,
    null,
    'Run fsck to find the first wrong place, and restore the folder from a copy.',
  );
}
