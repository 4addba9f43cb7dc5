import type { Database } from 'better-sqlite3';
import { type Failure, fail, ok, type Result } from '../../base/index.ts';

/** Failures of SQLite and of the file system as the codes that this project answers with. */

/** What a failed write or read of a store is called, by SQLite's or the system's error code. */
const codes: readonly (readonly [RegExp, string])[] = [
  // SQLite reserves its shared memory on disk first; where there is no room it says SHMSIZE.
  [/^(SQLITE_FULL|SQLITE_IOERR_SHMSIZE|ENOSPC|EDQUOT)$/, 'store_full'],
  [/^(SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM|EACCES|EPERM|EROFS)/, 'store_readonly'],
  [/^SQLITE_CORRUPT/, 'store_corrupt'],
  [/^(SQLITE_NOTADB|ENOTDIR|EEXIST|EISDIR)$/, 'store_foreign'],
  [/^(SQLITE_BUSY|SQLITE_LOCKED)/, 'store_locked'],
  [/^(SQLITE_|E[A-Z]+$)/, 'store_io'],
];

const todos: Readonly<Record<string, string>> = {
  store_full: 'Free some space on the disk, then try again; nothing was written.',
  store_readonly: 'Give this user write access to the folder, or name another folder.',
  store_corrupt: 'Run fsck to find the first wrong place, and restore the folder from a copy.',
  store_foreign: 'Name another folder: this one holds something else.',
  store_locked: 'Stop the other process that writes to this folder, or name another folder.',
  store_newer: 'Update this program; the store was left as it is.',
  store_absent: 'Name the folder of a store, or add a statement to make one.',
  store_key: 'Put the log.key of this log back into the folder, from a copy.',
  store_io: 'Look at the disk and the system log, then try again.',
};

/** The value, or the failure of the store in `place`; anything else that is thrown is a defect. */
export function attempt<T>(place: string, run: () => T): Result<T> {
  try {
    return ok(run());
  } catch (error) {
    return storeFailure(codeOf(error), error, place);
  }
}

/** As `attempt`, for what itself gives a `Result`. */
export function attemptResult<T>(place: string, run: () => Result<T>): Result<T> {
  const attempted = attempt(place, run);
  return attempted.ok ? attempted.value : attempted;
}

/** What is open stays open only if the step succeeds. */
export function closingOnFailure<T>(db: Database, place: string, step: () => Result<T>): Result<T> {
  let result: Result<T> | null = null;
  try {
    result = attemptResult(place, step);
    return result;
  } finally {
    if (result === null || !result.ok) db.close();
  }
}

export function storeFail(code: string, message: string, place: string): Result<never, Failure> {
  return fail(code, message, place, todos[code] ?? null);
}

function storeFailure(thrown: string | null, error: unknown, place: string): Result<never> {
  const code = codes.find(([pattern]) => thrown !== null && pattern.test(thrown))?.[1];
  if (code === undefined || !(error instanceof Error)) throw error;
  return storeFail(code, `the store cannot be used: ${error.message} (${thrown})`, place);
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null;
}
