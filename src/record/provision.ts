import { z } from 'zod';
import {
  civil,
  clockTime,
  lang,
  placeCode,
  placeScope,
  recordId,
  target,
  text,
  timePoint,
} from './common.ts';

/** What a statement says, provision by provision. The reader proposes them, an editor confirms. */

export const measureType = z.enum([
  'state_of_emergency',
  'martial_law',
  'counter_terrorist_operation',
  'curfew',
  'movement_restriction',
  'assembly_restriction',
  'internet_restriction',
  'internet_access',
  'speech_restriction',
  'use_of_force_order',
  'force_deployment',
  'foreign_forces',
  'special_body',
  'investigation',
  'sale_ban',
  'closure',
  'border_restriction',
  'transport_restriction',
  'detention_power',
  'requisition',
  'price_control',
  'health_measure',
  'payment',
]);
export type MeasureType = z.infer<typeof measureType>;

export const measureAct = z.enum(['declare', 'continue', 'extend', 'amend', 'ease', 'lift']);
export type MeasureAct = z.infer<typeof measureAct>;

export const measure = z.strictObject({
  kind: z.literal('measure'),
  target,
  type: measureType,
  act: measureAct,
  places: placeScope,
  from: timePoint,
  to: timePoint,
  /** Every day from the first to the second hour; over midnight where the second is not later. */
  daily: z.tuple([clockTime, clockTime]).nullable(),
  /** Earlier measure records that an extend, amend, ease, lift or continue speaks of. */
  about: z.array(recordId).max(400),
});
export type Measure = z.infer<typeof measure>;

/** A number and what it counts, in English, singular: `person`, `building`, `percent`, `KZT`. */
export const figure = z.strictObject({
  value: z.number(),
  unit: z.string().regex(/^[A-Za-z][A-Za-z0-9 _-]{0,39}$/),
});

export const claim = z.strictObject({
  kind: z.literal('claim'),
  target,
  places: placeScope,
  from: timePoint,
  to: timePoint,
  figure: figure.nullable(),
});

/** When a promise falls due. Vague: "soon". Unknown: no time is promised. */
export const due = z.discriminatedUnion('basis', [
  z.strictObject({ basis: z.literal('stated'), on: civil }),
  z.strictObject({ basis: z.literal('vague') }),
  z.strictObject({ basis: z.literal('unknown') }),
]);
export type Due = z.infer<typeof due>;

export const commitment = z.strictObject({
  kind: z.literal('commitment'),
  target,
  places: placeScope,
  due,
});

export const request = z.strictObject({
  kind: z.literal('request'),
  target,
  places: placeScope,
  /** A telephone number or an address named by the words. */
  contact: text.nullable(),
});

export const warning = z.strictObject({ kind: z.literal('warning'), target, places: placeScope });

export const provision = z.discriminatedUnion('kind', [
  measure,
  claim,
  commitment,
  request,
  warning,
]);
export type Provision = z.infer<typeof provision>;
export type ProvisionKind = Provision['kind'];

/** What is known about a statement besides its words. */
export const statementSource = z.strictObject({
  lang,
  /** Who speaks, as a free text: an office, never a private person. */
  issuer: text,
  /** Civil date or minute, local to `place`. */
  publishedAt: civil.refine((value) => value.length >= 10, { message: 'needs a day' }),
  /** The country or region that the issuer speaks for. */
  place: placeCode,
  genre: z.enum(['address', 'decree', 'order', 'notice', 'bulletin', 'message']),
});
export type StatementSource = z.infer<typeof statementSource>;

/** Which rule and which words gave a field of a proposal. */
export interface Trace {
  readonly field: string;
  /** The rule's name: a cue of a lexicon (`ru/measures/curfew`) or a step of the grammar. */
  readonly rule: string;
  /** The words, verbatim; empty where the rule speaks of the context as a whole. */
  readonly words: string;
  /** UTF-16 offsets of the words in the statement's decoded text, half-open. */
  readonly start: number;
  readonly end: number;
}

/** A machine's reading, until an editor confirms it. */
export interface Proposal {
  readonly provision: Provision;
  readonly trace: readonly Trace[];
}
