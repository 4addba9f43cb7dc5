import {
  equalBytes,
  err,
  type Failure,
  type Instant,
  ok,
  type Result,
  sha256,
  toHex,
} from '../base/index.ts';
import {
  blobsOf,
  type Checkpoint,
  emptyTree,
  extendTree,
  hashInTile,
  hashSize,
  instantOfRecord,
  leafHash,
  openCheckpoint,
  parseVkey,
  rootOf,
  type TileReader,
  type Tree,
  tileWidth,
  type VerifierKey,
} from '../log/format/index.ts';
import { decodeRecord, idOfEntry } from '../record/index.ts';

/** What a stranger runs over a log that somebody else keeps. Needs no store and no trust in one. */

export interface Evidence {
  /** The checkpoint, a signed note, as published. */
  readonly checkpoint: string;
  /** The log's public key, from a place that the keeper of the log cannot change. */
  readonly vkey: string;
  /** All entries in order, as canonical JSON; ends early where one is missing. */
  readonly entries: Iterable<Uint8Array>;
  /** The bytes kept under a SHA-256 in hexadecimal, `null` if there are none. */
  readonly blob: (sha256Hex: string) => Uint8Array | null;
  /** The stored tiles: with them a changed entry is named, and they are checked themselves. */
  readonly tile?: TileReader;
  /** Earlier checkpoints of this log, the smallest first: the log must begin with each of them. */
  readonly earlier?: Iterable<string>;
}

/** The first thing that is wrong, by position in the log. */
export interface Fault extends Failure {
  /** The entry it is in; `null` if it is in none. */
  readonly index: number | null;
}

export interface Verified extends Checkpoint {
  /** SHA-256 (hexadecimal) of every blob that an entry names. */
  readonly blobs: ReadonlySet<string>;
  /** How many earlier checkpoints were checked. */
  readonly earlier: number;
}

/**
 * Checks the signature, every entry (canonical, of a known schema, times in order, no record
 * twice), every blob that an entry names, the root hash, the tiles and the earlier checkpoints.
 *
 * Codes: `vkey_malformed`, those of `openCheckpoint`, `entry_changed`, `entry_missing`,
 * `entry_unsigned`, `entry_not_canonical`, `record_invalid`, `record_time`, `entry_repeated`,
 * `blob_missing`, `blob_changed`, `root_mismatch`, `tile_wrong`, `checkpoint_inconsistent`.
 */
export function verifyLog(evidence: Evidence): Result<Verified, Fault> {
  const key = parseVkey(evidence.vkey);
  if (!key.ok) return err({ ...key.error, index: null });
  const signed = openCheckpoint(evidence.checkpoint, key.value);
  if (!signed.ok) return err({ ...signed.error, index: null });
  return new Audit(evidence, key.value, signed.value).run();
}

/** One pass over the log. */
class Audit {
  readonly #evidence: Evidence;
  readonly #key: VerifierKey;
  readonly #signed: Checkpoint;
  readonly #earlier: Iterator<string>;
  #next: { readonly note: string; readonly checkpoint: Checkpoint } | null = null;
  #earlierCount = 0;
  #tree: Tree = emptyTree;
  /** Leaf hashes that are not yet in the tree. */
  #pending: Uint8Array[] = [];
  /** The first entry whose hash is not the one in its tile. */
  #changed: number | null = null;
  #tileFault: Fault | null = null;
  #last: Instant = Number.NEGATIVE_INFINITY;
  readonly #ids = new Set<string>();
  readonly #blobs = new Set<string>();

  constructor(evidence: Evidence, key: VerifierKey, signed: Checkpoint) {
    this.#evidence = evidence;
    this.#key = key;
    this.#signed = signed;
    this.#earlier = (evidence.earlier ?? [])[Symbol.iterator]();
  }

  run(): Result<Verified, Fault> {
    const { size } = this.#signed;
    let found = this.#nextEarlier() ?? this.#grow();
    let index = 0;
    for (const bytes of this.#evidence.entries) {
      if (found !== null) return err(found);
      if (index === size) {
        return wrong('entry_unsigned', `entry ${index} is beyond the checkpoint`, index);
      }
      this.#compareLeaf(bytes, index);
      found = this.#checkEntry(bytes, index);
      if (found !== null) return err(this.#changedFault() ?? found);
      index++;
      found = this.#grow(index === size);
    }
    if (found !== null) return err(found);
    if (index < size) {
      const missing = wrong('entry_missing', `entry ${index} of ${size} is missing`, index);
      return this.#changed === null ? missing : err(this.#changedFault() ?? missing.error);
    }
    return this.#finish();
  }

  #finish(): Result<Verified, Fault> {
    const { size, root, origin } = this.#signed;
    if (!equalBytes(rootOf(this.#tree), root)) {
      const unnamed = fault('root_mismatch', 'the entries do not have the signed root hash', null);
      return err(this.#changedFault() ?? unnamed);
    }
    this.#tree.edge.forEach((hashes, level) => {
      const n = Math.floor(Math.floor(size / tileWidth ** level) / tileWidth);
      if (hashes.length > 0) this.#compareTile(level, n, hashes);
    });
    if (this.#tileFault !== null) return err(this.#tileFault);
    if (this.#next !== null) {
      const { size: later } = this.#next.checkpoint;
      return wrong(
        'checkpoint_inconsistent',
        `a checkpoint of ${later} entries came earlier`,
        null,
      );
    }
    return ok({ origin, size, root, blobs: this.#blobs, earlier: this.#earlierCount });
  }

  #checkEntry(bytes: Uint8Array, index: number): Fault | null {
    const decoded = decodeRecord(bytes);
    if (!decoded.ok) {
      const { code, message, at } = decoded.error;
      return fault(code, `entry ${index}: ${message}`, index, at);
    }
    const record = decoded.value;
    const at = instantOfRecord(record);
    if (at < this.#last) {
      return fault('record_time', `entry ${index} is earlier than the one before it`, index);
    }
    this.#last = at;
    const id = idOfEntry(bytes);
    if (this.#ids.has(id)) {
      return fault('entry_repeated', `entry ${index} is in the log twice`, index);
    }
    this.#ids.add(id);
    for (const hash of blobsOf(record)) {
      const found = this.#checkBlob(hash, index);
      if (found !== null) return found;
    }
    return null;
  }

  #checkBlob(hash: string, index: number): Fault | null {
    if (this.#blobs.has(hash)) return null;
    const bytes = this.#evidence.blob(hash);
    if (bytes === null) {
      return fault('blob_missing', `entry ${index} names the blob ${hash}: missing`, index);
    }
    if (toHex(sha256(bytes)) !== hash) {
      return fault('blob_changed', `entry ${index} names the blob ${hash}: changed`, index);
    }
    this.#blobs.add(hash);
    return null;
  }

  #compareLeaf(bytes: Uint8Array, index: number): void {
    const hash = leafHash(bytes);
    this.#pending.push(hash);
    const { tile } = this.#evidence;
    if (tile === undefined || this.#changed !== null) return;
    const stored = hashInTile(
      tile(0, Math.floor(index / tileWidth)) ?? new Uint8Array(0),
      index % tileWidth,
    );
    if (stored === null || !equalBytes(stored, hash)) this.#changed = index;
  }

  /** Takes pending leaves into the tree where a tile is full or an earlier checkpoint is due. */
  #grow(end = false): Fault | null {
    const size = this.#tree.size + this.#pending.length;
    const due = this.#next?.checkpoint.size === size;
    if (!end && !due && this.#pending.length < tileWidth) return null;
    const { tree, tiles } = extendTree(this.#tree, this.#pending);
    this.#tree = tree;
    this.#pending = [];
    for (const { level, n, hashes } of tiles) {
      if (hashes.length === tileWidth * hashSize) this.#compareTile(level, n, hashes);
    }
    while (this.#next?.checkpoint.size === size) {
      if (!equalBytes(this.#next.checkpoint.root, rootOf(tree))) {
        const why = `the log does not begin with what its checkpoint of ${size} entries signed`;
        return this.#changedFault() ?? fault('checkpoint_inconsistent', why, null);
      }
      this.#earlierCount++;
      const found = this.#nextEarlier();
      if (found !== null) return found;
    }
    return null;
  }

  #nextEarlier(): Fault | null {
    const { value: note, done } = this.#earlier.next();
    const before = this.#next?.checkpoint.size ?? -1;
    this.#next = null;
    if (done === true) return null;
    const checkpoint = openCheckpoint(note, this.#key);
    if (!checkpoint.ok) return { ...checkpoint.error, index: null };
    if (checkpoint.value.size < before) {
      const why = `a checkpoint of ${checkpoint.value.size} entries stands after one of ${before}`;
      return fault('checkpoint_inconsistent', why, null);
    }
    this.#next = { note, checkpoint: checkpoint.value };
    return null;
  }

  #compareTile(level: number, n: number, hashes: Uint8Array): void {
    const { tile } = this.#evidence;
    if (tile === undefined || this.#tileFault !== null) return;
    const stored = tile(level, n)?.subarray(0, hashes.length);
    if (stored !== undefined && equalBytes(stored, hashes)) return;
    const what = stored === undefined ? 'missing' : 'not what the entries hash to';
    this.#tileFault = fault('tile_wrong', `tile ${n} of level ${level} is ${what}`, null);
  }

  #changedFault(): Fault | null {
    const index = this.#changed;
    if (index === null) return null;
    return fault('entry_changed', `entry ${index} is not the one that was appended`, index);
  }
}

function fault(code: string, message: string, index: number | null, field?: string | null): Fault {
  const at = [index === null ? null : `entry ${index}`, field ?? null].filter((p) => p !== null);
  return { code, message, at: at.length === 0 ? null : at.join(': '), todo: null, index };
}

function wrong(
  code: string,
  message: string,
  index: number | null,
): { readonly ok: false; readonly error: Fault } {
  return err(fault(code, message, index));
}
