import { exceptionAfter, exceptionBefore } from './exceptions.ts';
import type { ItemsAt } from './items.ts';
import type { Piece } from './pieces.ts';
import { stems } from './stems.ts';
import type { PlaceContext } from './types.ts';
import { rests } from './words.ts';

/** "All oblasts except X and Y", "everywhere else": places named by what they share. */

export interface Group {
  readonly first: number;
  readonly last: number;
  readonly codes: readonly string[];
  readonly level: 'country' | 'region' | 'local';
  readonly rule: string;
  readonly minusNamed: boolean;
}

/** «еліміздің барлық өңірінде», «Қазақстанның барлық облысында»: the country is in the group. */
function countryBefore(pieces: readonly Piece[], items: ItemsAt, first: number): number {
  const item = items.get(first - 1);
  if (item?.level === 'country') return item.first;
  return pieces[first - 1]?.noun?.of === 'country' ? first - 1 : first;
}

/** A group before its exceptions: the pieces it takes and the codes it stands for. */
interface Whole {
  readonly first: number;
  readonly last: number;
  readonly codes: readonly string[];
  readonly level: 'country' | 'region' | 'local';
  readonly rest: boolean;
}

/** The group that begins with the "all" at a piece; null if none does. */
export function groupAt(
  pieces: readonly Piece[],
  items: ItemsAt,
  at: number,
  context: PlaceContext,
): Group | null {
  const whole = wholeAt(pieces, items, at, context);
  if (whole === null) return null;
  const except =
    exceptionAfter(pieces, items, whole.last, context) ??
    exceptionBefore(pieces, items, whole.first, context);
  const named = except?.named === true || whole.rest || namedBefore(pieces, whole.first);
  const left = whole.codes.filter((code) => except?.codes.has(code) !== true);
  // Of one place (the whole oblast but for its centre) the rest keeps the code.
  const codes = whole.codes.length === 1 || left.length === 0 ? whole.codes : left;
  const all = except === null && !named && whole.level === 'country';
  return {
    first: Math.min(countryBefore(pieces, items, whole.first), except?.first ?? whole.first),
    last: Math.max(whole.last, except?.last ?? whole.last),
    codes: all ? [context.home.slice(0, 2)] : codes,
    level: all ? 'country' : whole.level === 'country' ? 'region' : whole.level,
    rule: except === null ? 'group' : 'group/except',
    minusNamed: named && whole.codes.length > 1,
  };
}

/** «отдельных регионах страны», "some regions": places of which the text does not say which. */
export function someAt(
  pieces: readonly Piece[],
  items: ItemsAt,
  at: number,
  context: PlaceContext,
): Group | null {
  if (!some[context.lang].test(pieces[at]?.word ?? '')) return null;
  for (let i = at + 1; i <= at + 3; i++) {
    const piece = pieces[i];
    if (piece?.noun === undefined || piece.noun === null) {
      if (piece?.kind === 'other' || piece?.kind === 'filler' || piece?.kind === 'whole') continue;
      return null;
    }
    const counted = context.lang === 'kk' && i === at + 1 && piece.noun.of !== 'country';
    if (!piece.noun.plural && !counted && !isMany('все', piece, 'ru')) return null;
    const { last } = endOfGroup(pieces, items, i, context);
    return { first: at, last, codes: [], level: 'region', rule: 'some', minusNamed: false };
  }
  return null;
}

const some: Readonly<Record<PlaceContext['lang'], RegExp>> = {
  ru: stems(
    'отдельн некотор ряд(?:а|е|у|ом)?$ нескольк большинств част[иь]$ практически почти многи',
  ),
  kk: /^(?:кейбір|бірқатар|бірнеше|көптеген|жекелеген)$/,
  en: /^(?:some|several|certain|most|many|few|various|almost|nearly)$/,
};

/** How many pieces may stand between "all" and its noun: «на всей территории нашей области». */
const reach = 4;

/** What may stand between "all" and its noun. */
const between = stems(
  'the$ of$ our$ this$ whole$ entire$ other$ in$ on$ its$ territor(?:y|ies)$ ' +
    'территори[ияюей]+$ наш\\p{L}*$ в$ на$ без$ исключения$ эт\\p{L}+$ прочих$ других$ ' +
    'еліміздің$ еліміздегі$ елдің$ осы$ біздің$ аумағында$ өзге$',
);

function wholeAt(
  pieces: readonly Piece[],
  items: ItemsAt,
  at: number,
  context: PlaceContext,
): Whole | null {
  const { lang, home, gazetteer, on } = context;
  const word = pieces[at]?.word ?? '';
  if (lang === 'en' && word === 'everywhere') return everywhere(pieces, items, at, context);
  for (let i = at + 1; i <= at + reach; i++) {
    const piece = pieces[i];
    if (piece === undefined) return null;
    if (piece.noun === null) {
      if (between.test(piece.word)) continue;
      return null;
    }
    if (items.has(i)) return null;
    const { of, wide } = piece.noun;
    const rest = rests.has(word);
    const first = at;
    const last = i;
    if (of === 'country') return null;
    const inRegion = home.length > 2;
    if (!isMany(word, piece, lang)) {
      return inRegion && piece.noun.alone
        ? { first, last, codes: [home], level: 'region', rest: false }
        : null;
    }
    const end = endOfGroup(pieces, items, i, context);
    if (of !== 'region' && !end.regions) {
      return inRegion ? { first, last, codes: [home], level: 'region', rest: false } : null;
    }
    const cities = wide || end.cities;
    const codes = gazetteer
      .regions(home.slice(0, 2), on)
      .filter((place) => cities || place.kind !== 'city')
      .map((place) => place.code);
    return { first, last: end.last, codes, level: cities ? 'country' : 'region', rest };
  }
  return null;
}

/** "All regions" against "the whole region". */
function isMany(word: string, { noun, word: form }: Piece, lang: PlaceContext['lang']): boolean {
  if (noun?.plural === true) return true;
  if (lang === 'kk') return /^(?:барлық|әр|қалған|басқа)$/.test(word);
  if (lang === 'en') return /^(?:every|each|any)$/.test(word);
  return (
    /^(?:кажд|люб)/.test(word) ||
    (/^(?:все|всех|всем|всеми|остальн.[хем]?|остальных)$/.test(word) && form === 'области')
  );
}

/** «областях и городах», "regions and cities of the country". */
function endOfGroup(
  pieces: readonly Piece[],
  items: ItemsAt,
  noun: number,
  { lang, home }: PlaceContext,
): { readonly last: number; readonly cities: boolean; readonly regions: boolean } {
  let last = noun;
  let cities = false;
  let regions = false;
  const second = pieces[noun + 2]?.noun;
  if (pieces[noun + 1]?.kind === 'join' && second?.plural === true) {
    last = noun + 2;
    cities = second.of === 'city' || second.of === 'region';
    regions = second.of === 'region';
  }
  const step = lang === 'en' ? [1, 2, 3] : [1];
  for (const i of step) {
    const piece = pieces[last + i];
    const item = items.get(last + i);
    const whole = item?.level === 'country' && item.codes[0] === home.slice(0, 2);
    if (whole) return { last: item.last, cities, regions };
    if (piece?.noun?.of === 'country') return { last: last + i, cities, regions };
    if (piece?.kind !== 'filler') break;
  }
  return { last, cities, regions };
}

/** "Everywhere else in the country". */
function everywhere(
  pieces: readonly Piece[],
  items: ItemsAt,
  at: number,
  context: PlaceContext,
): Whole | null {
  const { gazetteer, home, on } = context;
  const rest = pieces[at + 1]?.word === 'else';
  const end = endOfGroup(pieces, items, rest ? at + 1 : at, context).last;
  const inCountry = pieces[end]?.noun?.of === 'country';
  if (home.length > 2 && !inCountry) {
    return { first: at, last: end, codes: [home], level: 'region', rest: false };
  }
  const codes = gazetteer.regions(home.slice(0, 2), on).map((place) => place.code);
  return { first: at, last: end, codes, level: 'country', rest };
}

/** «кестеде және жоғарыда аталмаған барлық облыста» */
function namedBefore(pieces: readonly Piece[], first: number): boolean {
  return /^(?:аталмаған|көрсетілмеген)$/.test(pieces[first - 1]?.word ?? '');
}
