import { z } from '@hono/zod-openapi';
import {
  clockTime,
  lang,
  logRecord,
  measureAct,
  measureType,
  placeCode,
  recordId,
  review,
  statementSource,
  target,
  timePoint,
} from '../../record/index.ts';

/** Shapes of the answers of the API, as its OpenAPI document describes them. */

export const failureSchema = z
  .object({
    error: z.object({
      code: z.string(),
      message: z.string(),
      at: z.string().nullable(),
      todo: z.string().nullable(),
    }),
  })
  .openapi('Failure');

export const statementHeadSchema = z
  .object({
    id: recordId,
    title: z.string(),
    ...statementSource.shape,
    address: z.string().nullable(),
    recordedAt: z.string(),
  })
  .openapi('StatementHead');

const changeSchema = z
  .object({ id: recordId, act: measureAct, review, from: timePoint })
  .openapi('Change');

const ruleSchema = z
  .object({
    id: recordId,
    index: z.int().nonnegative(),
    type: measureType,
    act: measureAct,
    place: placeCode,
    inherited: z.boolean(),
    certain: z.boolean(),
    area: z.string().nullable(),
    from: timePoint,
    to: timePoint,
    daily: z.tuple([clockTime, clockTime]).readonly().nullable(),
    begun: z.boolean(),
    activeNow: z.boolean(),
    quote: z.string(),
    target,
    review,
    statement: statementHeadSchema,
    sources: z.array(recordId).readonly(),
    history: z.array(recordId).readonly(),
    changes: z.array(changeSchema),
    conflicts: z.array(recordId).readonly(),
  })
  .openapi('Rule');

export const inForceSchema = z
  .object({
    place: placeCode,
    at: z.string(),
    zone: z.string(),
    known: z.string(),
    inForce: z.array(ruleSchema),
  })
  .openapi('InForce');

export const recordSchema = z
  .object({
    id: recordId,
    index: z.int().nonnegative(),
    record: logRecord,
    replacedBy: recordId.nullable(),
  })
  .openapi('Record');

export const statementsSchema = z.object({
  total: z.int().nonnegative(),
  statements: z.array(statementHeadSchema),
  next: z.string().nullable(),
});

export const statementSchema = z.object({
  statement: recordSchema,
  text: z.string(),
  provisions: z.array(recordSchema),
});

const placeSchema = z
  .object({
    code: placeCode,
    parent: placeCode.nullable(),
    kind: z.enum(['country', 'region', 'city']),
    names: z.record(lang, z.string()),
    zone: z.string(),
    from: z.string().nullable(),
    to: z.string().nullable(),
  })
  .openapi('Place');

export const onePlaceSchema = z.object({
  code: placeCode,
  on: z.string(),
  place: placeSchema.nullable(),
  current: z.array(placeCode),
  regions: z.array(placeSchema),
});

export const logSchema = z.object({
  checkpoint: z.string(),
  vkey: z.string(),
  size: z.int().nonnegative(),
  entries: z.array(recordSchema),
  next: z.string().nullable(),
});

const day = z.string().openapi({ example: '2022-01-07T14:00' });

export const inForceQuery = z.object({
  place: z.string().openapi({ example: 'KZ-ALA' }),
  at: day.optional().openapi({ description: 'Civil day or minute at the place; now if absent.' }),
  known: z
    .string()
    .optional()
    .openapi({ description: 'As the record knew it: an instant, or a civil time at the place.' }),
});

/** A whole number as a query gives it. */
const whole = z.string().regex(/^\d{1,9}$/);
export const pageQuery = z.object({ after: whole.optional(), known: z.string().optional() });
export const logQuery = z.object({ before: whole.optional() });
export const idParam = z.object({ id: recordId });
export const codeParam = z.object({ code: z.string().max(10) });
export const placeQuery = z.object({ on: z.string().optional() });
