import {
  andThen,
  err,
  type Failure,
  type Instant,
  ok,
  type Result,
  sha256,
  toHex,
  utf8,
} from '../base/index.ts';
import { draftRef } from '../log/index.ts';
import {
  type ImpossibleDate,
  impossibleDatesIn,
  type ReadingResources,
  readerName,
  readStatement,
} from '../reading/index.ts';
import type {
  Draft,
  Logged,
  Proposal,
  Provision,
  Statement,
  StatementSource,
} from '../record/index.ts';
import { proposeLinks, type Register } from '../register/index.ts';
import { decodeStatement } from '../statement/index.ts';

/**
 * The order of the stages, from received bytes to what is in force:
 *
 *     bytes -> statement -> reading -> [review] -> drafts -> log -> register
 */

/** A statement as it comes in, with what is known about it. */
export interface Received {
  readonly bytes: Uint8Array;
  readonly source: StatementSource;
  readonly title: string;
  /** Where it was published; null if it came on paper or by message. */
  readonly address: string | null;
  /** Absent: the first tag decides. */
  readonly mediaType?: Statement['mediaType'];
}

export interface Reading {
  readonly statement: Statement;
  readonly proposals: readonly Proposal[];
}

/** What a publication needs: where records go, and the view that follows them. */
export interface PublicRecord {
  append(
    drafts: readonly Draft[],
    blobs: readonly Uint8Array[],
  ): Promise<Result<readonly Logged[]>>;
  readonly register: Register;
}

export interface Tools {
  readonly reading: ReadingResources;
  readonly record: PublicRecord;
  readonly clock: () => Instant;
}

/** What links are looked up in, and as of when. */
export interface Linking {
  readonly record: Pick<PublicRecord, 'register'>;
  readonly clock: () => Instant;
}

/** Picks what is published of a reading. */
export type Decide = (reading: Reading) => readonly Decided[];

/** A provision that somebody answers for, or that is published as the machine read it. */
export interface Decided {
  readonly provision: Provision;
  readonly review: 'confirmed' | 'unreviewed';
  /** The reader that proposed it; null if a person wrote it without one. */
  readonly reader: string | null;
}

/** The whole way, in one expression. */
export async function takeIn(
  received: Received,
  decide: Decide,
  tools: Tools,
): Promise<Result<readonly Logged[]>> {
  return andThen(read(received, tools), async (reading) => {
    // What nobody has looked at is not published while a date in it cannot be right.
    const [date] = impossibleDatesIn(reading.statement, tools.reading);
    if (date !== undefined) return err(impossibleDate(date));
    return publish(toDrafts(received, reading.statement, decide(reading)), tools.record);
  });
}

/** The failure, or the warning where a person decides, that a date does not exist. */
export function impossibleDate({ words, start, line }: ImpossibleDate): Failure {
  return {
    code: 'date_impossible',
    message: `“${words}” is no date that exists, and nothing is taken from it`,
    at: `line ${line}, offset ${start}`,
    todo: 'Find out what was meant, and let an editor enter it at the desk.',
  };
}

/** Bytes to statement to proposals, each measure linked to what it speaks of. */
export function read(
  received: Received,
  tools: Pick<Tools, 'reading'> & Partial<Linking>,
): Result<Reading> {
  const decoded = decodeStatement(received.bytes, received.source, received.mediaType);
  if (!decoded.ok) return decoded;
  const statement = decoded.value;
  const proposals = readStatement(statement, tools.reading);
  const { record, clock } = tools;
  if (record === undefined || clock === undefined) return ok({ statement, proposals });
  const linked = proposals.map((proposal) => link(proposal, received.source, { record, clock }));
  return ok({ statement, proposals: linked });
}

/** Everything as the machine read it, marked so. */
export const unreviewed: Decide = ({ proposals }) =>
  proposals.map(({ provision }) => ({ provision, review: 'unreviewed', reader: readerName }));

export interface Drafts {
  readonly drafts: readonly Draft[];
  readonly blobs: readonly Uint8Array[];
}

/** What one publication appends: the statement first, then its provisions in the given order. */
export function toDrafts(
  received: Received,
  statement: Statement,
  decided: readonly Decided[],
): Drafts {
  const text = utf8(statement.text);
  const head: Draft = {
    kind: 'statement',
    ...received.source,
    title: received.title,
    address: received.address,
    mediaType: statement.mediaType,
    sha256: toHex(sha256(received.bytes)),
    textSha256: toHex(sha256(text)),
    note: null,
  };
  const rest = decided.map(
    ({ provision, review, reader }): Draft => ({
      ...provision,
      statement: draftRef(0),
      review,
      reader,
    }),
  );
  return { drafts: [head, ...rest], blobs: [received.bytes, text] };
}

/** One append, all or nothing; answers when the disk has it and the register shows it. */
export async function publish(
  { drafts, blobs }: Drafts,
  record: PublicRecord,
): Promise<Result<readonly Logged[]>> {
  const logged = await record.append(drafts, blobs);
  if (logged.ok) for (const entry of logged.value) record.register.add(entry);
  return logged;
}

/** The proposal with the earlier records that it speaks of, as the register knows them now. */
export function link(
  proposal: Proposal,
  source: StatementSource,
  { record, clock }: Linking,
): Proposal {
  const { provision } = proposal;
  if (provision.kind !== 'measure' || provision.act === 'declare') return proposal;
  const about = [...proposeLinks({ ...provision, about: [] }, source, record.register, clock())];
  return { ...proposal, provision: { ...provision, about } };
}
