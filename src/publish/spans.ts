import type { Block } from '../record/index.ts';

/** Spans over the blocks of a text: which words belong to which provision. */

/** Offsets in the received text, half-open. */
interface Spanned {
  readonly start: number;
  readonly end: number;
}

export interface Piece<S> {
  readonly text: string;
  readonly span: S | null;
}

/**
 * A block cut where spans begin and end. Where spans overlap, the shorter one has the words: it is
 * the one that could not be reached otherwise. Positions come from the received text; the block's
 * map leads back to it.
 */
export function piecesOf<S extends Spanned>(
  block: Block,
  spans: readonly S[],
): readonly Piece<S>[] {
  const { text, map } = block;
  const length = text.length;
  if (length === 0) return [];
  const from = map[0] ?? 0;
  const to = (map[length - 1] ?? 0) + 1;
  const here = spans.filter((span) => span.start < to && span.end > from);
  if (here.length === 0) return [{ text, span: null }];
  const shortestFirst = [...here].sort((a, b) => a.end - a.start - (b.end - b.start));
  const placed = shortestFirst.map((span) => ({
    span,
    start: firstAtOrAfter(map, length, span.start),
    end: firstAtOrAfter(map, length, span.end),
  }));
  const cuts = new Set([0, length]);
  for (const { start, end } of placed) {
    cuts.add(start);
    cuts.add(end);
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  const pieces: Piece<S>[] = [];
  for (let i = 0; i + 1 < sorted.length; i++) {
    const start = sorted[i] ?? 0;
    const end = sorted[i + 1] ?? length;
    const owner = placed.find((one) => one.start <= start && one.end >= end)?.span ?? null;
    const last = pieces.at(-1);
    if (last !== undefined && last.span === owner) {
      pieces[pieces.length - 1] = { text: last.text + text.slice(start, end), span: owner };
    } else pieces.push({ text: text.slice(start, end), span: owner });
  }
  return pieces;
}

/** The first offset in the block whose place in the received text is not before `position`. */
function firstAtOrAfter(map: Int32Array, length: number, position: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((map[middle] ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}
