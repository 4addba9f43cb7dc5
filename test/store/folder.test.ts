import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { fsck } from '../../src/app/fsck.ts';
import { openStore } from '../../src/app/store-sqlite.ts';
import { must } from '../../src/base/index.ts';
import {
  leafHash,
  openCheckpoint,
  parseVkey,
  verifyInclusion,
} from '../../src/log/format/index.ts';
import { encodeRecord } from '../../src/record/index.ts';
import { outcome } from '../log/outcome.ts';
import { findingDraft, statementDraft } from './draft.ts';
import { fixedRandom, freshFolder, open, tickingClock } from './folder.ts';
import { tinyDisk } from './tiny-disk.ts';

const options = { clock: tickingClock(), random: fixedRandom };
const reading = { ...options, readonly: true };

async function filled(dir = freshFolder(), findings = 5): Promise<string> {
  const store = open(dir);
  const { draft, blobs } = statementDraft('The bridge is closed.');
  must(await store.append([draft], blobs));
  for (let i = 0; i < findings; i++) must(await store.append([findingDraft(`m${i}`)], []));
  await store.close();
  return dir;
}

describe('a folder', () => {
  test('is made with its parents; the key is for its owner alone and not in the database', async () => {
    const dir = join(freshFolder(), 'a', 'b');
    const store = open(dir);
    expect(store.size()).toBe(0);
    const { vkey } = store.keys();
    expect(must(openCheckpoint(store.checkpoint(), must(parseVkey(vkey)))).size).toBe(0);
    await store.close();
    expect(readdirSync(dir).sort()).toEqual(['aiqyn.db', 'aiqyn.lock', 'log.key']);
    expect(statSync(join(dir, 'log.key')).mode & 0o777).toBe(0o600);
    const seed = Buffer.from(fixedRandom(32));
    expect(readFileSync(join(dir, 'aiqyn.db')).includes(seed)).toBe(false);
    expect(readFileSync(join(dir, 'aiqyn.db')).includes('PRIVATE+KEY')).toBe(false);
  });

  test('keeps what else is in it', async () => {
    const dir = freshFolder();
    mkdirSync(join(dir, 'lexicon'));
    writeFileSync(join(dir, 'lexicon', 'ru.yaml'), 'x: 1\n');
    await filled(dir);
    await open(dir).close();
    expect(readFileSync(join(dir, 'lexicon', 'ru.yaml'), 'utf8')).toBe('x: 1\n');
  });

  test('takes the origin that is given when it is made', async () => {
    const store = must(openStore(freshFolder(), { ...options, origin: 'record.example/kz' }));
    expect(store.checkpoint().split('\n')[0]).toBe('record.example/kz');
    await store.close();
    const bad = openStore(freshFolder(), { ...options, origin: 'two words' });
    expect(outcome(bad)).toBe('origin_invalid');
  });

  test('gives inclusion proofs that verify under its checkpoint', async () => {
    const store = open(await filled());
    const head = must(openCheckpoint(store.checkpoint(), must(parseVkey(store.keys().vkey))));
    for (const { index, record } of store.read(0, 99)) {
      const proof = must(store.inclusion(index));
      const leaf = leafHash(must(encodeRecord(record)));
      expect(verifyInclusion(proof, leaf, index, head.size, head.root)).toBe(true);
    }
    expect(outcome(store.inclusion(6))).toBe('proof_range');
    await store.close();
  });
});

describe('one writer, any number of readers', () => {
  test('a second writer in this process is refused until the first is closed', async () => {
    const dir = await filled();
    const first = open(dir);
    expect(outcome(openStore(dir, options))).toBe('store_locked');
    await first.close();
    await open(dir).close();
  });

  test('a writer in another process is refused; readers and fsck there are not', async () => {
    const dir = await filled();
    const store = open(dir);
    must(await store.append([findingDraft('unread in the write-ahead log')], []));
    const script = `
      const Database = require('better-sqlite3');
      try {
        new Database(process.argv[1] + '/aiqyn.lock', { timeout: 0 }).exec('BEGIN EXCLUSIVE');
        console.log('locked it');
      } catch (error) { console.log(error.code); }
      const db = new Database(process.argv[1] + '/aiqyn.db', { readonly: true });
      console.log(db.prepare('SELECT count(*) FROM entries').pluck().get());
    `;
    const other = spawnSync(process.execPath, ['-e', script, dir], { encoding: 'utf8' });
    expect(other.stdout.trim().split('\n')).toEqual(['SQLITE_BUSY', '7']);
    expect(must(fsck(dir)).size).toBe(7);
    await store.close();
  });

  test('a reader sees one snapshot, and cannot append', async () => {
    const dir = await filled();
    const writer = open(dir);
    const reader = open(dir, true);
    const before = reader.checkpoint();
    must(await writer.append([findingDraft('later')], []));
    expect(reader.size()).toBe(6);
    expect(reader.checkpoint()).toBe(before);
    expect(must(reader.load()).length).toBe(6);
    expect([...reader.read(0, 99)].length).toBe(6);
    expect(outcome(await reader.append([findingDraft('no')], []))).toBe('store_readonly');
    await reader.close();
    const next = open(dir, true);
    expect(next.size()).toBe(7);
    await next.close();
    await writer.close();
  });
});

describe('what is not a store of ours, or not whole, is refused and left as it is', () => {
  function refused(dir: string, code: string, readCode = code): void {
    const names = readdirSync(dir).filter((name) => name !== 'aiqyn.lock');
    const before = names.map((name) => readFileSync(join(dir, name)).toString('base64'));
    expect(outcome(openStore(dir, options))).toBe(code);
    expect(outcome(openStore(dir, reading))).toBe(readCode);
    expect(outcome(fsck(dir))).toBe(readCode);
    const after = names.map((name) => readFileSync(join(dir, name)).toString('base64'));
    expect(after).toEqual(before);
    // Nothing that was opened on the way stays locked.
    expect(outcome(openStore(dir, options))).toBe(code);
  }

  test('no store, for a reader', () => {
    const dir = freshFolder();
    expect(outcome(openStore(dir, reading))).toBe('store_absent');
    expect(outcome(fsck(join(dir, 'nowhere')))).toBe('store_absent');
    expect(readdirSync(dir)).toEqual([]);
  });

  test('a database of another program, a text file, a file in place of the folder', () => {
    const dir = freshFolder();
    const db = new Database(join(dir, 'aiqyn.db'));
    db.exec('CREATE TABLE notes (text)');
    db.close();
    refused(dir, 'store_foreign');
    const text = freshFolder();
    writeFileSync(
      join(text, 'aiqyn.db'),
      'not a database, but long enough to look at\n'.repeat(99),
    );
    refused(text, 'store_foreign');
    const file = join(freshFolder(), 'file');
    writeFileSync(file, '');
    expect(outcome(openStore(file, options))).toBe('store_foreign');
  });

  test('a store of a newer version', async () => {
    const dir = await filled();
    const db = new Database(join(dir, 'aiqyn.db'));
    db.pragma('user_version = 2');
    db.close();
    refused(dir, 'store_newer');
  });

  test('a database cut to nothing, to half, or gone while its key is there', async () => {
    const empty = await filled();
    truncateSync(join(empty, 'aiqyn.db'), 0);
    refused(empty, 'store_corrupt');
    const half = await filled();
    truncateSync(join(half, 'aiqyn.db'), statSync(join(half, 'aiqyn.db')).size / 2);
    refused(half, 'store_corrupt');
    const gone = await filled();
    rmSync(join(gone, 'aiqyn.db'));
    refused(gone, 'store_corrupt', 'store_absent');
  });

  test('checkpoint and entries that differ', async () => {
    const dir = await filled();
    const db = new Database(join(dir, 'aiqyn.db'));
    db.exec('DELETE FROM entries WHERE idx = 5');
    db.close();
    expect(outcome(openStore(dir, options))).toBe('store_corrupt');
    expect(outcome(openStore(dir, reading))).toBe('store_corrupt');
    const ahead = fsck(dir);
    expect(ahead.ok ? 'ok' : [ahead.error.code, ahead.error.index]).toEqual(['entry_missing', 5]);
  });

  test('an entry damaged in the middle is named when the records are loaded', async () => {
    const dir = await filled();
    const db = new Database(join(dir, 'aiqyn.db'));
    db.exec(`UPDATE entries SET bytes = CAST('{}' AS BLOB) WHERE idx = 2`);
    db.close();
    const store = open(dir);
    const loaded = store.load();
    expect(outcome(loaded)).toBe('store_corrupt');
    expect(loaded.ok ? '' : loaded.error.message).toContain('entry 2');
    expect(() => [...store.read(0, 9)]).toThrow('entry 2');
    await store.close();
  });

  test('an entry that was replaced by another good one is named', async () => {
    const dir = await filled();
    const db = new Database(join(dir, 'aiqyn.db'));
    db.exec('UPDATE entries SET bytes = (SELECT bytes FROM entries WHERE idx = 1) WHERE idx = 3');
    db.close();
    const store = open(dir);
    const loaded = store.load();
    expect(outcome(loaded)).toBe('store_corrupt');
    expect(loaded.ok ? '' : loaded.error.message).toContain('entry 3');
    await store.close();
  });

  test('a blob that was changed is not given out', async () => {
    const dir = await filled();
    const db = new Database(join(dir, 'aiqyn.db'));
    const hash = db.prepare('SELECT hex(sha256) FROM blobs LIMIT 1').pluck().get() as string;
    db.prepare('UPDATE blobs SET bytes = ? WHERE hex(sha256) = ?').run(Buffer.from('x'), hash);
    db.close();
    const store = open(dir);
    expect(() => store.blob(hash.toLowerCase())).toThrow('run fsck');
    await store.close();
  });

  test('a signing key that is missing, of another log, or nonsense', async () => {
    const dir = await filled();
    const key = join(dir, 'log.key');
    const other = freshFolder();
    const random = (size: number) => new Uint8Array(size).fill(8);
    await must(openStore(other, { ...options, random })).close();
    renameSync(key, `${key}.kept`);
    expect(outcome(openStore(dir, options))).toBe('store_key');
    cpSync(join(other, 'log.key'), key);
    expect(outcome(openStore(dir, options))).toBe('store_key');
    writeFileSync(key, 'nonsense');
    expect(outcome(openStore(dir, options))).toBe('store_key');
    // Reading and checking need no key; and the key put back makes it whole again.
    expect(outcome(fsck(dir))).toBe('ok');
    renameSync(`${key}.kept`, key);
    await open(dir).close();
  });
});

describe('a store whose making was cut off is made by the next opening', () => {
  test('before the database had its name', async () => {
    const dir = freshFolder();
    writeFileSync(join(dir, 'log.key.new'), 'PRIVATE+KEY+cut');
    writeFileSync(join(dir, 'aiqyn.db.new'), 'SQLite format 3\0cut');
    writeFileSync(join(dir, 'aiqyn.db.new-journal'), 'cut');
    await filled(dir);
    expect(readdirSync(dir).sort()).toEqual(['aiqyn.db', 'aiqyn.lock', 'log.key']);
    expect(statSync(join(dir, 'log.key')).mode & 0o777).toBe(0o600);
    expect(outcome(fsck(dir))).toBe('ok');
  });

  test('before the key had its name', async () => {
    const dir = freshFolder();
    await open(dir).close();
    renameSync(join(dir, 'log.key'), join(dir, 'log.key.new'));
    await filled(dir);
    expect(existsSync(join(dir, 'log.key.new'))).toBe(false);
    expect(outcome(fsck(dir))).toBe('ok');
  });
});

describe('a full or read-only disk', () => {
  test('what cannot be written is refused to writers, and readers read', async (context) => {
    // Rights do not hold root back, a read-only disk does; and only root can have one mounted.
    const disk = process.getuid?.() === 0 ? tinyDisk('4m') : null;
    if (process.getuid?.() === 0 && disk === null) return context.skip('no disk can be mounted');
    const parent = disk?.path ?? freshFolder();
    try {
      const dir = join(parent, 'store');
      await filled(dir);
      if (disk !== null) disk.readonly();
      else for (const path of [dir, parent]) chmodSync(path, 0o555);
      expect(outcome(openStore(dir, options))).toBe('store_readonly');
      expect(outcome(openStore(join(parent, 'new', 'store'), options))).toBe('store_readonly');
      const reader = open(dir, true);
      expect(must(reader.load()).length).toBe(6);
      await reader.close();
      expect(must(fsck(dir)).size).toBe(6);
      if (disk === null) for (const path of [parent, dir]) chmodSync(path, 0o755);
    } finally {
      disk?.remove();
    }
  });

  test('a disk that fills up: the record that does not fit is refused, the rest stays', async (context) => {
    const disk = tinyDisk('1m');
    if (disk === null) return context.skip('this user may not mount a disk');
    try {
      const dir = join(disk.path, 'store');
      const ballast = join(disk.path, 'ballast');
      writeFileSync(ballast, Buffer.alloc(200_000));
      const store = open(dir);
      let confirmed = 0;
      let answer = await store.append([findingDraft('first')], []);
      while (answer.ok && confirmed < 10_000) {
        confirmed += 1;
        const { draft, blobs } = statementDraft(`${confirmed} ${'word '.repeat(2_000)}`);
        answer = await store.append([draft], blobs);
      }
      expect(outcome(answer)).toBe('store_full');
      expect(store.size()).toBe(confirmed);
      expect(outcome(openStore(join(disk.path, 'second'), options))).toBe('store_full');
      rmSync(ballast);
      must(await store.append([findingDraft('after room was made')], []));
      await store.close();
      expect(must(fsck(dir)).size).toBe(confirmed + 1);
    } finally {
      disk.remove();
    }
  });
});
