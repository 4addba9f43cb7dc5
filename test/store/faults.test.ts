import { cpSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fsck } from '../../src/app/fsck.ts';
import {
  lockFolder,
  openForWriting,
  readSigner,
  readVerifierKey,
} from '../../src/app/store/folder.ts';
import { SqliteStorage } from '../../src/app/store/sqlite-storage.ts';
import { must, type Result } from '../../src/base/index.ts';
import { signerOf } from '../../src/log/format/index.ts';
import { type LogWriter, openLog } from '../../src/log/index.ts';
import type { Draft, Logged } from '../../src/record/index.ts';
import { FailingStorage } from '../log/failing-storage.ts';
import { outcome } from '../log/outcome.ts';
import { findingDraft, statementDraft } from './draft.ts';
import { freshFolder, open, tickingClock } from './folder.ts';

/**
 * Every step that writes is failed in both ways: not done, and done but reported as failed. Then
 * work goes on by the normal path, and what was answered must be what is there.
 */

const drafts: readonly Draft[] = [
  statementDraft('Curfew from 22:00.').draft,
  findingDraft('after'),
];
const blobs = statementDraft('Curfew from 22:00.').blobs;

/** Appends two records at once; what is in the log afterwards must agree with the answer. */
async function tryAppend(log: LogWriter): Promise<Result<readonly Logged[]>> {
  const size = log.size();
  const answer = await log.append(drafts, blobs);
  if (outcome(answer) === 'log_uncertain') return answer;
  expect(log.size()).toBe(answer.ok ? size + 2 : size);
  if (answer.ok) expect([...log.read(size, size + 9)]).toEqual(answer.value);
  return answer;
}

describe('the storage port', () => {
  function failing(): { storage: FailingStorage; log: LogWriter; reopened: () => LogWriter } {
    const signer = signerOf('log.example/faults', new Uint8Array(32).fill(5));
    const storage = new FailingStorage(signer);
    const reopened = () => must(openLog(storage, signer, tickingClock()));
    return { storage, log: reopened(), reopened };
  }

  test('a commit that is not done is reported, and the next one is done', async () => {
    const { storage, log, reopened } = failing();
    storage.mode = 'not done';
    expect(outcome(await tryAppend(log))).toBe('store_io');
    storage.mode = 'well';
    expect(outcome(await tryAppend(log))).toBe('ok');
    expect(reopened().size()).toBe(2);
  });

  test('a commit that is done but reported as failed is found done, and answered so', async () => {
    const { storage, log, reopened } = failing();
    storage.mode = 'done, reported failed';
    expect(outcome(await tryAppend(log))).toBe('ok');
    storage.mode = 'well';
    expect(outcome(await tryAppend(log))).toBe('ok');
    expect(reopened().size()).toBe(4);
  });

  test('a store that no longer answers leaves the outcome open, and says so', async () => {
    const { storage, log, reopened } = failing();
    storage.mode = 'done, then unreadable';
    expect(outcome(await tryAppend(log))).toBe('log_uncertain');
    expect(outcome(await log.append(drafts, blobs))).toBe('store_io');
    expect(log.size()).toBe(0);
    storage.mode = 'well';
    // The records were there after all; they are now read, and stand once.
    must(await log.append([findingDraft('next')], []));
    expect(log.size()).toBe(3);
    expect(reopened().size()).toBe(3);
  });

  test('a defect rejects every call of the group and leaves the log as it was', async () => {
    const { storage, log } = failing();
    const commit = storage.commit;
    storage.commit = () => Promise.reject(new Error('a defect'));
    const calls = [log.append(drafts, blobs), log.append([findingDraft('x')], [])];
    for (const call of calls) await expect(call).rejects.toThrow('a defect');
    storage.commit = commit;
    expect(outcome(await tryAppend(log))).toBe('ok');
  });
});

describe('every statement that SQLite runs to write', () => {
  type Mode = 'not done' | 'done, reported failed' | 'everything fails from then on';
  const modes: readonly Mode[] = [
    'not done',
    'done, reported failed',
    'everything fails from then on',
  ];
  const source = freshFolder();
  let steps: string[] = [];

  beforeAll(async () => {
    const store = open(source);
    must(await store.append([findingDraft('confirmed before')], []));
    await store.close();
    steps = (await broken(null)).steps;
  });

  afterAll(() => expect(steps.at(-1)).toBe('COMMIT'));

  /** Appends through a connection whose step number `at` fails in the given mode. */
  async function broken(fault: { at: number; mode: Mode } | null) {
    const dir = freshFolder();
    cpSync(source, dir, { recursive: true });
    const lock = must(lockFolder(dir));
    const db = must(openForWriting(dir));
    const signer = must(readSigner(dir, must(readVerifierKey(db, dir))));
    const ran: string[] = [];
    const failing = failingDatabase(db, (sql) => {
      ran.push(sql);
      const due = fault !== null && ran.length - 1 === fault.at;
      if (fault?.mode === 'everything fails from then on') {
        return due || ran.length - 1 > fault.at ? 'before' : null;
      }
      if (!due) return null;
      return fault?.mode === 'not done' ? 'before' : 'after';
    });
    const log = must(openLog(new SqliteStorage(failing, dir), signer, tickingClock()));
    const answer = await tryAppend(log);
    // A further append by the same writer, where the fault was only one.
    const next = await log.append([findingDraft('next')], []);
    // The process ends here without any tidying: closing drops what is not committed.
    db.close();
    lock.close();
    return { dir, answer, next, steps: ran.slice(0, ran.indexOf('COMMIT') + 1) };
  }

  test('are these', () => {
    expect(steps).toEqual([
      'BEGIN IMMEDIATE',
      'INSERT INTO blobs',
      'INSERT INTO entries',
      'INSERT INTO entries',
      'INSERT INTO tiles',
      'INSERT INTO checkpoints',
      'COMMIT',
    ]);
  });

  test.each(modes)('%s', async (mode) => {
    for (const [at, step] of steps.entries()) {
      const { dir, answer, next } = await broken({ at, mode });
      const done = step === 'COMMIT' && mode === 'done, reported failed';
      const lasting = mode === 'everything fails from then on';
      expect([step, answer.ok], step).toEqual([step, done]);
      expect(next.ok).toBe(!lasting);
      expect(must(fsck(dir)).size).toBe(1 + (answer.ok ? 2 : 0) + (next.ok ? 1 : 0));
      // By the normal path: what was refused is now taken, and stands once.
      const store = open(dir);
      if (!answer.ok) must(await store.append(drafts, blobs));
      const methods = must(store.load()).map(({ record }) => 'method' in record && record.method);
      expect(methods.filter((method) => method === 'confirmed before').length).toBe(1);
      expect(methods.filter((method) => method === 'after').length).toBe(1);
      expect(methods.filter((method) => method === 'next').length).toBe(next.ok ? 1 : 0);
      await store.close();
      expect(outcome(fsck(dir))).toBe('ok');
    }
  });

  test('a database that may not grow: store_full, and nothing half-written', async () => {
    const dir = freshFolder();
    cpSync(source, dir, { recursive: true });
    const lock = must(lockFolder(dir));
    const db = must(openForWriting(dir));
    const signer = must(readSigner(dir, must(readVerifierKey(db, dir))));
    const log = must(openLog(new SqliteStorage(db, dir), signer, tickingClock()));
    const pages = db.pragma('page_count', { simple: true }) as number;
    db.pragma(`max_page_count = ${pages + 2}`);
    const long = statementDraft('long '.repeat(20_000));
    expect(outcome(await log.append([long.draft], long.blobs))).toBe('store_full');
    expect(log.size()).toBe(1);
    expect(outcome(await tryAppend(log))).toBe('ok');
    db.close();
    lock.close();
    expect(must(fsck(dir)).size).toBe(3);
  });
});

/** The database, but `run` of a prepared statement fails before or after it where `fault` says. */
function failingDatabase(
  db: Database,
  fault: (step: string) => 'before' | 'after' | null,
): Database {
  const disk = Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_WRITE' });
  const failingRun =
    (sql: string, run: (...values: unknown[]) => unknown) =>
    (...values: unknown[]): unknown => {
      const when = fault(sql.split(' (')[0] ?? sql);
      if (when === 'before') throw disk;
      const result = run(...values);
      if (when === 'after') throw disk;
      return result;
    };
  const prepare = (sql: string) => {
    const statement = db.prepare(sql);
    return {
      get: statement.get.bind(statement),
      all: statement.all.bind(statement),
      run: failingRun(sql, statement.run.bind(statement)),
    };
  };
  return new Proxy(db, {
    get: (target, name) => {
      if (name === 'prepare') return prepare;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
