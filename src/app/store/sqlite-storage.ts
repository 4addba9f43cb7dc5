import type { Database, Statement } from 'better-sqlite3';
import { fail, fromHex, ok, type Result, toHex } from '../../base/index.ts';
import type { Change, Head, LogStorage } from '../../log/index.ts';
import { attempt, storeFail } from './faults.ts';

/** Rows read at a time, so that no read holds the connection while the caller works. */
const rows_per_read = 256;

/**
 * The storage port over one SQLite connection. Durable in WAL mode with `synchronous=FULL`: a
 * commit returns after the log's frames are synced to the disk.
 */
export class SqliteStorage implements LogStorage {
  readonly #db: Database;
  readonly #path: string;
  readonly #sql: ReturnType<typeof prepare>;

  /** `path` only names the store in messages. */
  constructor(db: Database, path: string) {
    this.#db = db;
    this.#path = path;
    this.#sql = prepare(db);
  }

  head(): Result<Head> {
    const read = attempt(this.#path, () => {
      this.#settle();
      return { head: this.#sql.head.get(), last: this.#sql.lastIndex.get()?.last ?? null };
    });
    if (!read.ok) return read;
    const { head, last } = read.value;
    if (head === undefined) return this.#corrupt('it has no checkpoint');
    const size = last === null ? 0 : last + 1;
    if (head.size !== size) {
      return this.#corrupt(`its last checkpoint is of ${head.size} entries, it holds ${size}`);
    }
    return ok({ size, checkpoint: head.note });
  }

  *entries(from: number, to: number): Iterable<Uint8Array> {
    for (let start = from; start < to; start += rows_per_read) {
      this.#settle();
      const rows = this.#sql.entries.all(start, Math.min(to, start + rows_per_read));
      for (const [i, { idx, bytes }] of rows.entries()) {
        if (idx !== start + i) return;
        yield plain(bytes);
      }
      if (rows.length < rows_per_read) return;
    }
  }

  tile(level: number, n: number): Uint8Array | null {
    this.#settle();
    const row = this.#sql.tile.get(level, n);
    return row === undefined ? null : plain(row.hashes);
  }

  blob(sha256: string): Uint8Array | null {
    this.#settle();
    const row = this.#sql.blob.get(fromHex(sha256));
    return row === undefined ? null : plain(row.bytes);
  }

  hasBlob(sha256: string): boolean {
    this.#settle();
    return this.#sql.hasBlob.get(fromHex(sha256)) !== undefined;
  }

  async commit(change: Change): Promise<Result<void>> {
    const head = this.head();
    if (!head.ok) return head;
    const written = attempt(this.#path, () => this.#write(change));
    if (!written.ok) return written;
    if (written.value === change.from) return ok(undefined);
    return fail(
      'store_conflict',
      `the store holds ${written.value} entries, the change was made for ${change.from}`,
      this.#path,
      'Read the log again and repeat.',
    );
  }

  /** The checkpoint of the greatest size, whether or not the entries are there. */
  newestCheckpoint(): string | null {
    return this.#sql.head.get()?.note ?? null;
  }

  /** Every checkpoint ever signed here, by size. */
  *checkpoints(): Iterable<Head> {
    for (let after = -1; ; ) {
      const rows = this.#sql.checkpoints.all(after, rows_per_read);
      for (const { size, note } of rows) yield { size, checkpoint: note };
      const last = rows.at(-1);
      if (last === undefined) return;
      after = last.size;
    }
  }

  /** SHA-256 (hexadecimal) of all stored blobs. */
  blobHashes(): readonly string[] {
    return this.#sql.blobHashes.all().map(({ sha256 }) => toHex(sha256));
  }

  /** Where every tile stands. */
  tiles(): readonly { readonly level: number; readonly n: number }[] {
    return this.#sql.tiles.all();
  }

  /** What SQLite itself finds wrong with the file; empty if nothing. */
  integrity(): readonly string[] {
    const found = this.#db.pragma('integrity_check(1)') as { integrity_check: string }[];
    return found.map((row) => row.integrity_check).filter((line) => line !== 'ok');
  }

  /** The change in one transaction; the size that was found, without writing if it is another. */
  #write(change: Change): number {
    const sql = this.#sql;
    sql.begin.run();
    const size = sql.head.get()?.size ?? 0;
    if (size !== change.from) {
      sql.rollback.run();
      return size;
    }
    for (const [hash, bytes] of change.blobs) sql.putBlob.run(fromHex(hash), bytes);
    for (const [i, bytes] of change.entries.entries()) sql.putEntry.run(size + i, bytes);
    for (const { level, n, hashes } of change.tiles) sql.putTile.run(level, n, hashes);
    sql.putCheckpoint.run(size + change.entries.length, change.checkpoint);
    sql.commit.run();
    return size;
  }

  /**
   * A commit that failed leaves its transaction open. It is rolled back before anything is read:
   * what it wrote must not be taken for stored. Where that fails too, so does the read.
   */
  #settle(): void {
    if (!this.#db.readonly && this.#db.inTransaction) this.#sql.rollback.run();
  }

  #corrupt(why: string): Result<never> {
    return storeFail('store_corrupt', `the store is damaged: ${why}`, this.#path);
  }
}

/** A plain view of the bytes: a Buffer is compared and printed unlike other arrays. */
function plain(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function prepare(db: Database) {
  return {
    begin: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
    rollback: db.prepare('ROLLBACK'),
    head: db.prepare('SELECT size, note FROM checkpoints ORDER BY size DESC LIMIT 1') as Statement<
      [],
      { size: number; note: string }
    >,
    lastIndex: db.prepare('SELECT max(idx) AS last FROM entries') as Statement<
      [],
      { last: number | null }
    >,
    entries: db.prepare(
      'SELECT idx, bytes FROM entries WHERE idx >= ? AND idx < ? ORDER BY idx',
    ) as Statement<[number, number], { idx: number; bytes: Uint8Array }>,
    tile: db.prepare('SELECT hashes FROM tiles WHERE level = ? AND n = ?') as Statement<
      [number, number],
      { hashes: Uint8Array }
    >,
    tiles: db.prepare('SELECT level, n FROM tiles ORDER BY level, n') as Statement<
      [],
      { level: number; n: number }
    >,
    blob: db.prepare('SELECT bytes FROM blobs WHERE sha256 = ?') as Statement<
      [Uint8Array | null],
      { bytes: Uint8Array }
    >,
    hasBlob: db.prepare('SELECT 1 FROM blobs WHERE sha256 = ?') as Statement<[Uint8Array | null]>,
    blobHashes: db.prepare('SELECT sha256 FROM blobs ORDER BY sha256') as Statement<
      [],
      { sha256: Uint8Array }
    >,
    checkpoints: db.prepare(
      'SELECT size, note FROM checkpoints WHERE size > ? ORDER BY size LIMIT ?',
    ) as Statement<[number, number], { size: number; note: string }>,
    putEntry: db.prepare('INSERT INTO entries (idx, bytes) VALUES (?, ?)'),
    putBlob: db.prepare('INSERT INTO blobs (sha256, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING'),
    putTile: db.prepare(
      'INSERT INTO tiles (level, n, hashes) VALUES (?, ?, ?) ' +
        'ON CONFLICT (level, n) DO UPDATE SET hashes = excluded.hashes',
    ),
    putCheckpoint: db.prepare('INSERT INTO checkpoints (size, note) VALUES (?, ?)'),
  };
}
