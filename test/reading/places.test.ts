import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findPlaces, type PlaceMention } from '../../src/reading/places.ts';
import type { Lang } from '../../src/record/index.ts';
import { gazetteer } from '../place/gazetteer.ts';

const g = gazetteer();
const seed = 20220105;

function find(lang: Lang, text: string, home = 'KZ', on = '2022-01-07'): PlaceMention[] {
  return findPlaces(text, { lang, on, home, gazetteer: g });
}

/** `words = codes level role` of each mention. */
function lines(lang: Lang, text: string, home?: string, on?: string): string[] {
  return find(lang, text, home, on).map(
    (m) => `${text.slice(m.start, m.end)} = ${m.codes.join(',')} ${m.level} ${m.role}`,
  );
}

const now = '2024-04-08';
const regionsNow = g.regions('KZ', now).map((place) => place.code);
const oblasts = (...without: string[]): string =>
  g
    .regions('KZ', '2022-01-07')
    .filter((place) => place.kind === 'region' && !without.includes(place.code))
    .map((place) => place.code)
    .join(',');
const all = (...without: string[]): string =>
  g
    .regions('KZ', '2022-01-07')
    .map((place) => place.code)
    .filter((code) => !without.includes(code))
    .join(',');

describe('every region in every form', () => {
  const dates = ['2022-01-07', now];

  test.each(dates)('Russian cases, alone and in a list, on %s', (on) => {
    for (const { code, names, kind } of g.regions('KZ', on)) {
      if (kind === 'city' || !names.ru.endsWith(' область')) continue;
      const stem = names.ru.replace(/ая область$/, '');
      const cases = ['ая область', 'ой области', 'ую область', 'ой областью', 'ой обл.'];
      for (const form of cases) {
        expect(lines('ru', `Режим: ${stem}${form}`, 'KZ', on)).toEqual([
          `${stem}${form} = ${code} region place`,
        ]);
      }
      const list = `В ${stem}ой и Акмолинской областях`;
      expect(find('ru', list, 'KZ', on)[0]?.codes[0], list).toBe(code);
    }
  });

  test.each(dates)('Kazakh suffixes on %s', (on) => {
    for (const { code, names, kind } of g.regions('KZ', on)) {
      const endings =
        kind === 'city'
          ? [' қаласы', ' қаласының', ' қаласында', ' қаласындағы', ' қаласынан', ' қ.']
          : ['', 'ның', 'нда', 'на', 'нан', 'мен', 'ндағы'];
      for (const ending of endings) {
        const words = names.kk + ending;
        expect(lines('kk', `Бүгін ${words} 5 үй`, 'KZ', on)).toEqual([
          `${words} = ${code} region place`,
        ]);
      }
    }
  });

  test.each(dates)('English nouns on %s', (on) => {
    for (const { code, names, kind } of g.regions('KZ', on)) {
      const bare = names.en.replace(/ Region$/, '');
      const forms =
        kind === 'city'
          ? [bare, `the city of ${bare}`, `${bare} city`]
          : [`${bare} Region`, `${bare} region`, `${bare} Oblast`, `the region of ${bare}`];
      for (const words of forms) {
        const found = find('en', `It holds in ${words}.`, 'KZ', on);
        expect(
          found.map(({ codes, level }) => [codes.join(), level]),
          words,
        ).toEqual([[code, 'region']]);
      }
    }
  });

  test('regional centres in Russian cases', () => {
    const towns: readonly [string, string][] = [
      ['Таразе', 'KZ-31'],
      ['Тараза', 'KZ-31'],
      ['Таразом', 'KZ-31'],
      ['Кызылорде', 'KZ-43'],
      ['Кызылорды', 'KZ-43'],
      ['Петропавловске', 'KZ-59'],
      ['Петропавловска', 'KZ-59'],
      ['Уральском', 'KZ-27'],
      ['Усть-Каменогорском', 'KZ-63'],
      ['Семее', 'KZ-10'],
      ['Талдыкорганом', 'KZ-33'],
      ['Караганде', 'KZ-35'],
      ['Актау', 'KZ-47'],
      ['Жезказгана', 'KZ-62'],
      ['Рудном', 'KZ-39'],
      ['Конаеве', 'KZ-19'],
      ['Сарани', 'KZ-35'],
      ['Экибастузом', 'KZ-55'],
    ];
    for (const [town, code] of towns) {
      expect(lines('ru', `под г. ${town} сегодня`, 'KZ', now)).toEqual([
        `г. ${town} = ${code} local place`,
      ]);
    }
  });
});

describe('lists', () => {
  test.each<[Lang, string, string[]]>([
    [
      'ru',
      'в городах Нур-Султане и Алматы, Алматинской и Мангистауской областях',
      [
        'городах Нур-Султане и Алматы, Алматинской и Мангистауской областях = KZ-AST,KZ-ALA,KZ-ALM,KZ-MAN region place',
      ],
    ],
    [
      'ru',
      'в гг. Алматы и Шымкент, а также в Туркестанской области',
      ['гг. Алматы и Шымкент, а также в Туркестанской области = KZ-ALA,KZ-SHY,KZ-YUZ region place'],
    ],
    [
      'ru',
      'Бухар-Жырауский и Абайский р-ны',
      ['Бухар-Жырауский и Абайский р-ны = KZ-KAR local place'],
    ],
    [
      'ru',
      'в городе республиканского значения Алматы',
      ['городе республиканского значения Алматы = KZ-ALA region place'],
    ],
    [
      'kk',
      'Алматы қаласында, Алматы және Маңғыстау облыстарында',
      ['Алматы қаласында, Алматы және Маңғыстау облыстарында = KZ-ALA,KZ-ALM,KZ-MAN region place'],
    ],
    [
      'kk',
      'Жамбыл облысы Қордай ауданының Масаншы ауылында',
      ['Жамбыл облысы Қордай ауданының Масаншы ауылында = KZ-ZHA local place'],
    ],
    ['kk', 'СҚО, БҚО және ШҚО-да', ['СҚО, БҚО және ШҚО-да = KZ-SEV,KZ-ZAP,KZ-VOS region place']],
    [
      'en',
      'in Almaty city and in the Mangystau and Atyrau oblasts',
      ['Almaty city and in the Mangystau and Atyrau oblasts = KZ-ALA,KZ-MAN,KZ-ATY region place'],
    ],
    [
      'en',
      'in the cities of Almaty, Aktau and Taraz',
      ['cities of Almaty = KZ-ALA region place', 'Aktau and Taraz = KZ-MAN,KZ-ZHA local place'],
    ],
  ])('%s: %s', (lang, text, expected) => {
    expect(lines(lang, text)).toEqual(expected);
  });
});

describe('groups and exceptions', () => {
  test.each<[Lang, string, string, string]>([
    [
      'ru',
      'во всех областях, кроме Атырауской и Актюбинской',
      oblasts('KZ-ATY', 'KZ-AKT'),
      'region',
    ],
    ['ru', 'во всех регионах, за исключением города Алматы', all('KZ-ALA'), 'region'],
    ['ru', 'Во всех регионах Казахстана, кроме Алматы', all('KZ-ALA'), 'region'],
    [
      'ru',
      'Кроме Алматы и Шымкента, во всех городах и областях',
      all('KZ-ALA', 'KZ-SHY'),
      'region',
    ],
    ['ru', 'во всех областях страны', oblasts(), 'region'],
    ['ru', 'во всех регионах страны', 'KZ', 'country'],
    ['kk', 'Атырау облысынан басқа барлық облыста', oblasts('KZ-ATY'), 'region'],
    ['kk', 'Алматы қаласын қоспағанда, барлық өңірде', all('KZ-ALA'), 'region'],
    ['kk', 'барлық облыста, Алматы облысынан басқа', oblasts('KZ-ALM'), 'region'],
    ['kk', 'еліміздің барлық өңірінде', 'KZ', 'country'],
    ['en', 'in all oblasts except Atyrau and Aktobe', oblasts('KZ-ATY', 'KZ-AKT'), 'region'],
    ['en', 'every region other than Almaty Region', all('KZ-ALM'), 'region'],
    ['en', 'nationwide', 'KZ', 'country'],
    ['en', 'throughout the country', 'KZ', 'country'],
  ])('%s: %s', (lang, text, codes, level) => {
    const found = find(lang, text);
    expect(found.map((m) => [m.codes.join(), m.level])).toEqual([[codes, level]]);
  });

  test('in a region, the rest of it keeps its code', () => {
    const text = 'На остальной территории области, кроме г. Тараза';
    expect(lines('ru', text, 'KZ-ZHA')).toEqual([
      'остальной территории области, кроме г. Тараза = KZ-ZHA region place',
    ]);
    expect(find('ru', 'вся область', 'KZ-AKT')[0]?.codes).toEqual(['KZ-AKT']);
  });

  test('"everywhere else" leaves out what was named, and says so', () => {
    const found = find(
      'en',
      'in Almaty Region; everywhere else in the country it is lifted',
      'KZ-ALA',
    );
    expect(found[1]?.codes.join()).toBe(all('KZ-ALA', 'KZ-ALM'));
    expect(found[1]?.minusNamed).toBe(true);
  });

  test('an exception of other things than places changes nothing', () => {
    const found = find('ru', 'по всей области закрыты дороги, кроме аварийных служб', 'KZ-AKT');
    expect(found.map((m) => m.codes.join())).toEqual(['KZ-AKT']);
  });

  test('some regions are no precise place', () => {
    expect(lines('ru', 'в отдельных регионах страны')).toEqual([
      'отдельных регионах страны =  region place',
    ]);
    expect(lines('en', 'in several regions')).toEqual(['several regions =  region place']);
  });
});

describe('what a name does', () => {
  test.each<[Lang, string, string, string[]]>([
    ['ru', 'KZ', 'Законом Республики Казахстан', ['Республики Казахстан = KZ country title']],
    ['ru', 'KZ', 'по всей Республике Казахстан', ['Республике Казахстан = KZ country place']],
    ['ru', 'KZ', 'Президент РК', ['РК = KZ country title']],
    [
      'ru',
      'KZ',
      'Министерство по чрезвычайным ситуациям Республики Казахстан',
      ['Республики Казахстан = KZ country title'],
    ],
    ['ru', 'KZ-ALA', 'по улице Абая и проспекту Жамбыла', ['Абая =  local road']],
    [
      'ru',
      'KZ-59',
      'Автодорога Петропавловск – Ишим',
      ['Петропавловск = KZ-SEV local road', 'Ишим = RU-TYU local road'],
    ],
    ['ru', 'KZ', 'р. Есиль вышла из берегов', ['Есиль =  local road']],
    ['ru', 'KZ', 'рейс Алматы-Актау', ['Алматы = KZ-ALA region road', 'Актау = KZ-MAN local road']],
    ['ru', 'KZ', 'Владимиру Путину', ['Владимиру = RU-VLA local title']],
    ['ru', 'KZ-AKT', 'работа в области здравоохранения', []],
    ['ru', 'KZ-AKT', 'введён в области с 5 января', ['области = KZ-AKT region place']],
    ['ru', 'KZ-ALA', 'въезд в город', ['город = KZ-ALA region place']],
    ['ru', 'KZ', 'в указанных границах', ['указанных границах =  region back']],
    ['ru', 'KZ', 'закрыты в этих городах', ['этих городах =  region back']],
    ['ru', 'KZ', 'жителей столицы', ['столицы = KZ-AST region place']],
    ['ru', 'KZ-ZHA', 'в областном центре', ['областном центре = KZ-ZHA local place']],
    ['ru', 'KZ', 'Указом от 5 января с.г. № 737', []],
    [
      'kk',
      'KZ',
      'Қазақстан Республикасы Президентінің Жарлығы',
      ['Қазақстан Республикасы = KZ country title'],
    ],
    ['kk', 'KZ', 'Павлодар облысының коменданты', ['Павлодар облысының = KZ-PAV region title']],
    ['kk', 'KZ', 'Павлодар облысында комендант', ['Павлодар облысында = KZ-PAV region place']],
    ['kk', 'KZ', 'Есіл өзенінің деңгейі', ['Есіл =  local road']],
    ['kk', 'KZ', 'Елордада', ['Елордада = KZ-AST region place']],
    ['kk', 'KZ-AKT', 'облыс орталығында', ['облыс орталығында = KZ-AKT local place']],
    [
      'en',
      'KZ',
      'the laws of the Republic of Kazakhstan',
      ['Republic of Kazakhstan = KZ country title'],
    ],
    [
      'en',
      'KZ-ALA',
      "Commandant's office of the city of Almaty",
      ['city of Almaty = KZ-ALA region title'],
    ],
    ['en', 'KZ-ALA', 'the territories named above', ['territories named =  region back']],
    [
      'en',
      'KZ',
      'the capital, Nur-Sultan',
      ['capital = KZ-AST region place', 'Nur-Sultan = KZ-AST region place'],
    ],
  ])('%s %s: %s', (lang, home, text, expected) => {
    expect(lines(lang, text, home)).toEqual(expected);
  });
});

describe('ambiguous names', () => {
  test.each<[Lang, string, string, string, string]>([
    ['ru', 'в Алматы', 'KZ', '2022-01-07', 'KZ-ALA'],
    ['ru', 'в Алматинской области', 'KZ', '2022-01-07', 'KZ-ALM'],
    ['ru', 'в Алматинской области', 'KZ', '2023-01-07', 'KZ-19'],
    ['kk', 'Алматы облысында', 'KZ', '2022-01-07', 'KZ-ALM'],
    ['kk', 'Алматы қаласында', 'KZ', '2022-01-07', 'KZ-ALA'],
    ['kk', 'Түркістан қаласында', 'KZ', '2022-01-07', 'KZ-YUZ'],
    ['en', 'in Almaty', 'KZ', '2022-01-07', 'KZ-ALA'],
    ['en', 'in Almaty Region', 'KZ', '2022-01-07', 'KZ-ALM'],
    ['ru', 'в Абайском районе', 'KZ-35', '2023-01-07', 'KZ-35'],
    ['ru', 'в Абайском районе', 'KZ-10', '2023-01-07', 'KZ-10'],
    ['ru', 'в Жамбылском районе Северо-Казахстанской области', 'KZ', '2023-01-07', 'KZ-59'],
    ['ru', 'в Талдыкоргане', 'KZ', '2022-01-07', 'KZ-ALM'],
    ['ru', 'в Талдыкоргане', 'KZ', '2023-01-07', 'KZ-33'],
    ['ru', 'в Оше', 'KG', '2020-04-14', 'KG-GO'],
    ['ru', 'в Ошской области', 'KG', '2020-04-14', 'KG-O'],
    ['en', 'the Northern and Eastern Provinces', 'LK', '2022-05-11', 'LK-4,LK-5'],
    ['en', 'the northern regions and the Central Bank', 'LK', '2022-05-11', ''],
    ['en', 'in Punjab', 'PK', '2023-01-24', 'PK-PB'],
    ['en', 'the districts of Gorkha and Kathmandu', 'NP', '2015-04-26', 'NP-GA,NP-BA'],
    ['en', 'the districts of Gorkha and Kathmandu', 'NP', '2023-11-03', 'NP-P4,NP-P3'],
  ])('%s: %s for %s on %s', (lang, text, home, on, codes) => {
    expect(
      find(lang, text, home, on)
        .flatMap((m) => m.codes)
        .join(),
    ).toBe(codes);
  });
});

describe('whatever the text', () => {
  const words = [
    'во всех областях',
    'кроме',
    'Алматы',
    'Актюбинской',
    'и',
    ',',
    'областях',
    'области',
    'г.',
    '–',
    'Қостанай',
    'облысында',
    'қоспағанда',
    'барлық',
    'облыста',
    'the',
    'of',
    'city',
    'Almaty',
    'regions',
    'except',
    'every',
    'region',
    'Kazakhstan',
    'everywhere else',
    'ул.',
    'Президент',
    '.',
    '(',
    '«',
    '5 января',
    '2022 г.',
    'с.г.',
    'İstanbul',
    '\ud83d\ude00',
    'ЁЛКА',
    '\u0301',
    'Нур-Султан-',
  ];
  const text = fc
    .array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 6 })), { maxLength: 40 })
    .map((parts) => parts.join(' '));

  test('mentions lie in the text, in order, without overlap, with codes in force', () => {
    fc.assert(
      fc.property(
        text,
        fc.constantFrom<Lang>('ru', 'kk', 'en'),
        fc.constantFrom('KZ', 'KZ-AKT', 'KZ-ALA', 'KG', 'LK', 'QQ'),
        (body, lang, home) => {
          let last = 0;
          for (const mention of find(lang, body, home)) {
            expect(mention.start).toBeGreaterThanOrEqual(last);
            expect(mention.end).toBeGreaterThan(mention.start);
            expect(mention.end).toBeLessThanOrEqual(body.length);
            last = mention.end;
            for (const code of mention.codes) {
              expect(code === home || g.place(code, '2022-01-07') !== null, code).toBe(true);
            }
            if (mention.level === 'local') {
              expect(mention.area).not.toBe('');
              expect(mention.area).not.toBeNull();
            } else expect(mention.area).toBeNull();
          }
        },
      ),
      { seed, numRuns: 500 },
    );
  });

  test('a local place is called by its usual name, whatever its case', () => {
    const areaOf = (lang: Lang, body: string) => find(lang, body, 'KZ-ZHA').map(({ area }) => area);
    expect(areaOf('ru', 'В городе Таразе введён карантин.')).toEqual(['Тараз']);
    expect(areaOf('ru', 'На территории города Тараза карантин отменён.')).toEqual(['Тараз']);
    expect(areaOf('kk', 'Тараз қаласында карантин енгізілді.')).toEqual(['Тараз']);
    expect(areaOf('en', 'A curfew holds in the city of Taraz.')).toEqual(['Taraz']);
    expect(areaOf('ru', 'в городах Таразе и Каратау')).toEqual(['Тараз, Каратау']);
    expect(areaOf('ru', 'в Меркенском районе')).toEqual(['Меркенский район']);
  });

  test('any region and any exceptions from the group of all oblasts', () => {
    const names = g.regions('KZ', now).filter((place) => place.names.ru.endsWith('ая область'));
    fc.assert(
      fc.property(fc.subarray(names, { minLength: 1, maxLength: 5 }), (chosen) => {
        const list = chosen.map((place) => place.names.ru.replace(/ая область$/, 'ой')).join(', ');
        const [found] = find('ru', `во всех областях, кроме ${list}`, 'KZ', now);
        const left = regionsNow.filter(
          (code) =>
            g.place(code, now)?.kind === 'region' && !chosen.some((place) => place.code === code),
        );
        expect(found?.codes).toEqual(left);
      }),
      { seed, numRuns: 100 },
    );
  });
});
