import { describe, expect, test } from 'vitest';
import { fromUtf8, must, utf8 } from '../../src/base/index.ts';
import {
  emptyTree,
  extendTree,
  formatVkey,
  leafHash,
  rootOf,
  signCheckpoint,
  signerOf,
} from '../../src/log/format/index.ts';
import { openLog } from '../../src/log/index.ts';
import { type Evidence, verifyLog } from '../../src/verify/index.ts';
import { findingDraft, statementDraft } from '../store/draft.ts';
import { tickingClock } from '../store/folder.ts';
import { MemoryStorage } from './memory-storage.ts';

const signer = signerOf('log.example/verify', new Uint8Array(32).fill(3));

/** A log of a statement and 299 findings in five commits, as evidence. */
async function evidence(): Promise<Evidence & { readonly entries: readonly Uint8Array[] }> {
  const storage = new MemoryStorage(signer);
  const log = must(openLog(storage, signer, tickingClock()));
  const { draft, blobs } = statementDraft('Water is being trucked in.');
  must(await log.append([draft], blobs));
  const drafts = Array.from({ length: 299 }, (_, i) => findingDraft(`method ${i}`));
  for (const [from, to] of [
    [0, 9],
    [9, 255],
    [255, 256],
    [256, 299],
  ]) {
    must(await log.append(drafts.slice(from, to), []));
  }
  return {
    checkpoint: log.checkpoint(),
    vkey: formatVkey(signer),
    entries: storage.kept,
    blob: (hash) => storage.blob(hash),
    tile: (level, n) => storage.tile(level, n),
    earlier: storage.checkpoints,
  };
}

/** The code and the entry of the first fault; `ok` if there is none. */
function found(given: Evidence): string {
  const verified = verifyLog(given);
  if (verified.ok) return `ok ${verified.value.size} after ${verified.value.earlier}`;
  return `${verified.error.code} ${verified.error.index ?? ''}`.trim();
}

/** The same entries under a checkpoint that the keeper of the key signed anew. */
function resigned(given: Evidence, entries: readonly Uint8Array[]): Evidence {
  const { tree } = extendTree(emptyTree, entries.map(leafHash));
  const { vkey, blob } = given;
  return { checkpoint: signCheckpoint(tree.size, rootOf(tree), signer), vkey, blob, entries };
}

function without({ checkpoint, vkey, entries, blob }: Evidence): Evidence {
  return { checkpoint, vkey, entries, blob };
}

const edit = (bytes: Uint8Array, from: string, to: string): Uint8Array =>
  utf8(fromUtf8(bytes).replace(from, to));

describe('verifyLog finds the first thing that is wrong', async () => {
  const good = await evidence();
  const { entries } = good;
  const at = (index: number): Uint8Array => entries[index] ?? utf8('');

  test('nothing in a good log', () => {
    expect(found(good)).toBe('ok 300 after 6');
    expect(found(without(good))).toBe('ok 300 after 0');
  });

  test('an entry changed in one byte, with tiles and without', () => {
    const changed = entries.with(17, edit(at(17), 'method 16', 'method 1X'));
    expect(found({ ...good, entries: changed })).toBe('entry_changed 17');
    expect(found({ ...without(good), entries: changed })).toBe('root_mismatch');
    const broken = entries.with(17, edit(at(17), '"kind"', '"kInd"'));
    expect(found({ ...good, entries: broken })).toBe('entry_changed 17');
    expect(found({ ...without(good), entries: broken })).toBe('record_invalid 17');
    const spaced = entries.with(17, edit(at(17), ':', ': '));
    expect(found({ ...without(good), entries: spaced })).toBe('entry_not_canonical 17');
  });

  test('an entry missing, added, repeated or moved', () => {
    expect(found({ ...good, entries: entries.slice(0, 299) })).toBe('entry_missing 299');
    expect(found({ ...good, entries: entries.toSpliced(40, 1) })).toBe('entry_changed 40');
    expect(found({ ...without(good), entries: entries.toSpliced(40, 1) })).toBe(
      'entry_missing 299',
    );
    expect(found({ ...good, entries: [...entries, at(3)] })).toBe('entry_unsigned 300');
    const swapped = entries.with(50, at(51)).with(51, at(50));
    expect(found({ ...good, entries: swapped })).toBe('entry_changed 50');
    expect(found(resigned(good, entries.with(50, at(49))))).toBe('entry_repeated 50');
  });

  test('what the key signed but the log may not hold', () => {
    const later = edit(at(8), '2022-01-07T12', '2022-01-07T13');
    expect(found(resigned(good, entries.with(8, later)))).toBe('record_time 9');
    const unknown = edit(at(8), '"kind":"finding"', '"kind":"suspect"');
    expect(found(resigned(good, entries.with(8, unknown)))).toBe('record_invalid 8');
    // Rewriting history under the right key is found by any checkpoint that somebody kept.
    const rewritten = entries.with(17, edit(at(17), 'method 16', 'method 1X'));
    expect(found(resigned(good, rewritten))).toBe('ok 300 after 0');
    const kept = good.earlier ?? [];
    expect(found({ ...resigned(good, rewritten), earlier: kept })).toBe('checkpoint_inconsistent');
    expect(found({ ...resigned(good, entries.slice(0, 100)), earlier: kept })).toBe(
      'checkpoint_inconsistent',
    );
    const unordered = [...kept].reverse();
    expect(found({ ...good, earlier: unordered })).toBe('checkpoint_inconsistent');
  });

  test('a blob missing or changed', () => {
    expect(found({ ...good, blob: () => null })).toBe('blob_missing 0');
    expect(found({ ...good, blob: () => utf8('Water is not.') })).toBe('blob_changed 0');
  });

  test('a tile changed or missing, where the entries are right', () => {
    const { tile } = good;
    const zeroed = (level: number, n: number) =>
      (tile?.(level, n) ?? null)?.slice().fill(0) ?? null;
    for (const place of ['0/0', '0/1', '1/0']) {
      const one: Evidence['tile'] = (level, n) =>
        (`${level}/${n}` === place ? zeroed : tile)?.(level, n) ?? null;
      expect(found({ ...good, tile: one })).toBe('tile_wrong');
    }
    expect(found({ ...good, tile: () => null })).toBe('tile_wrong');
  });

  test('a checkpoint changed, unsigned, or of another key', () => {
    const { checkpoint } = good;
    const note = (from: string, to: string) => ({
      ...good,
      checkpoint: checkpoint.replace(from, to),
    });
    expect(found(note('\n300\n', '\n299\n'))).toBe('note_signature');
    expect(found(note('log.example/verify\n', 'log.example/other\n'))).toBe('note_signature');
    expect(found(note('\u2014 log.example/verify', '\u2014 log.example/other'))).toBe(
      'note_unsigned',
    );
    expect(found(note('\n\n', '\n'))).toBe('note_malformed');
    const other = signerOf('log.example/verify', new Uint8Array(32).fill(4));
    expect(found({ ...good, vkey: formatVkey(other) })).toBe('note_unsigned');
    expect(found({ ...good, vkey: 'nonsense' })).toBe('vkey_malformed');
  });

  test('the empty log is a log', () => {
    const storage = new MemoryStorage(signer);
    const [checkpoint = ''] = storage.checkpoints;
    const empty = { ...good, checkpoint, entries: [], earlier: storage.checkpoints };
    expect(found(empty)).toBe('ok 0 after 1');
    expect(found({ ...empty, entries: [at(0)] })).toBe('entry_unsigned 0');
  });
});
