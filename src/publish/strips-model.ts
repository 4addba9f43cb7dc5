import {
  addDays,
  type Civil,
  type CivilMinute,
  civilMinute,
  dayOf,
  instantOf,
} from '../base/index.ts';
import type { FindingRecord, Logged } from '../record/index.ts';
import { isKind, type Strip } from '../register/index.ts';
import type { Asked } from './asked.ts';
import { byName, type Page, type PagePlace, placeOn } from './view.ts';

/** What the strips over time show, as shares of the window: no drawing yet. */

export type BarKind = 'emergency' | 'openEnd' | 'curfew' | 'declared' | 'declaredOpen' | 'measured';

/** Half-open, in minutes of the clock at the place asked for. */
export interface Span {
  readonly from: CivilMinute;
  readonly to: CivilMinute;
}

export interface ChartRow {
  readonly place: PagePlace;
  readonly selected: boolean;
  readonly bars: Readonly<Record<BarKind, readonly Span[]>>;
  /** The rules that the bars were drawn from, for the table. */
  readonly strips: readonly Strip[];
  readonly findings: readonly Logged<FindingRecord>[];
}

export interface Chart {
  /** First day, and number of days. */
  readonly from: Civil;
  readonly days: number;
  readonly start: CivilMinute;
  readonly end: CivilMinute;
  readonly now: CivilMinute;
  readonly rows: readonly ChartRow[];
}

const reach_days = 30;
const window_days_max = 21;
const step_days = 14;
const dayMinutes = 1440;
const emergencyTypes = new Set(['state_of_emergency', 'martial_law']);

/** The chart around the moment asked for; null where nothing that it shows holds near it. */
export function chartAround(page: Page, asked: Asked, places: readonly string[]): Chart | null {
  const reach = [shift(asked.at, -reach_days), shift(asked.at, reach_days)] as const;
  const rows = places.flatMap((code) => {
    const place = placeOn(page, code, asked.at);
    return place === null ? [] : [readRow(page, asked, place, reach)];
  });
  const extent = extentOf(rows, asked);
  if (extent === null) return null;
  const { from, days } = extent;
  const start = minuteOf(from);
  const end = start + days * dayMinutes;
  const drawn = rows.map((row) => drawRow(row, start, end));
  const shown = drawn.filter((row) => row.selected || hasBars(row));
  return { from, days, start, end, now: minuteOf(asked.at), rows: shown };
}

/** The country first (what is declared and measured for all), then regions by name. */
export function chartPlaces(page: Page, asked: Asked): readonly string[] {
  const regions = page.view.places.regions(page.view.country, dayOf(asked.at));
  const sorted = [...regions].sort(byName(page.lang));
  const first = sorted.filter((place) => place.code === asked.place);
  const rest = sorted.filter((place) => place.code !== asked.place);
  return [page.view.country, ...[...first, ...rest].map((place) => place.code)];
}

interface RawRow {
  readonly place: PagePlace;
  readonly selected: boolean;
  /** Minutes to add to the place's clock to get the clock at the place asked for. */
  readonly shift: number;
  readonly zoneShift: number;
  readonly strips: readonly Strip[];
  readonly findings: readonly Logged<FindingRecord>[];
}

function readRow(
  page: Page,
  asked: Asked,
  place: PagePlace,
  reach: readonly [Civil, Civil],
): RawRow {
  const { register, country } = page.view;
  const strips = register.strips(place.code, reach[0], reach[1], asked.knownAt).filter((strip) => {
    const { type } = strip.record.record;
    if (type === 'internet_restriction') return !strip.inherited;
    return emergencyTypes.has(type) || type === 'curfew';
  });
  const findings = register
    .findings(asked.knownAt, place.code)
    .filter((found) => isKind(found, 'finding') && found.record.what === 'outage')
    .filter((found) => found.record.place === place.code);
  const minute = minuteOf(asked.at);
  const here = instantOf(asked.at, place.zone) / 60_000;
  const there = instantOf(asked.at, asked.zone) / 60_000;
  // A clock further east shows a civil minute earlier: the bar moves left by the difference.
  return {
    place,
    selected: place.code === asked.place && place.code !== country,
    shift: here - there,
    zoneShift: minute - there,
    strips,
    findings,
  };
}

/** Whole days: from the day before what holds around the moment to the day after it. */
function extentOf(
  rows: readonly RawRow[],
  asked: Asked,
): { readonly from: Civil; readonly days: number } | null {
  const now = minuteOf(asked.at);
  const spans = rows.flatMap((row) => [
    ...row.strips.flatMap((strip) =>
      strip.intervals.map(({ from, to }) => ({ from, to: to ?? from + dayMinutes })),
    ),
    ...row.findings.flatMap((found) => findingSpan(found, row.zoneShift, now) ?? []),
  ]);
  const near = spans.filter(
    (span) => span.to > now - reach_days * dayMinutes && span.from < now + reach_days * dayMinutes,
  );
  if (near.length === 0) return null;
  const first = Math.min(now, ...near.map((span) => span.from));
  const last = Math.max(now, ...near.map((span) => span.to));
  const firstDay = Math.floor(first / dayMinutes) - 1;
  const lastDay = Math.ceil(last / dayMinutes) + 1;
  const today = Math.floor(now / dayMinutes);
  if (lastDay - firstDay <= window_days_max) return daysFrom(firstDay, lastDay - firstDay);
  // Longer: steps of two weeks, so that the window stands still while the day moves within one.
  const step = Math.floor((today - firstDay) / step_days) * step_days;
  return daysFrom(firstDay + step, window_days_max - 5);
}

function daysFrom(day: number, days: number): { readonly from: Civil; readonly days: number } {
  return { from: addDays('1970-01-01', day) ?? '1970-01-01', days };
}

function drawRow(row: RawRow, start: CivilMinute, end: CivilMinute): ChartRow {
  const bars: Record<BarKind, Span[]> = {
    emergency: [],
    openEnd: [],
    curfew: [],
    declared: [],
    declaredOpen: [],
    measured: [],
  };
  for (const strip of row.strips) {
    const { type } = strip.record.record;
    for (const interval of strip.intervals) {
      const from = interval.from + row.shift;
      const to = interval.to === null ? end : interval.to + row.shift;
      if (type === 'curfew')
        bars.curfew.push(...nights(from, to, interval.daily, row.shift, start, end));
      else if (type === 'internet_restriction')
        bars[interval.to === null ? 'declaredOpen' : 'declared'].push({ from, to });
      else bars[interval.to === null ? 'openEnd' : 'emergency'].push({ from, to });
    }
  }
  for (const found of row.findings) {
    const span = findingSpan(found, row.zoneShift, end);
    if (span !== null) bars.measured.push(span);
  }
  const clipped = Object.fromEntries(
    Object.entries(bars).map(([kind, spans]) => [kind, united(spans, start, end)]),
  ) as Record<BarKind, readonly Span[]>;
  const { place, selected, strips, findings } = row;
  return { place, selected, bars: clipped, strips, findings };
}

/** Every night of an interval within the window, cut at the interval's own ends. */
function nights(
  from: CivilMinute,
  to: CivilMinute,
  daily: readonly [string, string] | null,
  shiftMinutes: number,
  start: CivilMinute,
  end: CivilMinute,
): readonly Span[] {
  if (daily === null) return [{ from, to }];
  const opens = clockMinute(daily[0]) + shiftMinutes;
  const length =
    ((clockMinute(daily[1]) - clockMinute(daily[0]) + dayMinutes - 1) % dayMinutes) + 1;
  const first = Math.floor(Math.max(from, start) / dayMinutes) - 2;
  const last = Math.ceil(Math.min(to, end) / dayMinutes) + 1;
  const spans: Span[] = [];
  for (let day = first; day <= last; day++) {
    const night = day * dayMinutes + opens;
    const span = { from: Math.max(night, from), to: Math.min(night + length, to) };
    if (span.from < span.to) spans.push(span);
  }
  return spans;
}

function findingSpan(
  found: Logged<FindingRecord>,
  zoneShift: number,
  open: CivilMinute,
): Span | null {
  const from = Date.parse(found.record.from) / 60_000 + zoneShift;
  const to = found.record.to === null ? open : Date.parse(found.record.to) / 60_000 + zoneShift;
  return from < to ? { from, to } : null;
}

/** Within the window, in order, overlapping and adjoining ones joined. */
function united(spans: readonly Span[], start: CivilMinute, end: CivilMinute): readonly Span[] {
  const inside = spans
    .map(({ from, to }) => ({ from: Math.max(from, start), to: Math.min(to, end) }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
  const out: { from: number; to: number }[] = [];
  for (const span of inside) {
    const last = out.at(-1);
    if (last !== undefined && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else out.push({ ...span });
  }
  return out;
}

function hasBars(row: ChartRow): boolean {
  return Object.values(row.bars).some((spans) => spans.length > 0);
}

function shift(at: Civil, days: number): Civil {
  return addDays(dayOf(at), days) ?? dayOf(at);
}

function minuteOf(civil: Civil): CivilMinute {
  const minute = civilMinute(civil);
  if (minute === null) throw new Error(`not a civil point: ${civil}`);
  return minute;
}

function clockMinute(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
}
