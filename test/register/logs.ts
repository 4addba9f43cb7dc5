import { formatInstant, parseInstant } from '../../src/base/index.ts';
import {
  type Draft,
  encodeRecord,
  idOfEntry,
  type Logged,
  type LogRecord,
  type MeasureType,
  type TimePoint,
} from '../../src/record/index.ts';
import type { PlaceTree } from '../../src/register/index.ts';

/** Logs for tests, written shortly: every record passes the real codec. */

export const start = parseInstant('2022-02-01T00:00:00.000Z') ?? 0;

type MeasureAct = 'declare' | 'continue' | 'extend' | 'amend' | 'ease' | 'lift';

export interface MeasureWords {
  readonly type?: MeasureType;
  readonly act?: MeasureAct;
  /** Codes, by spaces; empty: no place named. */
  readonly places?: string;
  readonly area?: string | null;
  readonly from?: string | TimePoint;
  readonly to?: string | TimePoint;
  /** `23:00-07:00` */
  readonly daily?: string;
  readonly about?: readonly string[];
  readonly quote?: string;
}

export class LogOf {
  readonly records: Logged[] = [];
  #clock = start;
  #words = 0;

  /** Later records are recorded this many minutes after the earlier ones. */
  wait(minutes: number): void {
    this.#clock += minutes * 60_000;
  }

  now(): number {
    return this.#clock;
  }

  add(draft: Draft): string {
    const record = { ...draft, v: 1, recordedAt: formatInstant(this.#clock) } as LogRecord;
    const bytes = encodeRecord(record);
    if (!bytes.ok) throw new Error(`${bytes.error.code}: ${bytes.error.message}`);
    const id = idOfEntry(bytes.value);
    this.records.push({ index: this.records.length, id, record });
    return id;
  }

  statement(publishedAt: string, place = 'KZ', title = `Statement ${this.records.length}`): string {
    const hash = '0'.repeat(64);
    return this.add({
      kind: 'statement',
      lang: 'en',
      issuer: 'An office made for testing',
      publishedAt,
      place,
      genre: 'order',
      title,
      address: null,
      mediaType: 'text/plain',
      sha256: hash,
      textSha256: hash,
      note: null,
    });
  }

  measure(statement: string, words: MeasureWords): string {
    this.#words += 1;
    const exact = words.quote ?? `Provision number ${this.#words}.`;
    const codes = (words.places ?? '').split(' ').filter((code) => code !== '');
    const [first, second] = words.daily?.split('-') ?? [];
    return this.add({
      kind: 'measure',
      type: words.type ?? 'curfew',
      act: words.act ?? 'declare',
      places: {
        basis: codes.length === 0 ? 'unknown' : 'stated',
        codes,
        area: words.area ?? null,
      },
      from: point(words.from),
      to: point(words.to),
      daily: first === undefined || second === undefined ? null : [first, second],
      about: [...(words.about ?? [])],
      target: {
        selector: [
          { type: 'TextQuoteSelector', exact, prefix: '', suffix: '' },
          { type: 'TextPositionSelector', start: this.#words * 10, end: this.#words * 10 + 9 },
        ],
      },
      statement,
      review: 'confirmed',
      reader: null,
    });
  }

  correct(of: string, by: string): string {
    return this.add({ kind: 'correction', of, by, reason: 'A slip of the pen.' });
  }

  retract(of: string): string {
    return this.add({ kind: 'retraction', of, reason: 'Recorded by mistake.' });
  }
}

function point(words: string | TimePoint | undefined): TimePoint {
  if (words === undefined) return { basis: 'unknown' };
  return typeof words === 'string' ? { basis: 'stated', at: words } : words;
}

interface Code {
  readonly parent: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

/** A country KZ with a region that splits, one that changes its code, and two that stay. */
const codesSplitOn = (split: string): Readonly<Record<string, Code>> => ({
  KZ: { parent: null, from: null, to: null },
  'KZ-MAN': { parent: 'KZ', from: null, to: null },
  'KZ-AKT': { parent: 'KZ', from: null, to: null },
  'KZ-ALM': { parent: 'KZ', from: null, to: split },
  'KZ-19': { parent: 'KZ', from: split, to: null },
  'KZ-33': { parent: 'KZ', from: split, to: null },
  'KZ-ALA': { parent: 'KZ', from: null, to: split },
  'KZ-75': { parent: 'KZ', from: split, to: null },
});

const successors: Readonly<Record<string, readonly string[]>> = {
  'KZ-ALM': ['KZ-19', 'KZ-33'],
  'KZ-ALA': ['KZ-75'],
};

export function placesSplitOn(split: string): PlaceTree {
  const codes = codesSplitOn(split);
  const place: PlaceTree['place'] = (code, on) => {
    const found = codes[code];
    if (found === undefined) return null;
    const began = found.from === null || found.from <= on;
    return began && (found.to === null || on < found.to) ? found : null;
  };
  return {
    place,
    current(code, on) {
      if (place(code, on) !== null) return [code];
      const later = successors[code] ?? [];
      const earlier = Object.keys(successors).filter((one) => successors[one]?.includes(code));
      return [...later, ...earlier].filter((one) => place(one, on) !== null);
    },
  };
}

export const places = placesSplitOn('2022-06-08');
