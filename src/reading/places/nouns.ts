import type { Piece } from './pieces.ts';
import { roleOf } from './roles.ts';
import { stems } from './stems.ts';
import type { PlaceContext, PlaceMention } from './types.ts';
import { backWords } from './words.ts';

/** Places without a name: "in the region", «в столице», «областной центр», "these cities". */

type Found = Omit<PlaceMention, 'start' | 'end' | 'area'> & {
  readonly first: number;
  readonly last: number;
};

/** What the piece refers to, if it and its neighbours speak of a place without naming it. */
export function unnamedAt(
  pieces: readonly Piece[],
  at: number,
  context: PlaceContext,
): Found | null {
  return (
    wordAt(pieces, at, context) ??
    seatAt(pieces, at, context) ??
    referenceAt(pieces, at, context) ??
    nounAt(pieces, at, context)
  );
}

const countryWide = /^(?:islandwide|island-wide|nationwide|nation-wide|countrywide|country-wide)$/;
const capitalWord: Readonly<Record<PlaceContext['lang'], RegExp>> = {
  ru: /^столиц[аыеу]$|^столицей$/,
  kk: /^(?:елорда|астана)(?:мыз|ның|да|ға|ны|дан|дағы|сы|сында)?$/,
  en: /^capital$/,
};

/** One word that is a place: "nationwide", «столица». */
function wordAt(pieces: readonly Piece[], at: number, context: PlaceContext): Found | null {
  const { lang, home, gazetteer, on } = context;
  const piece = pieces[at];
  if (piece === undefined) return null;
  const country = home.slice(0, 2);
  const one = { first: at, last: at, minusNamed: false };
  if (lang === 'en' && countryWide.test(piece.word)) {
    return { ...one, codes: [country], level: 'country', role: 'place', rule: 'country' };
  }
  if (!capitalWord[lang].test(piece.word)) return null;
  if (lang === 'en' && !isTheCapital(pieces, at)) return null;
  const code = gazetteer.capital(country, on);
  if (code === null) return null;
  const local = gazetteer.place(code, on)?.kind !== 'city';
  return {
    ...one,
    codes: [code],
    level: local ? 'local' : 'region',
    role: 'place',
    rule: 'capital',
  };
}

function isTheCapital(pieces: readonly Piece[], at: number): boolean {
  const next = pieces[at + 1];
  return (
    pieces[at - 1]?.word === 'the' &&
    (next === undefined ||
      next.kind !== 'other' ||
      /^[.,;:)]/.test(next.word) ||
      /^(?:is|are|was|will|has|shall|remain)/.test(next.word))
  );
}

const seats: Readonly<Record<PlaceContext['lang'], readonly [RegExp, RegExp]>> = {
  ru: [/^(?:областн|районн|краев)(?:ой|ого|ому|ом|ым|ый)$/, /^центр(?:а|у|ом|е)?$/],
  kk: [/^(?:облыс|аудан)$/, /^орталығ/],
  en: [/^(?:regional|provincial|district|state|oblast)$/, /^(?:centre|center|capital)$/],
};

/** The seat of home: «областной центр», "the regional centre". */
function seatAt(pieces: readonly Piece[], at: number, { lang, home }: PlaceContext): Found | null {
  const [first, second] = seats[lang];
  if (!first.test(pieces[at]?.word ?? '') || !second.test(pieces[at + 1]?.word ?? '')) return null;
  const inRegion = home.length > 2;
  return {
    first: at,
    last: at + 1,
    codes: inRegion ? [home] : [],
    level: 'local',
    role: inRegion ? 'place' : 'back',
    rule: 'seat',
    minusNamed: false,
  };
}

/** Nouns of space that a back reference may have, besides the nouns of places. */
const spaceNoun = stems(
  'территори границ местност зон(?:а|е|ы|у|ах)$ аумақ аумағ жер(?:де|лерде) territor ' +
    'areas?$ places$ zones?$ localit',
);
const afterNoun = /^(?:named|mentioned|listed|specified|above|названн|указанн|перечисленн)/;

/** «в указанных границах», "these cities", "the territories named above", "the six regions". */
function referenceAt(
  pieces: readonly Piece[],
  at: number,
  { lang, home }: PlaceContext,
): Found | null {
  const piece = pieces[at];
  if (piece === undefined) return null;
  const noun = piece.noun;
  if (noun === null && !spaceNoun.test(piece.word)) return null;
  let first = -1;
  for (let i = at - 1; i >= Math.max(0, at - 2) && first < 0; i--) {
    const word = pieces[i];
    if (word === undefined || word.kind === 'join' || word.kind === 'name') break;
    const counted =
      noun?.plural === true && /^(?:two|three|four|five|six|seven|двух|трех)$/.test(word.word);
    if (counted || backWords[lang].test(word.word)) first = i;
  }
  const next = pieces[at + 1]?.word === ',' ? at + 2 : at + 1;
  const named = (noun === null || noun.plural) && afterNoun.test(pieces[next]?.word ?? '');
  if (first < 0 && !named) return null;
  const settled = noun !== null && !noun.plural && noun.alone && home.length > 2;
  return {
    first: first < 0 ? at : first,
    last: named ? next : at,
    codes: settled ? [home] : [],
    level: noun?.of === 'country' ? 'country' : 'region',
    role: 'back',
    rule: 'back',
    minusNamed: false,
  };
}

/** «в области здравоохранения» is a field of work, not a place. */
const fieldOfWork =
  /(?:ения|ания|ости|ства|ики|уры|огии|уки|яции|иции|ороны|рава|порта|уризма|вязи|руда)$/;

/** «соседней области», «другие города»: not home. */
const elsewhere = stems(
  'сосед друг(?:ой|ом|ая|ую|ие|их|им) кажд люб ин(?:ой|ом|ых)$ зарубеж крупны мног ' +
    '\\p{L}{3,}(?:ые|ых)$ көрші басқа өзге әр$ neighbouring neighboring another other each ' +
    'any',
);

/** A noun by itself: "the region", «город», «в стране». */
function nounAt(pieces: readonly Piece[], at: number, context: PlaceContext): Found | null {
  const { lang, home, gazetteer, on } = context;
  const piece = pieces[at];
  const noun = piece?.noun ?? null;
  if (piece === undefined || noun === null || noun.plural || !noun.alone) return null;
  if (elsewhere.test(pieces[at - 1]?.word ?? '')) return null;
  if (lang === 'en' && !/^(?:the|our|this|throughout|across)$/.test(pieces[at - 1]?.word ?? '')) {
    return null;
  }
  const next = pieces[at + 1];
  if (lang === 'ru' && noun.of === 'region' && fieldOfWork.test(next?.word ?? '')) return null;
  const { role } = roleOf(pieces, at, at, lang);
  const one = { first: at, last: at, minusNamed: false, rule: 'home' };
  if (noun.of === 'country') {
    return { ...one, codes: [home.slice(0, 2)], level: 'country', role };
  }
  const kind = gazetteer.place(home, on)?.kind ?? 'country';
  if (kind === 'country') return { ...one, codes: [], level: 'region', role: 'back' };
  if (noun.of === kind) return { ...one, codes: [home], level: 'region', role };
  if (noun.of === 'city') return { ...one, codes: [home], level: 'local', role: 'back' };
  return { ...one, codes: [], level: 'region', role: 'back' };
}
