import { equalBytes, fail, ok, type Result } from '../../base/index.ts';
import { emptyRoot, hashSize, nodeHash } from './merkle.ts';
import { type TileReader, tileHeight, tileWidth } from './tile.ts';
import { perfectRoot } from './tree.ts';

/**
 * Inclusion and consistency proofs of RFC 6962 section 2.1, made from tiles. They are checked with
 * the algorithms that RFC 9162 sections 2.1.3.2 and 2.1.4.2 spell out for the same proofs.
 * Sizes go up to 2^53 - 1, so halving is arithmetic, not a 32-bit shift.
 */

/** Hashes in the order of the RFC. Making one fails as `tile_missing` where tiles are. */
export type Proof = readonly Uint8Array[];

/** RFC 6962 section 2.1.1: the audit path of one leaf in the tree of `size` leaves. */
export function inclusionProof(index: number, size: number, tile: TileReader): Result<Proof> {
  if (!isIndex(index, size)) return badRange(`entry ${index} is not in a tree of ${size}`);
  return collect((proof) => path(proof, index, 0, size, tile));
}

/** RFC 6962 section 2.1.2: that the tree of `size` leaves begins with the tree of `old` leaves. */
export function consistencyProof(old: number, size: number, tile: TileReader): Result<Proof> {
  if (!(Number.isSafeInteger(old) && old >= 0 && old <= size)) {
    return badRange(`a tree of ${size} cannot begin with one of ${old}`);
  }
  if (old === 0 || old === size) return ok([]);
  return collect((proof) => subproof(proof, old, 0, size, true, tile));
}

/** The root of the first `size` leaves. */
export function rootAt(size: number, tile: TileReader): Result<Uint8Array> {
  if (size === 0) return ok(emptyRoot());
  const root = collect((hashes) => hashes.push(rangeHash(0, size, tile)));
  return root.ok ? ok(root.value[0] ?? emptyRoot()) : root;
}

/** RFC 9162 section 2.1.3.2. True only if the leaf hash stands at `index` under `root`. */
export function verifyInclusion(
  proof: Proof,
  leaf: Uint8Array,
  index: number,
  size: number,
  root: Uint8Array,
): boolean {
  if (!isIndex(index, size) || !areHashes(proof)) return false;
  let node = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && equalBytes(hash, root);
}

/** RFC 9162 section 2.1.4.2. An empty tree is a beginning of every tree, by an empty proof. */
export function verifyConsistency(
  proof: Proof,
  old: number,
  oldRoot: Uint8Array,
  size: number,
  root: Uint8Array,
): boolean {
  if (!Number.isSafeInteger(old) || !Number.isSafeInteger(size) || !areHashes(proof)) return false;
  if (old < 0 || old > size) return false;
  if (old === size) return proof.length === 0 && equalBytes(oldRoot, root);
  if (old === 0) return proof.length === 0 && equalBytes(oldRoot, emptyRoot());
  let node = old - 1;
  let last = size - 1;
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  // A perfect old tree is itself the first hash, and the proof leaves it out.
  const [first, ...rest] = node === 0 ? [oldRoot, ...proof] : proof;
  if (first === undefined) return false;
  let oldHash = first;
  let hash = first;
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      oldHash = nodeHash(sibling, oldHash);
      hash = nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && equalBytes(oldHash, oldRoot) && equalBytes(hash, root);
}

/** PATH(m, D[lo:hi]). */
function path(out: Uint8Array[], m: number, lo: number, hi: number, tile: TileReader): void {
  if (hi - lo === 1) return;
  const mid = lo + splitOf(hi - lo);
  if (m < mid) {
    path(out, m, lo, mid, tile);
    out.push(rangeHash(mid, hi, tile));
  } else {
    path(out, m, mid, hi, tile);
    out.push(rangeHash(lo, mid, tile));
  }
}

/** SUBPROOF(m, D[lo:hi], whole). */
function subproof(
  out: Uint8Array[],
  m: number,
  lo: number,
  hi: number,
  whole: boolean,
  tile: TileReader,
): void {
  if (m === hi) {
    if (!whole) out.push(rangeHash(lo, hi, tile));
    return;
  }
  const mid = lo + splitOf(hi - lo);
  if (m <= mid) {
    subproof(out, m, lo, mid, whole, tile);
    out.push(rangeHash(mid, hi, tile));
  } else {
    subproof(out, m, mid, hi, false, tile);
    out.push(rangeHash(lo, mid, tile));
  }
}

/** MTH(D[lo:hi]), where `lo` is a multiple of the largest perfect subtree in the range. */
function rangeHash(lo: number, hi: number, tile: TileReader): Uint8Array {
  const width = hi - lo;
  const split = splitOf(width);
  if (width === 1 || split * 2 === width) return perfectHash(lo, width, tile);
  return nodeHash(rangeHash(lo, lo + split, tile), rangeHash(lo + split, hi, tile));
}

/** The root of `width` leaves from `lo`, where `width` is a power of two that divides `lo`. */
function perfectHash(lo: number, width: number, tile: TileReader): Uint8Array {
  const level = Math.floor(Math.log2(width) / tileHeight);
  const index = lo / tileWidth ** level;
  const n = Math.floor(index / tileWidth);
  const hashes = tile(level, n);
  const start = (index % tileWidth) * hashSize;
  const end = start + (width / tileWidth ** level) * hashSize;
  if (hashes === null || hashes.length < end) throw new TileMissing(level, n);
  return perfectRoot(hashes.subarray(start, end));
}

class TileMissing extends Error {
  readonly tile: string;

  constructor(level: number, n: number) {
    super(`tile ${n} of level ${level} is absent or cut`);
    this.tile = `tile ${level}/${n}`;
  }
}

function collect(fill: (out: Uint8Array[]) => void): Result<Proof> {
  const out: Uint8Array[] = [];
  try {
    fill(out);
  } catch (error) {
    if (error instanceof TileMissing) return fail('tile_missing', error.message, error.tile);
    throw error;
  }
  return ok(out);
}

/** RFC 6962 section 2.1: the largest power of two smaller than `n`; 1 for `n` of 1. */
function splitOf(n: number): number {
  let split = 1;
  while (split * 2 < n) split *= 2;
  return split;
}

function half(n: number): number {
  return Math.floor(n / 2);
}

function isIndex(index: number, size: number): boolean {
  return Number.isSafeInteger(index) && Number.isSafeInteger(size) && index >= 0 && index < size;
}

function areHashes(proof: Proof): boolean {
  return proof.every((hash) => hash.length === hashSize);
}

function badRange(message: string): Result<never> {
  return fail('proof_range', message, null, 'Ask within the size of the checkpoint.');
}
