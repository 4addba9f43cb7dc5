import { describe, expect, test } from 'vitest';
import { compileGazetteer } from '../../src/place/index.ts';
import { gazetteer, placeFiles } from './gazetteer.ts';

const g = gazetteer();
const codes = (country: string, on: string): string[] =>
  g.regions(country, on).map((place) => place.code.slice(3));

describe('codes as of a date', () => {
  test('14 regions and 3 cities up to 7 June 2022', () => {
    expect(codes('KZ', '2022-06-07').sort().join(' ')).toBe(
      'AKM AKT ALA ALM AST ATY KAR KUS KZY MAN PAV SEV SHY VOS YUZ ZAP ZHA',
    );
  });

  test('17 regions and 3 cities from 8 June 2022', () => {
    expect(codes('KZ', '2022-06-08').sort().join(' ')).toBe(
      '10 11 15 19 23 27 31 33 35 39 43 47 55 59 61 62 63 71 75 79',
    );
  });

  test('Shymkent belongs to its region before 19 June 2018', () => {
    expect(codes('KZ', '2018-06-18')).not.toContain('SHY');
    expect(g.current('KZ-SHY', '2017-01-01')).toEqual(['KZ-YUZ']);
    expect(g.place('KZ-YUZ', '2017-01-01')?.names.ru).toBe('Южно-Казахстанская область');
    expect(g.place('KZ-YUZ', '2019-01-01')?.names.ru).toBe('Туркестанская область');
  });

  test('a code of another time leads to the codes of the day', () => {
    expect(g.current('KZ-ALM', '2024-01-01')).toEqual(['KZ-19', 'KZ-33']);
    expect(g.current('KZ-75', '2022-01-05')).toEqual(['KZ-ALA']);
    expect(g.current('KZ-10', '2022-01-05')).toEqual(['KZ-VOS']);
    expect(g.current('KZ-62', '2022-01-05')).toEqual(['KZ-KAR']);
    expect(g.current('KZ-99', '2022-01-05')).toEqual([]);
  });

  test('the capital and its name follow the date', () => {
    expect(g.place('KZ-AST', '2019-03-22')?.names.en).toBe('Astana');
    expect(g.place('KZ-AST', '2022-01-05')?.names.en).toBe('Nur-Sultan');
    expect(g.place('KZ-71', '2022-09-17')?.names.en).toBe('Astana');
    expect(g.capital('KZ', '2022-01-05')).toBe('KZ-AST');
    expect(g.capital('KZ', '2023-01-05')).toBe('KZ-71');
  });

  test('an unknown code is not known', () => {
    expect(g.known('KZ-AKT')).toBe(true);
    expect(g.known('LK-11')).toBe(true);
    expect(g.known('KZ-QQ')).toBe(false);
    expect(g.place('KZ-QQ', '2022-01-05')).toBeNull();
  });
});

describe('what a page needs of a place', () => {
  test.each(['2017-01-01', '2022-01-05', '2024-01-05'])(
    'tiles do not share a square on %s',
    (on) => {
      const tiles = g.regions('KZ', on).map((place) => `${place.tile?.col}/${place.tile?.row}`);
      expect(new Set(tiles).size).toBe(tiles.length);
      expect(tiles.every((tile) => /^[1-7]\/[1-4]$/.test(tile))).toBe(true);
    },
  );

  test('zones are of the place, and exist', () => {
    expect(g.zone('KZ-MAN', '2022-01-05')).toBe('Asia/Aqtau');
    expect(g.zone('KZ-39', '2024-01-05')).toBe('Asia/Qostanay');
    expect(g.zone('LK-11', '2022-05-11')).toBe('Asia/Colombo');
    expect(g.zone('CA-BC', '2021-11-19')).toBe('America/Vancouver');
    const zones = [...placeFiles().values()].flatMap(
      (text) => text.match(/\b[A-Z][a-z]+(?:\/[A-Z][\w-]+)+/g) ?? [],
    );
    for (const zone of new Set(zones)) {
      expect(() => new Intl.DateTimeFormat('en', { timeZone: zone }), zone).not.toThrow();
    }
  });

  test('every region has a name in each language and a parent', () => {
    for (const country of ['KZ', 'KG', 'UZ', 'TJ', 'TM', 'RU', 'BY', 'UA']) {
      for (const place of g.regions(country, '2024-01-05')) {
        expect(place.parent).toBe(country);
        expect(place.names.ru).toMatch(/\p{Script=Cyrillic}/u);
        expect(place.names.en).toMatch(/^\p{Lu}/u);
      }
    }
  });
});

describe('wrong data fail with the file and the line', () => {
  const broken = (file: string, text: string) => compileGazetteer(placeFiles().set(file, text));

  test.each([
    ['kz.tsv', 'KZ-AKM\tregion', 'places_row', 'kz.tsv:1'],
    ['kz.tsv', '# head\nKZ-AKM\tvillage\t-\t-\t-\t-\t-\tа\tа\ta\t-', 'places_row', 'kz.tsv:2'],
    ['kz.tsv', 'KZ-AKM\tregion\t2022-02-31\t-\t-\t-\t-\tа\tа\ta\t-', 'places_row', 'kz.tsv:1'],
    ['kz.tsv', 'KZ-AKM\tregion\t-\t-\t-\t-\t-\tа\tа\ta\tа; a', 'places_row', 'kz.tsv:1'],
    ['kz-local.tsv', 'KZ-AKM\tcontinent\t-\tа\tа\ta', 'places_row', 'kz-local.tsv:1'],
    ['countries.tsv', 'KAZ\t- Asia/Almaty\tа\tа\ta', 'places_row', 'countries.tsv:1'],
  ])('%s: %j', (file, text, code, at) => {
    const result = broken(file, text);
    expect(result.ok ? null : [result.error.code, result.error.at]).toEqual([code, at]);
  });

  test('a missing table is named', () => {
    const files = placeFiles();
    files.delete('towns.tsv');
    const result = compileGazetteer(files);
    expect(result.ok ? null : [result.error.code, result.error.at]).toEqual([
      'places_file',
      'towns.tsv',
    ]);
  });
});
