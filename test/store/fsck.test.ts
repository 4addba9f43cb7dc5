import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { fsck } from '../../src/app/fsck.ts';
import { must, utf8 } from '../../src/base/index.ts';
import { formatVkey, signCheckpoint, signerOf } from '../../src/log/format/index.ts';
import { findingDraft, statementDraft } from './draft.ts';
import { freshFolder, open } from './folder.ts';

const source = freshFolder();
let vkey = '';

beforeAll(async () => {
  const store = open(source);
  const { draft, blobs } = statementDraft('Trains stand still.');
  must(await store.append([draft], blobs));
  for (let i = 1; i < 300; i += 23) {
    const drafts = Array.from({ length: 23 }, (_, k) => findingDraft(`method ${i + k}`));
    must(await store.append(drafts, []));
  }
  vkey = store.keys().vkey;
  await store.close();
});

/** A copy of the store after some SQL was run on it by hand. */
function tampered(sql = ''): string {
  const dir = freshFolder();
  cpSync(source, dir, { recursive: true });
  const db = new Database(join(dir, 'aiqyn.db'));
  db.exec(sql);
  db.close();
  return dir;
}

/** Code and entry of what fsck finds first. */
function found(dir: string, key?: string): readonly [string, number | null] {
  const checked = fsck(dir, key);
  return checked.ok ? ['ok', checked.value.size] : [checked.error.code, checked.error.index];
}

const swap = (table: string, key: string, value: string, a: string, b: string): string =>
  `CREATE TEMP TABLE pair AS SELECT ${key} AS k, ${value} AS v FROM ${table} ` +
  `WHERE ${key} IN (${a}, ${b}); ` +
  `UPDATE ${table} SET ${value} = (SELECT v FROM pair WHERE k <> ${table}.${key}) ` +
  `WHERE ${key} IN (${a}, ${b})`;

const other = signerOf('log.example/other', new Uint8Array(32).fill(99));
const otherNote = signCheckpoint(300, new Uint8Array(32), other).replaceAll("'", "''");

describe('fsck finds', () => {
  type Case = readonly [what: string, code: string, index: number | null, sql?: string];
  const cases: readonly Case[] = [
    ['nothing in a good store', 'ok', 300],
    [
      'a byte of an entry changed',
      'entry_changed',
      17,
      `UPDATE entries SET bytes = CAST(replace(CAST(bytes AS TEXT), 'method 17', 'method 71')
         AS BLOB) WHERE idx = 17`,
    ],
    ['an entry gone from the middle', 'entry_missing', 40, 'DELETE FROM entries WHERE idx = 40'],
    ['the last entry gone', 'entry_missing', 299, 'DELETE FROM entries WHERE idx = 299'],
    [
      'an entry that no checkpoint covers',
      'entry_unsigned',
      300,
      'INSERT INTO entries SELECT 300, bytes FROM entries WHERE idx = 3',
    ],
    ['two entries swapped', 'entry_changed', 50, swap('entries', 'idx', 'bytes', '50', '51')],
    ['a blob changed', 'blob_changed', 0, `UPDATE blobs SET bytes = CAST('Trains run.' AS BLOB)`],
    ['a blob gone', 'blob_missing', 0, 'DELETE FROM blobs'],
    [
      'a blob that nothing names',
      'blob_unreferenced',
      null,
      `INSERT INTO blobs VALUES (zeroblob(32), CAST('hidden' AS BLOB))`,
    ],
    [
      'a tile changed',
      'tile_wrong',
      null,
      'UPDATE tiles SET hashes = zeroblob(32) WHERE level = 1 AND n = 0',
    ],
    ['a tile gone', 'tile_wrong', null, 'DELETE FROM tiles WHERE level = 1'],
    ['a tile too many', 'tile_wrong', null, 'INSERT INTO tiles VALUES (2, 0, zeroblob(32))'],
    [
      'the checkpoint changed',
      'note_signature',
      null,
      `UPDATE checkpoints SET note = replace(note, char(10) || '300' || char(10),
         char(10) || '301' || char(10)) WHERE size = 300`,
    ],
    [
      'an earlier checkpoint changed',
      'note_signature',
      null,
      `UPDATE checkpoints SET note = replace(note, char(10) || '24' || char(10),
         char(10) || '25' || char(10)) WHERE size = 24`,
    ],
    [
      'a checkpoint of another key',
      'note_unsigned',
      null,
      `UPDATE checkpoints SET note = '${otherNote}' WHERE size = 300`,
    ],
    [
      'the newest checkpoint gone',
      'entry_unsigned',
      277,
      'DELETE FROM checkpoints WHERE size = 300',
    ],
    ['no checkpoint at all', 'store_corrupt', null, 'DELETE FROM checkpoints'],
    [
      'another key than its own',
      'note_unsigned',
      null,
      `UPDATE keys SET vkey = '${formatVkey(other)}'`,
    ],
    ['no key', 'store_corrupt', null, 'DELETE FROM keys'],
  ];

  const named = cases.map(([what, code, index, sql = '']) => ({ what, code, index, sql }));
  test.each(named)('$what: $code', ({ code, index, sql }) => {
    expect(found(tampered(sql))).toEqual([code, index]);
  });

  test('that the key is not the one remembered elsewhere', () => {
    expect(found(source, vkey)).toEqual(['ok', 300]);
    expect(found(source, formatVkey(other))).toEqual(['note_unsigned', null]);
    expect(found(source, 'nonsense')).toEqual(['vkey_malformed', null]);
  });

  test('a file cut at any page, and bytes flipped in the file itself', () => {
    const bytes = readFileSync(join(source, 'aiqyn.db'));
    for (let end = 4096; end < bytes.length; end += 4096 * 9) {
      const dir = tampered();
      writeFileSync(join(dir, 'aiqyn.db'), bytes.subarray(0, end));
      expect(found(dir)[0]).toBe('store_corrupt');
    }
    const words = bytes.indexOf(utf8('"method":"method 17"'));
    expect(words).toBeGreaterThan(0);
    const dir = tampered();
    bytes[words + 12] = (bytes[words + 12] ?? 0) ^ 0x20;
    writeFileSync(join(dir, 'aiqyn.db'), bytes);
    expect(found(dir)).toEqual(['entry_changed', 17]);
  });

  test('whatever byte is flipped, it answers with a code or finds nothing that matters', () => {
    const bytes = readFileSync(join(source, 'aiqyn.db'));
    const dir = tampered();
    // Spread over the file by a step that shares no factor with the page size.
    for (let at = 0; at < bytes.length; at += 3_001) {
      const flipped = new Uint8Array(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ 0xff;
      writeFileSync(join(dir, 'aiqyn.db'), flipped);
      const [code, index] = found(dir, vkey);
      // Free space and caches of SQLite may change; the record may not.
      if (code === 'ok') expect(index).toBe(300);
      else expect(code).toMatch(/^(store|entry|blob|tile|note|checkpoint|record)_/);
    }
  });
});
