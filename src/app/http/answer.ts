import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Context } from 'hono';

/** Bodies with a tag, compressed once and kept. */

/** What is kept of compressed bodies, in bytes; the oldest goes first. */
const kept_bytes_max = 32_000_000;
/** Shorter bodies gain nothing, in bytes. */
const compress_bytes_min = 600;
/** Longer ones are compressed less thoroughly, so that no request waits long, in bytes. */
const thorough_bytes_max = 400_000;

export interface Body {
  readonly status: 200 | 400 | 404 | 405 | 413 | 421 | 431 | 500;
  readonly type:
    | 'text/html; charset=utf-8'
    | 'application/json'
    | 'text/css'
    | 'text/javascript'
    | 'text/plain; charset=utf-8';
  readonly text: string;
}

type Coding = 'br' | 'gzip';

export class Answers {
  readonly #kept = new Map<string, Uint8Array<ArrayBuffer>>();
  #size = 0;

  /** The response, or 304 where the asker has it already. */
  send(c: Context, body: Body): Response {
    const hash = createHash('sha256').update(body.text).digest('base64url').slice(0, 27);
    // Weak (RFC 9110, section 8.8.1): the same tag stands for the body in every coding.
    const tag = `W/"${hash}"`;
    c.header('Vary', 'Accept-Encoding, Accept-Language, Cookie');
    if (body.status === 200) {
      c.header('ETag', tag);
      c.header('Cache-Control', 'no-cache');
      if (matches(c.req.header('if-none-match'), tag)) return c.body(null, 304);
    }
    c.header('Content-Type', body.type);
    const coding = codingOf(c.req.header('accept-encoding'));
    if (coding === null || body.text.length < compress_bytes_min) {
      return c.body(body.text, body.status);
    }
    c.header('Content-Encoding', coding);
    return c.body(this.#compressed(hash, coding, body.text), body.status);
  }

  #compressed(hash: string, coding: Coding, text: string): Uint8Array<ArrayBuffer> {
    const key = `${coding} ${hash}`;
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const bytes = compress(coding, text);
    this.#kept.set(key, bytes);
    this.#size += bytes.length;
    for (const [oldest, old] of this.#kept) {
      if (this.#size <= kept_bytes_max) break;
      this.#kept.delete(oldest);
      this.#size -= old.length;
    }
    return bytes;
  }
}

function compress(coding: Coding, text: string): Uint8Array<ArrayBuffer> {
  const thorough = text.length <= thorough_bytes_max;
  if (coding === 'gzip') return new Uint8Array(gzipSync(text, { level: thorough ? 9 : 6 }));
  const params = {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_QUALITY]: thorough ? 9 : 5,
  };
  return new Uint8Array(brotliCompressSync(text, { params }));
}

/** The coding that the asker takes, by RFC 9110 section 12.5.3; null: as it is. */
function codingOf(header: string | undefined): Coding | null {
  const taken = new Set<string>();
  for (const part of (header ?? '').toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((one) => one.trim());
    if (!parameters.some((one) => /^q=0(\.0*)?$/.test(one))) taken.add(name);
  }
  if (taken.has('br')) return 'br';
  return taken.has('gzip') ? 'gzip' : null;
}

function matches(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((one) => one.trim() === tag || one.trim() === '*');
}
