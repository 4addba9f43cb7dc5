import { expect } from 'vitest';
import { must, type Result, utf8 } from '../../src/base/index.ts';
import type { Block, Statement, StatementSource } from '../../src/record/index.ts';
import { decodeStatement } from '../../src/statement/index.ts';

export const source: StatementSource = {
  lang: 'ru',
  issuer: 'Акимат',
  publishedAt: '2022-01-07',
  place: 'KZ',
  genre: 'notice',
};

export function fromText(text: string): Statement {
  return must(decodeStatement(utf8(text), source, 'text/plain'));
}

export function fromHtml(html: string): Statement {
  return must(decodeStatement(utf8(html), source, 'text/html'));
}

/** `kind: text` a block, which reads well in a test. */
export function shown(statement: Statement): string[] {
  return statement.blocks.map((block) => `${block.kind}: ${block.text}`);
}

export function codeOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.error.code;
}

/** The contract of `Block.map`: as long as the text and one more, never decreasing, inside. */
export function expectValidMap(block: Block, text: string): void {
  const { map } = block;
  let valid = map.length === block.text.length + 1 && (map[0] ?? -1) >= 0;
  for (let i = 1; i < map.length; i++) valid &&= (map[i] ?? -1) >= (map[i - 1] ?? 0);
  valid &&= (map[map.length - 1] ?? 0) <= text.length;
  if (!valid) expect({ text: block.text, map: [...map] }).toBe('a block with a valid map');
}
