import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/** The shape of the source is a test: who may import whom, what stays in app/, how long files get. */

const root = fileURLToPath(new URL('..', import.meta.url));
const src = join(root, 'src');

/** Module -> modules it may import, besides itself. The order of the rows is that of the flow. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  base: [],
  place: ['base'],
  record: ['base'],
  statement: ['base', 'record'],
  reading: ['base', 'place', 'record'],
  log: ['base', 'record'],
  register: ['base', 'place', 'record'],
  publish: ['base', 'place', 'record', 'register', 'log/format'],
  verify: ['base', 'record', 'log/format', 'register'],
  app: [
    'base',
    'place',
    'record',
    'statement',
    'reading',
    'log',
    'log/format',
    'register',
    'publish',
    'verify',
  ],
};

/** Files over the working size of 300 lines, with the size that they may not outgrow. */
const longFiles: Readonly<Record<string, number>> = {
  'reading/numbers.ts': 315,
  'reading/times/days.ts': 313,
};
const lineCountMax = 300;
const lineLengthMax = 100;

interface SourceFile {
  readonly path: string;
  readonly text: string;
}

function sourceFiles(): SourceFile[] {
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(src, path), 'utf8') }));
}

/** Import and export specifiers; a comment or a string that looks like one would show up here. */
function specifiers(text: string): string[] {
  const found: string[] = [];
  for (const match of text.matchAll(/^\s*(?:import|export)\b[^'"]*?from\s+['"]([^'"]+)['"]/gm)) {
    if (match[1] !== undefined) found.push(match[1]);
  }
  for (const match of text.matchAll(/\bimport\s*\(\s*['"]([^'"]+)['"]/g)) {
    if (match[1] !== undefined) found.push(match[1]);
  }
  for (const match of text.matchAll(/^\s*import\s+['"]([^'"]+)['"]/gm)) {
    if (match[1] !== undefined) found.push(match[1]);
  }
  return found;
}

function moduleOf(path: string): string {
  return path.startsWith('log/format/') ? 'log/format' : (path.split('/')[0] ?? '');
}

/** Comments and string contents are no code: `Date.now` in a docstring calls nothing. */
function code(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|[^:'"`])\/\/.*$/gm, '$1')
    .replace(/'(?:[^'\\\n]|\\.)*'/g, "''");
}

const files = sourceFiles();

describe('the import table', () => {
  test('finds the source', () => {
    expect(files.length).toBeGreaterThan(20);
  });

  test.each(files.map((file) => [file.path, file] as const))('%s', (_, file) => {
    const from = moduleOf(file.path);
    for (const specifier of specifiers(file.text).filter((one) => one.startsWith('.'))) {
      const target = relative(src, resolve(src, dirname(file.path), specifier)).replaceAll(
        '\\',
        '/',
      );
      const to = moduleOf(target);
      if (to === from) continue;
      // The writer works on the format; the format knows nothing of the writer.
      const row = from === 'log' ? ['base', 'record', 'log/format'] : allowed[from];
      const may = from === 'log/format' ? ['base', 'record'] : (row ?? []);
      expect(may, `${file.path} imports ${target}`).toContain(to);
      const isBrowser = target.startsWith('publish/browser/');
      expect(
        isBrowser || target.endsWith('/index.ts'),
        `${file.path} reaches into ${to} past its index.ts: ${target}`,
      ).toBe(true);
    }
  });
});

describe('outside app/', () => {
  const banned: readonly (readonly [string, RegExp])[] = [
    ['the clock', /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b|Temporal\.Now\b/],
    ['randomness', /\bMath\.random\b|\brandomBytes\b|\bgetRandomValues\b|\brandomUUID\b/],
    ['files', /node:fs|node:path|node:os\b/],
    ['the network', /node:(?:http|https|net|tls|dgram|dns)\b|\bfetch\s*\(/],
    ['processes', /node:child_process|node:worker_threads|\bprocess\./],
  ];
  const inside = files.filter(
    ({ path }) => !path.startsWith('app/') && !path.startsWith('publish/browser/'),
  );
  test.each(banned)('nothing touches %s', (_, pattern) => {
    const offenders = inside.filter(({ text }) => {
      const imports = specifiers(text).join('\n');
      return pattern.test(code(text)) || pattern.test(imports);
    });
    expect(offenders.map(({ path }) => path)).toEqual([]);
  });
});

describe('style', () => {
  test('no any, no non-null assertion, no default export', () => {
    const offenders = files.filter(({ text }) =>
      /:\s*any\b|\bas any\b|<any>|[\w\])]!(?=[.;,)\]])|^export default/m.test(code(text)),
    );
    expect(offenders.map(({ path }) => path)).toEqual([]);
  });

  test('no cast through unknown', () => {
    const offenders = files.filter(({ text }) => /\bas unknown as\b/.test(code(text)));
    expect(offenders.map(({ path }) => path)).toEqual([]);
  });

  test.each(files.map((file) => [file.path, file] as const))('size of %s', (path, { text }) => {
    const lines = text.split('\n');
    expect(lines.length - 1).toBeLessThanOrEqual(longFiles[path] ?? lineCountMax);
    // The formatter breaks code; comments it leaves as they are.
    const long = lines.findIndex(
      (line) => line.length > lineLengthMax && /^\s*(?:\*|\/[/*])/.test(line),
    );
    expect(long === -1 ? null : `${path}:${long + 1}`).toBeNull();
  });

  test('the ratchet only loosens on purpose: no listed file has become short', () => {
    const short = Object.keys(longFiles).filter((path) => {
      const file = files.find((one) => one.path === path);
      return file === undefined || file.text.split('\n').length - 1 <= lineCountMax;
    });
    expect(short).toEqual([]);
  });
});
