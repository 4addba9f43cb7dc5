import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

/** docs/errors.md is held to the source: every code of one stands in the other. */

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where a code is given: a call that makes a failure, or the field of one. */
const places = [
  /\b(?:fail|storeFail|fault|wrong|unknown|noTime)\(\s*'([a-z]+(?:_[a-z]+)*)'/g,
  /\bcheck\([^;]*?,\s*'([a-z]+_[a-z_]+)'/g,
  /\bcode: '([a-z]+(?:_[a-z]+)*)'/g,
  /error\[([a-z_]+)\]/g,
];

const source = [
  ...readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(root, 'src', path)),
  join(root, 'bin', 'aiqyn.js'),
].map((path) => readFileSync(path, 'utf8'));

const inSource = new Set(
  source.flatMap((text) =>
    places.flatMap((place) => [...text.matchAll(place)].flatMap((match) => match[1] ?? [])),
  ),
);
// The name of the format itself, in a docstring.
inSource.delete('code');

const docs = readFileSync(join(root, 'docs', 'errors.md'), 'utf8');
const documented = [...docs.matchAll(/^\| `([a-z_]+)` \|/gm)].flatMap((match) => match[1] ?? []);

describe('docs/errors.md', () => {
  test('finds the codes', () => {
    expect(inSource.size).toBeGreaterThan(60);
  });

  test('names every code of the source', () => {
    expect([...inSource].filter((code) => !documented.includes(code)).sort()).toEqual([]);
  });

  test('names no code that the source does not have, and each once', () => {
    const all = source.join('\n');
    const gone = documented.filter((code) => !all.includes(`'${code}'`) && !inSource.has(code));
    expect(gone).toEqual([]);
    expect(documented.length).toBe(new Set(documented).size);
  });
});
