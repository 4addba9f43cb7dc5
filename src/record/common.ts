import { z } from 'zod';
import { isCivil, isWellFormed, parseInstant } from '../base/index.ts';

/**
 * Schemas that several kinds of record share. Every object is exact: unknown fields are refused.
 */

export const text = z
  .string()
  .min(1)
  .max(20_000)
  .refine(isWellFormed, { message: 'has half a surrogate pair' });

export const civil = z
  .string()
  .refine(isCivil, { message: 'is no civil month, day or minute that exists' })
  .meta({ description: 'Civil point without offset: 2022-01, 2022-01-05 or 2022-01-05T01:30' });

export const instant = z
  .string()
  .refine((value) => parseInstant(value) !== null, { message: 'is no instant' })
  .meta({ description: 'Instant in UTC: 2022-01-05T01:30:00.000Z' });

export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);

/** The first 16 bytes of the SHA-256 of the entry's canonical JSON, as 32 hexadecimal digits. */
export const recordId = z.string().regex(/^[0-9a-f]{32}$/);

/** ISO 3166-1 alpha-2 or ISO 3166-2, as in force on the day the record speaks of. */
export const placeCode = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/);

export const lang = z.enum(['ru', 'kk', 'en']);
export type Lang = z.infer<typeof lang>;

/** An address that a page may link to: only http and https, so that no link runs a script. */
export const webAddress = z
  .string()
  .max(2000)
  .regex(/^https?:\/\/[^\s"'<>]+$/);

/**
 * One end of a period. Stated: in the words. Implied: follows from the context (the head of a
 * list, the day of publication). Open: the text says that there is no end yet ("until further
 * notice"). Unknown: the text does not say.
 */
export const timePoint = z.discriminatedUnion('basis', [
  z.strictObject({ basis: z.literal('stated'), at: civil }),
  z.strictObject({ basis: z.literal('implied'), at: civil }),
  z.strictObject({ basis: z.literal('open') }),
  z.strictObject({ basis: z.literal('unknown') }),
]);
export type TimePoint = z.infer<typeof timePoint>;

/**
 * Where a provision applies. Unknown with no codes: the text names no place precisely ("some
 * regions"). `area`: the words for a part of the region that has no code of its own (a city below
 * regional rank, a district), else null.
 */
export const placeScope = z.strictObject({
  basis: z.enum(['stated', 'implied', 'unknown']),
  codes: z.array(placeCode).max(400),
  area: text.nullable(),
});
export type PlaceScope = z.infer<typeof placeScope>;

/**
 * The words that carry a provision, as W3C Web Annotation selectors on the statement's decoded
 * text: anyone can find them again, by words or by position (UTF-16 offsets, half-open).
 */
export const target = z.strictObject({
  selector: z.tuple([
    z.strictObject({
      type: z.literal('TextQuoteSelector'),
      exact: text,
      prefix: z.string(),
      suffix: z.string(),
    }),
    z.strictObject({
      type: z.literal('TextPositionSelector'),
      start: z.int().nonnegative(),
      end: z.int().positive(),
    }),
  ]),
});
export type Target = z.infer<typeof target>;
