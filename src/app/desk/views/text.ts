import { type Html, html } from '../../../publish/index.ts';
import type { Block, Statement } from '../../../record/index.ts';
import type { StoredProposal } from '../draft-rows.ts';

/**
 * The statement as a reader sees it, with a coloured span for every provision. Each run of text
 * carries the offset of its first character in the statement (`data-s`), so that a selection leads
 * back to the received words.
 */
export function statementText(
  statement: Statement,
  proposals: readonly StoredProposal[],
): readonly Html[] {
  const spans = proposals
    .map(({ provision, state, n }, i) => {
      const { start, end } = provision.target.selector[1];
      return { start, end, n, number: i + 1, kind: provision.kind, state };
    })
    .filter(({ state }) => state !== 'rejected');
  let first = 0;
  return statement.blocks.map((block) => {
    const begin = block.map[0] ?? 0;
    const end = block.map[block.text.length] ?? begin;
    while (first < spans.length && (spans[first]?.end ?? 0) <= begin) first++;
    const own: Span[] = [];
    for (let i = first; i < spans.length; i++) {
      const span = spans[i];
      if (span === undefined || span.start >= end) break;
      if (span.end > begin) own.push(span);
    }
    const runs = runsOf(block, own).map((run) => runHtml(block, run));
    return block.kind === 'heading'
      ? html`<h3>${runs}</h3>`
      : html`<p class="${block.kind}">${runs}</p>`;
  });
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly n: number;
  readonly number: number;
  readonly kind: string;
  readonly state: string;
}

interface Run {
  readonly from: number;
  readonly to: number;
  /** The shortest span over it, which is the one that a click means; null for plain text. */
  readonly span: Span | null;
  readonly begins: boolean;
}

/** Cuts a block where a span begins or ends, and where its offsets jump. */
function runsOf(block: Block, spans: readonly Span[]): Run[] {
  const cuts = new Set<number>([0, block.text.length]);
  for (const { start, end } of spans) {
    cuts.add(indexOf(block.map, start));
    cuts.add(indexOf(block.map, end));
  }
  for (let i = 1; i < block.text.length; i++) {
    if ((block.map[i] ?? 0) !== (block.map[i - 1] ?? 0) + 1) cuts.add(i);
  }
  const at = [...cuts].filter((i) => i <= block.text.length).sort((a, b) => a - b);
  const runs: Run[] = [];
  const seen = new Set<number>();
  // Spans come by beginning: those that a run may lie in are kept, those that ended are dropped.
  let over: Span[] = [];
  let next = 0;
  for (let i = 0; i + 1 < at.length; i++) {
    const [from = 0, to = 0] = [at[i], at[i + 1]];
    const start = block.map[from] ?? 0;
    over = over.filter((span) => start < span.end);
    for (let span = spans[next]; span !== undefined && span.start <= start; span = spans[++next]) {
      if (start < span.end) over.push(span);
    }
    const [span = null] = over.toSorted((a, b) => a.end - a.start - (b.end - b.start));
    runs.push({ from, to, span, begins: span !== null && !seen.has(span.n) });
    if (span !== null) seen.add(span.n);
  }
  return runs;
}

function runHtml(block: Block, { from, to, span, begins }: Run): Html {
  const text = block.text.slice(from, to);
  const start = block.map[from] ?? 0;
  if (span === null) return html`<span data-s="${start}">${text}</span>`;
  const number = begins ? html` id="t${span.n}" data-number="${span.number}"` : null;
  return html`<a class="m ${span.kind} ${span.state}" href="#p${span.n}" tabindex="-1" data-s="${start}"${number}>${text}</a>`;
}

/** The first index of a block's text whose offset is at least this one. */
function indexOf(map: Int32Array, offset: number): number {
  let low = 0;
  let high = map.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((map[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
