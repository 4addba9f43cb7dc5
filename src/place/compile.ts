import { type Civil, dayOf, fail, isCivil, ok, type Result } from '../base/index.ts';
import { NameIndexBuilder } from './names.ts';
import { namesOf, parseTable, type Row } from './table.ts';
import type { Gazetteer, NameIndex, NameLang, NameTarget, Place } from './types.ts';
import { nameLangs } from './types.ts';
import { worldRegions } from './world.ts';

/** From the tables under `data/places` to the gazetteer. */

const placeKinds = ['country', 'region', 'city'] as const;
const localKinds = ['town', 'city', 'district', 'village'] as const;

interface Draft {
  /** Of each code of ISO 3166-2, the code it lies in. */
  readonly parents: ReadonlyMap<string, string>;
  readonly names: NameIndexBuilder;
  /** All rows of a code, in the order of the data; a code may change its name or its kind. */
  readonly places: Map<string, Place[]>;
  /** For each code, the codes that stood on its territory before it. */
  readonly was: Map<string, readonly string[]>;
  readonly capitals: Map<string, string>;
  /** Zones of regions whose clocks differ from the capital's. */
  readonly zones: Map<string, string>;
}

/**
 * Files by name, without folder: `zones.tsv`, `countries.tsv`, `kz.tsv`, `regions.tsv`,
 * `kz-local.tsv`, `towns.tsv`. Regions of the rest of the world come from the tables of ISO 3166
 * that a package holds. Fails with the file and line of the first row that is wrong.
 */
export function compileGazetteer(files: ReadonlyMap<string, string>): Result<Gazetteer> {
  const world = worldRegions();
  const draft: Draft = {
    parents: new Map(world.map(({ code, parent }) => [code, parent])),
    names: new NameIndexBuilder(),
    places: new Map(),
    was: new Map(),
    capitals: new Map(),
    zones: new Map(),
  };
  for (const [file, columns, read] of tables) {
    const text = files.get(file);
    if (text === undefined) {
      return fail('places_file', `the table ${file} is missing`, file, 'Give all of data/places.');
    }
    const rows = parseTable(file, text, columns);
    if (!rows.ok) return rows;
    for (const row of rows.value) {
      const done = read(draft, row);
      if (!done.ok) return done;
    }
  }
  for (const { code, parent, name, country } of world) {
    if (draft.places.has(code)) continue;
    const zone = zoneOf(draft, code, country);
    const names = { ru: name, kk: name, en: name };
    const place: Place = {
      code,
      parent,
      kind: 'region',
      names,
      zone,
      from: null,
      to: null,
      short: null,
      tile: null,
    };
    draft.places.set(code, [place]);
    draft.names.add(name, 'en', { code, country, kind: 'region', seat: false });
  }
  return ok(new Compiled(draft));
}

const tables: readonly [string, number, (draft: Draft, row: Row) => Result<null>][] = [
  ['zones.tsv', 2, readZone],
  ['countries.tsv', 5, readCountry],
  ['kz.tsv', 11, readPlace],
  ['regions.tsv', 10, readPlace],
  ['kz-local.tsv', 6, readLocal],
  ['towns.tsv', 6, readLocal],
];

/** `code`, `capital zone`, then the names; see the head of `countries.tsv`. */
function readCountry(draft: Draft, row: Row): Result<null> {
  const [code = '', place = '', ru = '', kk = '', en = ''] = row.cells;
  const [capital = '-', zone = 'Etc/UTC'] = place.split(' ');
  if (!/^[A-Z]{2}$/.test(code)) return wrong(row, `${code} is no country code`);
  if (capital !== '-') draft.capitals.set(code, capital);
  put(
    draft,
    { code, country: code, kind: 'country', seat: false },
    { ru, kk, en },
    {
      zone,
      from: null,
      to: null,
      short: null,
      tile: null,
    },
  );
  return ok(null);
}

function readZone(draft: Draft, row: Row): Result<null> {
  const [zone = '', codes = ''] = row.cells;
  for (const code of codes.split(' ')) draft.zones.set(code, zone);
  return ok(null);
}

/** The zone of a region, or of its country's capital. */
function zoneOf(draft: Draft, code: string, country: string): string {
  return draft.zones.get(code) ?? draft.places.get(country)?.[0]?.zone ?? 'Etc/UTC';
}

function readPlace(draft: Draft, row: Row): Result<null> {
  const [code = '', kindText = '', from = '', to = '', was = '', zone = ''] = row.cells;
  const [tile = '-', ru = '-', kk = '-', en = '-', shortText = '-'] = row.cells.slice(6);
  const kind = placeKinds.find((known) => known === kindText);
  if (kind === undefined) return wrong(row, `${kindText} is no kind of place`);
  if (!/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(code)) return wrong(row, `${code} is no place code`);
  for (const day of [from, to]) {
    if (day !== '-' && !(isCivil(day) && day.length === 10)) return wrong(row, `${day} is no day`);
  }
  const short = shortText === '-' ? null : shortNames(shortText);
  if (short === undefined) return wrong(row, `${shortText} is not three short names`);
  const grid = /^(\d+)\/(\d+)$/.exec(tile);
  if (was !== '-') draft.was.set(code, was.split(' '));
  put(
    draft,
    { code, country: code.slice(0, 2), kind, seat: false },
    { ru, kk, en },
    {
      zone: zone === '-' ? zoneOf(draft, code, code.slice(0, 2)) : zone,
      from: from === '-' ? null : from,
      to: to === '-' ? null : to,
      short,
      tile: grid === null ? null : { col: Number(grid[1]), row: Number(grid[2]) },
    },
  );
  return ok(null);
}

/** `ru; kk; en`, with | where a name may be broken with a hyphen; undefined if it is not that. */
function shortNames(cell: string): Place['short'] | undefined {
  const [ru, kk, en, more] = namesOf(cell.replaceAll('|', '\u00ad'));
  const all = ru !== undefined && kk !== undefined && en !== undefined && more === undefined;
  return all ? { ru, kk, en } : undefined;
}

function readLocal(draft: Draft, row: Row): Result<null> {
  const [code = '', kindText = '', seat = '', ...cells] = row.cells;
  const kind = localKinds.find((known) => known === kindText);
  if (kind === undefined) return wrong(row, `${kindText} is no kind of local place`);
  const names: Partial<Record<NameLang, string>> = {};
  for (const [i, lang] of nameLangs.entries()) {
    const usual = namesOf(cells[i] ?? '-')[0];
    if (usual !== undefined) names[lang] = shown(usual);
  }
  for (const region of code.split(' ')) {
    const target: NameTarget = {
      code: region,
      country: region.slice(0, 2),
      kind: kind === 'city' ? 'town' : kind,
      seat: seat !== '-',
      names,
    };
    for (const [i, lang] of nameLangs.entries()) {
      for (const name of namesOf(cells[i] ?? '-')) draft.names.add(name, lang, target);
    }
  }
  return ok(null);
}

function put(
  draft: Draft,
  target: NameTarget & { readonly kind: Place['kind'] },
  cells: Readonly<Record<NameLang, string>>,
  rest: Pick<Place, 'zone' | 'from' | 'to' | 'short' | 'tile'>,
): void {
  const { code, country, kind } = target;
  const first = (lang: NameLang): string => namesOf(cells[lang])[0] ?? namesOf(cells.en)[0] ?? code;
  const parent = kind === 'country' ? null : (draft.parents.get(code) ?? country);
  const names = { ru: shown(first('ru')), kk: shown(first('kk')), en: first('en') };
  const place: Place = { code, parent, kind, names, ...rest };
  const rows = draft.places.get(code);
  if (rows === undefined) draft.places.set(code, [place]);
  else rows.push(place);
  for (const lang of nameLangs) {
    for (const name of namesOf(cells[lang])) draft.names.add(name, lang, target);
  }
}

function shown(name: string): string {
  return name.replace(/ \(мн\)$/, '');
}

function wrong(row: Row, message: string): Result<null> {
  return fail('places_row', message, row.at, 'See the head of the file for its columns.');
}

class Compiled implements Gazetteer {
  readonly names: NameIndex;
  readonly #draft: Draft;
  readonly #next = new Map<string, string[]>();
  /** Codes right under each country. */
  readonly #children = new Map<string, string[]>();

  constructor(draft: Draft) {
    this.#draft = draft;
    this.names = draft.names.build();
    for (const [code, before] of draft.was) {
      for (const old of before) this.#next.set(old, [...(this.#next.get(old) ?? []), code]);
    }
    for (const [code, rows] of draft.places) {
      const parent = rows[0]?.parent ?? null;
      if (parent !== null)
        this.#children.set(parent, [...(this.#children.get(parent) ?? []), code]);
    }
  }

  place(code: string, on: Civil): Place | null {
    const day = dayOf(on);
    return this.#draft.places.get(code)?.find((place) => inForce(place, day)) ?? null;
  }

  known(code: string): boolean {
    return this.#draft.places.has(code);
  }

  regions(country: string, on: Civil): readonly Place[] {
    return (this.#children.get(country) ?? []).flatMap((code) => this.place(code, on) ?? []);
  }

  current(code: string, on: Civil): readonly string[] {
    if (this.place(code, on) !== null) return [code];
    const rows = this.#draft.places.get(code);
    if (rows === undefined) return [];
    const from = rows[0]?.from ?? null;
    const before = from !== null && dayOf(on) < from;
    const near = before ? this.#draft.was.get(code) : this.#next.get(code);
    return [...new Set((near ?? []).flatMap((other) => this.current(other, on)))];
  }

  zone(code: string, on: Civil): string | null {
    return this.place(code, on)?.zone ?? null;
  }

  capital(country: string, on: Civil): string | null {
    const code = this.#draft.capitals.get(country);
    return code === undefined ? null : (this.current(code, on)[0] ?? null);
  }
}

function inForce(place: Place, day: Civil): boolean {
  return (place.from === null || place.from <= day) && (place.to === null || day < place.to);
}
