import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, test } from 'vitest';
import {
  aiqyn,
  file,
  orderFiles,
  orderSource,
  orderText,
  removeFolders,
  serve,
  tempFolder,
} from '../app/program.ts';

/** The real command line on bad input: one clear failure with its code, and nothing half-written. */

afterAll(removeFolders);

const utf8 = (text: string) => new TextEncoder().encode(text);
const codeOf = (err: string) => /^error\[(\w+)\]: /m.exec(err)?.[1] ?? null;

const files: readonly (readonly [string, string | Uint8Array, string, RegExp | null])[] = [
  ['empty', '', 'text_empty', null],
  ['only white space', ' \n\t\n', 'text_empty', null],
  ['binary', new Uint8Array([0, 1, 2, 3, 0, 255, 254, 7, 0, 9]), 'text_binary', /offset \d+/],
  ['a PDF', utf8('%PDF-1.7\n1 0 obj'), 'format_unsupported', null],
  ['20 MB of text', 'Слово и дело. '.repeat(800_000), 'text_too_large', null],
  [
    'invalid UTF-8',
    concat(utf8('Order of the day: '), [0xff, 0xfe, 0x41]),
    'text_encoding',
    /byte 18/,
  ],
  [
    'half of a surrogate pair',
    concat(utf8('Order '), [0xed, 0xa0, 0x80]),
    'text_surrogate',
    /byte 6/,
  ],
  ['an unknown language', 'ქართული ენა არის სახელმწიფო ენა. '.repeat(20), 'text_language', null],
];

describe('read', () => {
  test.each(files)('%s', async (_, content, code, at) => {
    const path = file('statement.txt', content);
    const source = file('source.json', JSON.stringify(orderSource));
    const { code: exit, out, err } = await aiqyn(['read', path, '--source', source, '--json']);
    expect([exit, codeOf(err), out]).toEqual([1, code, '']);
    expect(err).toContain(`at: ${path}`);
    if (at !== null) expect(err).toMatch(at);
  });

  test.each([
    ['no such file', ['read', '/nowhere/file.txt'], 'file_unknown'],
    ['a folder', ['read', '/tmp'], 'file_unreadable'],
  ])('%s', async (_, args, code) => {
    const { code: exit, err } = await aiqyn(args);
    expect([exit, codeOf(err)]).toEqual([1, code]);
  });

  test.each([
    ['a date that does not exist', { publishedAt: '2022-02-31' }, 'source_invalid', 'publishedAt'],
    ['an unknown place', { place: 'KZ-QQQ' }, 'place_unknown', 'KZ-QQQ'],
    ['an unknown language', { lang: 'de' }, 'source_invalid', 'lang'],
    ['an unknown field', { author: 'x' }, 'source_invalid', 'author'],
    ['a script as an address', { address: 'javascript:1' }, 'source_invalid', 'address'],
  ])('a source file with %s', async (_, change, code, at) => {
    const text = file('statement.txt', orderText);
    const source = file('source.json', JSON.stringify({ ...orderSource, ...change }));
    const { code: exit, err } = await aiqyn(['read', text, '--source', source]);
    expect([exit, codeOf(err)]).toEqual([1, code]);
    expect(err).toContain(at);
    if (code === 'source_invalid') expect(err).toContain('docs/errors.md');
  });

  test('a source file that is not JSON', async () => {
    const text = file('statement.txt', orderText);
    const { err } = await aiqyn(['read', text, '--source', file('source.json', '{')]);
    expect(codeOf(err)).toBe('json_invalid');
  });

  test('without a source it says what it assumes, and JSON stands alone', async () => {
    const { code, out, err } = await aiqyn(['read', file('order.txt', orderText), '--json']);
    expect(code).toBe(0);
    expect(err).toContain('assumed: language ru');
    const provisions = JSON.parse(out);
    for (const { quote, start, end } of provisions) {
      expect(orderText.slice(start, end).replace(/\s+/g, ' ')).toBe(quote);
    }
    expect(provisions.map(({ type }: { type?: string }) => type)).toContain('curfew');
  });

  test('a text does not steer the terminal', async () => {
    const order = orderText.replace('Закрыть', 'Закрыть\u001b[2J\u202e');
    const { text, source } = { ...orderFiles(), text: file('order.txt', order) };
    const { out } = await aiqyn(['read', text, '--source', source]);
    expect(out).not.toMatch(/[\u001b\u202e]/);
  });
});

describe('usage', () => {
  test.each([
    [[], 2],
    [['no-such-command'], 2],
    [['read'], 2],
    [['add', 'x.txt'], 2],
    [['in-force'], 2],
    [['serve', '--port', 'eighty'], 2],
    [['serve', '--port', '70000'], 2],
    [['--help'], 0],
    [['help', 'read'], 0],
    [['--version'], 0],
  ])('%j ends with %i', async (args, exit) => {
    const { code, err } = await aiqyn(args);
    expect(code).toBe(exit);
    if (args.length > 0 && exit === 2) expect(codeOf(err)).toBe('usage');
  });
});

describe('the store', () => {
  test('a statement is added whole, or not at all', async () => {
    const dir = tempFolder();
    const source = file('source.json', JSON.stringify({ ...orderSource, place: 'KZ-QQQ' }));
    const refused = await aiqyn([
      'add',
      file('a.txt', orderText),
      '--source',
      source,
      '--data',
      dir,
    ]);
    expect(codeOf(refused.err)).toBe('place_unknown');
    expect(readdirSync(dir)).toEqual([]);
    const good = orderFiles();
    const args = ['add', good.text, '--source', good.source, '--data', dir, '--confirm', '--json'];
    const added = JSON.parse((await aiqyn(args)).out);
    const fsck = JSON.parse((await aiqyn(['fsck', '--data', dir, '--json'])).out);
    expect(fsck.size).toBe(1 + added.provisions.length);
    const question = ['in-force', '--place', 'KZ-ALA', '--at', '2022-01-07T02:00', '--data', dir];
    const answer = JSON.parse((await aiqyn([...question, '--json'])).out);
    expect(answer.inForce.map(({ type }: { type: string }) => type)).toContain('curfew');
    expect((await aiqyn(question)).out).toContain('not confirmed by an editor');
  });

  test.each([
    ['an unknown place', ['--place', 'KZ-QQQ'], 'place_unknown'],
    ['31 February', ['--place', 'KZ', '--at', '2022-02-31'], 'time_invalid'],
    ['25 o’clock', ['--place', 'KZ', '--at', '2022-02-01T25:00'], 'time_invalid'],
    ['known never', ['--place', 'KZ', '--known', 'never'], 'known_invalid'],
  ])('in-force with %s', async (_, args, code) => {
    const dir = await filled();
    const { code: exit, err, out } = await aiqyn(['in-force', ...args, '--data', dir]);
    expect([exit, codeOf(err), out]).toEqual([1, code, '']);
  });

  test('four additions at once wait for each other', async () => {
    const dir = tempFolder();
    const { text, source } = orderFiles();
    const add = ['add', text, '--source', source, '--data', dir, '--confirm'];
    const all = await Promise.all([1, 2, 3, 4].map(() => aiqyn(add)));
    expect(all.map(({ err }) => err)).toEqual(['', '', '', '']);
    const one = JSON.parse((await aiqyn([...add, '--json'])).out).provisions.length + 1;
    expect(JSON.parse((await aiqyn(['fsck', '--data', dir, '--json'])).out).size).toBe(5 * one);
  });

  test('the answers tell that nobody checked the lift that set the end of a rule', async () => {
    const dir = await filled();
    const lift = orderText.replace(
      /Ввести[\s\S]*$/,
      'Отменить комендантский час на территории города Алматы с 12 января 2022 года.\n',
    );
    const source = file('l.json', JSON.stringify({ ...orderSource, publishedAt: '2022-01-11' }));
    const args = ['add', file('l.txt', lift), '--source', source, '--data', dir, '--confirm'];
    const added = JSON.parse((await aiqyn([...args, '--json'])).out);
    const question = ['in-force', '--place', 'KZ-ALA', '--at', '2022-01-11T23:30', '--data', dir];
    const answer = JSON.parse((await aiqyn([...question, '--json'])).out);
    const curfew = answer.inForce.find(({ type }: { type: string }) => type === 'curfew');
    expect(curfew.changes).toEqual([
      {
        id: added.provisions[0],
        act: 'lift',
        review: 'unreviewed',
        from: { basis: 'stated', at: '2022-01-12' },
      },
    ]);
    expect(curfew.index).toBe(1);
    const [quote, position] = curfew.target.selector;
    expect([quote.type, position.type]).toEqual(['TextQuoteSelector', 'TextPositionSelector']);
    expect(orderText.slice(position.start, position.end)).toBe(quote.exact);
    expect((await aiqyn(question)).out).toContain('changed by a record that no editor confirmed');
  });

  test('a code that is no longer in force keeps its last name', async () => {
    const dir = await filled();
    const { out } = await aiqyn(['in-force', '--place', 'KZ-ALA', '--data', dir]);
    expect(out).toMatch(/^Almaty \(KZ-ALA, a code that is not in force on \d{4}-/);
  });

  test('a folder without a store is not made into one by asking', async () => {
    const dir = join(tempFolder(), 'none');
    for (const args of [
      ['in-force', '--place', 'KZ', '--data', dir],
      ['fsck', '--data', dir],
    ]) {
      const { code, err } = await aiqyn(args);
      expect([code, codeOf(err)]).toEqual([1, 'store_absent']);
    }
    expect(() => readdirSync(dir)).toThrow();
  });

  test('a store of a newer version is left as it is', async () => {
    const dir = await filled();
    bump(join(dir, 'aiqyn.db'));
    const before = readFileSync(join(dir, 'aiqyn.db'));
    const { text, source } = orderFiles();
    for (const args of [
      ['add', text, '--source', source, '--confirm', '--data', dir],
      ['in-force', '--place', 'KZ', '--data', dir],
      ['serve', '--port', '0', '--data', dir],
      ['fsck', '--data', dir],
    ]) {
      const { code, err } = await aiqyn(args);
      expect([args[0], code, codeOf(err)]).toEqual([args[0], 1, 'store_newer']);
    }
    expect(readFileSync(join(dir, 'aiqyn.db')).equals(before)).toBe(true);
  });

  test('a desk of a newer version, and one that is none', async () => {
    const { text, source } = orderFiles();
    const dir = tempFolder();
    const queue = ['add', text, '--source', source, '--data', dir];
    expect((await aiqyn(queue)).code).toBe(0);
    bump(join(dir, 'desk.db'));
    expect(codeOf((await aiqyn(queue)).err)).toBe('desk_newer');
    const other = tempFolder();
    writeFileSync(
      join(other, 'desk.db'),
      'not a database, but long enough to be looked at\n'.repeat(9),
    );
    const foreign = await aiqyn(['editor', 'list', '--data', other]);
    expect(codeOf(foreign.err)).toBe('store_foreign');
  });

  test('the folder where the store should be is a file', async () => {
    const { text, source } = orderFiles();
    const { err } = await aiqyn(['add', text, '--source', source, '--data', text, '--confirm']);
    expect(codeOf(err)).toBe('store_foreign');
  });
});

describe('serve', () => {
  test('a port that is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const bound = taken.address();
    const port = bound !== null && typeof bound === 'object' ? bound.port : 0;
    const dir = await filled();
    const { code, err } = await aiqyn(['serve', '--port', String(port), '--data', dir]);
    taken.close();
    expect([code, codeOf(err)]).toEqual([1, 'port_in_use']);
    expect(err).toContain('--port');
  });

  test('a second server on the same store, and an add beside it', async () => {
    const dir = await filled();
    const server = await serve(dir);
    const second = await aiqyn(['serve', '--port', '0', '--data', dir]);
    expect(codeOf(second.err)).toBe('store_locked');
    const { text, source } = orderFiles();
    const beside = await aiqyn(['add', text, '--source', source, '--data', dir, '--confirm']);
    expect(codeOf(beside.err)).toBe('store_locked');
    // A draft for the desk goes in beside it.
    expect((await aiqyn(['add', text, '--source', source, '--data', dir])).code).toBe(0);
    expect(await server.stop('SIGINT')).toBe(0);
  });

  test('who cannot listen makes no store', async () => {
    const dir = join(tempFolder(), 'none');
    const args = ['serve', '--example', '--data', dir, '--host', '192.0.2.1', '--port', '0'];
    const { code, err } = await aiqyn(args);
    expect([code, codeOf(err)]).toEqual([1, 'host_unusable']);
    expect(() => readdirSync(dir)).toThrow();
  });

  test('a new store is filled with the example once, and a kill does no harm', async () => {
    const dir = tempFolder();
    const server = await serve(dir, ['--example']);
    const size = Number(/(\d+) records/.exec(server.output())?.[1]);
    expect(size).toBeGreaterThan(50);
    await server.stop('SIGKILL');
    const again = await serve(dir, ['--example']);
    expect(again.output()).toContain(`${size} records`);
    expect(again.output()).not.toContain('filling');
    expect(await again.stop()).toBe(0);
    expect((await aiqyn(['fsck', '--data', dir])).code).toBe(0);
  });

  test('a new store is empty unless it is asked for, and says how to get the example', async () => {
    const server = await serve(tempFolder());
    expect(server.output()).toContain(' 0 records');
    expect(server.output()).toContain('--example');
    await server.stop();
  });
});

describe('a date that does not exist', () => {
  const words = 'В городе Алматы введён комендантский час с 31 февраля 2022 года до 7 марта.';

  test('is a warning where a person reads, and stops what nobody checks', async () => {
    const dir = tempFolder();
    const { source } = orderFiles();
    const text = join(dir, 'order.txt');
    writeFileSync(text, words);
    const read = await aiqyn(['read', text, '--source', source, '--json']);
    expect(read.code).toBe(0);
    expect(read.err).toContain('warning[date_impossible]');
    expect(read.err).toContain('31 февраля');
    const data = join(dir, 'store');
    const added = await aiqyn(['add', text, '--source', source, '--data', data, '--confirm']);
    expect(added.code).toBe(1);
    expect(codeOf(added.err)).toBe('date_impossible');
    const fsck = await aiqyn(['fsck', '--data', data]);
    expect(fsck.out).toContain('0 entries');
  });
});

describe('editors', () => {
  test('are added by a link, listed and removed', async () => {
    const dir = tempFolder();
    const link = await aiqyn(['editor', 'add', 'Aigerim', '--data', dir]);
    expect(link.out).toMatch(/^http:\/\/127\.0\.0\.1:8080\/desk\/first\/[\w-]{43}\n$/);
    expect((await aiqyn(['editor', 'list', '--data', dir])).out).toBe('');
    const unknown = await aiqyn(['editor', 'remove', 'Nobody', '--data', dir]);
    expect(codeOf(unknown.err)).toBe('editor_unknown');
    const odd = await aiqyn(['editor', 'add', '<b>', '--data', dir]);
    expect(codeOf(odd.err)).toBe('editor_name');
    const wrong = await aiqyn(['editor', 'add', 'A', '--origin', 'ftp://x/y', '--data', dir]);
    expect(codeOf(wrong.err)).toBe('origin_invalid');
  });
});

async function filled(): Promise<string> {
  const dir = join(tempFolder(), 'store');
  mkdirSync(dir);
  const { text, source } = orderFiles();
  const added = await aiqyn(['add', text, '--source', source, '--data', dir, '--confirm']);
  expect(added.code, added.err).toBe(0);
  return dir;
}

/** Makes a database one of a version that is still to come. */
function bump(path: string): void {
  const db = new Database(path);
  const version = Number(db.pragma('user_version', { simple: true }));
  db.pragma(`user_version = ${version + 1}`);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

function concat(text: Uint8Array, bytes: readonly number[]): Uint8Array {
  return new Uint8Array([...text, ...bytes]);
}
