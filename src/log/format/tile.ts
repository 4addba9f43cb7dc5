import { hashSize } from './merkle.ts';

/**
 * Tiles of C2SP tlog-tiles: the tree is kept as runs of consecutive hashes at every eighth level.
 * Level 0 holds leaf hashes; a hash at level `l` is the root of `256 ** l` leaves.
 */

/** tlog-tiles, "Merkle Tree": "Full tiles MUST be exactly 256 hashes wide". */
export const tileWidth = 256;
/** 256 hashes are a subtree of this height. */
export const tileHeight = 8;

export interface Tile {
  readonly level: number;
  readonly n: number;
  /** 1 to 256 hashes one after another, 32 bytes each; fewer than 256 only at the right edge. */
  readonly hashes: Uint8Array;
}

/** The stored tile, or `null` if there is none. It may be wider than a smaller tree needs. */
export type TileReader = (level: number, n: number) => Uint8Array | null;

/** Hashes at a level of a tree: `floor(size / 256 ** level)`. */
export function hashesAtLevel(size: number, level: number): number {
  return Math.floor(size / tileWidth ** level);
}

/** tlog-tiles, "Partial Tiles": the width of the last tile of a level, 0 if there is none. */
export function partialWidth(size: number, level: number): number {
  return hashesAtLevel(size, level) % tileWidth;
}

/** The hash in a slot of a tile; `null` if the tile is not that wide. */
export function hashInTile(hashes: Uint8Array, slot: number): Uint8Array | null {
  const end = (slot + 1) * hashSize;
  return slot < 0 || end > hashes.length ? null : hashes.subarray(end - hashSize, end);
}
