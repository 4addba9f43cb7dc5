import { quantityAt } from '../numbers/quantity.ts';
import { clockAt } from './clocks.ts';
import { isDash, isGlued, type Scan, textAt, timeHit } from './scan.ts';
import type { AtomOf, DurationUse } from './types.ts';

/** Lengths of time: "на 30 суток", "over the past 24 hours", "үш күн ішінде", "two weeks ago". */

type DurationAtom = AtomOf<'duration'>;

interface Length {
  readonly hours: number | null;
  readonly months: number | null;
  readonly next: number;
  readonly ending: string;
  readonly use: DurationUse | null;
}

/** The duration that begins at a token, with the words that say how it is meant. */
export function durationAt(scan: Scan, at: number): DurationAtom | null {
  for (const key of ['within', 'for', 'upto', 'during', 'ahead'] as const) {
    const lead = timeHit(scan, at, key);
    if (lead === null) continue;
    // "до 7.00 часов" is an hour, "до 10 суток" a length.
    if (key === 'upto' && clockAt(scan, lead.next, 'to', null) !== null) continue;
    const length = lengthAt(scan, lead.next, key !== 'upto');
    if (length === null) continue;
    return finish(scan, at, length, length.use ?? useOf(scan, key, lead.next));
  }
  const length = lengthAt(scan, at, false);
  return length === null ? null : finish(scan, at, length, length.use ?? 'bare');
}

function useOf(scan: Scan, key: string, at: number): DurationUse {
  if (key === 'during') {
    if (scan.vocabulary.lang === 'ru') return 'past';
    return textAt(scan, at - 1) === 'in' ? 'within' : 'bare';
  }
  if (key === 'ahead') return 'within';
  if (key === 'upto') return 'upto';
  if (key === 'within') return 'within';
  return timeHit(scan, at, 'upto') === null ? 'for' : 'upto';
}

function finish(scan: Scan, at: number, length: Length, lead: DurationUse): DurationAtom {
  const { hours, months, ending } = length;
  let { next } = length;
  let use = lead;
  const after = (key: string) => timeHit(scan, next, key);
  const cased = scan.vocabulary.cases.get(ending) ?? null;
  const ago = after('ago');
  const within = after('within_post');
  const ahead = cased === 'ablative' ? after('ahead_post') : null;
  const lasting = after('for_post');
  if (ago !== null) [next, use] = [ago.next, 'ago'];
  else if (within !== null) [next, use] = [within.next, use === 'bare' ? 'within' : use];
  else if (ahead !== null) [next, use] = [ahead.next, 'within'];
  else if (lasting !== null) [next, use] = [lasting.next, use === 'bare' ? 'for' : use];
  else if (use === 'bare' && cased === 'dative') use = 'for';
  else if (cased === 'dative' && after('until_post') !== null) {
    [next, use] = [(after('until_post') ?? { next }).next, 'upto'];
  }
  return { kind: 'duration', at, next, use, hours, months, ending };
}

/** "последние 24 часа", "30 calendar days", "thirty (30) days", "двое суток", "the past day". */
function lengthAt(scan: Scan, at: number, mayBeBare: boolean): Length | null {
  const isEnglish = scan.vocabulary.lang === 'en';
  const past = timeHit(scan, at, 'past');
  const coming = past === null ? timeHit(scan, at, 'next') : null;
  const use = past !== null ? 'past' : coming !== null ? 'next' : null;
  let next = past?.next ?? coming?.next ?? at;
  const article = isEnglish && /^an?$/.test(textAt(scan, next)) ? 1 : null;
  const quantity =
    article === null ? quantityAt(scan.tokens, scan.numbers, scan.vocabulary, next) : null;
  if (article !== null) next++;
  else if (quantity !== null) next = quantity.next;
  else if (use === null && !mayBeBare) return null;
  next = afterParenthesis(scan, next);
  const count = article ?? quantity?.value ?? 1;
  if (quantity?.isRough) return null;
  // "three to ten years" is no length of anything that is in force.
  const upper = quantity === null ? null : upperAfter(scan, next);
  if (upper !== null) return unitAt(scan, upper, count, 'bare', false);
  return unitAt(scan, next, count, use, quantity === null && article === null);
}

function unitAt(
  scan: Scan,
  at: number,
  count: number,
  use: DurationUse | null,
  isBare: boolean,
): Length | null {
  // "72-часовой", "30-day": the unit is joined by a hyphen.
  const isJoined =
    textAt(scan, at) === '-' && isGlued(scan.tokens, at) && isGlued(scan.tokens, at + 1);
  const next = isJoined ? at + 1 : at;
  const hours = timeHit(scan, next, 'unit_hours');
  const months = timeHit(scan, next, 'unit_months');
  const unit = hours ?? months;
  if (unit === null || (isBare && use === null && !isSingular(scan, next))) return null;
  // "за 2021 год" names a year.
  if (hours === null && count >= 1900) return null;
  const months_ = hours === null && months !== null ? months.value * count : null;
  if (months_ !== null && !Number.isInteger(months_)) return null;
  return {
    hours: hours === null ? null : hours.value * count,
    months: months_,
    next: unit.next,
    ending: unit.ending,
    use: use ?? (isJoined ? 'for' : null),
  };
}

function upperAfter(scan: Scan, at: number): number | null {
  const joint = isDash(scan, at) || /^(?:to|or|до|или|и|мен)$/.test(textAt(scan, at));
  if (!joint) return null;
  const upper = quantityAt(scan.tokens, scan.numbers, scan.vocabulary, at + 1);
  return upper === null || upper.isRough ? null : upper.next;
}

/** "за сутки", "за неделю": one of the unit, in the accusative. */
function isSingular(scan: Scan, at: number): boolean {
  if (scan.vocabulary.lang !== 'ru') return false;
  return /^(?:сутки|суток|неделю|недели|месяц|месяца|день|час|часа)$/.test(textAt(scan, at));
}

/** "thirty (30) days" says the number twice. */
function afterParenthesis(scan: Scan, at: number): number {
  const isTwice =
    textAt(scan, at) === '(' &&
    scan.tokens[at + 1]?.kind === 'number' &&
    textAt(scan, at + 2) === ')';
  return isTwice ? at + 3 : at;
}
