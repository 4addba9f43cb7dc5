import type { Block } from '../record/index.ts';
import { markerLength } from './sentences.ts';

/**
 * The outline of a statement: which block is the head of which. "2. На период …:" is the head of
 * its sub-items "1) …", and lends them its verb, places and period.
 */
export interface OutlineNode {
  readonly block: Block;
  /** Index of the head in the outline, or -1. */
  readonly head: number;
  /** Ends with a colon or a dash: what follows belongs to it. */
  readonly isHead: boolean;
}

/** "The following are prohibited:", "It is hereby ordered that –". */
const endsOpen = /(?::|\s[–—-])\s*$/;

type Level = string;

/** Linear: one pass with a stack of open heads. */
export function outline(blocks: readonly Block[]): OutlineNode[] {
  const nodes: OutlineNode[] = [];
  const stack: { readonly index: number; readonly level: Level }[] = [];
  let openParagraphHead = -1;
  for (const [index, block] of blocks.entries()) {
    const level = levelOf(block.text);
    const isHead = endsOpen.test(block.text);
    if (block.kind === 'heading' && !isHead) {
      stack.length = 0;
      openParagraphHead = -1;
      nodes.push({ block, head: -1, isHead: false });
      continue;
    }
    let head = -1;
    if (level === null) {
      // Paragraphs without a marker belong to a head only while they read on from its colon.
      const isRow = block.kind === 'row';
      const continues = openParagraphHead >= 0 && (isRow || /^[\p{Ll}]/u.test(block.text));
      head = continues ? openParagraphHead : -1;
      if (!continues && !isHead) stack.length = Math.min(stack.length, numericDepth(stack));
      if (!isRow && /[.!?]\s*$/.test(block.text)) openParagraphHead = -1;
    } else {
      while (stack.some((open) => open.level === level)) stack.pop();
      const above = stack.at(-1);
      head = above !== undefined && nodes[above.index]?.isHead === true ? above.index : -1;
      stack.push({ index, level });
    }
    if (isHead) {
      openParagraphHead = index;
      if (level === null) stack.push({ index, level: 'paragraph' });
    } else if (level !== null && openParagraphHead >= 0 && head === -1) {
      openParagraphHead = -1;
    }
    nodes.push({ block, head, isHead });
  }
  return nodes;
}

function numericDepth(stack: readonly { readonly level: Level }[]): number {
  return stack.findIndex(({ level }) => level === 'paragraph') + 1 || stack.length;
}

/** The style of a block's marker: items of one style are siblings. */
function levelOf(text: string): Level | null {
  const length = markerLength(text);
  if (length === 0) return null;
  return text
    .slice(0, length)
    .trim()
    .replace(/\d+/g, '1')
    .replace(/^\(?[ivx]+[).]$/i, 'i)')
    .replace(/\p{L}(?=\))/u, 'a');
}
