import { readdirSync, readFileSync } from 'node:fs';
import { instantOf, must, sha256, toHex, utf8 } from '../../src/base/index.ts';
import { formatVkey, signCheckpoint, signerOf } from '../../src/log/format/index.ts';
import { compileGazetteer } from '../../src/place/index.ts';
import { compileMessages, type View } from '../../src/publish/index.ts';
import {
  type Draft,
  encodeRecord,
  idOfEntry,
  type Lang,
  type Logged,
  type LogRecord,
  type Measure,
  type StatementSource,
  type TimePoint,
} from '../../src/record/index.ts';
import { buildRegister } from '../../src/register/index.ts';
import { decodeStatement } from '../../src/statement/index.ts';

/** A small record of January 2022, written for these tests, and the view over it. */

const recorded = Date.UTC(2022, 0, 20);
export const regions2022 =
  'KZ-AKM KZ-AKT KZ-ALM KZ-ATY KZ-KAR KZ-KUS KZ-KZY KZ-PAV KZ-SEV KZ-SHY KZ-VOS KZ-YUZ KZ-ZAP KZ-ZHA';

export const messages = must(
  compileMessages(
    new Map<Lang, string>(
      (['ru', 'kk', 'en'] as const).map((lang) => [lang, file(`data/messages/${lang}.yaml`)]),
    ),
  ),
);

export const gazetteer = must(
  compileGazetteer(
    new Map(
      readdirSync(new URL('../../data/places', import.meta.url)).map((name) => [
        name,
        file(`data/places/${name}`),
      ]),
    ),
  ),
);

export function file(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}

/** A log in memory that gives every draft its time, a second apart, and its id. */
export class World {
  readonly entries: Logged[] = [];
  readonly #texts = new Map<string, { bytes: Uint8Array; source: StatementSource }>();

  add(draft: Draft): string {
    const recordedAt = new Date(recorded + this.entries.length * 1000).toISOString();
    const record = { ...draft, v: 1, recordedAt } as LogRecord;
    const id = idOfEntry(must(encodeRecord(record)));
    this.entries.push({ index: this.entries.length, id, record });
    return id;
  }

  statement(
    source: StatementSource,
    title: string,
    text: string,
    address: string | null = 'https://example.org/news/1',
  ): { readonly id: string; readonly text: string; readonly source: StatementSource } {
    const bytes = utf8(text);
    const hash = toHex(sha256(bytes));
    this.#texts.set(hash, { bytes, source });
    const id = this.add({
      kind: 'statement',
      ...source,
      title,
      address,
      mediaType: 'text/plain',
      sha256: hash,
      textSha256: hash,
      note: null,
    });
    return { id, text, source };
  }

  measure(
    statement: { readonly id: string; readonly text: string },
    quote: string,
    type: Measure['type'],
    codes: string,
    from: string | TimePoint,
    to: string | TimePoint,
    more: Partial<Pick<Measure, 'act' | 'daily' | 'about'>> & { unreviewed?: boolean } = {},
  ): string {
    const list = codes.split(' ').filter((code) => code !== '');
    return this.add({
      kind: 'measure',
      target: targetOf(statement.text, quote),
      type,
      act: more.act ?? 'declare',
      places: { basis: list.length === 0 ? 'unknown' : 'stated', codes: list, area: null },
      from: pointOf(from),
      to: pointOf(to),
      daily: more.daily ?? null,
      about: more.about ?? [],
      statement: statement.id,
      review: more.unreviewed === true ? 'unreviewed' : 'confirmed',
      reader: null,
    });
  }

  outage(place: string, from: string, to: string | null): string {
    return this.add({
      kind: 'finding',
      place,
      what: 'outage',
      from,
      to,
      signals: ['active probing'],
      severity: 0.9,
      confidence: 'medium',
      method: 'read by eye off a public chart',
      basis: 'reconstructed',
      address: 'https://example.org/chart',
    });
  }

  view(change: Partial<View> = {}): View {
    const signer = signerOf('aiqyn.example/log', new Uint8Array(32).fill(7));
    const root = sha256(utf8(String(this.entries.length)));
    return {
      register: buildRegister(this.entries, gazetteer),
      places: gazetteer,
      messages,
      log: {
        checkpoint: signCheckpoint(this.entries.length, root, signer),
        vkey: formatVkey(signer),
        read: (from, to) => this.entries.slice(from, to),
      },
      words: (logged) => {
        const held = this.#texts.get(logged.record.sha256);
        if (held === undefined) return null;
        return must(decodeStatement(held.bytes, held.source, logged.record.mediaType));
      },
      now: instantOf('2026-03-01T12:00', 'Asia/Almaty'),
      country: 'KZ',
      opening: { place: 'KZ-ALA', at: '2022-01-07T14:00' },
      script: '/assets/day.js',
      ...change,
    };
  }
}

export function targetOf(text: string, quote: string): Measure['target'] {
  const start = text.indexOf(quote);
  if (start < 0) throw new Error(`not in the text: ${quote}`);
  const end = start + quote.length;
  const prefix = text.slice(Math.max(0, start - 32), start);
  return {
    selector: [
      { type: 'TextQuoteSelector', exact: quote, prefix, suffix: text.slice(end, end + 32) },
      { type: 'TextPositionSelector', start, end },
    ],
  };
}

function pointOf(point: string | TimePoint): TimePoint {
  return typeof point === 'string' ? { basis: 'stated', at: point } : point;
}

export const open: TimePoint = { basis: 'open' };
export const unknown: TimePoint = { basis: 'unknown' };

export const decreeText = `УКАЗ
О введении чрезвычайного положения

Ввести чрезвычайное положение в городе Алматы и Мангистауской области с 01 часа 30 минут
5 января 2022 года до 00 часов 00 минут 19 января 2022 года.

На этот срок установить комендантский час с 23.00 до 07.00 часов и ограничить въезд
в город Алматы и выезд из него. Запретить продажу оружия и алкоголя.`;

/** The emergency of January 2022, in short. */
export function january(): World {
  const world = new World();
  const decree = world.statement(
    source('ru', 'Президент Республики Казахстан', '2022-01-05', 'KZ', 'decree'),
    'Указ о введении чрезвычайного положения',
    decreeText,
  );
  const [from, to] = ['2022-01-05T01:30', '2022-01-19T00:00'] as const;
  const both = 'KZ-ALA KZ-MAN';
  const night = ['23:00', '07:00'] as [string, string];
  world.measure(decree, 'Ввести чрезвычайное положение', 'state_of_emergency', both, from, to);
  const hours = 'установить комендантский час с 23.00 до 07.00 часов';
  world.measure(decree, hours, 'curfew', both, from, to, { daily: night });
  world.measure(
    decree,
    'ограничить въезд\nв город Алматы и выезд из него',
    'movement_restriction',
    'KZ-ALA',
    from,
    to,
  );
  world.measure(decree, 'Запретить продажу оружия и алкоголя', 'sale_ban', both, from, to, {
    unreviewed: true,
  });
  const all = world.statement(
    source('en', 'State news agency', '2022-01-06', 'KZ', 'notice'),
    'State of emergency in the regions',
    'A state of emergency has been declared in the other regions until 19 January.\nA curfew applies from 23:00 to 07:00.',
  );
  const wide = 'A state of emergency has been declared in the other regions';
  const rest = world.measure(
    all,
    wide,
    'state_of_emergency',
    regions2022,
    { basis: 'implied', at: '2022-01-05' },
    to,
  );
  world.measure(
    all,
    'A curfew applies from 23:00 to 07:00',
    'curfew',
    regions2022,
    '2022-01-06',
    to,
    { daily: night },
  );
  const capital = world.statement(
    source('kk', 'Нұр-Сұлтан қаласының коменданты', '2022-01-05', 'KZ-AST', 'notice'),
    'Елордада төтенше жағдай енгізілді',
    'Елордада 2022 жылғы 5 қаңтарда сағат 16.00-ден бастап төтенше жағдай енгізілді. Коменданттық сағат 23.00-ден 07.00-ге дейін.',
  );
  world.measure(
    capital,
    'төтенше жағдай енгізілді',
    'state_of_emergency',
    'KZ-AST',
    '2022-01-05T16:00',
    to,
  );
  world.measure(
    capital,
    'Коменданттық сағат 23.00-ден 07.00-ге дейін',
    'curfew',
    'KZ-AST',
    '2022-01-05T16:00',
    to,
    { daily: night },
  );
  const conflicting = world.statement(
    source('ru', 'Городская газета', '2022-01-06', 'KZ-ALA', 'message'),
    'В Алматы меняются часы комендантского часа',
    'В Алматы комендантский час действует с 20.00 до 07.00 часов до 13 января.',
  );
  world.measure(
    conflicting,
    'комендантский час действует с 20.00 до 07.00 часов до 13 января',
    'curfew',
    'KZ-ALA',
    '2022-01-06',
    '2022-01-13',
    { daily: ['20:00', '07:00'], act: 'continue' },
  );
  const speech = world.statement(
    source('ru', 'Президент Республики Казахстан', '2022-01-07', 'KZ', 'address'),
    'Обращение Президента',
    'Отдан приказ применять оружие без предупреждения.\n\nПринято решение включить интернет в отдельных регионах на определённое время. В Алматы напало 20 тысяч человек. Прошу соблюдать осторожность. О решениях скажу 11 января. Кто не сдастся, будет наказан.',
  );
  world.measure(
    speech,
    'Отдан приказ применять оружие без предупреждения',
    'use_of_force_order',
    'KZ',
    { basis: 'implied', at: '2022-01-07' },
    unknown,
  );
  world.measure(
    speech,
    'Принято решение включить интернет в отдельных регионах',
    'internet_access',
    '',
    { basis: 'implied', at: '2022-01-07' },
    unknown,
  );
  const said = { statement: speech.id, review: 'confirmed', reader: 'aiqyn-reader 0.1' } as const;
  const nowhere = { basis: 'unknown', codes: [], area: null } as const;
  world.add({
    kind: 'claim',
    target: targetOf(speech.text, 'В Алматы напало 20 тысяч человек'),
    places: { basis: 'stated', codes: ['KZ-ALA'], area: null },
    from: unknown,
    to: unknown,
    figure: { value: 20000, unit: 'person' },
    ...said,
  });
  world.add({
    kind: 'request',
    target: targetOf(speech.text, 'Прошу соблюдать осторожность'),
    places: { ...nowhere, codes: [] },
    contact: null,
    ...said,
  });
  world.add({
    kind: 'commitment',
    target: targetOf(speech.text, 'О решениях скажу 11 января'),
    places: { ...nowhere, codes: [] },
    due: { basis: 'stated', on: '2022-01-11' },
    ...said,
  });
  world.add({
    kind: 'warning',
    target: targetOf(speech.text, 'Кто не сдастся, будет наказан'),
    places: { ...nowhere, codes: [] },
    ...said,
  });
  const net = world.statement(
    source('ru', 'Оператор связи', '2022-01-05', 'KZ', 'message'),
    'О приостановлении связи',
    'Доступ к интернету приостановлен по всей стране до особого распоряжения.',
  );
  world.measure(
    net,
    'Доступ к интернету приостановлен по всей стране',
    'internet_restriction',
    'KZ',
    '2022-01-05',
    open,
  );
  const lift = world.statement(
    source('ru', 'Президент Республики Казахстан', '2022-01-12', 'KZ', 'decree'),
    'Об отмене чрезвычайного положения в трёх областях',
    'Отменить чрезвычайное положение в Павлодарской, Северо-Казахстанской и Западно-Казахстанской областях с 07.00 часов 13 января.',
  );
  world.measure(
    lift,
    'Отменить чрезвычайное положение',
    'state_of_emergency',
    'KZ-PAV KZ-SEV KZ-ZAP',
    '2022-01-13T07:00',
    unknown,
    { act: 'lift', about: [rest] },
  );
  world.outage('KZ', '2022-01-05T11:15:00.000Z', '2022-01-05T17:30:00.000Z');
  world.outage('KZ', '2022-01-05T22:00:00.000Z', '2022-01-06T10:30:00.000Z');
  world.outage('KZ', '2022-01-06T14:00:00.000Z', '2022-01-07T02:30:00.000Z');
  world.outage('KZ', '2022-01-07T06:00:00.000Z', '2022-01-08T02:30:00.000Z');
  world.outage('KZ', '2022-01-08T10:00:00.000Z', '2022-01-11T02:15:00.000Z');
  return world;
}

export function source(
  lang: Lang,
  issuer: string,
  publishedAt: string,
  place: string,
  genre: StatementSource['genre'],
): StatementSource {
  return { lang, issuer, publishedAt, place, genre };
}
