import {
  concat,
  equalBytes,
  fail,
  fromBase64,
  fromHex,
  isWellFormed,
  ok,
  type Result,
  sha256,
  toBase64,
  toHex,
  utf8,
} from '../../base/index.ts';
import { publicKeyOf, publicKeySize, seedSize, signEd25519, verifyEd25519 } from './ed25519.ts';

/** C2SP signed-note: a text, a blank line, and signature lines. */

/** signed-note, "Format": em dash, space. */
const signaturePrefix = '\u2014 ';
/** signed-note, "Signature types": Ed25519. */
const ed25519Type = 0x01;
/** signed-note, "Format": the first four bytes of a signature are the key ID. */
const keyIdSize = 4;
/** signed-note, "Format": verifiers should limit signatures, and must accept at least 16. */
const signatures_max = 64;
const note_chars_max = 1_000_000;

/** A public key under a name; the two together with the type give the key ID. */
export interface VerifierKey {
  readonly name: string;
  /** 8 hexadecimal digits. */
  readonly keyId: string;
  readonly publicKey: Uint8Array;
}

/** What signs checkpoints. */
export interface Signer extends VerifierKey {
  /** The Ed25519 signature, 64 bytes. */
  readonly sign: (message: Uint8Array) => Uint8Array;
}

interface NoteSignature {
  readonly name: string;
  readonly keyId: string;
  readonly signature: Uint8Array;
}

interface Note {
  /** What is signed, with its last newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** signed-note, "Format": non-empty, no Unicode space, no plus; nor any control character. */
export function isKeyName(name: string): boolean {
  return name !== '' && isWellFormed(name) && !/[\p{White_Space}+\u0000-\u001f\u007f]/u.test(name);
}

/** signed-note, "Signatures": SHA-256(name || 0x0A || type || public key)[:4]. */
function keyIdOf(name: string, publicKey: Uint8Array): string {
  const preimage = concat(utf8(`${name}\n`), Uint8Array.of(ed25519Type), publicKey);
  return toHex(sha256(preimage).subarray(0, keyIdSize));
}

/** The signer of a name and a 32-byte seed. */
export function signerOf(name: string, seed: Uint8Array): Signer {
  if (!isKeyName(name)) throw new Error(`no name for a key: ${JSON.stringify(name)}`);
  const publicKey = publicKeyOf(seed);
  const keyId = keyIdOf(name, publicKey);
  return { name, keyId, publicKey, sign: signEd25519(seed) };
}

/** `<name>+<hex key id>+<base64(0x01 || public key)>`. */
export function formatVkey({ name, keyId, publicKey }: VerifierKey): string {
  return `${name}+${keyId}+${typed(publicKey)}`;
}

/** What `formatVkey` gives, strictly: `vkey_malformed`. */
export function parseVkey(vkey: string): Result<VerifierKey> {
  const parts = keyParts(vkey);
  if (parts === null || parts.key.length !== publicKeySize) return badKey('vkey_malformed', 'vkey');
  if (keyIdOf(parts.name, parts.key) !== parts.keyId) {
    return fail(
      'vkey_malformed',
      'the key id of the vkey does not belong to its name and key',
      null,
      'Copy the whole line again from where the log publishes it.',
    );
  }
  return ok({ name: parts.name, keyId: parts.keyId, publicKey: parts.key });
}

/** The private form that Go's sumdb/note uses: `PRIVATE+KEY+<name>+<id>+<base64(0x01 || seed)>`. */
export function formatSigningKey(name: string, seed: Uint8Array): string {
  return `${signingKeyPrefix}${name}+${keyIdOf(name, publicKeyOf(seed))}+${typed(seed)}\n`;
}

export function parseSigningKey(text: string): Result<Signer> {
  const line = text.endsWith('\n') ? text.slice(0, -1) : text;
  const parts = line.startsWith(signingKeyPrefix)
    ? keyParts(line.slice(signingKeyPrefix.length))
    : null;
  if (parts === null || parts.key.length !== seedSize)
    return badKey('key_malformed', 'signing key');
  const signer = signerOf(parts.name, parts.key);
  return signer.keyId === parts.keyId ? ok(signer) : badKey('key_malformed', 'signing key');
}

/** The text with one signature. The text ends in a newline, by contract. */
export function signNote(text: string, signer: Signer): string {
  if (!isNoteText(text)) throw new Error('not a text that can be signed as a note');
  const signature = concat(bytesOfId(signer.keyId), signer.sign(utf8(text)));
  return `${text}\n${signaturePrefix}${signer.name} ${toBase64(signature)}\n`;
}

/** Parses without trust: `note_malformed` names the line. */
function parseNote(note: string): Result<Note> {
  if (note.length > note_chars_max) return malformed('it is too long', null);
  if (!isWellFormed(note)) return malformed('it is not valid UTF-8', null);
  // "the text is separated from the signatures by the last empty line in the note"
  const split = note.lastIndexOf('\n\n');
  if (split < 0) return malformed('no empty line separates text and signatures', null);
  const text = note.slice(0, split + 1);
  if (!isNoteText(text)) return malformed('the text has a control character or is empty', 'text');
  const lines = note.slice(split + 2).split('\n');
  if (lines.pop() !== '' || lines.length === 0) {
    return malformed('the signatures do not end in a newline', 'signatures');
  }
  if (lines.length > signatures_max) return malformed('too many signatures', 'signatures');
  const signatures: NoteSignature[] = [];
  for (const [i, line] of lines.entries()) {
    const signature = parseSignature(line);
    if (signature === null) return malformed('no signature line', `signature ${i + 1}`);
    signatures.push(signature);
  }
  return ok({ text, signatures });
}

/**
 * The text of a note signed by the key. `note_malformed`; `note_unsigned`: no signature of this
 * key; `note_signature`: one that names this key is wrong, and then the whole note is refused.
 */
export function openNote(note: string, key: VerifierKey): Result<string> {
  const parsed = parseNote(note);
  if (!parsed.ok) return parsed;
  const { text, signatures } = parsed.value;
  const ours = signatures.filter(({ name, keyId }) => name === key.name && keyId === key.keyId);
  if (ours.length === 0) {
    return fail('note_unsigned', `the note has no signature of ${key.name}+${key.keyId}`);
  }
  const message = utf8(text);
  if (!ours.every(({ signature }) => verifyEd25519(key.publicKey, message, signature))) {
    return fail('note_signature', `the signature of ${key.name}+${key.keyId} is wrong`);
  }
  return ok(text);
}

const signingKeyPrefix = 'PRIVATE+KEY+';

function parseSignature(line: string): NoteSignature | null {
  if (!line.startsWith(signaturePrefix)) return null;
  const [name = '', base64 = '', ...rest] = line.slice(signaturePrefix.length).split(' ');
  const bytes = rest.length === 0 ? fromBase64(base64) : null;
  if (!isKeyName(name) || bytes === null || bytes.length <= keyIdSize) return null;
  return { name, keyId: toHex(bytes.subarray(0, keyIdSize)), signature: bytes.subarray(keyIdSize) };
}

function isNoteText(text: string): boolean {
  return /^[^\u0000-\u0009\u000b-\u001f]*\n$/u.test(text) && text !== '\n' && isWellFormed(text);
}

function keyParts(text: string): { name: string; keyId: string; key: Uint8Array } | null {
  const match = /^([^+]*)\+([0-9a-f]{8})\+([^\n]+)$/.exec(text);
  const [, name = '', keyId = '', base64 = ''] = match ?? [];
  const bytes = fromBase64(base64);
  if (!isKeyName(name) || bytes === null || bytes[0] !== ed25519Type) return null;
  return { name, keyId, key: bytes.subarray(1) };
}

function typed(key: Uint8Array): string {
  return toBase64(concat(Uint8Array.of(ed25519Type), key));
}

function bytesOfId(keyId: string): Uint8Array {
  const bytes = fromHex(keyId);
  if (bytes === null) throw new Error(`not a key id: ${keyId}`);
  return bytes;
}

function badKey(code: string, what: string): Result<never> {
  return fail(code, `this is no ${what} of an Ed25519 key`, null, 'Copy the whole line again.');
}

function malformed(why: string, at: string | null): Result<never> {
  return fail('note_malformed', `this is no signed note: ${why}`, at);
}

/** Whether two keys are the same key under the same name. */
export function sameKey(a: VerifierKey, b: VerifierKey): boolean {
  return a.name === b.name && equalBytes(a.publicKey, b.publicKey);
}
