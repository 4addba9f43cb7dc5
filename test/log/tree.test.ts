import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, must, toHex, utf8 } from '../../src/base/index.ts';
import {
  consistencyProof,
  emptyRoot,
  emptyTree,
  extendTree,
  hashSize,
  inclusionProof,
  leafHash,
  nodeHash,
  type Proof,
  partialWidth,
  restoreTree,
  rootAt,
  rootOf,
  type TileReader,
  verifyConsistency,
  verifyInclusion,
} from '../../src/log/format/index.ts';
import { outcome } from './outcome.ts';
import merkle from './vectors/merkle.json' with { type: 'json' };

const seed = 20220105;

/** MTH as RFC 6962 section 2.1 writes it, over leaf hashes: the slow definition to hold against. */
function mth(leaves: readonly Uint8Array[]): Uint8Array {
  const [first] = leaves;
  if (first === undefined) return emptyRoot();
  if (leaves.length === 1) return first;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(mth(leaves.slice(0, split)), mth(leaves.slice(split)));
}

function leavesOf(count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => leafHash(utf8(`leaf ${i}`)));
}

/** A tree grown in steps, with the tiles as a store would keep them. */
function grow(leaves: readonly Uint8Array[], steps: readonly number[]) {
  const tiles = new Map<string, Uint8Array>();
  const tile: TileReader = (level, n) => tiles.get(`${level}/${n}`) ?? null;
  let tree = emptyTree;
  for (const step of [...steps, leaves.length]) {
    const grown = extendTree(tree, leaves.slice(tree.size, tree.size + step));
    for (const { level, n, hashes } of grown.tiles) tiles.set(`${level}/${n}`, hashes);
    tree = grown.tree;
  }
  return { tree, tile, tiles };
}

describe('the tree', () => {
  test.each(merkle.roots.map((root, size) => ({ root, size })))(
    'root of $size shared leaves',
    ({ root, size }) => {
      const leaves = merkle.leaves.slice(0, size).map((hex) => leafHash(fromHex(hex) ?? utf8('?')));
      expect(toHex(rootOf(extendTree(emptyTree, leaves).tree))).toBe(root);
    },
  );

  test('is the same however it grew, and as restored from its tiles', () => {
    const leaves = leavesOf(1100);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: leaves.length }),
        fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 6 }),
        (size, steps) => {
          const some = leaves.slice(0, size);
          const { tree, tile } = grow(some, steps);
          expect(toHex(rootOf(tree))).toBe(toHex(mth(some)));
          const restored = must(restoreTree(size, tile));
          expect(toHex(rootOf(restored))).toBe(toHex(rootOf(tree)));
          expect(restored.stack.map(toHex)).toEqual(tree.stack.map(toHex));
          expect(toHex(must(rootAt(size, tile)))).toBe(toHex(rootOf(tree)));
        },
      ),
      { seed, numRuns: 60 },
    );
  });

  test('tiles are those of tlog-tiles: 256 wide, partial at the edge, roots of full ones above', () => {
    const leaves = leavesOf(256 * 3 + 5);
    const { tree, tiles, tile } = grow(leaves, [100, 300]);
    expect([...tiles.keys()].sort()).toEqual(['0/0', '0/1', '0/2', '0/3', '1/0']);
    expect(tile(0, 3)?.length).toBe(5 * hashSize);
    expect(tile(1, 0)?.length).toBe(3 * hashSize);
    expect(partialWidth(70_000, 0)).toBe(112);
    expect(partialWidth(70_000, 1)).toBe(17);
    expect(partialWidth(70_000, 2)).toBe(1);
    expect(toHex(tile(1, 0)?.subarray(32, 64) ?? utf8(''))).toBe(
      toHex(mth(leaves.slice(256, 512))),
    );
    expect(tree.edge.map((hashes) => hashes.length / hashSize)).toEqual([5, 3]);
  });

  test('growing leaves the smaller tree as it was', () => {
    const leaves = leavesOf(300);
    const { tree } = grow(leaves.slice(0, 200), []);
    const before = JSON.stringify(tree);
    extendTree(tree, leaves.slice(200));
    expect(JSON.stringify(tree)).toBe(before);
  });

  test('a tile that is absent or cut is named', () => {
    const { tile } = grow(leavesOf(300), []);
    const cut: TileReader = (level, n) => (level === 0 && n === 1 ? utf8('') : tile(level, n));
    expect(outcome(restoreTree(300, () => null))).toBe('tile_missing');
    const restored = restoreTree(300, cut);
    expect(restored.ok ? null : restored.error.at).toBe('tile 0/1');
    expect(outcome(inclusionProof(299, 300, cut))).toBe('tile_missing');
    expect(outcome(rootAt(300, cut))).toBe('tile_missing');
  });
});

describe('proofs', () => {
  const leaves = leavesOf(70);
  const { tile } = grow(leaves, [1, 30]);
  const roots = leaves.map((_, i) => mth(leaves.slice(0, i)));
  roots.push(mth(leaves));

  test('every inclusion up to 70 leaves verifies, and nothing else does', () => {
    for (let size = 1; size <= 70; size++) {
      for (let index = 0; index < size; index++) {
        const proof = must(inclusionProof(index, size, tile));
        const leaf = leaves[index] ?? utf8('');
        const root = roots[size] ?? utf8('');
        expect(verifyInclusion(proof, leaf, index, size, root)).toBe(true);
        expect(verifyInclusion(proof, leaf, index + 1, size, root)).toBe(false);
        expect(verifyInclusion(proof, leaf, index, size, roots[size - 1] ?? root)).toBe(false);
        expect(verifyInclusion(proof, flip(leaf, size), index, size, root)).toBe(false);
        expect(verifyInclusion([...proof, leaf], leaf, index, size, root)).toBe(false);
        expect(verifyInclusion(proof.slice(1), leaf, index, size, root)).toBe(proof.length === 0);
        for (const broken of flips(proof)) {
          expect(verifyInclusion(broken, leaf, index, size, root)).toBe(false);
        }
      }
    }
  });

  test('every consistency up to 70 leaves verifies, and nothing else does', () => {
    for (let size = 0; size <= 70; size++) {
      for (let old = 0; old <= size; old++) {
        const proof = must(consistencyProof(old, size, tile));
        const [from, to] = [roots[old] ?? utf8(''), roots[size] ?? utf8('')];
        expect(verifyConsistency(proof, old, from, size, to)).toBe(true);
        expect(verifyConsistency([...proof, from], old, from, size, to)).toBe(false);
        expect(verifyConsistency(proof, old, flip(from, old), size, to)).toBe(false);
        if (old > 0) expect(verifyConsistency(proof, old, from, size, flip(to, old))).toBe(false);
        if (old < size) expect(verifyConsistency(proof, size, to, old, from)).toBe(false);
        for (const broken of flips(proof)) {
          expect(verifyConsistency(broken, old, from, size, to)).toBe(false);
        }
      }
    }
  });

  test('over tiles of two levels', () => {
    const many = leavesOf(66_000);
    const { tree, tile: wide } = grow(many, [65_535]);
    const root = rootOf(tree);
    fc.assert(
      fc.property(fc.nat({ max: 65_999 }), fc.integer({ min: 1, max: 66_000 }), (index, old) => {
        const proof = must(inclusionProof(index, 66_000, wide));
        expect(verifyInclusion(proof, many[index] ?? utf8(''), index, 66_000, root)).toBe(true);
        const from = must(rootAt(old, wide));
        const grown = must(consistencyProof(old, 66_000, wide));
        expect(verifyConsistency(grown, old, from, 66_000, root)).toBe(true);
      }),
      { seed, numRuns: 40 },
    );
  });

  test('outside the tree there is none', () => {
    expect(outcome(inclusionProof(70, 70, tile))).toBe('proof_range');
    expect(outcome(inclusionProof(-1, 70, tile))).toBe('proof_range');
    expect(outcome(inclusionProof(0.5, 70, tile))).toBe('proof_range');
    expect(outcome(consistencyProof(71, 70, tile))).toBe('proof_range');
    const [leaf = utf8('')] = leaves;
    expect(verifyInclusion([], leaf, 0, 1, leaf)).toBe(true);
    expect(verifyInclusion([], leaf, 0, 0, leaf)).toBe(false);
    expect(verifyInclusion([utf8('short')], leaf, 0, 2, leaf)).toBe(false);
    expect(verifyConsistency([], 1, leaf, Number.NaN, leaf)).toBe(false);
  });
});

function flip(hash: Uint8Array, at: number): Uint8Array {
  return hash.map((byte, i) => (i === at % hash.length ? byte ^ 1 : byte));
}

/** The proof with one bit changed, once for each of its hashes. */
function flips(proof: Proof): Proof[] {
  return proof.map((_, changed) =>
    proof.map((hash, i) => (i === changed ? flip(hash, changed) : hash)),
  );
}
