import type { Lang } from '../../record/index.ts';
import type { Piece } from './pieces.ts';
import type { PlaceRole } from './types.ts';

/** What a named place does in its phrase: a place, part of a road, or part of a title. */

/** Stems of words for institutions, laws and offices. */
const titles: Readonly<Record<Lang, RegExp>> = {
  ru: /^(?:закон|кодекс|конституци|указ(?:а|у|ом|е|ы|ов)?$|распоряжени|постановлени|президент|правительств|министерств|министр|парламент|сенат|мажилис|прокур|аким|департамент|управлени|комитет|агентств|суд(?:а|у|ом|ы|е|ов)?$|комендант(?!ск)|комендатур|губернатор|администраци|мэр|глав[аыеу]$|посольств|банк|университет|начальник|руководител|заместител|врач|совет(?:а|у|ом|е)?$|герой|граждан|ведомств|вооруженн)/,
  kk: /^(?:президент|үкімет|заң|конституция|министр|кодекс|әкім|прокур|комендант(?!тық)|департамент|парламент|сот(?:ы|ының)?$|комитет|басқарма|дәрігер|мәжіліс|сенат|жарлы|ұлттық|қорғаныс|штаб)/,
  en: /^(?:laws?|code|constitution|president|presidential|government|ministry|minister|commandant|commandant's|akim|governor|police|department|office|parliament|bank|court|prosecutor|prosecutor's|embassy|university|mayor|doctor|council|citizens?|decree|act|commission|authority|order|deputy|headquarters)$/,
};

/** Nouns of space: what follows them is a place, whatever stands before. */
const spaces =
  /^(?:территор|границ|предел|аумағ|аумақ|шегінде|жер|часть|части|район(?:ах)?$|улиц|жител|населени|тұрғын|north|south|east|west|territory|parts?|borders?|residents|people|area|whole|most)/;

/** Rivers, roads, streets and directions before a name. */
const roadsBefore: Readonly<Record<Lang, RegExp>> = {
  ru: /^(?:автодорог|автотрасс|трасс|дорог|шоссе|маршрут|направлени|сторон|рек[аеиу]|реко[йю]|улиц|ул$|просп|пр-т|проспект|бульвар|площад|переул|мост|озер|вдхр|водохранилищ|магистрал|станци|имени|им$)/,
  kk: /^(?:өзен|тасжол|бағыт|көше)/,
  en: /^(?:river|highway|road|route|street|lake|direction|station)$/,
};

const roadsAfter: Readonly<Record<Lang, RegExp>> = {
  ru: /^(?:трасс|шоссе|направлени|тракт|проспект|улиц)/,
  kk: /^(?:тасжол|бағыт|өзен|көше|даңғыл|автожол|жол(?:ы|ында|ымен|ының)$|көл)/,
  en: /^(?:road|roads|highway|river|street|avenue|railway|motorway|direction|canal|gorge|bridge)$/,
};

export function roleOf(
  pieces: readonly Piece[],
  first: number,
  last: number,
  lang: Lang,
): PlaceRole {
  if (isRoad(pieces, first, last, lang)) return 'road';
  return isTitle(pieces, first, last, lang) ? 'title' : 'place';
}

function isRoad(pieces: readonly Piece[], first: number, last: number, lang: Lang): boolean {
  const before = pieces[first - 1];
  const after = pieces[last + 1];
  // «Петропавловск – Ишим»: a name, a dash, another capital letter.
  if (after?.kind === 'dash' && isNameLike(pieces[last + 2])) return true;
  if (before?.kind === 'dash' && isNameLike(pieces[first - 2]) && pieces[first]?.kind === 'name') {
    return true;
  }
  // «р. Есиль», «ул. Абая», «өзені», "the Kuldja road".
  const dot = before?.word === '.';
  const word = pieces[dot ? first - 2 : first - 1];
  if (word !== undefined && (roadsBefore[lang].test(word.word) || (dot && word.word === 'р'))) {
    return pieces[first]?.kind === 'name' || lang === 'en';
  }
  if (after !== undefined && roadsAfter[lang].test(after.word)) return true;
  return lang === 'en' && isStretch(pieces, first, last);
}

function isNameLike(piece: Piece | undefined): boolean {
  return piece?.kind === 'name' || (piece?.capital ?? false);
}

/** "Highway 99 between Pemberton and Lillooet", "trains between Cusco and Machu Picchu". */
function isStretch(pieces: readonly Piece[], first: number, last: number): boolean {
  const at =
    pieces[first - 1]?.word === 'between'
      ? first - 1
      : pieces[first - 3]?.word === 'between'
        ? first - 3
        : -1;
  if (at < 0 || last < at) return false;
  const near = pieces.slice(Math.max(0, at - 6), at).map((piece) => piece.word);
  return near.some((word) =>
    /^(?:highway|road|trains?|railway|route|buses|bus|flights?|line)$/.test(word),
  );
}

/** The most words between an office and its place: «Министерство по чрезвычайным ситуациям РК». */
const titleWordsMax = 5;

function isTitle(pieces: readonly Piece[], first: number, last: number, lang: Lang): boolean {
  if (lang === 'kk') return isTitleAfter(pieces, last, titles.kk);
  const next = pieces[last + 1];
  if (
    lang === 'en' &&
    next?.capital === true &&
    /^(?:police|ministry|government|railways|parliament|bank|university|army|commission|authority|council|office)$/.test(
      next.word,
    )
  ) {
    return true;
  }
  let at = first - 1;
  if (lang === 'en') {
    if (pieces[at]?.word === 'the') at--;
    if (pieces[at]?.word !== 'of') return false;
    at--;
  }
  for (let words = 0; words < titleWordsMax && at >= 0; words++, at--) {
    const piece = pieces[at];
    if (piece === undefined || piece.kind === 'dash' || spaces.test(piece.word)) return false;
    if (titles[lang].test(piece.word)) return true;
    if (/^[,;:.()«»"№]$/.test(piece.word)) return false;
    // «в Алматы», «по Мангистауской области»: a preposition right before the name.
    if (words === 0 && piece.kind === 'filler') return false;
    if (piece.kind === 'name' && lang === 'en') return false;
  }
  return false;
}

function isTitleAfter(pieces: readonly Piece[], last: number, stems: RegExp): boolean {
  for (let words = 1; words <= 4; words++) {
    const piece = pieces[last + words];
    if (piece === undefined || piece.kind === 'join' || spaces.test(piece.word)) return false;
    if (stems.test(piece.word)) return true;
    if (/^[.:;()«»"]$/.test(piece.word)) return false;
    // The place is in the genitive or bare only if what it belongs to follows without another noun.
    if (/(?:да|де|та|те|дан|ден|тан|тен|ға|ге|қа|ке)$/.test(piece.word)) return false;
  }
  return false;
}
