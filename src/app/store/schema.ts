import type { Database, Statement } from 'better-sqlite3';
import { ok, type Result } from '../../base/index.ts';
import { storeFail } from './faults.ts';

/** Layout of the database, version 1. */

/** "AIQN": SQLite's field for programs to know their own files by. */
const applicationId = 0x4149514e;
const schemaVersion = 1;

const tables = `
CREATE TABLE entries (
  idx INTEGER PRIMARY KEY CHECK (idx >= 0),
  bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 65535)
) STRICT;
CREATE TABLE blobs (
  sha256 BLOB NOT NULL PRIMARY KEY CHECK (length(sha256) = 32),
  bytes BLOB NOT NULL
) STRICT;
CREATE TABLE tiles (
  level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 63),
  n INTEGER NOT NULL CHECK (n >= 0),
  hashes BLOB NOT NULL CHECK (length(hashes) BETWEEN 32 AND 8192 AND length(hashes) % 32 = 0),
  PRIMARY KEY (level, n)
) STRICT;
CREATE TABLE checkpoints (
  size INTEGER PRIMARY KEY CHECK (size >= 0),
  note TEXT NOT NULL
) STRICT;
CREATE TABLE keys (
  vkey TEXT NOT NULL PRIMARY KEY,
  since INTEGER NOT NULL CHECK (since >= 0)
) STRICT;
`;

/** All tables with the key and the signed head of the empty log, in one transaction. */
export function createSchema(db: Database, vkey: string, checkpoint: string): void {
  db.transaction(() => {
    db.pragma(`application_id = ${applicationId}`);
    db.pragma(`user_version = ${schemaVersion}`);
    db.exec(tables);
    db.prepare('INSERT INTO keys (vkey, since) VALUES (?, 0)').run(vkey);
    db.prepare('INSERT INTO checkpoints (size, note) VALUES (0, ?)').run(checkpoint);
  }).exclusive();
}

/** `store_foreign` for a database of another program, `store_newer` for one of a later version. */
export function refuseOthers(db: Database, path: string): Result<void> {
  const version = db.pragma('user_version', { simple: true }) as number;
  if (db.pragma('application_id', { simple: true }) !== applicationId) {
    return storeFail('store_foreign', 'this database is not a store of Aiqyn', path);
  }
  if (version > schemaVersion) {
    return storeFail(
      'store_newer',
      `the store has version ${version}, this program reads up to ${schemaVersion}`,
      path,
    );
  }
  return ok(undefined);
}

/** The key that signs since the latest size. */
export function keyOfStore(db: Database): string | null {
  const keys = db.prepare('SELECT vkey FROM keys ORDER BY since DESC LIMIT 1') as Statement<
    [],
    { vkey: string }
  >;
  return keys.get()?.vkey ?? null;
}
