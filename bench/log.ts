import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../src/app/store-sqlite.ts';
import { concat, must, utf8 } from '../src/base/index.ts';
import {
  emptyTree,
  extendTree,
  formatVkey,
  inclusionProof,
  leafHash,
  openCheckpoint,
  signerOf,
  type Tree,
  verifyInclusion,
} from '../src/log/format/index.ts';
import { openLog } from '../src/log/index.ts';
import { encodeRecord } from '../src/record/index.ts';
import { verifyLog } from '../src/verify/index.ts';
import { MemoryStorage } from '../test/log/memory-storage.ts';
import { findingDraft } from '../test/store/draft.ts';

/** How fast the log takes, keeps and proves records, with plain files beside it in the same run. */

export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
}

const writers = 32;
const memory_records = 20_000;
const durable_records = 4_000;
const tree_leaves = 200_000;

/** Figures of one run, in the order they were measured. `dir`: the disk that is measured. */
export async function benchLog(dir = tmpdir()): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(dir, 'aiqyn-bench-log-'));
  try {
    const memory = await inMemory();
    return [
      await rate('Merkle append, 1 KiB leaves, batches of 256', tree_leaves, growTree),
      ...memory,
      await rate(`durable appends, ${writers} writers`, durable_records, () => durable(folder)),
      await rate(`plain file, group fsync, ${writers} writers`, durable_records, () =>
        plainFile(join(folder, 'grouped'), writers),
      ),
      await rate('plain file, fsync after each', durable_records / 10, () =>
        plainFile(join(folder, 'single'), 1, durable_records / 10),
      ),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function rate(
  what: string,
  count: number,
  run: () => void | Promise<void>,
  unit = 'a second',
): Promise<Figure> {
  const start = performance.now();
  await run();
  return { what, value: Math.round(count / ((performance.now() - start) / 1_000)), unit };
}

function growTree(): void {
  const leaf = new Uint8Array(1_024);
  let tree: Tree = emptyTree;
  while (tree.size < tree_leaves) {
    const leaves = Array.from({ length: 256 }, (_, i) => {
      leaf[0] = i;
      return leafHash(leaf);
    });
    tree = extendTree(tree, leaves).tree;
  }
}

/** The writer over memory, then what a stranger does with the result. */
async function inMemory(): Promise<readonly Figure[]> {
  const signer = signerOf('bench.example/log', new Uint8Array(32).fill(1));
  const storage = new MemoryStorage(signer);
  let now = Date.UTC(2022, 0, 5);
  const log = must(openLog(storage, signer, () => now++));
  const drafts = Array.from({ length: memory_records }, (_, i) => findingDraft(`method ${i}`));
  const appended = await rate('appends in memory, calls of 100', memory_records, async () => {
    for (let i = 0; i < drafts.length; i += 100) {
      must(await log.append(drafts.slice(i, i + 100), []));
    }
  });
  const audit = () => {
    const checkpoint = log.checkpoint();
    must(
      verifyLog({ checkpoint, vkey: formatVkey(signer), entries: storage.kept, blob: () => null }),
    );
  };
  const { size, root } = must(openCheckpoint(log.checkpoint(), signer));
  const leaves = storage.kept.map(leafHash);
  const proofs = leaves
    .slice(0, 5_000)
    .map((_, index) => must(inclusionProof(index, size, (level, n) => storage.tile(level, n))));
  const prove = () => {
    for (const [index, proof] of proofs.entries()) {
      const leaf = leaves[index] ?? utf8('');
      if (!verifyInclusion(proof, leaf, index, size, root)) throw new Error('a proof is wrong');
    }
  };
  return [
    appended,
    await rate('full audit, entries', memory_records, audit),
    await rate('inclusion proofs verified', proofs.length, prove),
  ];
}

/** Every writer waits for its answer before it appends again. */
async function durable(folder: string): Promise<void> {
  let now = Date.UTC(2022, 0, 5);
  const random = (size: number) => new Uint8Array(size).fill(1);
  const store = must(openStore(join(folder, 'store'), { clock: () => now++, random }));
  const writer = async (lane: number): Promise<void> => {
    for (let i = 0; i < durable_records / writers; i++) {
      must(await store.append([findingDraft(`writer ${lane} record ${i}`)], []));
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, lane) => writer(lane)));
  await store.close();
}

/** The same bytes to the end of a file, `group` records to one write and one fsync. */
function plainFile(path: string, group: number, count = durable_records): void {
  const file = openSync(path, 'a');
  for (let i = 0; i < count; i += group) {
    const entries = Array.from({ length: group }, (_, k) => {
      const draft = findingDraft(`writer ${k} record ${i}`);
      return must(
        encodeRecord({ ...draft, v: 1, recordedAt: '2022-01-05T00:00:00.000Z' } as Parameters<
          typeof encodeRecord
        >[0]),
      );
    });
    writeSync(file, concat(...entries));
    fsyncSync(file);
  }
  closeSync(file);
}
