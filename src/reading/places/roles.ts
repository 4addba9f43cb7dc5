import type { Lang } from '../../record/index.ts';
import type { Piece } from './pieces.ts';
import { stems } from './stems.ts';
import type { PlaceRole } from './types.ts';

/** What a named place does in its phrase: a place, part of a road, or part of a title. */

/** Stems of words for institutions, laws and offices. */
const titles: Readonly<Record<Lang, RegExp>> = {
  ru: stems(
    'закон кодекс конституци указ(?:а|у|ом|е|ы|ов)?$ распоряжени постановлени президент ' +
      'правительств министерств министр парламент сенат мажилис прокур аким департамент ' +
      'управлени комитет агентств суд(?:а|у|ом|ы|е|ов)?$ комендант(?!ск) комендатур губернатор ' +
      'администраци мэр глав[аыеу]$ посольств банк университет начальник руководител заместител ' +
      'врач совет(?:а|у|ом|е)?$ герой граждан ведомств вооруженн председател коап$ гп$ мвд$ ' +
      'мчс$ кнб$ мид$ минздрав нацбанк дчс$ дп$ ук$',
  ),
  kk: stems(
    'президент үкімет заң конституция министр кодекс әкім прокур комендант(?!тық) департамент ' +
      'парламент сот(?:ы|ының)?$ комитет басқарма дәрігер мәжіліс сенат жарлы ұлттық қорғаныс ' +
      'штаб',
  ),
  en: stems(
    'laws?$ code$ constitution$ president$ presidential$ government$ ministry$ minister$ ' +
      "commandant$ commandant's$ akim$ governor$ police$ department$ office$ parliament$ bank$ " +
      "court$ prosecutor$ prosecutor's$ embassy$ university$ mayor$ doctor$ council$ citizens?$ " +
      'decree$ act$ commission$ authority$ order$ deputy$ headquarters$',
  ),
};

/** Nouns of space: what follows them is a place, whatever stands before. */
const spaces = stems(
  'территор границ предел аумағ аумақ шегінде жер часть части район(?:ах)?$ улиц жител ' +
    'населени тұрғын north south east west territory parts? borders? residents people area ' +
    'whole most',
);

const never = /(?!)/;

/** Rivers, lakes, streets: named after a place or like one, and nothing is said of that place. */
const namesakes: Readonly<Record<Lang, { readonly before: RegExp; readonly after: RegExp }>> = {
  ru: {
    before: stems(
      'р$ рек[аеиу] реко[йю] улиц(?!ы$|ах$) ул$ просп пр-т пр$ проспект бульвар площад ' +
        'переул озер вдхр водохранилищ имени им$ мкр микрорайон канал',
    ),
    after: /^(?:проспект|улиц|канал|водохранилищ)/,
  },
  kk: {
    // Ranges of the Tien Shan: "Іле Алатауы".
    before: /^(?:іле|күнгей|теріскей|жоңғар)$/,
    after: /^(?:өзен|көше|даңғыл|көл(?:і|інің|інде)?$|алаң|шағынаудан|арна)/,
  },
  en: {
    before: /^(?:river|street|lake)$/,
    after: /^(?:river|street|avenue|canal|gorge|square|boulevard)$/,
  },
};

/** Roads and directions. */
const ways: Readonly<Record<Lang, { readonly before: RegExp; readonly after: RegExp }>> = {
  ru: {
    before:
      /^(?:автодорог|автотрасс|трасс|дорог|шоссе|маршрут|направлени|сторон|мост|магистрал|станци)/,
    after: /^(?:трасс|шоссе|направлени|тракт)/,
  },
  kk: { before: never, after: /^(?:тасжол|бағыт|автожол|жол(?:ы|ында|ымен|ының)$)/ },
  en: {
    before: /^(?:highway|road|route|direction|station)$/,
    after: /^(?:road|roads|highway|railway|motorway|direction|bridge)$/,
  },
};

/** `named: false`: the name is a river's or a street's, so that its codes say nothing. */
export interface RoleOfName {
  readonly role: PlaceRole;
  readonly named: boolean;
}

export function roleOf(
  pieces: readonly Piece[],
  first: number,
  last: number,
  lang: Lang,
): RoleOfName {
  if (standsBy(namesakes[lang], pieces, first, last)) return { role: 'road', named: false };
  const way =
    isRoute(pieces, first, last, lang) ||
    standsBy(ways[lang], pieces, first, last) ||
    (lang === 'en' && isStretch(pieces, first, last));
  if (way) return { role: 'road', named: true };
  return { role: isTitle(pieces, first, last, lang) ? 'title' : 'place', named: true };
}

/** «р. Есиль», «ул. Абая», «өзені», "the Kuldja road". */
function standsBy(
  { before, after }: { readonly before: RegExp; readonly after: RegExp },
  pieces: readonly Piece[],
  first: number,
  last: number,
): boolean {
  if (pieces[first]?.kind !== 'name') return false;
  const dot = pieces[first - 1]?.word === '.';
  const word = pieces[dot ? first - 2 : first - 1]?.word ?? '';
  if (before.test(word)) return true;
  return after.test(pieces[endOfList(pieces, last) + 1]?.word ?? '');
}

const routeWords: Readonly<Record<Lang, RegExp>> = {
  ru: /^(?:автодорог|дорог|трасс|поезд|рейс|маршрут|автобус|сообщен|участ|шоссе|электричк|движени)/,
  kk: /(?:жол|пойыз|рейс|бағыт|маршрут|автобус)/,
  en: /^(?:road|highway|trains?|route|flights?|buses|bus|railway|line|motorway)$/,
};

/** «Петропавловск – Ишим»: two names with a dash, or one and a word for a way close by. */
function isRoute(pieces: readonly Piece[], first: number, last: number, lang: Lang): boolean {
  const dashAfter = pieces[last + 1]?.kind === 'dash';
  const dashBefore = pieces[first - 1]?.kind === 'dash' && pieces[first]?.kind === 'name';
  const other = dashAfter ? pieces[last + 2] : dashBefore ? pieces[first - 2] : undefined;
  if (!isNameLike(other)) return false;
  if (other?.kind === 'name') return true;
  const near = pieces.slice(Math.max(0, first - 6), last + 6);
  return near.some((piece) => routeWords[lang].test(piece.word));
}

/** A list of directions or streets is not longer than this; it keeps hostile lists linear. */
const listMembersMax = 20;

/** The last piece of a list of bare names: «Қосшы, Көкшетау және Астрахан бағыттары». */
function endOfList(pieces: readonly Piece[], last: number): number {
  let end = last;
  const most = last + 2 * listMembersMax;
  while (end < most && pieces[end + 1]?.kind === 'join' && isNameLike(pieces[end + 2])) end += 2;
  return end;
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

/** «Владимиру Путину»: a first name that is also a town's, before a surname. */
function isPerson(pieces: readonly Piece[], first: number, last: number): boolean {
  const next = pieces[last + 1];
  if (first !== last || pieces[first]?.kind !== 'name' || next?.capital !== true) return false;
  return next.kind === 'other' && /(?:ов|ев|ин|ын)(?:а|у|ым|е)?$/.test(next.word);
}

/** The most words between an office and its place: «Министерство по чрезвычайным ситуациям РК». */
const titleWordsMax = 5;

function isTitle(pieces: readonly Piece[], first: number, last: number, lang: Lang): boolean {
  if (lang === 'kk') return isTitleAfter(pieces, last, titles.kk);
  if (lang === 'ru' && isPerson(pieces, first, last)) return true;
  if (lang === 'en' && isOwner(pieces, last)) return true;
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

/** "Almaty Police", "the city administration": the place tells whose institution it is. */
function isOwner(pieces: readonly Piece[], last: number): boolean {
  const next = pieces[last + 1];
  if (next === undefined) return false;
  const common = pieces[last]?.kind === 'noun' && !(pieces[last]?.capital ?? false);
  return (common || next.capital) && institutions.test(next.word);
}

const institutions = stems(
  'police$ ministry$ government$ railways$ parliament$ bank$ university$ army$ commission$ ' +
    'authority$ authorities$ council$ office$ administration$ hall$ court$ budget$ defence$ ' +
    'armed$',
);

/** Cases of place: «облысында», «Алматыға». What stands in them belongs to no institution. */
const placeCase = /(?:да|де|та|те|дан|ден|тан|тен|ға|ге|қа|ке)$/;

function isTitleAfter(pieces: readonly Piece[], last: number, stems: RegExp): boolean {
  const own = pieces[last];
  if (own?.length === 1 && placeCase.test(own.word)) return false;
  if (own?.kind === 'noun' && /(?:на|не|дағы|дегі|нан|нен)$/.test(own.word)) return false;
  for (let words = 1; words <= 4; words++) {
    const piece = pieces[last + words];
    if (piece === undefined || piece.kind === 'join' || spaces.test(piece.word)) return false;
    if (stems.test(piece.word)) return true;
    if (/^[.:;()«»"]$/.test(piece.word)) return false;
    // The place is in the genitive or bare only if what it belongs to follows without another noun.
    if (placeCase.test(piece.word)) return false;
  }
  return false;
}
