import { groupAt, someAt } from './places/groups.ts';
import { type Item, itemAs, itemsAt, itemsOf } from './places/items.ts';
import { unnamedAt } from './places/nouns.ts';
import { type Piece, piecesOf } from './places/pieces.ts';
import { roleOf } from './places/roles.ts';
import type { PlaceContext, PlaceMention } from './places/types.ts';
import { namesTogether } from './places/usual.ts';

export type { PlaceContext, PlaceMention } from './places/types.ts';

/**
 * The places that a text speaks of, in order and without overlap. `text` is one block or sentence,
 * as written. Linear in its length: names are looked up by word in an index built once.
 */
export function findPlaces(text: string, context: PlaceContext): PlaceMention[] {
  const pieces = piecesOf(text, context);
  const items = [...itemsOf(pieces, context), ...loneAdjectives(pieces, context)];
  const byPiece = itemsAt(items);
  const spans: Span[] = [];
  const covered = new Set<number>();
  const add = (span: Span): void => {
    spans.push(span);
    for (let at = span.first; at <= span.last; at++) covered.add(at);
  };
  for (const at of pieces.keys()) {
    const group = covered.has(at) ? null : someAt(pieces, byPiece, at, context);
    if (group !== null && !covered.has(group.last))
      add({ ...group, name: null, role: 'place', joins: false });
  }
  for (const [at, piece] of pieces.entries()) {
    if (covered.has(at) || (piece.kind !== 'whole' && piece.word !== 'everywhere')) continue;
    const group = groupAt(pieces, byPiece, at, context);
    if (group !== null) add({ ...group, name: null, role: 'place', joins: false });
  }
  for (const item of items) {
    if (covered.has(item.first) || covered.has(item.last)) continue;
    const { role, named } = roleOf(pieces, item.first, item.last, context.lang);
    if (item.level !== 'local' && role === 'place' && inException(pieces, item, context)) {
      add({ ...item, codes: [], role: 'back', rule: exception, minusNamed: false, joins: true });
    } else {
      const codes = named ? item.codes : [];
      add({ ...item, codes, role, minusNamed: false, joins: named });
    }
  }
  for (const at of pieces.keys()) {
    if (covered.has(at)) continue;
    const found = unnamedAt(pieces, at, context);
    if (found === null || covered.has(found.first) || covered.has(found.last)) continue;
    add({ ...found, name: null, joins: false });
  }
  spans.sort((a, b) => a.first - b.first);
  const named = new Set([context.home]);
  return joinLists(pieces, spans).map((span) => {
    const start = pieces[span.first]?.start ?? 0;
    const end = pieces[span.last]?.end ?? start;
    const { level, role, rule, minusNamed } = span;
    // "Everywhere else": without home and the regions named earlier in this text.
    const codes = minusNamed ? span.codes.filter((code) => !named.has(code)) : span.codes;
    if (level === 'region' && role === 'place') for (const code of codes) named.add(code);
    const area = level === 'local' ? (span.name ?? text.slice(start, end)) : null;
    return { start, end, codes, level, area, role, rule, minusNamed };
  });
}

/** The rule of places that an exception names without a group that they are cut from. */
const exception = 'exception';

interface Span extends Omit<PlaceMention, 'start' | 'end' | 'area'> {
  readonly first: number;
  readonly last: number;
  /** Of a local place, its usual name, if known. */
  readonly name: string | null;
  /** A member of a list, which becomes one mention with the members beside it. */
  readonly joins: boolean;
}

/** A table's cell «Брестская | 02.06» or «кроме Баткенской»: an adjective without its noun. */
function loneAdjectives(pieces: readonly Piece[], context: PlaceContext): Item[] {
  if (context.lang !== 'ru') return [];
  const items: Item[] = [];
  for (const [at, piece] of pieces.entries()) {
    if (piece.kind !== 'name' || !piece.forms.every((form) => form.adjective)) continue;
    const cell = isCell(pieces, at);
    if (!cell) continue;
    const item = itemAs(pieces, at, 'region', context);
    if (item !== null) items.push(item);
  }
  return items;
}

/** A cell names at most this many regions and joiners. */
const cellPiecesMax = 60;

/** Whether adjectives fill the block up to a mark, a number or its end. */
function isCell(pieces: readonly Piece[], at: number): boolean {
  for (let i = at - 1; i >= 0; i--) {
    if (at - i > cellPiecesMax) return false;
    const piece = pieces[i];
    if (piece?.kind === 'except') break;
    if (piece?.kind !== 'join' && !isLone(piece)) return false;
  }
  let end = at + 1;
  while (end < at + cellPiecesMax && (pieces[end]?.kind === 'join' || isLone(pieces[end]))) end++;
  const next = pieces[end]?.word;
  return next === undefined || /^[|\d.;:—–-]/.test(next) || pieces[end]?.kind === 'filler';
}

function isLone(piece: Piece | undefined): boolean {
  return piece?.kind === 'name' && piece.forms.every((form) => form.adjective);
}

/** "… except in Almaty": nothing holds there, and no group tells where else it does. */
function inException(pieces: readonly Piece[], item: Item, { lang }: PlaceContext): boolean {
  if (lang === 'kk') return pieces[item.last + 1]?.kind === 'except';
  let at = item.first - 1;
  while (at >= 0 && (pieces[at]?.kind === 'filler' || pieces[at]?.kind === 'noun')) at--;
  return pieces[at]?.kind === 'except';
}

/** Members of one list with the same role and level become one mention. */
function joinLists(pieces: readonly Piece[], spans: readonly Span[]): Span[] {
  const out: Span[] = [];
  for (const span of spans) {
    const before = out.at(-1);
    const inList = before?.joins === true && span.joins && listed(pieces, before.last, span.first);
    // «президентам Беларуси, Кыргызстана»: what holds of the first member holds of the list.
    const role = before?.role === 'title' && span.role === 'place' ? 'title' : span.role;
    if (before !== undefined && inList && before.rule === exception && span.level !== 'local') {
      out[out.length - 1] = { ...before, last: span.last };
      continue;
    }
    if (before === undefined || !inList || before.level !== span.level || before.role !== role) {
      out.push(span);
      continue;
    }
    const codes = [...new Set([...before.codes, ...span.codes])];
    const name = namesTogether(before.name, span.name);
    out[out.length - 1] = { ...before, last: span.last, codes, name };
  }
  return out;
}

function listed(pieces: readonly Piece[], last: number, first: number): boolean {
  const gap = pieces.slice(last + 1, first);
  return (
    gap.length > 0 &&
    gap.length <= 4 &&
    gap[0]?.kind === 'join' &&
    gap.every((piece) => /^(?:join|filler|noun)$/.test(piece.kind))
  );
}
