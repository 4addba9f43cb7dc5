import { get } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, codeOf, cookiesOf } from '../app/ask.ts';
import {
  aiqyn,
  orderFiles,
  removeFolders,
  type Served,
  serve,
  tempFolder,
} from '../app/program.ts';

/** The real server, asked as readers, machines and strangers ask it. */

let server: Served;
const dir = tempFolder();

beforeAll(async () => {
  const { text, source } = orderFiles();
  const added = await aiqyn(['add', text, '--source', source, '--data', dir, '--confirm']);
  expect(added.err).toBe('');
  server = await serve(dir);
});

afterAll(async () => {
  await server.stop();
  removeFolders();
});

const pages = ['/', '/statements', '/log', '/about', '/places/KZ-ALA'];

describe('public pages', () => {
  test.each(pages)('%s is HTML behind a strict policy, without a cookie', async (path) => {
    const answer = await ask(server.address, path);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers['content-security-policy']).toContain(`default-src 'none'`);
    expect(answer.headers['content-security-policy']).not.toContain('unsafe');
    expect(answer.headers['content-security-policy']).toContain(`frame-ancestors 'none'`);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['referrer-policy']).toBe('no-referrer');
    expect(cookiesOf(answer)).toEqual([]);
  });

  test('a tag saves the second transfer, and changes with the language', async () => {
    const first = await ask(server.address, '/about');
    const tag = String(first.headers['etag']);
    const again = await ask(server.address, '/about', { headers: { 'if-none-match': tag } });
    expect(again.status).toBe(304);
    expect(again.text).toBe('');
    const russian = await ask(server.address, '/about', {
      headers: { 'if-none-match': tag, 'accept-language': 'ru-KZ,ru;q=0.9,en;q=0.8' },
    });
    expect(russian.status).toBe(200);
    expect(russian.text).toContain('<html lang="ru">');
  });

  test('the switch of language is remembered, and is all that is', async () => {
    const switched = await ask(server.address, '/?lang=kk');
    expect(switched.text).toContain('<html lang="kk">');
    expect(cookiesOf(switched)).toEqual(['aiqyn_lang=kk; Max-Age=31536000; Path=/; SameSite=Lax']);
    const later = await ask(server.address, '/', { headers: { cookie: 'aiqyn_lang=kk' } });
    expect(later.text).toContain('<html lang="kk">');
    const odd = await ask(server.address, '/?lang=<script>', {
      headers: { cookie: 'aiqyn_lang=x' },
    });
    expect(odd.text).toContain('<html lang="en">');
  });

  test('pages are compressed for those who take it', async () => {
    const plain = await ask(server.address, '/about');
    const coded = await new Promise<{ coding: string | undefined; bytes: Buffer }>((resolve) => {
      get(`${server.address}/about`, { headers: { 'accept-encoding': 'gzip, br' } }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({ coding: response.headers['content-encoding'], bytes: Buffer.concat(parts) }),
        );
      });
    });
    expect(coded.coding).toBe('br');
    expect(brotliDecompressSync(coded.bytes).toString()).toBe(plain.text);
    const refused = await ask(server.address, '/about', {
      headers: { 'accept-encoding': 'br;q=0' },
    });
    expect(refused.headers['content-encoding']).toBeUndefined();
  });

  test('what no page asks for goes into no link and changes nothing', async () => {
    const plain = await ask(server.address, '/?place=KZ-ALA&at=2022-01-07T14:00');
    const long = 'a'.repeat(9_000);
    const odd = await ask(server.address, `/?x=${long}&at=2022-01-07T14:00&place=KZ-ALA&y=1`);
    expect(odd.text).not.toContain('aaaa');
    expect(odd.headers['etag']).toBe(plain.headers['etag']);
    expect(odd.text).toBe(plain.text);
  });

  test('HEAD answers like GET without a body', async () => {
    const answer = await ask(server.address, '/', { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(answer.text).toBe('');
  });

  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is refused', async (method) => {
    const answer = await ask(server.address, '/', { method });
    expect(answer.status).toBe(405);
    expect(answer.headers['allow']).toBe('GET, HEAD');
    expect(codeOf(answer)).toBe('method_refused');
  });

  test.each([
    '/../../etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/..%2f..%2fetc%2fpasswd',
    '/statements/..%2f..%2fdesk.db',
    '/desk/..%2fdesk.db',
    '/desk/desk.css/../../database.ts',
    '//etc/passwd',
    '/data/aiqyn.db',
    '/log.key',
  ])('%s leads nowhere', async (path) => {
    const answer = await ask(server.address, path);
    expect([303, 400, 404]).toContain(answer.status);
    expect(answer.text).not.toContain('root:');
    expect(answer.text).not.toContain('CREATE TABLE');
  });

  test.each(['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "'-alert(1)-'"])(
    'a query is text: %s',
    async (attack) => {
      for (const name of ['place', 'at', 'known']) {
        const answer = await ask(server.address, `/?${name}=${encodeURIComponent(attack)}`);
        expect(answer.status).toBe(400);
        expect(answer.text).not.toContain(attack);
      }
      const lost = await ask(server.address, `/${encodeURIComponent(attack)}`);
      expect(lost.status).toBe(404);
      expect(lost.text).not.toContain(attack);
    },
  );

  test('a host that is none is refused', async () => {
    const answer = await ask(server.address, '/about', { headers: { host: 'a b<script>' } });
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain('<script>');
  });

  test('the visitor stands in no output of the server', async () => {
    await ask(server.address, '/?place=nowhere', { headers: { 'user-agent': 'A-Visitor/1' } });
    const lines = server.output().replaceAll(server.address, '');
    expect(lines).not.toContain('127.0.0.1');
    expect(lines).not.toContain('A-Visitor');
    expect(lines).not.toContain('nowhere');
  });
});

describe('the API', () => {
  test('what is in force, with the words', async () => {
    const path = '/api/v1/in-force?place=KZ-ALA&at=2022-01-07T02:00';
    const answer = await ask(server.address, path);
    expect(answer.headers['content-type']).toBe('application/json');
    const { inForce, zone } = JSON.parse(answer.text);
    expect(zone).toBe('Asia/Almaty');
    const curfew = inForce.find((rule: { type: string }) => rule.type === 'curfew');
    expect(curfew.quote).toContain('комендантский час');
    expect(curfew.review).toBe('unreviewed');
    expect(curfew.daily).toEqual(['23:00', '07:00']);
    const record = await ask(server.address, `/api/v1/records/${curfew.id}`);
    expect(JSON.parse(record.text).record.kind).toBe('measure');
    const statement = await ask(server.address, `/api/v1/statements/${curfew.statement.id}`);
    expect(JSON.parse(statement.text).text).toContain('ОРДЕР КОМЕНДАНТА');
    const before = await ask(server.address, `${path}&known=2022-01-07T02:00`);
    expect(JSON.parse(before.text).inForce).toEqual([]);
  });

  test.each([
    ['/api/v1/in-force?place=KZ-ZZZ', 400, 'place_unknown'],
    ['/api/v1/in-force?place=KZ&at=2022-02-31', 400, 'time_invalid'],
    ['/api/v1/in-force?place=KZ&known=yesterday', 400, 'known_invalid'],
    ['/api/v1/in-force', 400, 'query_invalid'],
    ['/api/v1/records/xyz', 400, 'query_invalid'],
    [`/api/v1/records/${'0'.repeat(32)}`, 404, 'record_unknown'],
    [`/api/v1/statements/${'0'.repeat(32)}`, 404, 'statement_unknown'],
    ['/api/v1/log?before=-1', 400, 'query_invalid'],
    ['/api/v1/nothing', 404, 'page_unknown'],
  ])('%s', async (path, status, code) => {
    const answer = await ask(server.address, path);
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
    expect(answer.headers['content-type']).toBe('application/json');
  });

  test('a day that does not exist is refused with what to write', async () => {
    const answer = await ask(server.address, '/api/v1/places/KZ-ALA?on=2022-13-01');
    expect(JSON.parse(answer.text).error).toMatchObject({
      code: 'time_invalid',
      todo: 'Write a day: 2022-01-07.',
    });
  });

  test('its OpenAPI document names every path that answers', async () => {
    const document = JSON.parse((await ask(server.address, '/api/v1/openapi.json')).text);
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths).sort()).toEqual([
      '/api/v1/in-force',
      '/api/v1/log',
      '/api/v1/places/{code}',
      '/api/v1/records/{id}',
      '/api/v1/statements',
      '/api/v1/statements/{id}',
    ]);
    for (const path of ['/api/v1/log', '/api/v1/statements', '/api/v1/places/KZ-75', '/healthz']) {
      expect((await ask(server.address, path)).status, path).toBe(200);
    }
  });
});
