import { fail, ok, type Result } from '../../src/base/index.ts';
import { emptyRoot, type Signer, signCheckpoint } from '../../src/log/format/index.ts';
import type { Change, Head, LogStorage } from '../../src/log/index.ts';

/** The storage port in memory: the plainest thing that keeps its contract. */
export class MemoryStorage implements LogStorage {
  readonly kept: Uint8Array[] = [];
  readonly tiles = new Map<string, Uint8Array>();
  readonly blobs = new Map<string, Uint8Array>();
  readonly checkpoints: string[];

  constructor(signer: Signer) {
    this.checkpoints = [signCheckpoint(0, emptyRoot(), signer)];
  }

  head(): Result<Head> {
    return ok({ size: this.kept.length, checkpoint: this.checkpoints.at(-1) ?? '' });
  }

  entries(from: number, to: number): Iterable<Uint8Array> {
    return this.kept.slice(from, to);
  }

  tile(level: number, n: number): Uint8Array | null {
    return this.tiles.get(`${level}/${n}`) ?? null;
  }

  blob(sha256: string): Uint8Array | null {
    return this.blobs.get(sha256) ?? null;
  }

  hasBlob(sha256: string): boolean {
    return this.blobs.has(sha256);
  }

  async commit(change: Change): Promise<Result<void>> {
    if (change.from !== this.kept.length) {
      return fail('store_conflict', `the store holds ${this.kept.length} entries`);
    }
    this.kept.push(...change.entries);
    for (const { level, n, hashes } of change.tiles) this.tiles.set(`${level}/${n}`, hashes);
    for (const [hash, bytes] of change.blobs) this.blobs.set(hash, bytes);
    this.checkpoints.push(change.checkpoint);
    return ok(undefined);
  }
}
