import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { fail, ok, type Result } from '../../base/index.ts';
import { attemptResult } from '../store/faults.ts';

/**
 * `desk.db` in the folder of the store: accounts, sessions, drafts and what became of proposals.
 * Nothing public is here; whoever can write this file can sign in as an editor, but cannot change
 * what the log says without the log showing it. Secrets are kept as hashes only.
 */
export type DeskDatabase = Database.Database;

/** "AIQD": SQLite's field for programs to know their own files by. */
const applicationId = 0x41495144;
const schemaVersion = 2;
/** How long a write waits for another process (the command line beside the server). */
const wait_ms = 5_000;

const tables = `
CREATE TABLE account (
  name TEXT NOT NULL PRIMARY KEY,
  salt BLOB NOT NULL,
  hash BLOB NOT NULL,
  cost TEXT NOT NULL,
  created_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE link (
  hash BLOB NOT NULL PRIMARY KEY,
  name TEXT,
  expires_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE session (
  hash BLOB NOT NULL PRIMARY KEY,
  name TEXT NOT NULL REFERENCES account (name) ON DELETE CASCADE,
  created_ms INTEGER NOT NULL,
  seen_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE guess (
  target TEXT NOT NULL PRIMARY KEY,
  failures INTEGER NOT NULL,
  last_ms INTEGER NOT NULL,
  next_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE draft (
  id TEXT NOT NULL PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('open', 'publishing', 'published', 'discarded')),
  revision INTEGER NOT NULL,
  title TEXT NOT NULL,
  source TEXT NOT NULL,
  address TEXT,
  media_type TEXT NOT NULL,
  bytes BLOB NOT NULL,
  created_ms INTEGER NOT NULL,
  changed_ms INTEGER NOT NULL,
  changed_by TEXT NOT NULL,
  log_size INTEGER,
  statement TEXT
) STRICT;
CREATE TABLE proposal (
  draft TEXT NOT NULL REFERENCES draft (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'confirmed', 'rejected')),
  revision INTEGER NOT NULL,
  provision TEXT NOT NULL,
  machine TEXT,
  changed_ms INTEGER NOT NULL,
  changed_by TEXT NOT NULL,
  PRIMARY KEY (draft, n)
) STRICT;
CREATE INDEX draft_by_state ON draft (state, changed_ms);
`;

/** Since version 2: browsers that an editor has signed in with. */
const deviceTable = `
CREATE TABLE device (
  hash BLOB NOT NULL PRIMARY KEY,
  name TEXT NOT NULL REFERENCES account (name) ON DELETE CASCADE,
  created_ms INTEGER NOT NULL
) STRICT;
`;

/** Opens the desk's database, or makes it. `desk_newer` `desk_foreign`, or a failure of a store. */
export function openDeskDatabase(dir: string): Result<DeskDatabase> {
  const path = join(dir, 'desk.db');
  return attemptResult(path, () => {
    mkdirSync(dir, { recursive: true });
    const fresh = !existsSync(path);
    const db = new Database(path, { timeout: wait_ms });
    let opened: Result<DeskDatabase> | null = null;
    try {
      opened = prepare(db, path, fresh);
      return opened;
    } finally {
      if (opened?.ok !== true) db.close();
    }
  });
}

/**
 * One transaction that the disk has before the call returns; what fails is undone. A refusal of
 * the disk is a failure of a store: `store_full` `store_readonly` `store_locked` `store_io`.
 */
export function writeAll<T>(db: DeskDatabase, step: () => Result<T>): Result<T> {
  const undone: { failure?: Result<T> } = {};
  return attemptResult(db.name, () => {
    try {
      return db
        .transaction((): Result<T> => {
          const result = step();
          if (result.ok) return result;
          undone.failure = result;
          throw undone;
        })
        .immediate();
    } catch (thrown) {
      if (thrown === undone && undone.failure !== undefined) return undone.failure;
      throw thrown;
    }
  });
}

function prepare(db: DeskDatabase, path: string, fresh: boolean): Result<DeskDatabase> {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  const number = (name: string) => db.pragma(name, { simple: true }) as number;
  // Another process may have made it meanwhile: what counts is read inside the transaction.
  db.transaction(() => {
    const [ours, version] = [number('application_id') === applicationId, number('user_version')];
    if (ours && version === 1) {
      db.exec(deviceTable);
      db.pragma(`user_version = ${schemaVersion}`);
    }
    if (version !== 0 || number('application_id') !== 0) return;
    if (!fresh && db.prepare('SELECT 1 FROM sqlite_schema').get() !== undefined) return;
    db.exec(tables + deviceTable);
    db.pragma(`application_id = ${applicationId}`);
    db.pragma(`user_version = ${schemaVersion}`);
  }).immediate();
  if (number('application_id') !== applicationId) {
    const todo = 'Name another folder: this one holds something else.';
    return fail('desk_foreign', 'this database is not a desk of Aiqyn', path, todo);
  }
  const version = number('user_version');
  if (version > schemaVersion) {
    const message = `the desk has version ${version}, this program reads up to ${schemaVersion}`;
    return fail('desk_newer', message, path, 'Update this program; the desk was left as it is.');
  }
  return ok(db);
}
