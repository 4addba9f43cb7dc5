import { createRoute, OpenAPIHono, type z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { civilAt, dayOf, type Failure, isCivil, type Result } from '../../base/index.ts';
import type { Place } from '../../place/index.ts';
import { inForceAnswer, readQuestion, recordAnswer, statementHead } from '../answers.ts';
import * as shape from './schemas.ts';
import type { Site } from './site.ts';

/** The pages' content as JSON, version 1. */

/** Entries or statements in one answer. */
const page_max = 100;

export function apiRoutes(site: Site): OpenAPIHono {
  const app = new OpenAPIHono({
    defaultHook: (result, c) => {
      if (result.success) return undefined;
      const [issue] = result.error.issues;
      const at = issue?.path.map(String).join('.') || null;
      const message = result.error.issues.map((one) => `${one.path.join('.')}: ${one.message}`);
      const todo = 'See /api/v1/openapi.json.';
      return no(c, { code: 'query_invalid', message: message.join('; '), at, todo }, 400);
    },
  });
  const json = (c: Context, value: unknown) =>
    site.answers.send(c, { status: 200, type: 'application/json', text: JSON.stringify(value) });
  const no = (c: Context, error: Failure, status: 400 | 404) =>
    site.answers.send(c, {
      status,
      type: 'application/json',
      text: JSON.stringify({ error }),
    });
  const serve = <T extends z.ZodType>(
    path: string,
    summary: string,
    answer: T,
    request: NonNullable<Parameters<typeof createRoute>[0]['request']>,
    run: (ask: Ask) => Result<z.input<T>>,
  ) => {
    const route = createRoute({
      method: 'get',
      path,
      summary,
      request,
      responses: {
        200: { description: summary, content: { 'application/json': { schema: answer } } },
        400: { description: 'The request is wrong', content: failureContent },
        404: { description: 'There is no such thing', content: failureContent },
      },
    });
    app.openapi(route, (c) => {
      const result = run({
        param: (name) => c.req.param(name) ?? '',
        query: (name) => c.req.query(name) ?? null,
      });
      if (result.ok) return json(c, result.value) as never;
      const missing = /_unknown$/.test(result.error.code) && result.error.at !== 'place';
      return no(c, result.error, missing ? 404 : 400) as never;
    });
  };
  addReading(site, serve);
  addRecord(site, serve);
  app.doc31('/api/v1/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Aiqyn',
      version: '1',
      description: 'What is in force, where and until when; every record with its words.',
      license: { name: 'Apache-2.0' },
    },
  });
  return app;
}

const failureContent = { 'application/json': { schema: shape.failureSchema } };

interface Ask {
  param(name: string): string;
  query(name: string): string | null;
}

type Serve = <T extends z.ZodType>(
  path: string,
  summary: string,
  answer: T,
  request: NonNullable<Parameters<typeof createRoute>[0]['request']>,
  run: (ask: Ask) => Result<z.input<T>>,
) => void;

function addReading(site: Site, serve: Serve): void {
  const { service } = site;
  serve(
    '/api/v1/in-force',
    'What is in force at a place and time, as known when',
    shape.inForceSchema,
    { query: shape.inForceQuery },
    ({ query }) => {
      const asked = {
        place: query('place') ?? '',
        at: query('at') || null,
        known: query('known') || null,
      };
      const question = readQuestion(asked, service.gazetteer, site.now());
      if (!question.ok) return question;
      return { ok: true, value: inForceAnswer(question.value, service.register) };
    },
  );
  serve(
    '/api/v1/places/{code}',
    'A place as of a day',
    shape.onePlaceSchema,
    { params: shape.codeParam, query: shape.placeQuery },
    ({ param, query }) => {
      const code = param('code').toUpperCase();
      const on = query('on') ?? dayOf(civilAt(site.now(), 'UTC'));
      if (!service.gazetteer.known(code)) return unknown('place_unknown', 'place', code);
      if (!isCivil(on) || on.length < 10) {
        const message = `${on.slice(0, 40)} is no day that exists`;
        const todo = 'Write a day: 2022-01-07.';
        return { ok: false, error: { code: 'time_invalid', message, at: 'on', todo } };
      }
      const day = dayOf(on);
      const place = service.gazetteer.place(code, day);
      const current = [...service.gazetteer.current(code, day)];
      const regions = service.gazetteer.regions(code, day).map(placeAnswer);
      return {
        ok: true,
        value: { code, on: day, place: place && placeAnswer(place), current, regions },
      };
    },
  );
}

function addRecord(site: Site, serve: Serve): void {
  const { register, store } = site.service;
  serve(
    '/api/v1/statements',
    'Statements in the order of the log',
    shape.statementsSchema,
    { query: shape.pageQuery },
    ({ query }) => {
      const all = register.statements(site.now());
      const from = Number(query('after') ?? 0);
      const statements = all.slice(from, from + page_max).map(statementHead);
      const end = from + statements.length;
      const next = end < all.length ? `/api/v1/statements?after=${end}` : null;
      return { ok: true, value: { total: all.length, statements, next } };
    },
  );
  serve(
    '/api/v1/statements/{id}',
    'A statement with its words and provisions',
    shape.statementSchema,
    { params: shape.idParam },
    ({ param }) => {
      const logged = register.get(param('id'));
      if (logged?.record.kind !== 'statement')
        return unknown('statement_unknown', 'statement', param('id'));
      const bytes = store.blob(logged.record.textSha256);
      const text = bytes === null ? '' : new TextDecoder().decode(bytes);
      const provisions = register.provisionsOf(logged.id, site.now());
      return {
        ok: true,
        value: {
          statement: recordAnswer(logged, register),
          text,
          provisions: provisions.map((one) => recordAnswer(one, register)),
        },
      };
    },
  );
  serve(
    '/api/v1/records/{id}',
    'A record of the log',
    shape.recordSchema,
    { params: shape.idParam },
    ({ param }) => {
      const logged = register.get(param('id'));
      if (logged === null) return unknown('record_unknown', 'record', param('id'));
      return { ok: true, value: recordAnswer(logged, register) };
    },
  );
  serve(
    '/api/v1/log',
    'The signed checkpoint and the latest entries',
    shape.logSchema,
    { query: shape.logQuery },
    ({ query }) => {
      const size = store.size();
      const before = Math.min(Number(query('before') ?? size), size);
      const from = Math.max(0, before - page_max);
      const entries = [...store.read(from, before)]
        .map((one) => recordAnswer(one, register))
        .reverse();
      const next = from > 0 ? `/api/v1/log?before=${from}` : null;
      const { vkey } = store.keys();
      return { ok: true, value: { checkpoint: store.checkpoint(), vkey, size, entries, next } };
    },
  );
}

function placeAnswer({ code, parent, kind, names, zone, from, to }: Place) {
  return { code, parent, kind, names: { ...names }, zone, from, to };
}

function unknown(code: string, what: string, given: string): Result<never> {
  const message = `there is no ${what} ${given.slice(0, 40)}`;
  return { ok: false, error: { code, message, at: 'path', todo: 'Check the address.' } };
}
