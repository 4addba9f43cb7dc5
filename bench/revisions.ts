import { civilOfMinute, formatInstant } from '../src/base/index.ts';
import {
  type Logged,
  type MeasureRecord,
  type MeasureType,
  measureType,
  type StatementRecord,
} from '../src/record/index.ts';
import type { PlaceTree } from '../src/register/index.ts';
import { randomFrom } from './figures.ts';

/**
 * A world of measures made from a seed: 60 countries of 17 regions, of which some are spoken of
 * far more than others; measures of 20 kinds in 2000-2026, most about two months long, each
 * revised up to three times. All times are minutes since 1970.
 */

export interface Revision {
  readonly measure: number;
  readonly rev: number;
  readonly kind: number;
  readonly region: string;
  readonly validFrom: number;
  readonly validTo: number;
  readonly knownFrom: number;
  /** When the next revision was known; `open` if there is none. */
  readonly knownTo: number;
}

export interface Question {
  readonly region: string;
  readonly country: string;
  readonly valid: number;
  readonly known: number;
}

/** Stands for "no end" in the data. */
export const open = 2_000_000_000;

const day = 1440;
const begin = Date.UTC(2000, 0, 1) / 60_000;
const end = Date.UTC(2026, 9, 1) / 60_000;
const countries = Array.from(
  { length: 60 },
  (_, i) => String.fromCharCode(65 + Math.floor(i / 26)) + String.fromCharCode(65 + (i % 26)),
);

/** Cumulative shares of n things of which the k-th is spoken of 1/k^slope as often as the first. */
function shares(n: number, slope: number): readonly number[] {
  const weights = Array.from({ length: n }, (_, i) => (i + 1) ** -slope);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return weights.map((weight) => {
    sum += weight;
    return sum / all;
  });
}

const countryShares = shares(countries.length, 0.8);
const regionShares = shares(17, 0.7);
const kindShares = shares(20, 0.6);

function draw(cumulative: readonly number[], random: () => number): number {
  const at = random();
  const found = cumulative.findIndex((share) => at < share);
  return found < 0 ? cumulative.length - 1 : found;
}

function drawRegion(random: () => number): string {
  const country = countries[draw(countryShares, random)] ?? 'AA';
  return random() < 0.18 ? country : regionOf(country, random);
}

function regionOf(country: string, random: () => number): string {
  return `${country}-${String(draw(regionShares, random) + 1).padStart(2, '0')}`;
}

/** Exactly `count` revisions, in the order in which they became known. */
export function makeRevisions(count: number, seed: number): readonly Revision[] {
  const random = randomFrom(seed);
  const exponential = (mean: number) => -Math.log(1 - random()) * mean;
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const all: Revision[] = [];
  for (let measure = 0; all.length < count; measure++) {
    const region = drawRegion(random);
    const kind = draw(kindShares, random);
    const from = hour(begin + (end - begin - 30 * day) * random() ** 0.6);
    const length = hour(Math.exp(Math.log(60) + 1.2 * normal()) * day) + 60;
    let to = random() < 0.06 ? open : from + length;
    const late = random() < 0.7 ? exponential(20) * day : random() * (end - from);
    let known = Math.min(Math.floor(from + late), end - 1);
    const revisions = Math.floor(random() * 4);
    const own: Revision[] = [];
    for (let rev = 0; rev <= revisions && known < end; rev++) {
      if (rev > 0) {
        const longer = random() < 0.75;
        if (to === open) to = Math.max(from + day, hour(known));
        else to += longer ? Math.ceil(random() * 60) * day : -hour((to - from) * 0.3 * random());
      }
      const revision = { measure, rev, kind, region, validFrom: from, validTo: to };
      own.push({ ...revision, knownFrom: known, knownTo: open });
      known += Math.ceil(exponential(120) * day) + 1;
    }
    own.forEach((revision, i) => {
      all.push({ ...revision, knownTo: own[i + 1]?.knownFrom ?? open });
    });
  }
  // What was cut off at the count leaves its forerunner open.
  const kept = all.slice(0, count);
  const last = kept.at(-1);
  if (last !== undefined) kept[kept.length - 1] = { ...last, knownTo: open };
  return kept.sort((a, b) => a.knownFrom - b.knownFrom || a.measure - b.measure || a.rev - b.rev);
}

export function makeQuestions(count: number, seed: number): readonly Question[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => {
    const spoken = drawRegion(random);
    const country = spoken.slice(0, 2);
    const region = spoken === country && random() < 0.7 ? regionOf(country, random) : spoken;
    const valid = Math.floor(begin + (end - begin) * random() ** 0.6);
    const known = random() < 0.5 ? end : Math.floor(valid + random() * (end - valid));
    return { region, country, valid, known };
  });
}

function hour(minutes: number): number {
  return Math.floor(minutes / 60) * 60;
}

/** The codes of this world: none ever changes. */
export const world: PlaceTree = {
  place(code) {
    return { parent: code.length === 2 ? null : code.slice(0, 2), from: null, to: null };
  },
  current(code) {
    return [code];
  },
};

/** Statements of these are told apart by their words alone, so that no two measures are merged. */
const types: readonly MeasureType[] = measureType.options.filter(
  (type) =>
    ![
      'state_of_emergency',
      'martial_law',
      'counter_terrorist_operation',
      'curfew',
      'assembly_restriction',
      'internet_restriction',
      'use_of_force_order',
      'foreign_forces',
    ].includes(type),
);

/** The same revisions as a log: each a statement, with a declaration or an extension of one. */
export function* logOf(revisions: readonly Revision[]): Generator<Logged> {
  let index = 0;
  for (const revision of revisions) {
    const recordedAt = formatInstant(revision.knownFrom * 60_000);
    const statement = statementOf(revision, recordedAt);
    const id = idOf(revision.measure, revision.rev);
    yield { index: index++, id: `${id.slice(0, 31)}f`, record: statement };
    yield { index: index++, id, record: measureOf(revision, recordedAt, `${id.slice(0, 31)}f`) };
  }
}

/** Not the hash of anything: ids are not what is measured. */
export function idOf(measure: number, rev: number): string {
  return `${measure.toString(16).padStart(24, '0')}${rev.toString(16).padStart(7, '0')}0`;
}

const nowhere = '0'.repeat(64);

function statementOf(revision: Revision, recordedAt: string): StatementRecord {
  return {
    v: 1,
    recordedAt,
    kind: 'statement',
    lang: 'en',
    issuer: 'An office',
    publishedAt: civilOfMinute(revision.knownFrom),
    place: revision.region,
    genre: 'order',
    title: 'An order',
    address: null,
    mediaType: 'text/plain',
    sha256: nowhere,
    textSha256: nowhere,
    note: null,
  };
}

function measureOf(revision: Revision, recordedAt: string, statement: string): MeasureRecord {
  const first = revision.rev === 0;
  const exact = `Measure ${revision.measure}`;
  return {
    v: 1,
    recordedAt,
    kind: 'measure',
    target: {
      selector: [
        { type: 'TextQuoteSelector', exact, prefix: '', suffix: '' },
        { type: 'TextPositionSelector', start: 0, end: 9 },
      ],
    },
    type: types[revision.kind % types.length] ?? 'closure',
    act: first ? 'declare' : 'extend',
    places: { basis: 'stated', codes: [revision.region], area: null },
    from: first ? { basis: 'stated', at: civilOfMinute(revision.validFrom) } : { basis: 'unknown' },
    to:
      revision.validTo === open
        ? { basis: 'open' }
        : { basis: 'stated', at: civilOfMinute(revision.validTo) },
    daily: null,
    about: first ? [] : [idOf(revision.measure, 0)],
    statement,
    review: 'confirmed',
    reader: null,
  };
}
