import { err, type Failure, ok, type Result, toBase64 } from '../base/index.ts';
import { formatVkey, hashesAtLevel, tileWidth } from '../log/format/index.ts';
import { type Fault, verifyLog } from '../verify/index.ts';
import { attempt } from './store/faults.ts';
import { openForReading, pathsOf, readVerifierKey } from './store/folder.ts';
import { SqliteStorage } from './store/sqlite-storage.ts';

/** What was checked, when nothing was wrong. */
export interface FsckReport {
  readonly origin: string;
  readonly vkey: string;
  /** Entries. */
  readonly size: number;
  /** Root hash, base64, as in the checkpoint. */
  readonly root: string;
  readonly blobs: number;
  readonly checkpoints: number;
}

/**
 * Checks a whole store, from one snapshot, also while another process writes to it: the file as
 * SQLite sees it, the signature, every entry, id, hash, tile and blob, and that the log begins with
 * every checkpoint that it ever signed. Gives the first thing that is wrong.
 *
 * The store names its own key. Whoever replaced the whole folder replaced that too, so `vkey`,
 * remembered elsewhere, is what makes this a proof rather than a check for damage.
 */
export function fsck(dir: string, vkey?: string): Result<FsckReport, Fault> {
  const db = openForReading(dir);
  if (!db.ok) return err(nowhere(db.error));
  const place = pathsOf(dir).database;
  try {
    const checked = attempt(place, () => {
      const key = readVerifierKey(db.value, dir);
      if (!key.ok) return err(nowhere(key.error));
      const storage = new SqliteStorage(db.value, place);
      return checkStorage(storage, dir, vkey ?? formatVkey(key.value));
    });
    return checked.ok ? checked.value : err(nowhere(checked.error));
  } finally {
    db.value.close();
  }
}

function checkStorage(
  storage: SqliteStorage,
  dir: string,
  vkey: string,
): Result<FsckReport, Fault> {
  const place = pathsOf(dir).database;
  const [damage] = storage.integrity();
  if (damage !== undefined) {
    return wrong('store_corrupt', `SQLite finds the database damaged: ${damage}`, place);
  }
  const checkpoint = storage.newestCheckpoint();
  if (checkpoint === null) return wrong('store_corrupt', 'the store has no checkpoint', place);
  const verified = verifyLog({
    checkpoint,
    vkey,
    entries: storage.entries(0, Number.MAX_SAFE_INTEGER),
    blob: (hash) => storage.blob(hash),
    tile: (level, n) => storage.tile(level, n),
    earlier: notes(storage),
  });
  if (!verified.ok) return verified;
  const { size, origin, root, blobs, earlier } = verified.value;
  const stray = storage.blobHashes().find((hash) => !blobs.has(hash));
  if (stray !== undefined) {
    return wrong('blob_unreferenced', `no entry names the blob ${stray}`, place);
  }
  const surplus = storage
    .tiles()
    .find(({ level, n }) => n * tileWidth >= hashesAtLevel(size, level));
  if (surplus !== undefined) {
    const { level, n } = surplus;
    return wrong('tile_wrong', `tile ${n} of level ${level} is beyond the tree`, place);
  }
  return ok({
    origin,
    vkey,
    size,
    root: toBase64(root),
    blobs: blobs.size,
    checkpoints: earlier,
  });
}

function* notes(storage: SqliteStorage): Iterable<string> {
  for (const { checkpoint } of storage.checkpoints()) yield checkpoint;
}

function nowhere(failure: Failure): Fault {
  return { ...failure, index: null };
}

function wrong(code: string, message: string, at: string): Result<never, Fault> {
  return err({ code, message, at, todo: 'Restore the folder from a copy.', index: null });
}
