import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, codeOf, cookiesOf, Editor, tokenOf } from '../app/ask.ts';
import {
  orderSource,
  orderText,
  removeFolders,
  type Served,
  serve,
  tempFolder,
} from '../app/program.ts';

/** The desk against those who should not get in, and against slips of those who may. */

const password = 'four words make a password';
const dir = tempFolder();
let server: Served;
let editor: Editor;

beforeAll(async () => {
  server = await serve(dir);
  editor = new Editor(server.address);
  const path = new URL(server.link ?? '').pathname;
  const entered = await editor.enter(path, 'Editor', password);
  expect(entered.status).toBe(303);
});

afterAll(async () => {
  await server.stop();
  removeFolders();
});

const source = { ...orderSource, title: 'An order', address: '' };

async function newDraft(words: string, fields: Record<string, string> = {}): Promise<string> {
  const answer = await editor.post('/desk/new', { ...source, words, ...fields });
  expect(answer.status, codeOf(answer) ?? '').toBe(303);
  return String(answer.headers['location']);
}

describe('the door', () => {
  test('a one-time link works once, and a false one never', async () => {
    const path = new URL(server.link ?? '').pathname;
    const stranger = new Editor(server.address);
    const second = await stranger.post(path, { name: 'Second', password });
    expect([second.status, codeOf(second)]).toEqual([404, 'link_invalid']);
    const forged = await ask(server.address, '/desk/first/AAAAAAAAAAAAAAAAAAAAAAAAAAAA');
    expect([forged.status, codeOf(forged)]).toEqual([404, 'link_invalid']);
  });

  test.each(['/desk', '/desk/new', '/desk/drafts/x', '/desk/drafts/x/received'])(
    '%s is closed without a session',
    async (path) => {
      const answer = await ask(server.address, path);
      expect([answer.status, answer.headers['location']]).toEqual([303, '/desk/sign-in']);
    },
  );

  test('the cookie is out of reach of scripts and of other sites', async () => {
    const again = new Editor(server.address);
    const answer = await again.enter('/desk/sign-in', 'Editor', password);
    const [device = '', cookie = ''] = cookiesOf(answer);
    expect(cookie).toMatch(/^aiqyn_desk=[\w-]{43}; Path=\/desk; HttpOnly; SameSite=Strict$/);
    expect(device).toMatch(
      /^aiqyn_desk_device=[\w-]{43}; Max-Age=15552000; Path=\/desk; HttpOnly; SameSite=Strict$/,
    );
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('a session that was planted is not taken over', async () => {
    const planted = `aiqyn_desk=${'A'.repeat(43)}`;
    const victim = new Editor(server.address);
    victim.cookie = planted;
    const answer = await victim.post('/desk/sign-in', { name: 'Editor', password });
    const [, cookie = ''] = cookiesOf(answer);
    expect(cookie.startsWith(`${planted};`)).toBe(false);
    const thief = await ask(server.address, '/desk', { headers: { cookie: planted } });
    expect(thief.status).toBe(303);
  });

  test('signing out ends the session, not just the cookie', async () => {
    const leaving = new Editor(server.address);
    await leaving.enter('/desk/sign-in', 'Editor', password);
    expect((await leaving.get('/desk')).status).toBe(200);
    expect((await leaving.post('/desk/sign-out', {})).status).toBe(303);
    expect((await leaving.get('/desk')).status).toBe(303);
  });

  test('guessing is locked out, for names that exist and for those that do not', async () => {
    for (const name of ['Editor', 'Nobody']) {
      const codes: (string | null)[] = [];
      for (let i = 0; i < 7; i++) {
        const guess = new Editor(server.address);
        codes.push(
          codeOf(await guess.post('/desk/sign-in', { name, password: `guess ${i} guess` })),
        );
      }
      expect(codes.slice(0, 5)).toEqual(Array(5).fill('sign_in_wrong'));
      expect(codes.slice(5)).toEqual(Array(2).fill('sign_in_locked'));
    }
    const right = await new Editor(server.address).post('/desk/sign-in', {
      name: 'Editor',
      password,
    });
    expect([right.status, codeOf(right)]).toEqual([429, 'sign_in_locked']);
    expect(Number(right.headers['retry-after'])).toBeGreaterThan(0);
    // Whoever is in already goes on working, and comes in again where they signed in before.
    expect((await editor.get('/desk')).status).toBe(200);
    const again = await editor.post('/desk/sign-in', { name: 'Editor', password });
    expect([again.status, again.headers['location']]).toEqual([303, '/desk']);
  });
});

describe('forged requests', () => {
  test.each([
    ['no token', { token: '' }, {}, 'token_wrong'],
    ['a wrong token', { token: 'A'.repeat(43) }, {}, 'token_wrong'],
    ['a foreign origin', {}, { origin: 'https://evil.example' }, 'origin_foreign'],
    ['the origin "null"', {}, { origin: 'null' }, 'origin_foreign'],
    ['the same host by another port', {}, { origin: 'http://127.0.0.1:1' }, 'origin_foreign'],
  ])('%s', async (_, fields, headers, code) => {
    const answer = await editor.post(
      '/desk/new',
      { ...source, words: orderText, ...fields },
      headers,
    );
    expect([answer.status, codeOf(answer)]).toEqual([403, code]);
  });

  test('no origin at all', async () => {
    const answer = await ask(server.address, '/desk/new', {
      method: 'POST',
      headers: { cookie: editor.cookie, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ token: editor.token, ...source, words: orderText }).toString(),
    });
    expect([answer.status, codeOf(answer)]).toEqual([403, 'origin_foreign']);
  });

  test('the token of another session', async () => {
    const page = (await editor.get('/desk/new')).text;
    const other = new Editor(server.address);
    other.cookie = editor.cookie;
    other.token = tokenOf(page).split('').reverse().join('');
    const answer = await other.post('/desk/sign-out', {});
    expect(codeOf(answer)).toBe('token_wrong');
  });

  test('a body that is no form', async () => {
    const answer = await editor.post('/desk/new', {}, { 'content-type': 'text/plain' });
    expect(codeOf(answer)).toBe('form_invalid');
  });

  test('the desk does not answer to a foreign name that leads here', async () => {
    const answer = await ask(server.address, '/desk/sign-in', {
      headers: { host: 'rebound.example' },
    });
    expect([answer.status, codeOf(answer)]).toEqual([421, 'host_unknown']);
  });

  test.each(['GET', 'PUT', 'DELETE'])('%s on what only takes POST', async (method) => {
    const answer = await ask(server.address, '/desk/sign-out', { method });
    expect([answer.status, codeOf(answer)]).toEqual([405, 'method_refused']);
  });
});

describe('the switch of language', () => {
  test.each([
    ['/desk/drafts/x-1_Z?did=confirmed', '/desk/drafts/x-1_Z?did=confirmed'],
    ['/desk', '/desk'],
    ['/desk/../../evil', '/desk'],
    ['/desk/%2e%2e/evil', '/desk'],
    ['/desk/..%2fevil', '/desk'],
    ['//evil.example/desk', '/desk'],
    ['/desk/\\..\\..\\evil', '/desk'],
    ['https://evil.example/desk', '/desk'],
    ['/deskevil', '/desk'],
    ['', '/desk'],
  ])('leads from %j to %j', async (back, to) => {
    const path = `/desk/language?to=en&back=${encodeURIComponent(back)}`;
    expect((await editor.get(path)).headers['location']).toBe(to);
  });
});

describe('what is put in', () => {
  const attack = `<script>alert('x')</script> "onmouseover="alert(1)`;

  test('markup in every field stays text', async () => {
    const path = await newDraft(`${attack}\n\n${orderText}`, {
      title: attack,
      issuer: attack,
    });
    for (const page of [path, `${path}/source`, `${path}?edit=1`, '/desk']) {
      const { text } = await editor.get(page);
      expect(text, page).not.toContain('<script>alert');
      expect(text, page).not.toContain('"onmouseover="');
    }
    const draft = await editor.get(path);
    const revision = /class="publish"[\s\S]*?name="revision" value="(\d+)"/.exec(draft.text)?.[1];
    await editor.post(`${path}/publish`, { revision: revision ?? '' });
    const id = /\/statements\/([0-9a-f]{32})/.exec((await editor.get(path)).text)?.[1];
    for (const page of [`/statements/${id}`, `/records/${id}`, '/statements', '/log']) {
      const { text, status } = await ask(server.address, page);
      expect(status).toBe(200);
      expect(text, page).not.toContain('<script>alert');
      expect(text, page).not.toContain('"onmouseover="');
    }
  });

  test('an HTML file is never shown as a page', async () => {
    const path = await newDraft(orderText);
    const received = await editor.get(`${path}/received`);
    expect(received.headers['content-type']).toBe('application/octet-stream');
    expect(received.headers['content-disposition']).toContain('attachment');
  });

  test.each([
    ['a script as an address', { address: 'javascript:alert(1)' }, 'address_invalid'],
    ['a day that does not exist', { publishedAt: '2022-02-31' }, 'date_invalid'],
    ['a place that does not exist', { place: 'KZ-QQQ' }, 'place_unknown'],
    ['no title', { title: '' }, 'field_missing'],
    ['no words', { words: '' }, 'text_none'],
    ['two ways at once', { inbox: 'order.txt' }, 'text_twice'],
    ['control characters', { words: 'a\u0001\u0002\u0003\u0004\u0005 b' }, 'text_binary'],
    [
      'a language unknown here',
      { words: 'ქართული ენა არის სახელმწიფო ენა '.repeat(20) },
      'text_language',
    ],
  ])('%s', async (_, fields, code) => {
    const answer = await editor.post('/desk/new', { ...source, words: orderText, ...fields });
    expect([answer.status, codeOf(answer)]).toEqual([400, code]);
  });

  test('the inbox gives its own files and nothing else', async () => {
    const inbox = join(dir, 'inbox');
    mkdirSync(inbox);
    writeFileSync(join(inbox, 'order.txt'), orderText);
    symlinkSync('/etc/passwd', join(inbox, 'passwd.txt'));
    expect((await editor.get('/desk/new')).text).toContain('order.txt');
    await newDraft('', { inbox: 'order.txt' });
    for (const name of [
      '../desk.db',
      '..',
      '/etc/passwd',
      'passwd.txt',
      '.hidden',
      'a\\b',
      'a\0b',
    ]) {
      const answer = await editor.post('/desk/new', { ...source, words: '', inbox: name });
      expect([name, answer.status, codeOf(answer)]).toEqual([name, 400, 'inbox_path']);
    }
    const gone = await editor.post('/desk/new', { ...source, words: '', inbox: 'gone.txt' });
    expect(codeOf(gone)).toBe('inbox_unknown');
  });

  test('an oversize body is refused while it comes', async () => {
    const announced = await ask(server.address, '/desk/new', {
      method: 'POST',
      headers: {
        cookie: editor.cookie,
        origin: server.address,
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': '20000000',
      },
    }).catch(() => null);
    if (announced !== null) expect(codeOf(announced)).toBe('body_too_large');
    const streamed = await ask(server.address, '/desk/sign-in', {
      method: 'POST',
      headers: {
        origin: server.address,
        'content-type': 'application/x-www-form-urlencoded',
        'transfer-encoding': 'chunked',
      },
      body: `name=${'a'.repeat(900_000)}`,
    });
    expect([streamed.status, codeOf(streamed)]).toEqual([413, 'body_too_large']);
  });
});

describe('what was decided', () => {
  test('two tabs: the second is told, and publishing happens once', async () => {
    const path = await newDraft(orderText);
    const page = (await editor.get(path)).text;
    const n = /id="p(\d+)"/.exec(page)?.[1];
    const one = { decision: 'confirmed', revision: '1' };
    expect((await editor.post(`${path}/proposals/${n}`, one)).status).toBe(303);
    const late = await editor.post(`${path}/proposals/${n}`, { ...one, decision: 'rejected' });
    expect([late.status, codeOf(late)]).toEqual([409, 'proposal_changed']);

    const stale = await editor.post(`${path}/publish`, { revision: '1' });
    expect([stale.status, codeOf(stale)]).toEqual([409, 'draft_changed']);

    const before = await size();
    const clicks = await Promise.all(
      [1, 2, 3].map(() => editor.post(`${path}/publish`, { revision: '2' })),
    );
    expect(clicks.map(({ status }) => status)).toEqual([303, 303, 303]);
    // The statement and the one provision that was confirmed.
    expect(await size()).toBe(before + 2);
    const after = await editor.post(`${path}/proposals/${n}`, { ...one, revision: '2' });
    expect(codeOf(after)).toBe('draft_closed');
  });

  test('drafts and decisions outlive a kill', async () => {
    const path = await newDraft(orderText, { title: 'Kept through a kill' });
    const n = /id="p(\d+)"/.exec((await editor.get(path)).text)?.[1];
    await editor.post(`${path}/proposals/${n}`, { decision: 'confirmed', revision: '1' });
    await server.stop('SIGKILL');
    server = await serve(dir);
    expect(server.link).toBeNull();
    const moved = new Editor(server.address);
    moved.cookie = editor.cookie;
    moved.token = editor.token;
    editor = moved;
    const page = (await editor.get(path)).text;
    expect(page).toContain('Kept through a kill');
    expect(page).toMatch(/class="card \w+ confirmed"/);
    expect(existsSync(join(dir, 'desk.db'))).toBe(true);
  });
});

async function size(): Promise<number> {
  return JSON.parse((await ask(server.address, '/healthz')).text).size;
}
