import { isSuffixChain } from '../../place/index.ts';
import type { Lang } from '../../record/index.ts';
import { stems } from './stems.ts';

/** The common nouns and function words of the grammar of places, folded. */

/** region; city; district; village; the whole country. */
export type NounClass = 'region' | 'city' | 'district' | 'village' | 'country';

export interface PlaceNoun {
  readonly of: NounClass;
  readonly plural: boolean;
  /** Any unit of regional rank (регион, region), so that cities of rank are among them. */
  readonly wide: boolean;
  /** May stand for home by itself ("in the region"); "state" means too much else. */
  readonly alone: boolean;
}

type NounRow = readonly [NounClass, string, string, { wide?: boolean; alone?: boolean }?];

/** Russian: class, forms of the singular, forms of the plural. */
const russian: readonly NounRow[] = [
  ['region', 'область области областью обл', 'областей областям областями областях'],
  [
    'region',
    'регион региона региону регионом регионе',
    'регионы регионов регионам регионами регионах',
    { wide: true },
  ],
  [
    'region',
    'край края краю краем крае округ округа округу округом округе велаят велаята велаяте ' +
      'провинция провинции провинцию провинцией',
    'краев краях округов округах велаятов велаятах провинций провинциях',
    { alone: false },
  ],
  ['country', 'республика республики республике республику республикой', ''],
  ['country', 'страна страны стране страну страной', ''],
  ['city', 'город города городу городом городе г гор', 'городов городам городами городах гг'],
  [
    'district',
    'район района району районом районе р-н р-на р-ну р-ном р-не уезд уезде',
    'районы районов районам районами районах р-ны р-нов р-нам р-нах р-нами',
    { alone: false },
  ],
  [
    'village',
    'село села селу селом селе поселок поселка поселку поселком поселке пос пгт аул аула ауле ' +
      'аулу аулом станица станице',
    'сел селах селам поселки поселков поселкам поселках аулов аулах аулам',
    { alone: false },
  ],
];

const english: readonly NounRow[] = [
  ['region', 'region', 'regions', { wide: true }],
  [
    'region',
    'oblast province governorate prefecture division',
    'oblasts provinces governorates prefectures divisions',
  ],
  ['region', 'state territory department krai', 'states territories departments', { alone: false }],
  ['country', 'country nation', ''],
  ['country', 'republic', '', { alone: false }],
  ['city', 'city town', 'cities towns'],
  ['city', 'municipality', 'municipalities', { alone: false }],
  [
    'district',
    'district county zone raion rayon',
    'districts counties zones raions',
    { alone: false },
  ],
  ['village', 'village', 'villages', { alone: false }],
];

/** Kazakh: stems; number and case are endings. */
const kazakh: readonly (readonly [NounClass, string, { wide?: boolean; alone?: boolean }?])[] = [
  ['region', 'облыс'],
  ['region', 'өңір', { wide: true }],
  ['region', 'аймақ', { wide: true }],
  ['region', 'аймағ', { wide: true }],
  ['region', 'өлке', { alone: false }],
  ['region', 'уәлаят', { alone: false }],
  ['country', 'республика'],
  ['city', 'қала'],
  ['district', 'аудан', { alone: false }],
  ['village', 'ауыл', { alone: false }],
  ['village', 'аулы', { alone: false }],
  ['village', 'кент', { alone: false }],
];

const kazakhAbbreviations: Readonly<Record<string, NounClass>> = {
  обл: 'region',
  қ: 'city',
  ауд: 'district',
};

/** «ел» means "fifty" and "fifth" with other endings, so its forms are listed. */
const kazakhCountry = new Set(
  'елде елдің елге елден елдегі еліміз еліміздің елімізде еліміздегі елімізге елімізден'.split(' '),
);

const tables = { ru: table(russian), en: table(english) };

function table(rows: readonly NounRow[]): ReadonlyMap<string, PlaceNoun> {
  const map = new Map<string, PlaceNoun>();
  for (const [of, singular, plural, more] of rows) {
    const rest = { of, wide: more?.wide ?? false, alone: more?.alone ?? true };
    for (const word of plural.split(' ')) map.set(word, { ...rest, plural: true });
    for (const word of singular.split(' ')) map.set(word, { ...rest, plural: false });
  }
  map.delete('');
  return map;
}

/** The noun that a folded word is; `dotted`: a full stop follows it. */
export function placeNoun(word: string, lang: Lang, dotted: boolean): PlaceNoun | null {
  const found = tables[lang === 'en' ? 'en' : 'ru'].get(word) ?? null;
  if (lang === 'en') return found;
  if (lang === 'kk') {
    const own = kazakhNoun(word, dotted);
    if (own !== null) return own;
  }
  if ((word === 'с' || word === 'п') && dotted) {
    return { of: 'village', plural: false, wide: false, alone: false };
  }
  return found;
}

function kazakhNoun(word: string, dotted: boolean): PlaceNoun | null {
  if (kazakhCountry.has(word)) return { of: 'country', plural: false, wide: false, alone: true };
  const short = kazakhAbbreviations[word];
  if (short !== undefined && dotted) return { of: short, plural: false, wide: false, alone: false };
  for (const [of, stem, more] of kazakh) {
    if (!word.startsWith(stem)) continue;
    const ending = word.slice(stem.length);
    // «қалады» is a verb ("stays"), «қала» takes «-ны» in that case.
    if (!isSuffixChain(ending) || (stem === 'қала' && /^(?:ды|ті|ты|ға?н|ма|а|е)$/.test(ending))) {
      continue;
    }
    const plural = /^(?:лар|лер|тар|тер|дар|дер)/.test(ending);
    return { of, plural, wide: more?.wide ?? false, alone: more?.alone ?? true };
  }
  return null;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Words that join the members of a list; «также» and "as well as" are joined with the others. */
export const joiners: Readonly<Record<Lang, ReadonlySet<string>>> = {
  ru: words('и или а также да'),
  kk: words('және мен пен бен немесе сондай-ақ и'),
  en: words('and or as well & plus'),
};

/** Prepositions and articles that may stand between a joiner and the next member. */
export const fillers: Readonly<Record<Lang, ReadonlySet<string>>> = {
  ru: words('в во на по из с от до для'),
  kk: words(''),
  en: words('the of in for from to on at'),
};

/** "All", "every", "whole". */
export const wholes: Readonly<Record<Lang, ReadonlySet<string>>> = {
  ru: words(
    'все всех всем всеми вся всей всю весь всего всему всем каждой каждом каждый любой остальных остальные остальным остальной остальная остальную прочих',
  ),
  kk: words('барлық бүкіл бар күллі әр қалған басқа'),
  en: words('all every each throughout across whole entire any other remaining both rest'),
};

/** Of `wholes`, those that speak of the rest. */
export const rests = words(
  'остальных остальные остальным остальной остальная остальную прочих қалған басқа other remaining rest else',
);

/** Demonstratives and participles that refer to places named before. */
export const backWords: Readonly<Record<Lang, RegExp>> = {
  ru: stems(
    'эт(?:их|ими|им|ой|ом|от|а|у|и) указанн названн перечисленн данн(?:ой|ом|ых) обо(?:их|им) ' +
      'оба обеих обе упомянут вышеуказанн вышеназванн т(?:ех|ой|ом)',
  ),
  kk: /^(?:осы|аталған|көрсетілген|бұл|сол|екі|үш|төрт)$/,
  en: /^(?:these|those|this|named|said|both|above|following|mentioned|specified|listed|such)$/,
};
