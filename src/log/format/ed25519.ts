import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { concat, fromHex } from '../../base/index.ts';

/** Ed25519 (RFC 8032). The only file of the format that a page replaces with its own library. */

/** Bytes of a private key (RFC 8032 section 5.1.5), a public key and a signature. */
export const seedSize = 32;
export const publicKeySize = 32;
const signatureSize = 64;

/** RFC 8410: the DER of a PKCS #8 Ed25519 key up to the seed, of an SPKI key up to the point. */
const pkcs8Prefix = bytesOf('302e020100300506032b657004220420');
const spkiPrefix = bytesOf('302a300506032b6570032100');

export function publicKeyOf(seed: Uint8Array): Uint8Array {
  const der = createPublicKey(privateKey(seed)).export({ type: 'spki', format: 'der' });
  return new Uint8Array(der).slice(-publicKeySize);
}

export function signEd25519(seed: Uint8Array): (message: Uint8Array) => Uint8Array {
  const key = privateKey(seed);
  return (message) => new Uint8Array(sign(null, message, key));
}

export function verifyEd25519(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (publicKey.length !== publicKeySize || signature.length !== signatureSize) return false;
  const der = Buffer.from(concat(spkiPrefix, publicKey));
  return verify(
    null,
    message,
    createPublicKey({ key: der, type: 'spki', format: 'der' }),
    signature,
  );
}

function privateKey(seed: Uint8Array): ReturnType<typeof createPrivateKey> {
  if (seed.length !== seedSize) throw new Error(`an Ed25519 seed has ${seedSize} bytes`);
  const der = Buffer.from(concat(pkcs8Prefix, seed));
  return createPrivateKey({ key: der, type: 'pkcs8', format: 'der' });
}

function bytesOf(hex: string): Uint8Array {
  const bytes = fromHex(hex);
  if (bytes === null) throw new Error(`not hexadecimal: ${hex}`);
  return bytes;
}
