import { fail, ok, type Result } from '../../base/index.ts';
import { emptyRoot, hashSize, nodeHash } from './merkle.ts';
import {
  hashesAtLevel,
  partialWidth,
  type Tile,
  type TileReader,
  tileHeight,
  tileWidth,
} from './tile.ts';

/**
 * A growing tree, as much of it as appending needs: the roots of its perfect subtrees from left to
 * right (a compact range) and the tiles at its right edge. Values; growing makes a new one.
 */
export interface Tree {
  /** Leaves. */
  readonly size: number;
  /** One root per bit that is set in `size`, the largest subtree first. */
  readonly stack: readonly Uint8Array[];
  /** The partial tile of each level; empty where the level's last tile is full. */
  readonly edge: readonly Uint8Array[];
}

export const emptyTree: Tree = { size: 0, stack: [], edge: [] };

/** RFC 6962 section 2.1: smaller subtrees are hashed in from the right. */
export function rootOf(tree: Tree): Uint8Array {
  let root: Uint8Array | undefined;
  for (let i = tree.stack.length - 1; i >= 0; i--) {
    const left = tree.stack[i];
    if (left !== undefined) root = root === undefined ? left : nodeHash(left, root);
  }
  return root ?? emptyRoot();
}

/** The tree with more leaf hashes, and every tile that this makes or widens. */
export function extendTree(
  tree: Tree,
  leaves: Iterable<Uint8Array>,
): { readonly tree: Tree; readonly tiles: readonly Tile[] } {
  const stack = [...tree.stack];
  const edge = new Edge(tree.edge);
  let size = tree.size;
  for (const leaf of leaves) {
    let hash = leaf;
    let index = size;
    edge.put(0, index, hash);
    for (let height = 1; index % 2 === 1; height++) {
      const left = stack.pop();
      if (left === undefined) throw new Error('the compact range does not fit the size');
      hash = nodeHash(left, hash);
      index = (index - 1) / 2;
      if (height % tileHeight === 0) edge.put(height / tileHeight, index, hash);
    }
    stack.push(hash);
    size++;
  }
  return { tree: { size, stack, edge: edge.partial(size) }, tiles: edge.changed(size) };
}

/** The tree of a given size, from stored tiles; `tile_missing` if one is absent or too narrow. */
export function restoreTree(size: number, tile: TileReader): Result<Tree> {
  const stack: Uint8Array[] = [];
  const edge: Uint8Array[] = [];
  for (let level = 0; hashesAtLevel(size, level) > 0; level++) {
    const width = partialWidth(size, level);
    const n = Math.floor(hashesAtLevel(size, level) / tileWidth);
    const stored = width === 0 ? new Uint8Array(0) : tile(level, n);
    if (stored === null || stored.length < width * hashSize) {
      return fail(
        'tile_missing',
        `tile ${n} of level ${level} is absent or cut`,
        `tile ${level}/${n}`,
      );
    }
    const hashes = stored.slice(0, width * hashSize);
    edge.push(hashes);
    stack.unshift(...perfectRoots(hashes));
  }
  return ok({ size, stack, edge });
}

/** Roots of the perfect subtrees over a run of hashes, the largest first. */
function perfectRoots(hashes: Uint8Array): Uint8Array[] {
  const width = hashes.length / hashSize;
  const roots: Uint8Array[] = [];
  let start = 0;
  for (let run = tileWidth / 2; run >= 1; run /= 2) {
    if (Math.floor(width / run) % 2 === 0) continue;
    roots.push(perfectRoot(hashes.subarray(start * hashSize, (start + run) * hashSize)));
    start += run;
  }
  return roots;
}

/** The root over a run of hashes whose count is a power of two. */
export function perfectRoot(hashes: Uint8Array): Uint8Array {
  let level: Uint8Array[] = [];
  for (let at = 0; at < hashes.length; at += hashSize)
    level.push(hashes.subarray(at, at + hashSize));
  while (level.length > 1) {
    const above: Uint8Array[] = [];
    for (let i = 0; i + 1 < level.length; i += 2) {
      const [left, right] = [level[i], level[i + 1]];
      if (left !== undefined && right !== undefined) above.push(nodeHash(left, right));
    }
    level = above;
  }
  const [root] = level;
  if (root === undefined) throw new Error('no hashes to take a root of');
  return root;
}

/** Tiles being filled; copies what it was given, so that the old tree stays as it is. */
class Edge {
  /** Per level, the tile being filled. */
  readonly #open: Uint8Array[] = [];
  /** Full tiles, in the order they filled up. */
  readonly #full: Tile[] = [];
  readonly #touched = new Set<number>();

  constructor(edge: readonly Uint8Array[]) {
    for (const hashes of edge) {
      const open = new Uint8Array(tileWidth * hashSize);
      open.set(hashes);
      this.#open.push(open);
    }
  }

  put(level: number, index: number, hash: Uint8Array): void {
    const slot = index % tileWidth;
    let open = this.#open[level];
    if (open === undefined) {
      open = new Uint8Array(tileWidth * hashSize);
      this.#open[level] = open;
    }
    open.set(hash, slot * hashSize);
    this.#touched.add(level);
    if (slot !== tileWidth - 1) return;
    this.#full.push({ level, n: Math.floor(index / tileWidth), hashes: open });
    this.#open[level] = new Uint8Array(tileWidth * hashSize);
    this.#touched.delete(level);
  }

  partial(size: number): Uint8Array[] {
    return this.#open.map((open, level) => open.slice(0, partialWidth(size, level) * hashSize));
  }

  changed(size: number): Tile[] {
    const tiles = [...this.#full];
    this.partial(size).forEach((hashes, level) => {
      if (!this.#touched.has(level)) return;
      tiles.push({ level, n: Math.floor(hashesAtLevel(size, level) / tileWidth), hashes });
    });
    return tiles;
  }
}
