import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { fail, ok, type Result, sha256, toHex } from '../../base/index.ts';
import {
  emptyRoot,
  formatSigningKey,
  formatVkey,
  isKeyName,
  parseSigningKey,
  parseVkey,
  publicKeyOf,
  type Signer,
  sameKey,
  signCheckpoint,
  signerOf,
  type VerifierKey,
} from '../../log/format/index.ts';
import { attemptResult, closingOnFailure, storeFail } from './faults.ts';
import { createSchema, keyOfStore, refuseOthers } from './schema.ts';

/**
 * The files of a store in its folder. Other files may stand beside them and are left alone.
 *
 * `aiqyn.db` (with `-wal` and `-shm` while open): the log. `log.key`: the private key, mode 0600.
 * `aiqyn.lock`: an empty SQLite database; whoever writes holds an exclusive lock on it, which the
 * system takes back when the process ends, however it ends. Readers do not touch it.
 */
export function pathsOf(dir: string) {
  return {
    database: join(dir, 'aiqyn.db'),
    key: join(dir, 'log.key'),
    lock: join(dir, 'aiqyn.lock'),
  };
}

/** How long a reader waits while SQLite recovers or truncates its write-ahead log. */
const reader_wait_ms = 5_000;

/**
 * Takes the folder for writing; `store_locked` if another writer, in any process, still has it
 * after `wait_ms`.
 */
export function lockFolder(dir: string, wait_ms = 0): Result<Database.Database> {
  return attemptResult(dir, () => {
    makeFolder(dir);
    const lock = new Database(pathsOf(dir).lock, { timeout: wait_ms });
    try {
      // An exclusive transaction that never ends; nothing is ever written to this file.
      lock.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      lock.close();
      throw error;
    }
    return ok(lock);
  });
}

/**
 * Makes a store where there is none. The database gets its name only when it is complete, and the
 * key only after that; so an `aiqyn.db` is always whole, and a `log.key` without an `aiqyn.db`
 * means that a database was lost. The lock must be held.
 */
export function createStore(
  dir: string,
  random: (size: number) => Uint8Array,
  origin: string | null,
): Result<void> {
  const { database, key } = pathsOf(dir);
  if (origin !== null && !isKeyName(origin)) {
    return fail(
      'origin_invalid',
      `${JSON.stringify(origin)} cannot name a log: it has a space, a plus or a control character`,
      'origin',
      'Give the address that the log will be served under, without its scheme.',
    );
  }
  return attemptResult(dir, () => {
    if (existsSync(key)) {
      return storeFail('store_corrupt', 'the key of a log is here, but its database is gone', key);
    }
    const seed = random(32);
    const signer = signerOf(origin ?? defaultOrigin(seed), seed);
    writeDurably(`${key}.new`, formatSigningKey(signer.name, seed));
    for (const left of [`${database}.new`, `${database}.new-journal`])
      rmSync(left, { force: true });
    const db = new Database(`${database}.new`);
    try {
      db.pragma('synchronous = FULL');
      createSchema(db, formatVkey(signer), signCheckpoint(0, emptyRoot(), signer));
    } finally {
      db.close();
    }
    renameSync(`${database}.new`, database);
    syncFolder(dir);
    renameSync(`${key}.new`, key);
    syncFolder(dir);
    return ok(undefined);
  });
}

/** The database for writing, in WAL mode; the lock must be held. */
export function openForWriting(dir: string): Result<Database.Database> {
  const { database } = pathsOf(dir);
  return attemptResult(database, () => {
    const sized = refuseEmpty(database);
    if (!sized.ok) return sized;
    const db = new Database(database, { fileMustExist: true });
    const checked = closingOnFailure(db, database, () => {
      const refused = refuseOthers(db, database);
      if (!refused.ok) return refused;
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = FULL');
      return ok(undefined);
    });
    return checked.ok ? ok(db) : checked;
  });
}

/**
 * One snapshot of the database for reading, whoever else is writing: it shows what was committed
 * when it was opened, until it is closed. `store_absent` if there is no database.
 */
export function openForReading(dir: string): Result<Database.Database> {
  const { database } = pathsOf(dir);
  return attemptResult(database, () => {
    if (!existsSync(database)) {
      return storeFail('store_absent', 'there is no store in this folder', database);
    }
    const sized = refuseEmpty(database);
    if (!sized.ok) return sized;
    const db = snapshot(database);
    const checked = closingOnFailure(db, database, () => refuseOthers(db, database));
    return checked.ok ? ok(db) : checked;
  });
}

/** The public key that the store names. */
export function readVerifierKey(db: Database.Database, dir: string): Result<VerifierKey> {
  const { database } = pathsOf(dir);
  return attemptResult(database, () => {
    const key = parseVkey(keyOfStore(db) ?? '');
    if (key.ok) return key;
    return storeFail('store_corrupt', 'the store does not name its public key', database);
  });
}

/** The private key; `store_key` if it is absent, unreadable or of another log. */
export function readSigner(dir: string, vkey: VerifierKey): Result<Signer> {
  const { key } = pathsOf(dir);
  return attemptResult(key, () => {
    // The last step of making a store, where it was cut off there.
    if (!existsSync(key) && existsSync(`${key}.new`)) {
      renameSync(`${key}.new`, key);
      syncFolder(dir);
    }
    if (!existsSync(key)) return storeFail('store_key', 'the signing key is missing', key);
    const signer = parseSigningKey(readFileSync(key, 'utf8'));
    if (signer.ok && sameKey(signer.value, vkey)) return signer;
    return storeFail('store_key', 'this is not the signing key of the log beside it', key);
  });
}

/** Unique without asking anyone; whoever serves the log under an address names that instead. */
function defaultOrigin(seed: Uint8Array): string {
  return `aiqyn.invalid/${toHex(sha256(publicKeyOf(seed)).subarray(0, 8))}`;
}

function snapshot(database: string): Database.Database {
  const db = new Database(database, {
    readonly: true,
    fileMustExist: true,
    timeout: reader_wait_ms,
  });
  try {
    db.exec('BEGIN; SELECT count(*) FROM sqlite_schema');
    return db;
  } catch (error) {
    db.close();
    const wal = `${database}-wal`;
    const clean = !existsSync(wal) || statSync(wal).size === 0;
    const denied = error instanceof Error && 'code' in error;
    if (denied && clean && /^SQLITE_(CANTOPEN|READONLY)/.test(String(error.code))) {
      return copyInMemory(database);
    }
    throw error;
  }
}

/** On a read-only medium SQLite cannot open a WAL database; without a log a copy is the same. */
function copyInMemory(database: string): Database.Database {
  const bytes = readFileSync(database);
  // File format write and read version (offsets 18 and 19): 1 is a database without WAL.
  bytes.set([1, 1], 18);
  return new Database(bytes, { readonly: true });
}

/** SQLite takes an empty file for a new database; here it is one that was cut off. */
function refuseEmpty(database: string): Result<void> {
  if (statSync(database).size > 0) return ok(undefined);
  return storeFail('store_corrupt', 'the database file is empty', database);
}

/** With its parents. Node's own `recursive` reports a read-only disk as a missing folder. */
function makeFolder(dir: string): void {
  if (existsSync(dir) && statSync(dir).isDirectory()) return;
  const parent = dirname(resolve(dir));
  makeFolder(parent);
  mkdirSync(dir);
  syncFolder(parent);
}

function writeDurably(path: string, text: string): void {
  const file = openSync(path, 'w', 0o600);
  try {
    // The mode counts only for a new file; this one may be left from a run that was cut off.
    chmodSync(path, 0o600);
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function syncFolder(dir: string): void {
  const folder = openSync(dir, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
