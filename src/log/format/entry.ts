import { type Instant, parseInstant } from '../../base/index.ts';
import type { LogRecord } from '../../record/index.ts';

/** What the log itself reads in a record; everything else in it is the register's. */

/** SHA-256 (hexadecimal) of every blob that the record names. */
export function blobsOf(record: LogRecord): readonly string[] {
  return record.kind === 'statement' ? [record.sha256, record.textSha256] : [];
}

/** When the writer appended it. */
export function instantOfRecord(record: LogRecord): Instant {
  const at = parseInstant(record.recordedAt);
  if (at === null) throw new Error(`a record without a time: ${record.recordedAt}`);
  return at;
}
