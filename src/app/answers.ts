import {
  type Civil,
  civilAt,
  civilMinute,
  civilOfMinute,
  dayOf,
  fail,
  formatInstant,
  type Instant,
  instantOf,
  isCivil,
  ok,
  parseInstant,
  type Result,
} from '../base/index.ts';
import type { Gazetteer } from '../place/index.ts';
import type { Logged, LogRecord, MeasureRecord, StatementRecord } from '../record/index.ts';
import type { InForce, Register } from '../register/index.ts';

/** Questions to the register, and answers as JSON: on the command line and in the API alike. */

export interface Question {
  readonly place: string;
  /** A civil minute at the place. */
  readonly at: Civil;
  readonly known: Instant;
  readonly zone: string;
}

/** `at` and `known` as asked; null: now. */
export interface Asked {
  readonly place: string;
  readonly at: string | null;
  readonly known: string | null;
}

/** `place_unknown` `time_invalid` `known_invalid`; `at` names the field. */
export function readQuestion(asked: Asked, gazetteer: Gazetteer, now: Instant): Result<Question> {
  const place = asked.place.trim().toUpperCase();
  if (!gazetteer.known(place)) {
    const todo = 'Give a code of ISO 3166, such as KZ or KZ-ALA.';
    return fail('place_unknown', `no place has the code ${place.slice(0, 20)}`, 'place', todo);
  }
  const nowHere = civilAt(now, zoneOf(gazetteer, place, dayOf(civilAt(now, 'UTC'))));
  const at = asked.at === null ? nowHere : moment(asked.at);
  if (at === null) return noTime('time_invalid', asked.at ?? '', 'at');
  const zone = zoneOf(gazetteer, place, dayOf(at));
  const known = asked.known === null ? now : instantAsked(asked.known, zone);
  if (known === null) return noTime('known_invalid', asked.known ?? '', 'known');
  return ok({ place, at, known, zone });
}

/** What is in force, as JSON. */
export function inForceAnswer(question: Question, register: Register) {
  const { place, at, known, zone } = question;
  return {
    place,
    at,
    zone,
    known: formatInstant(known),
    inForce: register.asOf(place, at, known).map((rule) => ruleAnswer(rule, register)),
  };
}
export type InForceAnswer = ReturnType<typeof inForceAnswer>;

export function ruleAnswer(rule: InForce, register: Register) {
  const { record, id, index } = rule.record;
  return {
    id,
    index,
    type: record.type,
    act: record.act,
    place: rule.place,
    inherited: rule.inherited,
    certain: rule.certain,
    area: rule.area,
    from: rule.from,
    to: rule.to,
    daily: rule.daily,
    begun: rule.begun,
    activeNow: rule.activeNow,
    quote: quoteOf(record),
    target: record.target,
    review: record.review,
    statement: statementHead(rule.statement),
    sources: rule.sources,
    history: rule.history,
    changes: rule.history.map((change) => changeAnswer(change, register)),
    conflicts: rule.conflicts,
  };
}

/** What a record did to a rule; `review` says whether an editor checked that record. */
function changeAnswer(id: string, register: Register) {
  const logged = register.get(id);
  if (logged?.record.kind !== 'measure') throw new Error(`no measure ${id} changed a rule`);
  const { act, review, from } = logged.record;
  return { id, act, review, from };
}

export function statementHead({ id, record }: Logged<StatementRecord>) {
  const { title, issuer, publishedAt, lang, place, genre, address, recordedAt } = record;
  return { id, title, issuer, publishedAt, lang, place, genre, address, recordedAt };
}

export function recordAnswer(logged: Logged<LogRecord>, register: Register) {
  return {
    id: logged.id,
    index: logged.index,
    record: logged.record,
    replacedBy: register.replacedBy(logged.id),
  };
}

/** The words, with runs of white space as one space. */
export function quoteOf(record: Pick<MeasureRecord, 'target'>): string {
  return record.target.selector[0].exact.split(/\s+/).join(' ').trim();
}

/** The zone of a place on a day; that of its territory for a code of another time. */
function zoneOf(gazetteer: Gazetteer, code: string, on: Civil): string {
  const own = gazetteer.zone(code, on);
  if (own !== null) return own;
  const [current] = gazetteer.current(code, on);
  return (current === undefined ? null : gazetteer.zone(current, on)) ?? 'UTC';
}

/** A day or minute as a minute; null for what is none. "2022-01-07 14:00" is as good as with T. */
function moment(text: string): Civil | null {
  const civil = text.trim().replace(/^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})$/, '$1T$2');
  const usable = civil.length >= 10 && isCivil(civil) && civil >= '1900' && civil < '2200';
  return usable ? civilOfMinute(civilMinute(civil) ?? 0) : null;
}

function instantAsked(text: string, zone: string): Instant | null {
  const instant = parseInstant(
    text.replace(/^(.{16})Z$/, '$1:00.000Z').replace(/^(.{19})Z$/, '$1.000Z'),
  );
  if (instant !== null) return instant;
  const civil = moment(text);
  return civil === null ? null : instantOf(civil, zone);
}

function noTime(code: 'time_invalid' | 'known_invalid', given: string, at: string): Result<never> {
  const message = `${given.slice(0, 40)} is no day or minute that exists`;
  return fail(code, message, at, 'Write 2022-01-07 or 2022-01-07T14:00, local to the place.');
}
