import { fail, fromBase64, ok, type Result, toBase64 } from '../../base/index.ts';
import { hashSize } from './merkle.ts';
import { openNote, type Signer, signNote, type VerifierKey } from './note.ts';

/** C2SP tlog-checkpoint: the head of a log as the text of a signed note. */

export interface Checkpoint {
  /** tlog-checkpoint, "Note text" 1: the identity of the log; here also the name of its key. */
  readonly origin: string;
  /** Entries in the tree. */
  readonly size: number;
  /** RFC 6962 root hash, 32 bytes. */
  readonly root: Uint8Array;
}

export function signCheckpoint(size: number, root: Uint8Array, signer: Signer): string {
  return signNote(checkpointText({ origin: signer.name, size, root }), signer);
}

/** The three lines of "Note text"; extension lines are not recommended and not written. */
function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** `checkpoint_malformed` names the line. Extension lines are allowed and passed over. */
export function parseCheckpoint(text: string): Result<Checkpoint> {
  const lines = text.split('\n');
  if (lines.pop() !== '') return malformed('it does not end in a newline', null);
  const [origin = '', size = '', root = ''] = lines;
  if (lines.length < 3) return malformed('it has fewer than three lines', null);
  const empty = lines.indexOf('');
  if (empty >= 0) return malformed('a line is empty', `line ${empty + 1}`);
  // "with no leading zeroes (unless the tree is empty, in which case the tree size is 0)"
  if (!/^(0|[1-9]\d{0,15})$/.test(size) || !Number.isSafeInteger(Number(size))) {
    return malformed('the size is no decimal number below 2^53', 'line 2');
  }
  const hash = fromBase64(root);
  if (hash === null || hash.length !== hashSize) {
    return malformed('the root is not the base64 of 32 bytes', 'line 3');
  }
  return ok({ origin, size: Number(size), root: hash });
}

/** The checkpoint of a note signed by the log's key; `checkpoint_origin` if it is another log's. */
export function openCheckpoint(note: string, key: VerifierKey): Result<Checkpoint> {
  const text = openNote(note, key);
  if (!text.ok) return text;
  const checkpoint = parseCheckpoint(text.value);
  if (checkpoint.ok && checkpoint.value.origin !== key.name) {
    return fail(
      'checkpoint_origin',
      `the checkpoint is of ${checkpoint.value.origin}, the key of ${key.name}`,
      'line 1',
    );
  }
  return checkpoint;
}

function malformed(why: string, at: string | null): Result<never> {
  return fail('checkpoint_malformed', `this is no checkpoint: ${why}`, at);
}
