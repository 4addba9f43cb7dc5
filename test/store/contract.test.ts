import { describe, expect, test } from 'vitest';
import {
  lockFolder,
  openForWriting,
  readSigner,
  readVerifierKey,
} from '../../src/app/store/folder.ts';
import { SqliteStorage } from '../../src/app/store/sqlite-storage.ts';
import { type Instant, must, sha256, toHex, utf8 } from '../../src/base/index.ts';
import { formatVkey, type Signer, signerOf } from '../../src/log/format/index.ts';
import {
  blob_bytes_max,
  draftRef,
  type LogStorage,
  type LogWriter,
  openLog,
} from '../../src/log/index.ts';
import { type Draft, decodeRecord } from '../../src/record/index.ts';
import { verifyLog } from '../../src/verify/index.ts';
import { MemoryStorage } from '../log/memory-storage.ts';
import { outcome } from '../log/outcome.ts';
import { findingDraft, requestDraft, statementDraft } from './draft.ts';
import { freshFolder, open, tickingClock } from './folder.ts';

/** One suite over every implementation of the storage port, with the writer on top. */

interface Made {
  readonly storage: LogStorage;
  readonly signer: Signer;
  readonly close: () => void;
}

const implementations: Readonly<Record<string, () => Promise<Made>>> = {
  memory: async () => {
    const signer = signerOf('log.example/memory', new Uint8Array(32).fill(7));
    return { storage: new MemoryStorage(signer), signer, close: () => undefined };
  },
  sqlite: async () => {
    const dir = freshFolder();
    await open(dir).close();
    const lock = must(lockFolder(dir));
    const db = must(openForWriting(dir));
    const signer = must(readSigner(dir, must(readVerifierKey(db, dir))));
    const close = () => {
      db.close();
      lock.close();
    };
    return { storage: new SqliteStorage(db, dir), signer, close };
  },
};

describe.each(Object.keys(implementations))('log on %s', (name) => {
  async function withLog(
    run: (log: LogWriter, made: Made) => Promise<void>,
    clock: () => Instant = tickingClock(),
  ): Promise<void> {
    const made = await implementations[name]?.();
    if (made === undefined) throw new Error(`no ${name}`);
    try {
      await run(must(openLog(made.storage, made.signer, clock)), made);
    } finally {
      made.close();
    }
  }

  function reopened({ storage, signer }: Made): LogWriter {
    return must(openLog(storage, signer, tickingClock()));
  }

  test('what is appended is read back, with its index, id and time', () =>
    withLog(async (log, made) => {
      const { draft, blobs } = statementDraft('Stay at home from 20:00.');
      const logged = must(
        await log.append([draft, requestDraft(draftRef(0), 'Stay at home')], blobs),
      );
      expect(logged.map(({ index }) => index)).toEqual([0, 1]);
      expect(logged[1]?.record).toMatchObject({ statement: logged[0]?.id, v: 1 });
      expect(log.size()).toBe(2);
      expect([...log.read(0, 2)]).toEqual(logged);
      expect([...log.read(1, 99)]).toEqual(logged.slice(1));
      expect([...log.read(2, 99)]).toEqual([]);
      const [bytes = utf8('')] = blobs;
      expect(log.blob(toHex(sha256(bytes)))).toEqual(bytes);
      expect(log.blob('00'.repeat(32))).toBeNull();
      const again = reopened(made);
      expect(again.checkpoint()).toBe(log.checkpoint());
      expect([...again.read(0, 2)]).toEqual(logged);
    }));

  test('calls that come together share a commit, each whole or not at all', () =>
    withLog(async (log, made) => {
      const commits: number[] = [];
      const { storage } = made;
      const commit = storage.commit.bind(storage);
      storage.commit = (change) => {
        commits.push(change.entries.length);
        return commit(change);
      };
      const invalid = { ...findingDraft('bad'), severity: 7 } as Draft;
      const answers = await Promise.all([
        log.append([findingDraft('a1'), findingDraft('a2')], []),
        log.append([findingDraft('b1'), invalid], []),
        log.append([], []),
        log.append([findingDraft('c1')], []),
      ]);
      expect(answers.map(outcome)).toEqual(['ok', 'record_invalid', 'ok', 'ok']);
      expect(commits).toEqual([3]);
      expect([...log.read(0, 9)].map(({ record }) => 'method' in record && record.method)).toEqual([
        'a1',
        'a2',
        'c1',
      ]);
      expect(answers.map((a) => (a.ok ? a.value.map(({ index }) => index) : null))).toEqual([
        [0, 1],
        null,
        [],
        [2],
      ]);
    }));

  test('one call fails alone, by its own code and place', () =>
    withLog(async (log) => {
      const { draft, blobs } = statementDraft('Schools are closed.');
      const unknownField: object = { ...findingDraft('m'), suspect: 'x' };
      const unknownKind: object = { ...findingDraft('m'), kind: 'x' };
      const tooLarge: object = {
        ...requestDraft('ab'.repeat(16), '一'.repeat(20_000)),
        contact: '一'.repeat(5_000),
      };
      const cases: readonly (readonly [string, string | null, Draft[], Uint8Array[]])[] = [
        ['blob_missing', 'draft 0', [draft], []],
        ['blob_missing', 'draft 0', [draft], [utf8('other')]],
        ['blob_unreferenced', null, [draft], [...blobs, utf8('other')]],
        ['blob_too_large', 'blob 1', [draft], [...blobs, new Uint8Array(blob_bytes_max + 1)]],
        ['draft_ref', 'draft 0', [requestDraft(draftRef(0), 'x')], []],
        ['draft_ref', 'draft 0', [requestDraft('@', 'x')], []],
        ['draft_ref', 'draft 1', [findingDraft('m'), requestDraft(draftRef(5), 'x')], []],
        ['record_invalid', 'draft 0: statement', [requestDraft('nonsense', 'x')], []],
        ['record_invalid', 'draft 0', [unknownField as Draft], []],
        ['record_invalid', 'draft 0: kind', [unknownKind as Draft], []],
        ['record_too_large', 'draft 0', [tooLarge as Draft], []],
      ];
      for (const [code, at, drafts, given] of cases) {
        const answer = await log.append(drafts, given);
        expect([outcome(answer), answer.ok ? null : answer.error.at]).toEqual([code, at]);
      }
      expect(log.size()).toBe(0);
      // A blob that is stored already need not be sent again.
      must(await log.append([draft], blobs));
      must(await log.append([draft], []));
    }));

  test('equal drafts are different records, also within one millisecond', () =>
    withLog(
      async (log, made) => {
        const same = findingDraft('same');
        const first = must(await log.append([same, same], []));
        const second = must(await log.append([same], []));
        const third = must(await reopened(made).append([same], []));
        const all = [...first, ...second, ...third];
        expect(new Set(all.map(({ id }) => id)).size).toBe(4);
        expect(all.map(({ record }) => record.recordedAt.slice(17, 23))).toEqual([
          '00.000',
          '00.001',
          '00.002',
          '00.003',
        ]);
      },
      () => Date.UTC(2022, 0, 7, 12),
    ));

  test('a clock that jumps back an hour gets the last time', () => {
    let now = Date.UTC(2022, 0, 7, 12);
    return withLog(
      async (log, made) => {
        must(await log.append([findingDraft('before')], []));
        now -= 3_600_000;
        must(await log.append([findingDraft('after')], []));
        must(await reopened(made).append([findingDraft('reopened')], []));
        now += 3_600_001;
        must(
          await must(openLog(made.storage, made.signer, () => now)).append([findingDraft('x')], []),
        );
        const times = [...reopened(made).read(0, 9)].map(({ record }) => record.recordedAt);
        expect(times.map((time) => time.slice(11, 23))).toEqual([
          '12:00:00.000',
          '12:00:00.000',
          '12:00:00.000',
          '12:00:00.001',
        ]);
      },
      () => now,
    );
  });

  test('a commit for another size is refused and does nothing', () =>
    withLog(async (log, made) => {
      const stale = reopened(made);
      must(await log.append([findingDraft('first')], []));
      const refused = await stale.append([findingDraft('second')], []);
      expect(outcome(refused)).toBe('store_conflict');
      expect(must(made.storage.head()).size).toBe(1);
      // The writer has read the log again, so the next try stands on what is there.
      must(await stale.append([findingDraft('second')], []));
      expect(must(made.storage.head()).size).toBe(2);
    }));

  test('after close nothing more is taken, and what was asked before is answered', () =>
    withLog(async (log) => {
      const before = log.append([findingDraft('before')], []);
      await log.close();
      expect(outcome(await before)).toBe('ok');
      expect(outcome(await log.append([findingDraft('after')], []))).toBe('log_closed');
      expect(log.size()).toBe(1);
    }));

  test('past a full tile the whole verifies, and entries are canonical', () =>
    withLog(async (log, made) => {
      const drafts = Array.from({ length: 700 }, (_, i) => findingDraft(`m${i}`));
      for (const [from, to] of [
        [0, 1],
        [1, 256],
        [256, 300],
        [300, 700],
      ] as const) {
        must(await log.append(drafts.slice(from, to), []));
      }
      const { storage, signer } = made;
      const entries = [...storage.entries(0, 1_000)];
      expect(entries.length).toBe(700);
      expect(entries.every((bytes) => decodeRecord(bytes).ok)).toBe(true);
      const verified = verifyLog({
        checkpoint: log.checkpoint(),
        vkey: formatVkey(signer),
        entries,
        blob: (hash) => storage.blob(hash),
        tile: (level, n) => storage.tile(level, n),
      });
      expect(must(verified).size).toBe(700);
    }));
});
