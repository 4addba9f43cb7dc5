import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { Failure } from '../../base/index.ts';

/** What every answer carries, and what no request gets past. */

export interface Shell {
  /** The address that visitors see, `https://aiqyn.example`; null: this machine only. */
  readonly origin: string | null;
  /** The style sheet that public pages carry in themselves. */
  readonly style: string;
  /** Says a failure in the form that suits the request. */
  readonly refuse: (
    c: Parameters<MiddlewareHandler>[0],
    failure: Failure,
    status: 400 | 405 | 421,
  ) => Response;
}

/**
 * Nothing but what this server itself sends runs or is shown: no script in a page, no style but the
 * one whose hash stands here, no frame, no other site.
 */
export function securityHeaders({ style, origin }: Shell): MiddlewareHandler {
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = (styles: string) =>
    [
      `default-src 'none'`,
      `style-src ${styles}`,
      `script-src 'self'`,
      `img-src 'self' data:`,
      `connect-src 'self'`,
      `form-action 'self'`,
      `base-uri 'none'`,
      `frame-ancestors 'none'`,
    ].join('; ');
  const publicPolicy = policy(`'self' 'sha256-${hash}'`);
  const deskPolicy = policy(`'self'`);
  return async (c, next) => {
    await next();
    const desk = isDesk(c.req.path);
    c.header('Content-Security-Policy', desk ? deskPolicy : publicPolicy);
    c.header('X-Content-Type-Options', 'nosniff');
    // The desk's forms need their origin said (to this site alone); with no-referrer it is "null".
    c.header('Referrer-Policy', desk ? 'same-origin' : 'no-referrer');
    c.header('X-Frame-Options', 'DENY');
    c.header('Cross-Origin-Opener-Policy', 'same-origin');
    if (!c.req.path.startsWith('/api/')) c.header('Cross-Origin-Resource-Policy', 'same-origin');
    c.header('Permissions-Policy', 'camera=(), geolocation=(), microphone=()');
    if (origin?.startsWith('https:')) {
      c.header('Strict-Transport-Security', 'max-age=31536000');
    }
  };
}

/** Methods that a path may have at all; the rest is refused before anything is read. */
export function methods(shell: Shell): MiddlewareHandler {
  return async (c, next) => {
    const allowed = isDesk(c.req.path) ? ['GET', 'HEAD', 'POST'] : ['GET', 'HEAD'];
    if (allowed.includes(c.req.method)) return next();
    return refuseMethod(shell, c, allowed);
  };
}

export function refuseMethod(
  shell: Shell,
  c: Parameters<MiddlewareHandler>[0],
  allowed: readonly string[],
): Response {
  c.header('Allow', allowed.join(', '));
  const method = c.req.method.slice(0, 20);
  const failure: Failure = {
    code: 'method_refused',
    message: `this address does not take ${method}`,
    at: c.req.path.slice(0, 200),
    todo: `Use ${allowed.join(' or ')}.`,
  };
  return shell.refuse(c, failure, 405);
}

/**
 * The host that was asked for: a name or address with a port, nothing else. The desk answers only
 * to its own address and to this machine's names, so that no foreign name can be made to lead here
 * (DNS rebinding).
 */
export function hosts(shell: Shell): MiddlewareHandler {
  const own = shell.origin === null ? null : new URL(shell.origin).host;
  return async (c, next) => {
    const host = c.req.header('host') ?? '';
    if (!/^([A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:\d{1,5})?$/.test(host)) {
      const message = 'the Host of the request is no host';
      return shell.refuse(c, { code: 'host_invalid', message, at: 'Host', todo: null }, 400);
    }
    if (isDesk(c.req.path) && host !== own && !isThisMachine(host)) {
      const failure: Failure = {
        code: 'host_unknown',
        message: 'the desk does not answer to this name',
        at: 'Host',
        todo: 'Use the address that the server printed, or start it with --origin.',
      };
      return shell.refuse(c, failure, 421);
    }
    return next();
  };
}

function isThisMachine(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(host);
}

export function isDesk(path: string): boolean {
  return path === '/desk' || path.startsWith('/desk/');
}
