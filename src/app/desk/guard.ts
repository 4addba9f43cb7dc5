import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { type Failure, fail, ok, type Result } from '../../base/index.ts';
import { type Lang, lang } from '../../record/index.ts';
import { device_ms, type Session } from './accounts.ts';
import type { Desk } from './desk.ts';
import { sameText } from './secrets.ts';
import type { View } from './views/layout.ts';
import { failurePage } from './views/layout.ts';

/** Who asks, and whether the request comes from the desk's own pages. */

export interface DeskSite {
  readonly desk: Desk;
  /** The address that visitors see, `https://aiqyn.example`; null: this machine only. */
  readonly origin: string | null;
  /** The language that a browser asks for. */
  readonly preferred: (header: string | undefined) => Lang;
}

const langCookie = 'aiqyn_desk_lang';

/** With TLS the browser itself binds the cookie to this host and to TLS (RFC 6265bis `__Host-`). */
function cookieOf(site: DeskSite): { name: string; secure: boolean; path: string } {
  const secure = site.origin?.startsWith('https:') === true;
  return secure
    ? { name: '__Host-aiqyn', secure, path: '/' }
    : { name: 'aiqyn_desk', secure, path: '/desk' };
}

export function sessionToken(c: Context, site: DeskSite): string | null {
  return getCookie(c, cookieOf(site).name) ?? null;
}

export function openSession(c: Context, site: DeskSite, token: string): void {
  const { name, secure, path } = cookieOf(site);
  setCookie(c, name, token, { path, secure, httpOnly: true, sameSite: 'Strict' });
}

/** The token of a browser that was signed in with before. */
export function deviceToken(c: Context, site: DeskSite): string | null {
  return getCookie(c, `${cookieOf(site).name}_device`) ?? null;
}

export function setDevice(c: Context, site: DeskSite, token: string): void {
  const { name, secure, path } = cookieOf(site);
  const maxAge = device_ms / 1000;
  const options = { path, secure, httpOnly: true, sameSite: 'Strict', maxAge } as const;
  setCookie(c, `${name}_device`, token, options);
}

export function closeSession(c: Context, site: DeskSite): void {
  const { name, secure, path } = cookieOf(site);
  deleteCookie(c, name, { path, secure });
}

export function setLanguage(c: Context, site: DeskSite, to: Lang): void {
  const { secure } = cookieOf(site);
  setCookie(c, langCookie, to, { path: '/desk', secure, httpOnly: true, sameSite: 'Strict' });
}

export function viewOf(c: Context, site: DeskSite, session: Session | null): View {
  const chosen = lang.safeParse(getCookie(c, langCookie));
  const language = chosen.success ? chosen.data : site.preferred(c.req.header('accept-language'));
  const url = new URL(c.req.url);
  return {
    lang: language,
    t: (key, args) => site.desk.text(language, key, args),
    wrong: (failure) => site.desk.failureText(language, failure),
    session,
    path: c.req.method === 'GET' ? url.pathname + url.search : '/desk',
  };
}

/** The session of a request, null if there is none. */
export function sessionOf(c: Context, site: DeskSite): Session | null {
  const token = sessionToken(c, site);
  return token === null ? null : site.desk.accounts.session(token);
}

/** `origin_foreign` unless the browser says that the form was on this site's page. */
export function checkOrigin(c: Context): Result<void> {
  const origin = c.req.header('origin');
  const host = c.req.header('host');
  let from: string | null = null;
  try {
    from = new URL(origin ?? '').host;
  } catch {
    // No address, or "null": not from a page of this site.
  }
  if (from !== null && from === host) return ok(undefined);
  return fail(
    'origin_foreign',
    'the request does not come from a page of this desk',
    'Origin',
    'Open the desk itself and send the form again.',
  );
}

/** `token_wrong` unless the form carries the session's own token. */
export function checkToken(session: Session, given: string): Result<void> {
  if (sameText(session.formToken, given)) return ok(undefined);
  return fail(
    'token_wrong',
    'the form does not belong to this session',
    'token',
    'Open the page again and repeat the step.',
  );
}

const statusOf: Readonly<Record<string, 400 | 401 | 403 | 404 | 409 | 413 | 429 | 500 | 503>> = {
  origin_foreign: 403,
  token_wrong: 403,
  session_none: 401,
  sign_in_wrong: 401,
  sign_in_locked: 429,
  link_invalid: 404,
  draft_unknown: 404,
  inbox_unknown: 404,
  draft_changed: 409,
  draft_closed: 409,
  proposal_changed: 409,
  body_too_large: 413,
  store_full: 503,
  store_locked: 503,
};

/** The status of a page that says this failure; 400 where nothing else fits. */
export function httpStatus(failure: Failure) {
  if (failure.code in statusOf) return statusOf[failure.code] ?? 400;
  return /^(store_|log_)/.test(failure.code) ? 500 : 400;
}

export function refuse(c: Context, view: View, failure: Failure): Response {
  if (failure.code === 'sign_in_locked') c.header('Retry-After', failure.at ?? '60');
  return c.html(failurePage(view, failure), httpStatus(failure));
}
