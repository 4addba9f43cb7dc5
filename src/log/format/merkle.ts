import { sha256 } from '../../base/index.ts';

/** The Merkle Tree Hash of RFC 6962 section 2.1 with SHA-256, as C2SP tlog-tiles prescribes. */

/** RFC 6962 section 2.1: prefixes keep a leaf from passing for a node (second preimages). */
const leafPrefix = Uint8Array.of(0x00);
const nodePrefix = Uint8Array.of(0x01);

/** Bytes of a SHA-256 hash. */
export const hashSize = 32;

/** RFC 6962 section 2.1: the hash of an empty list is the hash of an empty string. */
export function emptyRoot(): Uint8Array {
  return sha256();
}

/** MTH({d(0)}) = SHA-256(0x00 || d(0)). */
export function leafHash(entry: Uint8Array): Uint8Array {
  return sha256(leafPrefix, entry);
}

/** SHA-256(0x01 || left || right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(nodePrefix, left, right);
}
