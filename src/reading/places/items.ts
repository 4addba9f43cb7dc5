import type { NameForm, NameTarget } from '../../place/index.ts';
import { type Bound, bindNouns } from './bind.ts';
import { neighbours, type Piece } from './pieces.ts';
import type { PlaceContext } from './types.ts';
import { namesTogether, usualName } from './usual.ts';
import type { NounClass } from './words.ts';

/** Names with the nouns that say what kind of place they are, resolved to codes. */

export interface Item {
  /** Indices of the first and the last piece, inclusive. */
  readonly first: number;
  readonly last: number;
  readonly codes: readonly string[];
  readonly level: 'country' | 'region' | 'local';
  readonly of: NounClass | null;
  /** The usual name of a local place, as `PlaceMention.area`; null: not known, or not local. */
  readonly name: string | null;
  readonly rule: string;
}

/** Items by every piece that they take. */
export type ItemsAt = ReadonlyMap<number, Item>;

export function itemsAt(items: readonly Item[]): ItemsAt {
  const at = new Map<number, Item>();
  for (const item of items) {
    for (let i = item.first; i <= item.last; i++) at.set(i, item);
  }
  return at;
}

export function itemsOf(pieces: readonly Piece[], context: PlaceContext): Item[] {
  const names = pieces.flatMap((piece, i) => (piece.kind === 'name' ? [i] : []));
  const bounds = bindNouns(pieces, names, context);
  const items: Item[] = [];
  // From right to left, so that "districts of Osh Region" knows its region first; Kazakh names the
  // region first.
  const order = context.lang === 'kk' ? names : [...names].reverse();
  const byName = new Map<number, Item>();
  const positions = new Map(names.map((name, i) => [name, i]));
  for (const name of order) {
    const at = positions.get(name) ?? 0;
    const hint = regionHint(pieces, names, byName, at, context);
    const item = resolve(pieces, name, bounds.get(name) ?? null, hint, context);
    if (item !== null) byName.set(name, item);
  }
  for (const name of names) {
    const item = byName.get(name);
    if (item !== undefined) items.push(item);
  }
  return joinContained(pieces, items, context);
}

/** The region that a district or town is said to lie in: right after it, or (Kazakh) before it. */
function regionHint(
  pieces: readonly Piece[],
  names: readonly number[],
  byName: ReadonlyMap<number, Item>,
  at: number,
  { lang }: PlaceContext,
): readonly string[] | null {
  const step = lang === 'kk' ? -1 : 1;
  for (let i = at + step; i >= 0 && i < names.length && Math.abs(i - at) < 12; i += step) {
    const other = names[i] ?? 0;
    const item = byName.get(other);
    if (item === undefined) return null;
    const [left, right] = step > 0 ? [names[i - 1] ?? 0, other] : [other, names[i + 1] ?? 0];
    const gap = pieces.slice(left + 1, right).filter((piece) => piece.kind !== 'noun');
    const touching = gap.every((piece) => piece.word === 'of' || piece.word === 'the');
    if (item.level === 'region') return touching ? item.codes : null;
    if (!gap.every((piece) => piece.kind === 'join')) return null;
  }
  return null;
}

const kindsFor: Readonly<Record<NounClass | 'none', readonly string[]>> = {
  region: ['region'],
  country: ['country', 'region'],
  city: ['city', 'town', 'village', 'region'],
  district: ['district', 'region'],
  village: ['village', 'town'],
  none: ['city', 'town', 'region', 'country', 'village'],
};

/** Where a region and its town share a bare name ("Lagos", "Jaffna"), the region is meant. */
function bareEnglish({ home }: PlaceContext): readonly string[] {
  return neighbours.has(home.slice(0, 2))
    ? kindsFor.none
    : ['city', 'region', 'town', 'country', 'village'];
}

/** English names of subdivisions that are common words: a noun must stand by them. */
const commonWords = new Set(
  (
    'central northern southern eastern western north south east west capital centre center delta ' +
    'rivers plateau upper lower federal islands island bay coast most nice reading march male ' +
    'northwest northeast southwest southeast north-west north-east south-west south-east union ' +
    'mission hope maritime savannah forest littoral nord sud est ouest'
  ).split(' '),
);

function resolve(
  pieces: readonly Piece[],
  name: number,
  bound: Bound | null,
  hint: readonly string[] | null,
  context: PlaceContext,
): Item | null {
  const piece = pieces[name];
  if (piece === undefined) return null;
  let forms = piece.forms.filter((form) => fits(form, bound, piece, context));
  // "Lima Region" is not Lima: a name that goes with its noun comes first.
  const withNoun = bound === null ? [] : forms.filter((form) => form.needsNoun);
  if (withNoun.length > 0 && bound?.of === 'region') forms = withNoun;
  // «в районе Алматы» means the town, unless it is a district of home.
  if (bound?.of === 'district' && bound.how === 'before') forms = nearTown(forms, context);
  const kinds =
    bound === null && context.lang === 'en' ? bareEnglish(context) : kindsFor[bound?.of ?? 'none'];
  for (const kind of kinds) {
    const ofKind = forms.filter((form) => form.target.kind === kind);
    const codes = codesOf(ofKind, hint, context);
    if (codes === null) continue;
    const beside = bound !== null && bound.how !== 'shared';
    const first = beside ? Math.min(name, bound.noun) : name;
    const last = beside ? Math.max(name, bound.noun) : name;
    const level = levelOf(kind, bound, codes, context);
    const usual = level === 'local' ? usualName(ofKind, codes, context) : null;
    const rule = `${context.lang}/${kind}`;
    return { first, last, codes, level, of: bound?.of ?? null, name: usual, rule };
  }
  // «регионах Казахстана»: the noun is not the name's own.
  return bound === null ? null : resolve(pieces, name, null, hint, context);
}

function nearTown(forms: readonly NameForm[], { gazetteer, on, home }: PlaceContext): NameForm[] {
  const town = forms.some(({ target }) => target.kind === 'city' || target.kind === 'town');
  return forms.filter(({ target }) => {
    return !town || target.kind !== 'district' || gazetteer.current(target.code, on).includes(home);
  });
}

/** A name without a noun of its own, read as if it had one of a class: a member of an exception. */
export function itemAs(
  pieces: readonly Piece[],
  name: number,
  of: NounClass,
  context: PlaceContext,
): Item | null {
  return resolve(pieces, name, { of, noun: name, how: 'shared' }, null, context);
}

function fits(form: NameForm, bound: Bound | null, piece: Piece, { lang }: PlaceContext): boolean {
  if (bound === null) {
    return (
      !form.adjective &&
      !form.needsNoun &&
      !(lang === 'en' && piece.length === 1 && commonWords.has(piece.word))
    );
  }
  // "Colombo District" is a region of Sri Lanka, «Абайский район» is not the region of Abai.
  if (bound.of === 'district' && form.target.kind === 'region' && form.needsNoun) return false;
  // A Russian adjective agrees with a noun after it, a name in apposition follows its noun.
  if (lang === 'ru' && bound.how === 'after') return form.adjective;
  if (lang === 'ru' && bound.how === 'before') return !form.adjective;
  return true;
}

function levelOf(
  kind: string,
  bound: Bound | null,
  codes: readonly string[],
  { gazetteer, on }: PlaceContext,
): Item['level'] {
  if (kind === 'country') return 'country';
  if (kind === 'region' || kind === 'city') {
    // "Gisborne city" is a part of the region of that name.
    const isCity = codes.some((code) => gazetteer.place(code, on)?.kind === 'city');
    return bound?.of === 'city' && !isCity ? 'local' : 'region';
  }
  return 'local';
}

/**
 * Codes in force on the day, of the country that speaks first, of the region that is named; [] if
 * several places bear the name and nothing says which is meant, null if none does.
 */
function codesOf(
  forms: readonly NameForm[],
  hint: readonly string[] | null,
  { gazetteer, on, home }: PlaceContext,
): readonly string[] | null {
  if (forms.length === 0) return null;
  const country = home.slice(0, 2);
  const own = forms.filter((form) => form.target.country === country);
  let targets = [...new Set((own.length > 0 ? own : forms).map((form) => form.target))];
  const inForce = targets.filter(
    ({ code, kind }) => kind === 'country' || gazetteer.place(code, on) !== null,
  );
  if (inForce.length > 0) targets = inForce;
  const codes = targets.map(({ code }) => gazetteer.current(code, on));
  const wanted = hint ?? [home];
  const near = codes.find((list) => list.some((code) => wanted.includes(code)));
  if (near !== undefined) return near;
  // Villages share their names: in the words of one region, its own village is meant.
  if (gazetteer.place(home, on)?.kind === 'region' && targets.some(isVillage)) return [home];
  const all = new Set(codes.flat());
  if (all.size > 1 && codes.length > 1) return [];
  return all.size === 0 ? null : [...all];
}

function isVillage({ kind }: NameTarget): boolean {
  return kind === 'village';
}

/** «Чон-Алайском районе Ошской области», «облысының Семей қаласында» are one place. */
function joinContained(
  pieces: readonly Piece[],
  items: readonly Item[],
  { lang }: PlaceContext,
): Item[] {
  const out: Item[] = [];
  for (const item of items) {
    const before = out.at(-1);
    const local = lang === 'kk' ? item : before;
    const region = lang === 'kk' ? before : item;
    const both = before?.level === 'local' && item.level === 'local';
    if (before !== undefined && both && touching(pieces, before, item) && sameCodes(before, item)) {
      const name = namesTogether(before.name, item.name);
      out[out.length - 1] = { ...item, first: before.first, name };
    } else if (
      before !== undefined &&
      local?.level === 'local' &&
      region?.level === 'region' &&
      touching(pieces, before, item) &&
      local.codes.every((code) => region.codes.includes(code))
    ) {
      out[out.length - 1] = { ...local, first: before.first, last: item.last };
    } else {
      out.push(item);
    }
  }
  return out;
}

function sameCodes(a: Item, b: Item): boolean {
  return a.codes.join() === b.codes.join();
}

function touching(pieces: readonly Piece[], before: Item, item: Item): boolean {
  const gap = pieces.slice(before.last + 1, item.first);
  return gap.every((piece) => piece.word === 'of' || piece.word === 'the');
}
