import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Context, Hono } from 'hono';
import type { Failure } from '../../base/index.ts';
import { styleSheet } from '../../publish/index.ts';

import { deskRoutes } from '../desk/index.ts';
import { root } from '../root.ts';
import type { Body } from './answer.ts';
import { apiRoutes } from './api.ts';
import { preferred } from './language.ts';
import { PublicPages } from './public.ts';
import { hosts, isDesk, methods, refuseMethod, type Shell, securityHeaders } from './security.ts';
import type { Site } from './site.ts';

/** The whole server as one function from request to answer. */

export function httpApp(site: Site): Hono {
  const app = new Hono();
  const pages = new PublicPages(site);
  const refuse = (c: Context, failure: Failure, status: Body['status']) =>
    site.answers.send(c, failureBody(c, failure, status));
  const shell: Shell = { origin: site.origin, style: styleSheet, refuse };
  app.use(securityHeaders(shell));
  app.use(hosts(shell));
  app.use(methods(shell));
  app.get('/healthz', (c) => c.json({ ok: true, size: site.service.store.size() }));
  app.get('/robots.txt', (c) => c.text('User-agent: *\nDisallow: /desk\n'));
  for (const [path, asset] of assets()) app.get(path, (c) => site.answers.send(c, asset));
  app.route('/', deskRoutes({ desk: site.desk, origin: site.origin, preferred }));
  app.route('/', apiRoutes(site));
  app.route('/', pages.routes());
  refuseOtherMethods(app, shell);
  app.notFound((c) => {
    if (!c.req.path.startsWith('/api/') && !isDesk(c.req.path)) return pages.missing(c);
    const at = c.req.path.slice(0, 200);
    const message = 'there is nothing at this address';
    return refuse(c, { code: 'page_unknown', message, at, todo: 'Check the address.' }, 404);
  });
  app.onError((defect, c) => {
    site.report(defect);
    const message = 'the server met a defect of its own; nothing was half-written';
    return refuse(c, { code: 'internal', message, at: null, todo: 'Try again later.' }, 500);
  });
  return app;
}

/** A path that is there for another method says so, rather than that it is not there. */
function refuseOtherMethods(app: Hono, shell: Shell): void {
  const allowed = new Map<string, Set<string>>();
  for (const { path, method } of app.routes) {
    if (method === 'ALL' || path.includes('*')) continue;
    const known = allowed.get(path) ?? new Set<string>();
    known.add(method);
    if (method === 'GET') known.add('HEAD');
    allowed.set(path, known);
  }
  for (const [path, set] of allowed) {
    app.all(path, (c) => refuseMethod(shell, c, [...set].sort()));
  }
}

/** In the form that suits the request: JSON under `/api/`, else a line of words. */
function failureBody(c: Context, error: Failure, status: Body['status']): Body {
  if (c.req.path.startsWith('/api/')) {
    return { status, type: 'application/json', text: JSON.stringify({ error }) };
  }
  const { code, message, at, todo } = error;
  const lines = [`error[${code}]: ${message}`, at && `at: ${at}`, todo && `do: ${todo}`];
  const text = lines.filter((line) => line !== null && line !== '').join('\n');
  return { status, type: 'text/plain; charset=utf-8', text: `${text}\n` };
}

/** Files for the browser; they are served as they stand in the source. */
function assets(): ReadonlyMap<string, Body> {
  const read = (path: string) => readFileSync(join(root, 'src', path), 'utf8');
  return new Map<string, Body>([
    ['/desk/desk.css', { status: 200, type: 'text/css', text: read('app/desk/browser/desk.css') }],
    ['/desk/desk.js', script(read('app/desk/browser/desk.js'))],
    ['/day.js', script(read('publish/browser/day.js'))],
  ]);
}

function script(text: string): Body {
  return { status: 200, type: 'text/javascript', text };
}
