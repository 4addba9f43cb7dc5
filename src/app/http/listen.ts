import { createServer, type Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { fail, ok, type Result } from '../../base/index.ts';

/** Listening on a port, and stopping without cutting anyone off. */

/** Headers of one request, in bytes. */
const header_bytes_max = 16_384;
/** How long a request may take to arrive. */
const request_ms_max = 120_000;
const headers_ms_max = 20_000;
/** How long requests that are being answered may go on after the server is told to stop. */
const stop_ms_max = 5_000;

export interface Listening {
  /** `http://127.0.0.1:8080` */
  readonly address: string;
  /** From now on requests are answered by this; before, that the server is starting. */
  answerWith(app: Hono): void;
  /** Takes no more requests, waits for those under way, then resolves. */
  stop(): Promise<void>;
}

/** RFC 9110, section 15.6.4. */
function starting(): Response {
  const headers = { 'Retry-After': '1', 'Content-Type': 'text/plain; charset=utf-8' };
  return new Response('Aiqyn is starting.\n', { status: 503, headers });
}

/** `port_in_use` `port_denied` `host_unusable`. */
export function listen(host: string, port: number): Promise<Result<Listening>> {
  let app: Pick<Hono, 'fetch'> = { fetch: starting };
  const server = createAdaptorServer({
    fetch: (request, env) => app.fetch(request, env),
    createServer,
    serverOptions: {
      maxHeaderSize: header_bytes_max,
      requestTimeout: request_ms_max,
      headersTimeout: headers_ms_max,
    },
  }) as Server;
  return new Promise((resolve) => {
    server.once('error', (error) => resolve(refusal(error, host, port)));
    server.listen(port, host, () => {
      const bound = server.address();
      const actual = bound !== null && typeof bound === 'object' ? bound.port : port;
      const name = host.includes(':') ? `[${host}]` : host;
      const address = `http://${name}:${actual}`;
      const answerWith = (whole: Hono) => {
        app = whole;
      };
      resolve(ok({ address, answerWith, stop: () => stop(server) }));
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), stop_ms_max);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function refusal(error: Error, host: string, port: number): Result<never> {
  const code = 'code' in error ? String(error.code) : '';
  const at = `${host}:${port}`;
  if (code === 'EADDRINUSE') {
    const todo = 'Stop the other program, or choose another port: --port 8081.';
    return fail('port_in_use', `another program listens on port ${port}`, at, todo);
  }
  if (code === 'EACCES') {
    const todo = 'Choose a port above 1023: --port 8080.';
    return fail('port_denied', `this user may not listen on port ${port}`, at, todo);
  }
  const todo = 'Name an address of this machine: --host 127.0.0.1.';
  return fail('host_unusable', `cannot listen there: ${error.message}`, at, todo);
}
