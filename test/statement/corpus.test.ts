import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { must } from '../../src/base/index.ts';
import { statementSource } from '../../src/record/index.ts';
import { decodeStatement } from '../../src/statement/index.ts';
import { expectValidMap } from './helpers.ts';

const root = join(import.meta.dirname, '../..');
const shared = join(root, '../shared/corpus');
const quotes = z.array(z.object({ quote: z.string(), optional: z.boolean().optional() }));

describe.each([
  ['the development corpus', join(root, 'test/corpus/dev')],
  ['the shared corpus', shared],
])('%s', (_, folder) => {
  const cases = existsSync(folder)
    ? readdirSync(folder).filter((name) => existsSync(join(folder, name, 'source.txt')))
    : [];
  if (cases.length === 0) it.skip('is absent here: nothing to read', () => {});
  it.for(cases)('%s: no quote is torn between two blocks', (name) => {
    const text = readFileSync(join(folder, name, 'source.txt'));
    const source = statementSource.parse(json(join(folder, name, 'source.json')));
    const statement = must(decodeStatement(new Uint8Array(text), source));
    for (const block of statement.blocks) expectValidMap(block, statement.text);
    const blocks = statement.blocks.map((block) => plain(block.text));
    const torn = quotes
      .parse(json(join(folder, name, 'provisions.json')))
      .map(({ quote }) => plain(quote))
      .filter((quote) => !blocks.some((block) => block.includes(quote)));
    expect(torn).toEqual([]);
  });
});

function json(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** White space folded, and a hyphenation at a line's end neither kept nor undone. */
function plain(text: string): string {
  return text.replace(/-\s*/g, '').replace(/\s+/g, ' ').trim();
}
