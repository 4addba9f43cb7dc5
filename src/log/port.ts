import type { Result } from '../base/index.ts';
import type { Tile } from './format/index.ts';

/**
 * What the log needs of a store. One suite runs over every implementation.
 *
 * Someone who controls the store can withhold the whole log, or cut it back to an earlier
 * checkpoint; they cannot change, insert, reorder or drop an entry under a checkpoint that others
 * have seen without `verify` saying so. They cannot sign: the key is not kept in the store.
 */
export interface LogStorage {
  /** The last committed head. A new store has one from the start: the signed head of size 0. */
  head(): Result<Head>;

  /** Entries `from` (inclusive) to `to` (exclusive), in order; ends early where there are none. */
  entries(from: number, to: number): Iterable<Uint8Array>;

  /** The tile as last committed, `null` if there is none. May be wider than the head needs. */
  tile(level: number, n: number): Uint8Array | null;

  /** The bytes with this SHA-256 (64 lower-case hexadecimal digits), `null` if not stored. */
  blob(sha256: string): Uint8Array | null;

  /** As `blob`, without reading the bytes. */
  hasBlob(sha256: string): boolean;

  /**
   * Applies the whole change or nothing, in one step: no reader, here or in another process, ever
   * sees a part of it. Success means that it outlives a power cut. A failure means nothing, as a
   * rule; but a commit may be done and yet be reported as failed (a disk that answers late), so
   * whoever calls reads `head` again and goes on from there. Refuses with `store_conflict`, doing
   * nothing, if the head's size is not `change.from`.
   */
  commit(change: Change): Promise<Result<void>>;
}

export interface Head {
  /** Number of entries. */
  readonly size: number;
  /** The signed checkpoint of that size. */
  readonly checkpoint: string;
}

/** What one commit writes. */
export interface Change {
  /** The size of the log that the change was computed for. */
  readonly from: number;
  /** Entries `from`, `from + 1`, … as canonical JSON. */
  readonly entries: readonly Uint8Array[];
  /** Tiles to set; each replaces a narrower one of the same place, or is new. */
  readonly tiles: readonly Tile[];
  /** Blobs to keep by their SHA-256 (hexadecimal); one that is stored already stays as it is. */
  readonly blobs: ReadonlyMap<string, Uint8Array>;
  /** The signed checkpoint over `from + entries.length` entries. */
  readonly checkpoint: string;
}
