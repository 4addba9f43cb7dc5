import type { z } from 'zod';
import {
  canonicalBytes,
  canonicalJson,
  err,
  type Failure,
  fail,
  fromUtf8,
  type Json,
  limits,
  ok,
  type Result,
  sha256,
  toHex,
} from '../base/index.ts';
import { type LogRecord, logRecord } from './log-record.ts';

/** Record to bytes and back. Encoding is canonical, decoding accepts only what encoding gives. */

/** Checks a value against a schema and names every path that is wrong, not just the first. */
export function check<T>(schema: z.ZodType<T>, value: unknown, code: string): Result<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const paths = parsed.error.issues.map((issue) => {
    const path = issue.path.map(String).join('.');
    return path === '' ? issue.message : `${path}: ${issue.message}`;
  });
  const at = parsed.error.issues[0]?.path.map(String).join('.') ?? null;
  return fail(code, paths.join('; '), at === '' ? null : at, 'Mend every field named here.');
}

/** The entry of a record: canonical JSON in UTF-8, at most `limits.entry_bytes_max` bytes. */
export function encodeRecord(record: LogRecord): Result<Uint8Array> {
  const checked = check(logRecord, record, 'record_invalid');
  if (!checked.ok) return checked;
  const bytes = canonicalBytes(checked.value as Json);
  if (bytes.length > limits.entry_bytes_max) {
    return fail(
      'record_too_large',
      `the record takes ${bytes.length} bytes, at most ${limits.entry_bytes_max} fit an entry`,
      null,
      'Shorten the quote or split the provision.',
    );
  }
  return ok(bytes);
}

/** The record of an entry's bytes; refuses what is not exactly what `encodeRecord` would give. */
export function decodeRecord(bytes: Uint8Array): Result<LogRecord> {
  let value: unknown;
  try {
    value = JSON.parse(fromUtf8(bytes));
  } catch {
    return err(notCanonical('the entry is not JSON in UTF-8'));
  }
  const checked = check(logRecord, value, 'record_invalid');
  if (!checked.ok) return checked;
  if (canonicalJson(checked.value as Json) !== fromUtf8(bytes)) {
    return err(notCanonical('the entry is not in canonical form (RFC 8785)'));
  }
  return checked;
}

/** The id of an entry: the first 16 bytes of its SHA-256, in hexadecimal. */
export function idOfEntry(bytes: Uint8Array): string {
  return toHex(sha256(bytes).subarray(0, 16));
}

function notCanonical(message: string): Failure {
  return { code: 'entry_not_canonical', message, at: null, todo: null };
}
