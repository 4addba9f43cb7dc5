import type { StatementSource } from './provision.ts';

/**
 * A statement as the reader takes it in: the received text, and the way from the reading text
 * (unwrapped, hyphenation undone) back to it.
 */
export interface Statement {
  readonly source: StatementSource;
  /** The decoded text, as received. All positions of records count in its UTF-16 units. */
  readonly text: string;
  /** How the bytes were decoded. */
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1251';
  readonly mediaType: 'text/plain' | 'text/html';
  readonly blocks: readonly Block[];
}

/**
 * One paragraph, heading, list item or flattened table row of the statement, as a reader would see
 * it: line wraps joined by one space, hyphenation and soft hyphens undone, page numbers gone.
 */
export interface Block {
  readonly text: string;
  /**
   * `map[i]` is the offset in `Statement.text` of `text[i]`; one entry more than `text` is long,
   * the last is the end. Never decreasing.
   */
  readonly map: Int32Array;
  readonly kind: 'heading' | 'paragraph' | 'item' | 'row';
}

/** The span of `Statement.text` for a span of a block's text; both half-open. */
export function spanInSource(
  block: Block,
  start: number,
  end: number,
): { readonly start: number; readonly end: number } {
  const from = block.map[start];
  const last = block.map[end - 1];
  if (from === undefined || last === undefined || end <= start) {
    throw new Error(`no such span in the block: ${start}-${end} of ${block.text.length}`);
  }
  return { start: from, end: last + 1 };
}
