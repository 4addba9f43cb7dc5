import { type ItemsAt, itemAs } from './items.ts';
import type { Piece } from './pieces.ts';
import { stems } from './stems.ts';
import type { PlaceContext } from './types.ts';
import { backWords } from './words.ts';

/** Exceptions of places, before or after the group that they are cut from. */

export interface Exception {
  readonly first: number;
  readonly last: number;
  readonly codes: ReadonlySet<string>;
  readonly named: boolean;
}

/** An exception of places that follows: «, кроме Баткенской и Ошской». */
export function exceptionAfter(
  pieces: readonly Piece[],
  items: ItemsAt,
  last: number,
  context: PlaceContext,
): Exception | null {
  let at = last + 1;
  while (at <= last + 2 && (pieces[at]?.kind === 'join' || pieces[at]?.kind === 'filler')) at++;
  if (context.lang === 'kk') return kazakhExceptionAfter(pieces, items, at);
  if (pieces[at]?.kind !== 'except') return null;
  return exceptionFrom(pieces, items, at, context);
}

/** «барлық облыста, Алматы облысынан басқа»: the names come before the word. */
function kazakhExceptionAfter(
  pieces: readonly Piece[],
  items: ItemsAt,
  from: number,
): Exception | null {
  const codes = new Set<string>();
  let at = from;
  for (let item = items.get(at); item !== undefined; item = items.get(at)) {
    for (const code of item.codes) codes.add(code);
    at = item.last + 1;
    while (pieces[at]?.kind === 'join') at++;
  }
  if (codes.size === 0 || pieces[at]?.kind !== 'except') return null;
  return { first: from, last: at, codes, named: false };
}

/** Words of a reference to places named elsewhere, inside an exception. */
const referring = stems(
  'указанн названн перечисленн упомянут таблиц выше ниже пункт named mentioned listed ' +
    'specified above below table those points?',
);

function exceptionFrom(
  pieces: readonly Piece[],
  items: ItemsAt,
  at: number,
  context: PlaceContext,
): Exception | null {
  const { lang } = context;
  const codes = new Set<string>();
  let last = at;
  let named = false;
  for (let i = at + 1; i < pieces.length; i++) {
    const piece = pieces[i];
    if (piece === undefined) break;
    const item =
      items.get(i) ?? (piece.kind === 'name' ? itemAs(pieces, i, 'region', context) : null);
    if (item !== null) {
      for (const code of item.codes) codes.add(code);
      last = item.last;
      i = item.last;
    } else if (referring.test(piece.word) || (last === at && backWords[lang].test(piece.word))) {
      named = true;
      last = i;
    } else if (!/^(?:join|filler|noun)$/.test(piece.kind)) {
      break;
    }
  }
  return last === at ? null : { first: at, last, codes, named };
}

/** An exception before the group: «Кроме X, во всех областях», «X қоспағанда, барлық облыста». */
export function exceptionBefore(
  pieces: readonly Piece[],
  items: ItemsAt,
  first: number,
  context: PlaceContext,
): Exception | null {
  for (let at = first - 1; at >= Math.max(0, first - 10); at--) {
    const piece = pieces[at];
    if (piece === undefined || piece.word === '.') return null;
    if (piece.kind !== 'except') continue;
    if (context.lang !== 'kk') {
      const found = exceptionFrom(pieces, items, at, context);
      return found !== null && found.last < first ? found : null;
    }
    const codes = new Set<string>();
    let start = at;
    for (let end = at - 1; ; ) {
      const item = items.get(end);
      if (item === undefined) break;
      for (const code of item.codes) codes.add(code);
      start = item.first;
      end = start - 1;
      while (pieces[end]?.kind === 'join') end--;
    }
    return codes.size === 0 ? null : { first: start, last: at, codes, named: false };
  }
  return null;
}
