import { parseInstant } from '../../src/base/index.ts';
import type { Logged, MeasureRecord, StatementRecord, TimePoint } from '../../src/record/index.ts';

/**
 * The register's rules a second time, told day by day: no intervals, no index, no state kept
 * between questions. Each question folds the log anew, and looks at one place only. It knows days
 * (no hours), one country whose codes never change, and rules for whole places.
 */

const first_day = Date.parse('2022-01-01T00:00Z') / 86_400_000;
export const days = 100;
const everyRegion = ['KZ', 'KZ-MAN', 'KZ-AKT'];

/** What holds on one day; null: nothing. `begin` and `end` count on the first and last of a stretch. */
interface Cell {
  readonly daily: string;
  readonly begin: TimePoint;
  readonly end: TimePoint;
}
type Cells = (Cell | null)[];

interface Case {
  readonly measure: MeasureRecord;
  readonly id: string;
  readonly index: number;
  readonly statement: string;
  readonly published: number;
  readonly about: readonly string[];
}

interface Rule {
  readonly type: string;
  readonly code: string;
  readonly sources: string[];
  /** At the place it was made for and at every place under it. */
  readonly tracks: ReadonlyMap<string, Track>;
}

interface Track {
  cells: Cells;
  /** The codes that the lifting at its end named; null: none ended it. */
  lifted: readonly string[] | null;
  history: string[];
}

export interface Answer {
  readonly id: string;
  readonly place: string;
  readonly from: TimePoint;
  readonly to: TimePoint;
  readonly daily: string;
  readonly sources: readonly string[];
  readonly history: readonly string[];
}

export function naiveAsOf(
  log: readonly Logged[],
  place: string,
  day: number,
  knownAt: number,
): readonly Answer[] {
  const known = log.filter(({ record }) => (parseInstant(record.recordedAt) ?? 0) <= knownAt);
  const line = place === 'KZ' ? ['KZ'] : [place, 'KZ'];
  const answers: Answer[] = [];
  const cases = legalOrder(known);
  for (const type of new Set(cases.map(({ measure }) => measure.type))) {
    for (const code of line) {
      for (const rule of foldRules(cases, type, code)) {
        const track = rule.tracks.get(place);
        const stretch = track === undefined ? null : stretchOf(track.cells, day);
        const id = rule.sources[0];
        if (track === undefined || stretch === null || id === undefined) continue;
        const { begin: from, end: to, daily } = stretch;
        const { sources, code: of } = rule;
        answers.push({ id, place: of, from, to, daily, sources, history: track.history });
      }
    }
  }
  // A rule beside rules of two places is found with both: the telling with more sources stays.
  const byRule = new Map<string, Answer>();
  for (const answer of answers) {
    const key = `${answer.id}|${answer.place}`;
    const other = byRule.get(key);
    if (other === undefined || other.sources.length < answer.sources.length) {
      byRule.set(key, answer);
    }
  }
  return [...byRule.values()];
}

function legalOrder(known: readonly Logged[]): readonly Case[] {
  const current = (id: string): string | null => {
    const edit = known.findLast(
      ({ record, id: own }) =>
        (record.kind === 'correction' || record.kind === 'retraction') &&
        record.of === id &&
        current(own) === own,
    )?.record;
    if (edit === undefined) return id;
    return edit.kind === 'correction' ? current(edit.by) : null;
  };
  const cases = known.flatMap(({ record, id, index }): Case[] => {
    if (record.kind !== 'measure' || current(id) !== id) return [];
    const statementId = current(record.statement);
    const statement = known.find((one) => one.id === statementId) as
      | Logged<StatementRecord>
      | undefined;
    if (statement === undefined) return [];
    const about = record.about.flatMap((one) => current(one) ?? []).filter((one) => one !== id);
    const published = dayOf(statement.record.publishedAt);
    return [{ measure: record, id, index, statement: statement.id, published, about }];
  });
  const rest = cases.toSorted((a, b) => a.published - b.published || a.index - b.index);
  const ordered: Case[] = [];
  const pull = (one: Case) => {
    if (ordered.includes(one) || !rest.includes(one)) return;
    rest.splice(rest.indexOf(one), 1);
    for (const id of one.about) for (const other of cases) if (other.id === id) pull(other);
    ordered.push(one);
  };
  for (const one of [...rest]) pull(one);
  return ordered;
}

function foldRules(cases: readonly Case[], type: string, code: string): readonly Rule[] {
  const rules: Rule[] = [];
  const touched = new Map<string, Rule[]>();
  for (const one of cases) {
    const targets = [...new Set(one.about.flatMap((id) => touched.get(id) ?? []))];
    if (targets.length > 0) {
      const set = targets.flatMap((rule) => change(rule, one, type));
      const beside = [...new Map(set.map((rule) => [rule.code, rule])).values()];
      rules.push(...beside);
      touched.set(one.id, [...targets, ...beside]);
      continue;
    }
    const { act, places } = one.measure;
    if (act === 'lift' || act === 'ease' || one.measure.type !== type) continue;
    if (!places.codes.includes(code)) continue;
    const known = cases.filter((other) => one.about.includes(other.id));
    if (known.some((other) => other.measure.places.codes.some((up) => meets(code, up)))) continue;
    const same = rules.findLast((rule) => states(rule, one));
    if (same === undefined) {
      const rule = ruleOf(one, code);
      rules.push(rule);
      touched.set(one.id, [rule]);
    } else {
      same.sources.push(one.id);
      for (const track of same.tracks.values()) fill(track, one.measure);
      touched.set(one.id, [same]);
    }
  }
  return rules;
}

function ruleOf(one: Case, code: string): Rule {
  const under = code === 'KZ' ? everyRegion : [code];
  const track = (): Track => ({ cells: opened(one), lifted: null, history: [] });
  const tracks = new Map(under.map((place) => [place, track()]));
  return { type: one.measure.type, code, sources: [one.id], tracks };
}

function meets(a: string, b: string): boolean {
  return a === b || a === 'KZ' || b === 'KZ';
}

/** Changes a rule where the case names it; gives the rules that it sets beside it. */
function change(rule: Rule, one: Case, type: string): readonly Rule[] {
  const { codes } = one.measure.places;
  const covered = [...rule.tracks].filter(([place]) =>
    [place, 'KZ', rule.code].some((up) => codes.includes(up)),
  );
  if (one.measure.act !== 'continue') {
    for (const [place, track] of covered) {
      if (one.measure.act === 'extend' && !revives(codes, place, track.lifted)) continue;
      track.history = [...track.history, one.id];
      alter(track, one);
    }
    return [];
  }
  const kin = one.measure.type !== type;
  const [fit, unfit] = [true, false].map((wanted) =>
    covered.filter(([, track]) => (kin || squares(track, one)) === wanted),
  );
  if (fit !== undefined && fit.length > 0) rule.sources.push(one.id);
  const places = unfit?.map(([place]) => place) ?? [];
  if (places.includes(rule.code)) return [ruleOf(one, rule.code)];
  return places.map((place) => ruleOf(one, place));
}

/** An extension revives what a lifting ended only where it names no more than the lifting did. */
function revives(codes: readonly string[], place: string, lifted: Track['lifted']): boolean {
  if (lifted === null) return true;
  const named = codes.filter((code) => lifted.includes(code) || lifted.includes('KZ'));
  return named.includes(place) || named.includes('KZ');
}

function alter(track: Track, one: Case): void {
  const { act, from, to, daily } = one.measure;
  const stated = 'at' in from ? dayOf(from.at) : null;
  const start = stated ?? one.published;
  const end = 'at' in to ? dayOf(to.at) : days;
  const implied: TimePoint = { basis: 'implied', at: civil(one.published) };
  const hours = daily?.join('-') ?? null;
  const before = lastOf(track.cells);
  if (act === 'lift') {
    if (start >= end) return;
    const point = stated === null ? implied : from;
    const held = before + 1;
    cut(track, start, end, point, to);
    if (held > start && end >= held) track.lifted = one.measure.places.codes;
  } else if (act === 'extend' && to.basis !== 'unknown') {
    const anew = before < 0 || track.lifted !== null || (stated !== null && stated > before + 1);
    if (anew) {
      const begins = Math.max(start, before + 1);
      const begin = stated === null ? implied : from;
      const cell = { daily: hours ?? track.cells[before]?.daily ?? '', begin, end: to };
      track.cells = track.cells.map((old, i) => (i >= begins && i < end ? cell : old));
    } else setEnd(track, end, to);
    track.lifted = null;
  } else if (act === 'amend') {
    const first = track.cells.findIndex((cell) => cell !== null);
    if (first >= 0 && stated !== null && stated < first) beginAt(track, stated, from);
    if (to.basis !== 'unknown' && track.lifted === null) setEnd(track, end, to);
  }
  if (hours === null) return;
  const timed = track.cells.some((cell) => cell !== null && cell.daily !== '');
  if (act === 'ease' && !timed && one.measure.type !== 'curfew') return;
  if (act === 'lift') return;
  const adds = act === 'extend' && to.basis !== 'unknown' && before >= 0 && before + 1 < end;
  const since = adds ? (stated ?? before + 1) : start;
  const until = act === 'ease' ? end : days;
  track.cells = track.cells.map((cell, i) =>
    cell !== null && i >= since && i < until ? { ...cell, daily: hours } : cell,
  );
}

function opened(one: Case): Cells {
  const { from, to, daily } = one.measure;
  const start = 'at' in from ? dayOf(from.at) : one.published;
  const end = 'at' in to ? dayOf(to.at) : days;
  const cell = { daily: daily?.join('-') ?? '', begin: from, end: to };
  return Array.from({ length: days }, (_, i) => (i >= start && i < end ? cell : null));
}

/** Whether a record states the rule that stands already; of curfews a place has one at a time. */
function states(rule: Rule, one: Case): boolean {
  const { measure } = one;
  if (rule.type !== measure.type) return false;
  if (measure.type !== 'curfew' && measure.type !== 'state_of_emergency') return false;
  const own = rule.tracks.get(rule.code);
  return own !== undefined && squares(own, one);
}

function squares({ cells }: Track, one: Case): boolean {
  const { measure } = one;
  const mine = opened(one);
  const meeting = cells.findIndex((cell, i) => cell !== null && mine[i] !== null);
  const first = stretchOf(cells, meeting);
  const last = cells[lastOf(cells)] ?? null;
  if (first === null || last === null) return false;
  const hours = measure.daily?.join('-') ?? '';
  const { daily } = first;
  if (hours !== '' && daily !== '' && hours !== daily) return false;
  if ('at' in measure.from) {
    if ('at' in first.begin && first.begin.at !== measure.from.at) return false;
  } else if (measure.act !== 'declare' && meeting !== one.published) {
    return false;
  }
  if (measure.to.basis === 'unknown' || last.end.basis === 'unknown') return true;
  if (!('at' in measure.to) || !('at' in last.end)) return measure.to.basis === last.end.basis;
  return measure.to.at === last.end.at;
}

/** The day's cell with the begin and end of the days that adjoin it. */
function stretchOf(cells: Cells, day: number): Cell | null {
  const cell = cells[day] ?? null;
  if (cell === null) return null;
  let [first, last] = [day, day];
  while ((cells[first - 1] ?? null) !== null) first -= 1;
  while ((cells[last + 1] ?? null) !== null) last += 1;
  const [begin, end] = [cells[first]?.begin ?? cell.begin, cells[last]?.end ?? cell.end];
  return { daily: cell.daily, begin, end };
}

function fill(track: Track, measure: MeasureRecord): void {
  const { from, to, daily } = measure;
  const first = track.cells.find((cell) => cell !== null) ?? null;
  if (first === null) return;
  if ('at' in from && !('at' in first.begin)) beginAt(track, dayOf(from.at), from);
  const last = track.cells[lastOf(track.cells)] ?? null;
  if (last !== null && last.end.basis === 'unknown' && to.basis !== 'unknown') {
    setEnd(track, 'at' in to ? dayOf(to.at) : days, to);
  }
  const hours = daily?.join('-') ?? '';
  if (hours === '') return;
  track.cells = track.cells.map((cell) =>
    cell !== null && cell.daily === '' ? { ...cell, daily: hours } : cell,
  );
}

function beginAt(track: Track, day: number, point: TimePoint): void {
  const at = track.cells.findIndex((cell) => cell !== null);
  const first = track.cells[at] ?? null;
  if (first === null) return;
  const cells = track.cells.map((cell, i) => (i < day ? null : i < at ? first : cell));
  const head = cells.findIndex((cell) => cell !== null);
  const cell = cells[head] ?? null;
  if (cell !== null) cells[head] = { ...cell, begin: point };
  track.cells = cells;
}

function setEnd(track: Track, end: number, point: TimePoint): void {
  const kept = track.cells.map((cell, i) => (i < end ? cell : null));
  const cell = kept[lastOf(kept)] ?? null;
  if (cell !== null) {
    for (let i = lastOf(kept) + 1; i < end; i++) kept[i] = cell;
    kept[end - 1] = { ...cell, end: point };
  }
  track.cells = kept;
}

function cut(track: Track, from: number, to: number, end: TimePoint, begin: TimePoint): void {
  const cells: Cells = track.cells.map((cell, i) => (i >= from && i < to ? null : cell));
  const held = (i: number) => (track.cells[i] ?? null) !== null;
  const [left, right] = [cells[from - 1] ?? null, cells[to] ?? null];
  if (left !== null && held(from)) cells[from - 1] = { ...left, end };
  if (right !== null && held(to - 1)) cells[to] = { ...right, begin };
  track.cells = cells;
}

function lastOf(cells: Cells): number {
  return cells.findLastIndex((cell) => cell !== null);
}

export function dayOf(point: string): number {
  return Date.parse(`${point.slice(0, 10)}T00:00Z`) / 86_400_000 - first_day;
}

export function civil(day: number): string {
  return new Date((first_day + day) * 86_400_000).toISOString().slice(0, 10);
}
