import { z } from 'zod';
import { instant, placeCode, recordId, sha256Hex, text, webAddress } from './common.ts';
import { claim, commitment, measure, request, statementSource, warning } from './provision.ts';

/**
 * The union of everything that may stand in the log, version 1. Fields are exact; a kind that is
 * not listed here cannot be appended. Old versions stay readable: a new version is a new member.
 */

/** Set by the writer when it appends: never earlier than the record before it. */
const logged = { v: z.literal(1), recordedAt: instant };

/** Whether a person checked the machine's reading against the words. */
export const review = z
  .enum(['confirmed', 'unreviewed'])
  .meta({ description: 'confirmed by an editor, or published as the machine read it' });

/** What each provision record adds to the provision: its statement and its review. */
const fromStatement = {
  ...logged,
  statement: recordId,
  review,
  /** The reader and its version that proposed it; null if a person wrote it without one. */
  reader: text.nullable(),
};

export const statementRecord = z.strictObject({
  ...logged,
  kind: z.literal('statement'),
  ...statementSource.shape,
  title: text,
  /** Where it was published; null if it came on paper or by message. */
  address: webAddress.nullable(),
  mediaType: z.enum(['text/plain', 'text/html']),
  /** SHA-256 of the bytes as received, and of the decoded text in UTF-8: both are blobs. */
  sha256: sha256Hex,
  textSha256: sha256Hex,
  /** What a reader of the page must know about this text; null if nothing. */
  note: text.nullable(),
});
export type StatementRecord = z.infer<typeof statementRecord>;

export const measureRecord = z.strictObject({ ...measure.shape, ...fromStatement });
export type MeasureRecord = z.infer<typeof measureRecord>;
export const claimRecord = z.strictObject({ ...claim.shape, ...fromStatement });
export type ClaimRecord = z.infer<typeof claimRecord>;
export const commitmentRecord = z.strictObject({ ...commitment.shape, ...fromStatement });
export type CommitmentRecord = z.infer<typeof commitmentRecord>;
export const requestRecord = z.strictObject({ ...request.shape, ...fromStatement });
export type RequestRecord = z.infer<typeof requestRecord>;
export const warningRecord = z.strictObject({ ...warning.shape, ...fromStatement });
export type WarningRecord = z.infer<typeof warningRecord>;

/** An outage or a return that was measured, or reconstructed from what others published. */
export const findingRecord = z.strictObject({
  ...logged,
  kind: z.literal('finding'),
  place: placeCode,
  what: z.enum(['outage', 'return']),
  from: instant,
  /** null: still open when recorded. */
  to: instant.nullable(),
  signals: z.array(text).min(1),
  /** 0 nothing lost, 1 everything lost. */
  severity: z.number().min(0).max(1).nullable(),
  confidence: z.enum(['low', 'medium', 'high']),
  method: text,
  basis: z.enum(['measured', 'reconstructed']),
  address: webAddress.nullable(),
});
export type FindingRecord = z.infer<typeof findingRecord>;

/** An earlier record was wrong: `by` stands in its place from the moment this is recorded. */
export const correctionRecord = z.strictObject({
  ...logged,
  kind: z.literal('correction'),
  of: recordId,
  by: recordId,
  reason: text,
});
export type CorrectionRecord = z.infer<typeof correctionRecord>;

/** An earlier record should not have been made; nothing stands in its place. */
export const retractionRecord = z.strictObject({
  ...logged,
  kind: z.literal('retraction'),
  of: recordId,
  reason: text,
});
export type RetractionRecord = z.infer<typeof retractionRecord>;

export const logRecord = z.discriminatedUnion('kind', [
  statementRecord,
  measureRecord,
  claimRecord,
  commitmentRecord,
  requestRecord,
  warningRecord,
  findingRecord,
  correctionRecord,
  retractionRecord,
]);
export type LogRecord = z.infer<typeof logRecord>;
export type ProvisionRecord =
  | MeasureRecord
  | ClaimRecord
  | CommitmentRecord
  | RequestRecord
  | WarningRecord;

/** A record before the writer gives it its time. */
export type Draft = DraftOf<LogRecord>;
type DraftOf<R> = R extends LogRecord ? Omit<R, 'v' | 'recordedAt'> : never;

/** A record with its place in the log. */
export interface Logged<R extends LogRecord = LogRecord> {
  readonly index: number;
  readonly id: string;
  readonly record: R;
}
