import {
  afterOrdinal,
  digitCount,
  digitsAt,
  endingAfter,
  isDash,
  isGlued,
  isNamed,
  type Scan,
  textAt,
  timeHit,
} from './scan.ts';
import type { Atom, AtomOf, Day } from './types.ts';

/** Days: "5 января 2022 года", "January 5", "2022 жылғы 5 қаңтардан", 05.01.2022, "завтра". */

const nothing: Day = { year: null, month: null, day: null, shift: null, weekday: null };
/** "10, 11 и 12 января": so many days may share one month. */
const sharedDaysMax = 8;

type DayAtom = AtomOf<'day'>;

/** The day, or the days that share one month, beginning at a token; empty if none. */
export function daysAt(scan: Scan, at: number): readonly Atom[] {
  const numeric = numericDay(scan, at);
  if (numeric !== null) return [numeric];
  const single =
    relativeDay(scan, at) ?? dayMonth(scan, at) ?? kazakhDay(scan, at) ?? kazakhMonthDay(scan, at);
  if (single !== null) return [single];
  const english = monthDay(scan, at);
  if (english.length > 0) return english;
  const bare = bareDay(scan, at);
  if (bare !== null) return [bare];
  const month = monthOnly(scan, at) ?? yearOnly(scan, at);
  return month === null ? [] : [month];
}

/** "2020 год", "in 2020", "2020 жылы": no day, but no figure either. */
function yearOnly(scan: Scan, at: number): DayAtom | null {
  const year = yearNumber(scan, at);
  if (year === null) return null;
  // "2021-2022 годах": the word stands behind the second.
  const last = isDash(scan, at + 1) && yearNumber(scan, at + 2) !== null ? at + 2 : at;
  const isNamedYear = timeHit(scan, last + 1, 'year') !== null && scan.vocabulary.lang !== 'en';
  const isAsked =
    scan.vocabulary.lang === 'en' &&
    (/^(?:in|since|of|by|until|during)$/.test(textAt(scan, at - 1)) ||
      (textAt(scan, at - 1) === 'and' && yearNumber(scan, at - 2) !== null)) &&
    !isCounted(scan, at);
  return isNamedYear || isAsked ? atom(at, afterYearWord(scan, last + 1), { year }) : null;
}

function atom(at: number, next: number, day: Partial<Day>, ending = ''): DayAtom {
  return { kind: 'day', at, next, day: { ...nothing, ...day }, ending };
}

/** 05.01.2022, 05.01.22, 5/1/2022, 2022-01-05, 2022.01.05; "05.01" only where a date is meant. */
function numericDay(scan: Scan, at: number): DayAtom | null {
  const { tokens } = scan;
  const mark = textAt(scan, at + 1);
  if (!/^[./-]$/.test(mark) || !isGlued(tokens, at + 1) || !isGlued(tokens, at + 2)) return null;
  const [a, b] = [digitsAt(scan, at), digitsAt(scan, at + 2)];
  if (a === null || b === null) return null;
  const hasThird =
    textAt(scan, at + 3) === mark && isGlued(tokens, at + 3) && isGlued(tokens, at + 4);
  const c = hasThird ? digitsAt(scan, at + 4) : null;
  if (c === null) return shortNumericDay(scan, at, a, b);
  if (digitCount(scan, at) === 4) {
    // ISO 8601 joins the hour with a T.
    const isJoined = textAt(scan, at + 5) === 't' && isGlued(tokens, at + 6);
    const next = isJoined ? at + 6 : afterYearWord(scan, at + 5);
    return atom(at, next, { year: a, month: b, day: c });
  }
  const yearDigits = digitCount(scan, at + 4);
  const isYear = yearDigits === 4 ? c >= 1900 && c <= 2100 : yearDigits === 2 && mark !== '-';
  if (!isYear || digitCount(scan, at) > 2 || digitCount(scan, at + 2) > 2) return null;
  const year = yearDigits === 2 ? 2000 + c : c;
  // With slashes the month may stand first, where the day-first reading gives no date.
  const isMonthFirst = mark === '/' && b > 12 && a <= 12;
  const [day, month] = isMonthFirst ? [b, a] : [a, b];
  const after = endingAfter(scan, at + 5);
  return atom(at, afterYearWord(scan, after.next), { year, month, day }, after.ending);
}

/** "с 05.01 по 10.01": two digits each, a month that exists, and a word that asks for a day. */
function shortNumericDay(scan: Scan, at: number, day: number, month: number): DayAtom | null {
  if (textAt(scan, at + 1) !== '.' || digitCount(scan, at + 2) !== 2) return null;
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  const isThrough = timeHit(scan, at - 1, 'thru') !== null;
  const opensThrough =
    timeHit(scan, at + 3, 'thru') !== null && timeHit(scan, at - 1, 'from') !== null;
  return isThrough || opensThrough ? atom(at, at + 3, { month, day }) : null;
}

/** "вчера", "today", "кешегі", "Monday", "дүйсенбіден". */
function relativeDay(scan: Scan, at: number): DayAtom | null {
  const shift = timeHit(scan, at, 'relative');
  if (shift !== null) return atom(at, shift.next, { shift: shift.value }, shift.ending);
  const weekday = timeHit(scan, at, 'weekday');
  if (weekday === null || !isNamed(scan, at)) return null;
  // "every Monday" recurs: it is no day.
  if (timeHit(scan, at - 1, 'each') !== null || recurs(scan, weekday.next)) return null;
  const next = textAt(scan, weekday.next) === 'күні' ? weekday.next + 1 : weekday.next;
  // "last Friday": counted back from the week, so below zero.
  const isPast = timeHit(scan, at - 1, 'past') !== null;
  return atom(at, next, { weekday: weekday.value - (isPast ? 7 : 0) }, weekday.ending);
}

/** "сенбі күндері", "сенбі мен жексенбі күндері". */
function recurs(scan: Scan, at: number): boolean {
  if (timeHit(scan, at, 'each_post') !== null) return true;
  const and = timeHit(scan, at, 'and');
  const further = and === null ? null : timeHit(scan, and.next, 'weekday');
  return further !== null && timeHit(scan, further.next, 'each_post') !== null;
}

/** "5 января 2022 года", "5th of January, 2022". */
function dayMonth(scan: Scan, at: number): DayAtom | null {
  const day = dayNumber(scan, at);
  if (day === null) return null;
  let next = afterOrdinal(scan, at + 1);
  const isEnglish = scan.vocabulary.lang === 'en';
  if (isEnglish && textAt(scan, next) === 'day') next++;
  if (isEnglish && textAt(scan, next) === 'of') next++;
  if (textAt(scan, next) === '-' && isGlued(scan.tokens, next) && isGlued(scan.tokens, next + 1)) {
    next++;
  }
  const month = timeHit(scan, next, 'month');
  if (month === null || !isNamed(scan, next)) return null;
  const year = yearAfter(scan, month.next);
  return atom(
    at,
    year.next,
    { day, month: month.value, year: year.year },
    year.ending || month.ending,
  );
}

function dayNumber(scan: Scan, at: number): number | null {
  const day = digitsAt(scan, at);
  return day !== null && day >= 1 && day <= 99 && digitCount(scan, at) <= 2 ? day : null;
}

/** "January 5, 2022", and what shares its month: "January 10 to 12", "November 17 and 18". */
function monthDay(scan: Scan, at: number): readonly Atom[] {
  if (scan.vocabulary.lang !== 'en') return [];
  const month = timeHit(scan, at, 'month');
  if (month === null || !isNamed(scan, at)) return [];
  const day = dayNumber(scan, month.next);
  if (day === null || textAt(scan, month.next + 1) === ':') return [];
  const days: Atom[] = [];
  let next = afterOrdinal(scan, month.next + 1);
  days.push(atom(at, next, { day, month: month.value }));
  for (let i = 0; i < sharedDaysMax; i++) {
    const joint = jointAt(scan, next);
    const further = joint === null ? null : dayNumber(scan, joint.next);
    if (joint === null || further === null) break;
    const after = afterOrdinal(scan, joint.next + 1);
    const isOther =
      timeHit(scan, after, 'month') !== null ||
      (/^[:.]$/.test(textAt(scan, after)) && digitsAt(scan, after + 1) !== null) ||
      timeHit(scan, after, 'am') !== null ||
      timeHit(scan, after, 'pm') !== null ||
      timeHit(scan, after, 'hour') !== null;
    if (isOther) break;
    days.push(joint.atom, atom(joint.next, after, { day: further, month: month.value }));
    next = after;
  }
  const year = yearAfter(scan, next);
  return days.map((one, i) =>
    one.kind === 'day'
      ? {
          ...one,
          next: i === days.length - 1 ? year.next : one.next,
          day: { ...one.day, year: year.year },
        }
      : one,
  );
}

/** "2022 жылғы 5 қаңтардан", "ағымдағы жылғы мамырда": the year stands first. */
function kazakhDay(scan: Scan, at: number): DayAtom | null {
  if (scan.vocabulary.lang !== 'kk') return null;
  const year = yearBefore(scan, at);
  if (year === null) return null;
  const day = dayMonth(scan, year.next);
  if (day !== null) return { ...day, at, day: { ...day.day, year: year.year } };
  const shared = bareDay(scan, year.next);
  if (shared !== null) return { ...shared, at, day: { ...shared.day, year: year.year } };
  const month = timeHit(scan, year.next, 'month');
  if (month === null) return null;
  const word = timeHit(scan, month.next, 'month_word');
  return atom(
    at,
    word?.next ?? month.next,
    { year: year.year, month: month.value },
    word?.ending ?? month.ending,
  );
}

/** "наурыздың 1-інен", "қаңтардың 10-ы": the month in the genitive, the day with an ending. */
function kazakhMonthDay(scan: Scan, at: number): DayAtom | null {
  const month = timeHit(scan, at, 'month');
  if (month === null || scan.vocabulary.cases.get(month.ending) !== 'genitive') return null;
  const day = dayNumber(scan, month.next);
  const { next, ending } = endingAfter(scan, month.next + 1);
  return day === null || ending === '' ? null : atom(at, next, { day, month: month.value }, ending);
}

function yearBefore(
  scan: Scan,
  at: number,
): { readonly year: number | null; readonly next: number } | null {
  const current = timeHit(scan, at, 'this_year');
  if (current !== null) return { year: null, next: current.next };
  const year = yearNumber(scan, at);
  const word = timeHit(scan, at + 1, 'year');
  return year === null || word === null ? null : { year, next: word.next };
}

/** The first number of "10–12 января", "с 10 по 12 января", "12 и 13 июня": it borrows a month. */
function bareDay(scan: Scan, at: number): DayAtom | null {
  const day = dayNumber(scan, at);
  if (day === null || day > 31) return null;
  const own = endingAfter(scan, at + 1);
  let next = own.ending === '' ? afterOrdinal(scan, at + 1) : own.next;
  const first = next;
  for (let i = 0; i < sharedDaysMax; i++) {
    const joint = jointAt(scan, next);
    if (joint === null || dayNumber(scan, joint.next) === null) return null;
    const lender = dayMonth(scan, joint.next);
    if (lender !== null) {
      const { month, year } = lender.day;
      return atom(at, first, { day, month, year }, own.ending);
    }
    const ending = endingAfter(scan, joint.next + 1);
    next = ending.ending === '' ? afterOrdinal(scan, joint.next + 1) : ending.next;
  }
  return null;
}

/** What may stand between days that share a month. */
function jointAt(scan: Scan, at: number): { readonly atom: Atom; readonly next: number } | null {
  const role = (name: AtomOf<'role'>['role'], next: number) => ({
    atom: { kind: 'role' as const, role: name, at, next },
    next,
  });
  if (isDash(scan, at)) return role('dash', at + 1);
  const thru = timeHit(scan, at, 'thru');
  if (thru !== null) return role('thru', thru.next);
  const to = timeHit(scan, at, 'to');
  if (to !== null) return role('to', to.next);
  const onto = timeHit(scan, at, 'onto');
  if (onto !== null) return role('onto', onto.next);
  const and = timeHit(scan, at, 'and');
  if (and !== null) return role('and', and.next);
  if (textAt(scan, at) === ',') return role('and', at + 1);
  // Kazakh joins with case endings alone: "10-нан 12 қаңтарға дейін".
  return scan.tokens[at]?.kind === 'number' && textAt(scan, at - 2) === '-'
    ? role('and', at)
    : null;
}

/** "в мае 2020 года", "May 2020", "мамырда"; the caller decides whether a month alone is a time. */
function monthOnly(scan: Scan, at: number): DayAtom | null {
  const month = timeHit(scan, at, 'month');
  if (month === null || !isNamed(scan, at)) return null;
  const word = timeHit(scan, month.next, 'month_word');
  const year = yearAfter(scan, word?.next ?? month.next);
  const ending = word?.ending ?? month.ending;
  const found = atom(at, year.next, { month: month.value, year: year.year }, ending);
  return found;
}

function yearNumber(scan: Scan, at: number): number | null {
  const year = digitsAt(scan, at);
  return year !== null && digitCount(scan, at) === 4 && year >= 1900 && year <= 2100 ? year : null;
}

/** " 2022 года", ", 2022", " с.г.", or nothing. */
function yearAfter(
  scan: Scan,
  at: number,
): { readonly year: number | null; readonly next: number; readonly ending: string } {
  const current = timeHit(scan, at, 'this_year');
  if (current !== null) return { year: null, next: current.next, ending: '' };
  const isEnglish = scan.vocabulary.lang === 'en';
  const start = isEnglish && textAt(scan, at) === ',' ? at + 1 : at;
  const year = yearNumber(scan, start);
  if (year === null) return { year: null, next: at, ending: '' };
  const word = timeHit(scan, start + 1, 'year');
  if (scan.vocabulary.lang === 'kk' && word === null) return { year: null, next: at, ending: '' };
  const isHour = textAt(scan, start + 1) === ':' || timeHit(scan, start + 1, 'hour') !== null;
  if (isHour || isCounted(scan, start)) return { year: null, next: at, ending: '' };
  return { year, next: afterYearWord(scan, start + 1), ending: '' };
}

/** "14 апреля 2024 человека": a number that counts something is no year. */
function isCounted(scan: Scan, at: number): boolean {
  return (scan.numbers[at + 1] ?? []).some(({ key }) => key === 'unit' || key === 'multiplier') &&
    timeHit(scan, at + 1, 'year') === null
    ? (scan.tokens[at + 1]?.text.length ?? 0) > 2
    : false;
}

function afterYearWord(scan: Scan, at: number): number {
  if (scan.vocabulary.lang === 'en') return at;
  const word = timeHit(scan, at, 'year');
  if (word === null) return at;
  return textAt(scan, word.next) === '.' && /^(г|ж|гг)$/.test(textAt(scan, word.next - 1))
    ? word.next + 1
    : word.next;
}
