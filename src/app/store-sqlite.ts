import { existsSync } from 'node:fs';
import { equalBytes, type Instant, ok, type Result, sha256, toHex } from '../base/index.ts';
import {
  formatVkey,
  hashSize,
  inclusionProof,
  leafHash,
  type Proof,
  tileWidth,
  type VerifierKey,
} from '../log/format/index.ts';
import { type LogReader, type LogStorage, type LogWriter, openLog, readLog } from '../log/index.ts';
import { decodeRecord, idOfEntry, type Logged } from '../record/index.ts';
import { attemptResult, closingOnFailure, storeFail } from './store/faults.ts';
import {
  createStore,
  lockFolder,
  openForReading,
  openForWriting,
  pathsOf,
  readSigner,
  readVerifierKey,
} from './store/folder.ts';
import { SqliteStorage } from './store/sqlite-storage.ts';

/** The log in a folder, over SQLite. A blob that does not have its hash throws. */
export interface Store extends LogWriter {
  /** The public key of the log, in the vkey form of C2SP signed-note. */
  keys(): { readonly vkey: string };
  /** Every record, decoded; `store_corrupt` names the entry that is not what was signed. */
  load(): Result<readonly Logged[]>;
  /** RFC 6962 section 2.1.1: that the entry stands in the log that `checkpoint()` signs. */
  inclusion(index: number): Result<Proof>;
}

export interface StoreOptions {
  readonly clock: () => Instant;
  /** Bytes nobody can guess; asked for 32 when a store is made. */
  readonly random: (size: number) => Uint8Array;
  /**
   * A snapshot that another process may go on writing behind: it never blocks and is never blocked,
   * takes no lock, makes no store, and its `append` fails with `store_readonly`.
   */
  readonly readonly?: boolean;
  /** How long to wait for another writer to end, in milliseconds; not at all if absent. */
  readonly wait_ms?: number;
  /** The log's name in checkpoints, when a store is made: a URL without scheme, or unset. */
  readonly origin?: string;
}

/**
 * Opens the store of a folder; for writing, makes it where there is none. One writer at a time.
 * `store_locked` `store_newer` `store_foreign` `store_corrupt` `store_readonly` `store_full`
 * `store_key` `store_absent` `store_io` `origin_invalid`.
 */
export function openStore(dir: string, options: StoreOptions): Result<Store> {
  return options.readonly === true ? openReader(dir) : openWriter(dir, options);
}

function openReader(dir: string): Result<Store> {
  const db = openForReading(dir);
  if (!db.ok) return db;
  return closingOnFailure(db.value, dir, () => {
    const key = readVerifierKey(db.value, dir);
    if (!key.ok) return key;
    const storage = new SqliteStorage(db.value, pathsOf(dir).database);
    const log = readLog(storage, key.value);
    if (!log.ok) return log;
    const refused = storeFail('store_readonly', 'the store was opened for reading only', dir);
    return ok({
      ...reading(dir, log.value, storage, key.value),
      append: async () => refused,
      close: async () => void db.value.close(),
    });
  });
}

function openWriter(dir: string, options: StoreOptions): Result<Store> {
  const lock = lockFolder(dir, options.wait_ms ?? 0);
  if (!lock.ok) return lock;
  return closingOnFailure(lock.value, dir, () => {
    if (!existsSync(pathsOf(dir).database)) {
      const made = createStore(dir, options.random, options.origin ?? null);
      if (!made.ok) return made;
    }
    const db = openForWriting(dir);
    if (!db.ok) return db;
    return closingOnFailure(db.value, dir, () => {
      const key = readVerifierKey(db.value, dir);
      if (!key.ok) return key;
      const signer = readSigner(dir, key.value);
      if (!signer.ok) return signer;
      const storage = new SqliteStorage(db.value, pathsOf(dir).database);
      const log = openLog(storage, signer.value, options.clock);
      if (!log.ok) return log;
      return ok({
        ...reading(dir, log.value, storage, key.value),
        append: (drafts, blobs) => log.value.append(drafts, blobs),
        close: async () => {
          await log.value.close();
          db.value.close();
          lock.value.close();
        },
      });
    });
  });
}

function reading(dir: string, log: LogReader, storage: LogStorage, key: VerifierKey) {
  return {
    size: () => log.size(),
    checkpoint: () => log.checkpoint(),
    read: (from: number, to: number) => log.read(from, to),
    blob: (sha256Hex: string) => {
      const bytes = log.blob(sha256Hex);
      if (bytes === null || toHex(sha256(bytes)) === sha256Hex) return bytes;
      throw new Error(`the blob ${sha256Hex} does not have its hash: run fsck`);
    },
    keys: () => ({ vkey: formatVkey(key) }),
    load: () => attemptResult(dir, () => decodeAll(dir, storage, log.size())),
    inclusion: (index: number) =>
      attemptResult(dir, () =>
        inclusionProof(index, log.size(), (level, n) => storage.tile(level, n)),
      ),
  };
}

function decodeAll(dir: string, storage: LogStorage, size: number): Result<readonly Logged[]> {
  const records: Logged[] = [];
  let hashes: Uint8Array | null = null;
  for (const bytes of storage.entries(0, size)) {
    const index = records.length;
    const at = index % tileWidth;
    if (at === 0) hashes = storage.tile(0, index / tileWidth);
    const kept = hashes?.subarray(at * hashSize, (at + 1) * hashSize);
    // The tiles lead up to the signed root: what is not in its tile was not signed.
    if (kept === undefined || !equalBytes(leafHash(bytes), kept)) {
      return storeFail('store_corrupt', `entry ${index} is not the one that was signed`, dir);
    }
    const record = decodeRecord(bytes);
    if (!record.ok) {
      return storeFail('store_corrupt', `entry ${index}: ${record.error.message}`, dir);
    }
    records.push({ index, id: idOfEntry(bytes), record: record.value });
  }
  if (records.length === size) return ok(records);
  return storeFail('store_corrupt', `entry ${records.length} is missing`, dir);
}
