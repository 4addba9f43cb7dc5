import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** Random tokens and password hashes. Only hashes are stored. */

/**
 * scrypt (RFC 7914): N = 2^15, r = 8, p = 3 takes 32 MiB and about a third of a second on one
 * core, one of the equivalent settings of the OWASP Password Storage Cheat Sheet. The cost is
 * stored with each hash, so it can be raised without locking anyone out.
 */
const cost = { N: 32_768, r: 8, p: 3 } as const;
const cost_memory_bytes = 64 * 1024 * 1024;
const salt_bytes = 16;
const hash_bytes = 32;
/** 256 bits: a token cannot be guessed, so an unsalted hash of it is enough. */
const token_bytes = 32;

export interface PasswordHash {
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
  /** `N,r,p` */
  readonly cost: string;
}

/** 43 characters that may stand in an address, a cookie and a form. */
export function newToken(): string {
  return randomBytes(token_bytes).toString('base64url');
}

export function hashToken(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}

/** The token of a session's forms: follows from the session, is of no use without it. */
export function formToken(sessionToken: string): string {
  return createHash('sha256').update(`aiqyn desk form ${sessionToken}`).digest('base64url');
}

export function sameText(a: string, b: string): boolean {
  return timingSafeEqual(hashToken(a), hashToken(b));
}

export async function hashPassword(password: string): Promise<PasswordHash> {
  const salt = randomBytes(salt_bytes);
  const text = `${cost.N},${cost.r},${cost.p}`;
  return { salt, hash: await derive(password, salt, text), cost: text };
}

export async function isPassword(password: string, known: PasswordHash): Promise<boolean> {
  const hash = await derive(password, known.salt, known.cost);
  return timingSafeEqual(hash, known.hash);
}

/** What a name without an account is checked against, so that both take equally long. */
export const nobody: PasswordHash = {
  salt: new Uint8Array(salt_bytes),
  hash: new Uint8Array(hash_bytes),
  cost: `${cost.N},${cost.r},${cost.p}`,
};

/** One at a time, so that a crowd of guesses takes the memory of one. */
let last: Promise<unknown> = Promise.resolve();

function derive(password: string, salt: Uint8Array, costText: string): Promise<Buffer> {
  const [N = 0, r = 0, p = 0] = costText.split(',').map(Number);
  const run = (): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      const options = { N, r, p, maxmem: cost_memory_bytes };
      scrypt(password.normalize('NFC'), salt, hash_bytes, options, (error, key) =>
        error === null ? resolve(key) : reject(error),
      );
    });
  const mine = last.then(run, run);
  last = mine.catch(() => null);
  return mine;
}
