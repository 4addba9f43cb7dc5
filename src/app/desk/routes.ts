import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { type Failure, limits } from '../../base/index.ts';
import { lang } from '../../record/index.ts';
import type { Session } from './accounts.ts';
import { addDraftRoutes } from './draft-routes.ts';
import { type Fields, field, readFields } from './fields.ts';
import {
  checkOrigin,
  checkToken,
  closeSession,
  type DeskSite,
  deviceToken,
  httpStatus,
  openSession,
  refuse,
  sessionOf,
  sessionToken,
  setDevice,
  setLanguage,
  viewOf,
} from './guard.ts';
import { addRoutes } from './review-routes.ts';
import type { View } from './views/layout.ts';
import { firstPage, signInPage } from './views/sign-in.ts';

/** The desk's pages. Every POST is checked for its origin; behind the door, for its token too. */

/** A form without a statement in it, in bytes. */
const small_body_bytes_max = 500_000;

/** A page behind the door. */
export interface Inside {
  readonly c: Context;
  readonly site: DeskSite;
  readonly session: Session;
  readonly view: View;
  /** The fields of the form; none on a GET. */
  readonly fields: Fields;
}
export type Handler = (inside: Inside) => Response | Promise<Response>;

/** Adds a route behind the door; any other method than those given is refused. */
export interface Door {
  get(path: string, handler: Handler): void;
  post(path: string, handler: Handler): void;
}

export function deskRoutes(site: DeskSite): Hono {
  const app = new Hono();
  const large = limitTo(site, limits.body_bytes_max);
  const small = limitTo(site, small_body_bytes_max);
  app.use('/desk/*', (c, next) => (c.req.path === '/desk/new' ? large(c, next) : small(c, next)));
  app.use('/desk/*', async (c, next) => {
    if (c.req.method === 'POST') {
      const origin = checkOrigin(c);
      if (!origin.ok) return refuse(c, viewOf(c, site, null), origin.error);
    }
    await next();
    c.header('Cache-Control', 'no-store');
  });
  addSignIn(app, site);
  const door: Door = {
    get: (path, handler) => app.get(path, (c) => enter(c, site, handler)),
    post: (path, handler) => app.post(path, (c) => enter(c, site, handler)),
  };
  addDraftRoutes(door);
  addRoutes(door);
  return app;
}

async function enter(c: Context, site: DeskSite, handler: Handler): Promise<Response> {
  const session = sessionOf(c, site);
  const view = viewOf(c, site, session);
  if (session === null) {
    if (c.req.method !== 'POST') return c.redirect('/desk/sign-in', 303);
    return refuse(c, view, sessionNone);
  }
  if (c.req.method !== 'POST') return handler({ c, site, session, view, fields: new Map() });
  const fields = await readFields(c);
  if (!fields.ok) return refuse(c, view, fields.error);
  const token = checkToken(session, field(fields.value, 'token'));
  if (!token.ok) return refuse(c, view, token.error);
  return handler({ c, site, session, view, fields: fields.value });
}

const sessionNone: Failure = {
  code: 'session_none',
  message: 'you are not signed in, or your session has ended',
  at: null,
  todo: 'Sign in and repeat the step; drafts are kept.',
};

function addSignIn(app: Hono, site: DeskSite): void {
  const { accounts } = site.desk;
  app.get('/desk/sign-in', (c) => {
    if (sessionOf(c, site) !== null) return c.redirect('/desk', 303);
    return c.html(signInPage(viewOf(c, site, null), '', []));
  });
  app.post('/desk/sign-in', async (c) => {
    const view = viewOf(c, site, null);
    const fields = await readFields(c);
    if (!fields.ok) return refuse(c, view, fields.error);
    const name = field(fields.value, 'name');
    const password = field(fields.value, 'password');
    const session = await accounts.signIn(name, password, deviceToken(c, site));
    if (session.ok) return enterWith(c, site, session.value);
    const { error } = session;
    if (error.code === 'sign_in_locked') c.header('Retry-After', error.at ?? '60');
    return c.html(signInPage(view, name, [error]), httpStatus(error));
  });
  app.post('/desk/sign-out', async (c) => {
    const session = sessionOf(c, site);
    const fields = await readFields(c);
    if (!fields.ok) return refuse(c, viewOf(c, site, null), fields.error);
    const token = sessionToken(c, site);
    if (session !== null && token !== null) {
      const checked = checkToken(session, field(fields.value, 'token'));
      if (!checked.ok) return refuse(c, viewOf(c, site, session), checked.error);
      const ended = accounts.signOut(token);
      if (!ended.ok) return refuse(c, viewOf(c, site, session), ended.error);
    }
    closeSession(c, site);
    return c.redirect('/desk/sign-in', 303);
  });
  app.get('/desk/first/:token', (c) => {
    const view = viewOf(c, site, null);
    const link = accounts.link(c.req.param('token'));
    if (!link.ok) return refuse(c, view, link.error);
    return c.html(firstPage(view, c.req.param('token'), link.value.name, '', []));
  });
  app.post('/desk/first/:token', async (c) => {
    const view = viewOf(c, site, null);
    const token = c.req.param('token');
    const fields = await readFields(c);
    if (!fields.ok) return refuse(c, view, fields.error);
    const name = field(fields.value, 'name');
    const session = await accounts.redeem(token, name, field(fields.value, 'password'));
    if (session.ok) return enterWith(c, site, session.value);
    const link = accounts.link(token);
    if (!link.ok) return refuse(c, view, session.error);
    const page = firstPage(view, token, link.value.name, name, [session.error]);
    return c.html(page, httpStatus(session.error));
  });
  app.get('/desk/language', (c) => {
    const to = lang.safeParse(c.req.query('to'));
    const back = c.req.query('back') ?? '';
    if (to.success) setLanguage(c, site, to.data);
    return c.redirect(withinDesk(back), 303);
  });
}

/** The path and query that an address leads to, if that is a page of the desk; else `/desk`. */
function withinDesk(address: string): string {
  const here = 'http://desk.invalid';
  // Browsers read a backslash as a slash, and drop control characters: so does the URL parser.
  const url = URL.canParse(address, here) ? new URL(address, here) : null;
  const within = url?.origin === here && /^\/desk(\/|$)/.test(url.pathname);
  // A page of the desk has plain letters in its path: anything else may be read in two ways.
  return within && /^[\w/-]*$/.test(url.pathname) ? url.pathname + url.search : '/desk';
}

/** A session begins with a new token, whatever cookie came with the request. */
function enterWith(c: Context, site: DeskSite, token: string): Response {
  const device = site.desk.accounts.rememberDevice(token, deviceToken(c, site));
  if (!device.ok) return refuse(c, viewOf(c, site, null), device.error);
  setDevice(c, site, device.value);
  openSession(c, site, token);
  return c.redirect('/desk', 303);
}

function limitTo(site: DeskSite, maxSize: number) {
  return bodyLimit({
    maxSize,
    onError: (c) => {
      c.header('Connection', 'close');
      return refuse(c, viewOf(c, site, null), {
        code: 'body_too_large',
        message: `a request has at most ${maxSize} bytes`,
        at: 'body',
        todo: 'Send the part that holds the statement.',
      });
    },
  });
}
