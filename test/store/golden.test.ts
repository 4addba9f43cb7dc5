import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { fsck } from '../../src/app/fsck.ts';
import { fromUtf8, must, sha256, toHex } from '../../src/base/index.ts';
import { formatSigningKey } from '../../src/log/format/index.ts';
import { draftRef } from '../../src/log/index.ts';
import { encodeRecord } from '../../src/record/index.ts';
import { findingDraft, requestDraft, statementDraft } from './draft.ts';
import { fixedRandom, freshFolder, open } from './folder.ts';

/**
 * A small store whose every byte that others see is written down. `GOLDEN=write` writes it anew;
 * the difference is to be read by eye: a change here breaks every log that exists.
 */

const golden = fileURLToPath(new URL('golden/', import.meta.url));

async function smallStore(dir: string): Promise<string[]> {
  const store = open(dir);
  const checkpoints = [store.checkpoint()];
  const { draft, blobs } = statementDraft('Тұрғындар үйде болсын.\nЖителям оставаться дома.\n');
  must(await store.append([draft, requestDraft(draftRef(0), 'оставаться дома')], blobs));
  checkpoints.push(store.checkpoint());
  must(await store.append([findingDraft('median of 7 days, v1')], []));
  checkpoints.push(store.checkpoint());
  await store.close();
  return checkpoints;
}

test('the same drafts, key and clock give the same entries, ids and checkpoints', async () => {
  const dir = freshFolder();
  const checkpoints = await smallStore(dir);
  const reader = open(dir, true);
  const entries = must(reader.load()).map(({ index, id, record }) => {
    const bytes = must(encodeRecord(record));
    return { index, id, sha256: toHex(sha256(bytes)), entry: fromUtf8(bytes) };
  });
  const { vkey } = reader.keys();
  const inclusionOfEntry1 = must(reader.inclusion(1)).map(toHex);
  await reader.close();
  const made = { vkey, checkpoints, entries, inclusionOfEntry1 };
  const file = join(golden, 'small.json');
  if (process.env['GOLDEN'] === 'write') {
    mkdirSync(golden, { recursive: true });
    writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`);
  }
  expect(made).toEqual(JSON.parse(readFileSync(file, 'utf8')));
});

test('a store of version 1 opens, checks and grows', async () => {
  const kept = join(golden, 'store-v1');
  if (process.env['GOLDEN'] === 'write') {
    const dir = freshFolder();
    await smallStore(dir);
    cpSync(join(dir, 'aiqyn.db'), join(kept, 'aiqyn.db'));
  }
  const dir = freshFolder();
  cpSync(kept, dir, { recursive: true });
  const { origin, size } = must(fsck(dir));
  expect(size).toBe(3);
  // No private key is kept in the repository; this one is made of the test's fixed bytes.
  writeFileSync(join(dir, 'log.key'), formatSigningKey(origin, fixedRandom(32)));
  const store = open(dir);
  const before = store.checkpoint();
  expect(before).toBe(JSON.parse(readFileSync(join(golden, 'small.json'), 'utf8')).checkpoints[2]);
  must(await store.append([findingDraft('later')], []));
  await store.close();
  expect(must(fsck(dir))).toMatchObject({ size: 4, checkpoints: 4 });
});
