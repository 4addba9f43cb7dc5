import { quantityAt } from '../numbers/quantity.ts';
import {
  digitCount,
  digitsAt,
  endingAfter,
  isDash,
  isGlued,
  type Scan,
  textAt,
  timeHit,
} from './scan.ts';
import type { Atom, AtomOf, Hour, Role } from './types.ts';

/** Hours: 01:30, "7.00 часов", "23 ч. 00 мин.", "в 9 вечера", "сағат 23.00-ден", "2300 hours". */

type ClockAtom = AtomOf<'clock'>;

type Half = 'morning' | 'day' | 'evening' | 'night' | 'am' | 'pm';

interface Read {
  readonly hour: number;
  readonly minute: number;
  readonly next: number;
  /** The form alone says that it is an hour. */
  readonly isSure: boolean;
}

/**
 * The hour that begins at a token. `role` is the word before it, which lets "с 8" be an hour;
 * a day before lets "10.01.2022 09.00" be one.
 */
export function clockAt(
  scan: Scan,
  at: number,
  role: Role | null,
  touching: Atom['kind'] | null,
): ClockAtom | null {
  const word = wordClock(scan, at);
  if (word !== null) return word;
  const before = clockWordBefore(scan, at);
  const start = before.next;
  const read = readFigures(scan, start, role) ?? readWords(scan, start);
  if (read === null) return borrowedClock(scan, at, start, role);
  const own = endingAfter(scan, read.next);
  const tail = tailOf(scan, own.next);
  const half = before.half ?? tail.half;
  const isAsked = role !== null && role !== 'of';
  const isPlaced = isAsked || own.ending !== '' || touching === 'day' || touching === 'clock';
  const hasMinutes = digitCount(scan, start + 2) === 2 && isDotted(scan, start);
  const isClock =
    read.isSure ||
    before.isNamed ||
    // "два дня" is a length, "в два дня" an hour.
    (half === 'day' ? isAsked || hasMinutes || tail.hasHourWord : half !== null) ||
    (hasMinutes ? tail.hasHourWord || (isPlaced && !isCounted(scan, own.next)) : false) ||
    (tail.hasHourWord && isAsked) ||
    (touching === 'clock' && own.ending !== '' && timeHit(scan, own.next, 'until_post') !== null);
  if (!isClock) return borrowedClock(scan, at, start, role);
  const hour = half === null ? read.hour : inHalf(read.hour, half);
  if (hour > 24 || (hour === 24 && read.minute > 0)) return null;
  return atom(
    at,
    tail.next,
    { hour, minute: read.minute, isMidnightWord: false },
    own.ending || tail.ending,
  );
}

function atom(at: number, next: number, clock: Hour, ending = ''): ClockAtom {
  return { kind: 'clock', at, next, clock, ending };
}

function wordClock(scan: Scan, at: number): ClockAtom | null {
  const midnight = timeHit(scan, at, 'midnight');
  if (midnight !== null) {
    const clock = { hour: 24, minute: 0, isMidnightWord: true };
    return atom(at, midnight.next, clock, midnight.ending);
  }
  const noon = timeHit(scan, at, 'noon');
  if (noon === null) return null;
  return atom(at, noon.next, { hour: 12, minute: 0, isMidnightWord: false }, noon.ending);
}

/** "сағат 23.00", "түнгі 11", "кешкі сағат 9". */
function clockWordBefore(
  scan: Scan,
  at: number,
): { readonly next: number; readonly half: Half | null; readonly isNamed: boolean } {
  if (scan.vocabulary.lang !== 'kk') return { next: at, half: null, isNamed: false };
  const hour = timeHit(scan, at, 'hour_before');
  const part = timeHit(scan, hour?.next ?? at, 'part');
  const half = part === null ? null : halfOf(part.text);
  const next = part?.next ?? hour?.next ?? at;
  return { next, half, isNamed: hour !== null || part !== null };
}

function isDotted(scan: Scan, at: number): boolean {
  return (
    textAt(scan, at + 1) === '.' && isGlued(scan.tokens, at + 1) && isGlued(scan.tokens, at + 2)
  );
}

function readFigures(scan: Scan, at: number, role: Role | null): Read | null {
  const hour = digitsAt(scan, at);
  if (hour === null) return null;
  if (digitCount(scan, at) === 4) {
    const isMilitary = timeHit(scan, at + 1, 'hour') !== null && scan.vocabulary.lang === 'en';
    const minute = hour % 100;
    return isMilitary && minute < 60 && hour <= 2400
      ? { hour: Math.floor(hour / 100), minute, next: at + 1, isSure: true }
      : null;
  }
  if (hour > 24 || digitCount(scan, at) > 2) return null;
  const mark = textAt(scan, at + 1);
  const isMarked =
    /^[:.]$/.test(mark) && isGlued(scan.tokens, at + 1) && isGlued(scan.tokens, at + 2);
  if (isMarked && digitCount(scan, at + 2) > 0) {
    const minute = digitsAt(scan, at + 2) ?? 60;
    const goesOn =
      textAt(scan, at + 3) === mark && isGlued(scan.tokens, at + 3) && isGlued(scan.tokens, at + 4);
    if (digitCount(scan, at + 2) !== 2 || minute > 59) return null;
    if (goesOn && digitsAt(scan, at + 4) !== null) {
      return mark === ':' ? { hour, minute, next: at + 5, isSure: true } : null;
    }
    return { hour, minute, next: at + 3, isSure: mark === ':' };
  }
  return withMinutes(scan, at, hour, role) ?? { hour, minute: 0, next: at + 1, isSure: false };
}

/** "1 часа 30 минут", "23 ч. 00 мин.", "07 сағат 00 минутқа". */
function withMinutes(scan: Scan, at: number, hour: number, role: Role | null): Read | null {
  const word = timeHit(scan, at + 1, 'hour');
  if (word === null || scan.vocabulary.lang === 'en') return null;
  const minuteAt = word.next;
  const minute = digitsAt(scan, minuteAt);
  const minuteWord = timeHit(scan, minuteAt + 1, 'minute');
  if (minute === null || minute > 59 || minuteWord === null) return null;
  // "за 1 час 30 минут" is a length; after a word that asks for a moment it is an hour.
  const isSure = role !== null || digitCount(scan, minuteAt) === 2;
  return { hour, minute, next: minuteAt + 1, isSure };
}

/** "nine p.m.", "в девять вечера", "в семь часов утра". */
function readWords(scan: Scan, at: number): Read | null {
  if (scan.tokens[at]?.kind !== 'word') return null;
  const quantity = quantityAt(scan.tokens, scan.numbers, scan.vocabulary, at);
  if (quantity === null || !Number.isInteger(quantity.value)) return null;
  if (quantity.value > 24 || quantity.isRough) return null;
  return { hour: quantity.value, minute: 0, next: quantity.next, isSure: false };
}

/** What follows the figures: "часов", "hours", "a.m.", "вечера", "in the evening". */
function tailOf(
  scan: Scan,
  at: number,
): {
  readonly next: number;
  readonly half: Half | null;
  readonly hasHourWord: boolean;
  readonly ending: string;
} {
  let next = at;
  let half: Half | null = null;
  let ending = '';
  const minute = timeHit(scan, next, 'minute');
  if (minute !== null) {
    next = minute.next;
    ending = minute.ending;
  }
  const hour = timeHit(scan, next, 'hour') ?? timeHit(scan, next, 'oclock');
  if (hour !== null) {
    next = hour.next;
    ending = hour.ending;
  }
  const am = timeHit(scan, next, 'am');
  const pm = timeHit(scan, next, 'pm');
  const part = timeHit(scan, next, 'part');
  if (am !== null) [next, half] = [am.next, 'am'];
  else if (pm !== null) [next, half] = [pm.next, 'pm'];
  else if (part !== null && scan.vocabulary.lang !== 'kk' && !/ of$/.test(words(scan, part.next))) {
    [next, half] = [part.next, halfOf(part.text)];
  }
  const late = timeHit(scan, next, 'hour');
  if (late !== null && hour === null) next = late.next;
  return { next, half, hasHourWord: hour !== null || late !== null || minute !== null, ending };
}

function words(scan: Scan, next: number): string {
  return ` ${textAt(scan, next - 1)}`;
}

/** "с 11 до 16 часов", "from 6 to 9 p.m.": the first number is an hour because the second is. */
function borrowedClock(scan: Scan, at: number, start: number, role: Role | null): ClockAtom | null {
  if (role === null && at === start) return null;
  const hour = digitsAt(scan, start);
  if (hour === null) return null;
  const isMilitary = digitCount(scan, start) === 4 && scan.vocabulary.lang === 'en';
  if (!isMilitary && (hour > 24 || digitCount(scan, start) > 2)) return null;
  const own = endingAfter(scan, start + 1);
  let next = own.next;
  if (isDash(scan, next)) next++;
  else {
    const joint =
      timeHit(scan, next, 'to') ?? timeHit(scan, next, 'and') ?? timeHit(scan, next, 'thru');
    if (joint !== null) next = joint.next;
    else if (own.ending === '') return null;
  }
  const before = clockWordBefore(scan, next);
  const read = readFigures(scan, before.next, 'to') ?? readWords(scan, before.next);
  if (read === null) return null;
  if (isMilitary) return militaryHour(scan, at, start, before.next, hour);
  const ending = endingAfter(scan, read.next);
  const tail = tailOf(scan, ending.next);
  const half = before.half ?? tail.half;
  const isClock = read.isSure || tail.hasHourWord || half !== null || isDotted(scan, before.next);
  if (!isClock || hour === read.hour) return null;
  return atom(
    at,
    own.next,
    { hour: firstHour(hour, read.hour, half), minute: 0, isMidnightWord: false },
    own.ending,
  );
}

/** "from 2300 to 0500 hours": the first has four digits because the second does. */
function militaryHour(
  scan: Scan,
  at: number,
  start: number,
  second: number,
  figures: number,
): ClockAtom | null {
  const [hour, minute] = [Math.floor(figures / 100), figures % 100];
  if (digitCount(scan, second) !== 4 || hour > 24 || minute > 59) return null;
  return atom(at, start + 1, { hour, minute, isMidnightWord: false });
}

/** "from 6 to 9 p.m." begins at 18:00, "from 9 to 5 p.m." at 09:00, "с 11 до 5 утра" at 23:00. */
function firstHour(first: number, second: number, half: Half | null): number {
  if (half === null || first > 12) return first;
  if (half === 'am' || half === 'morning' || half === 'night') {
    return first > second && first < 12 ? first + 12 : inHalf(first, half);
  }
  return first < second ? inHalf(first, half) : first;
}

function halfOf(text: string): Half | null {
  return text === 'morning' || text === 'day' || text === 'evening' || text === 'night'
    ? text
    : null;
}

function inHalf(hour: number, half: Half): number {
  if (hour > 12) return hour;
  if (half === 'am' || half === 'morning') return hour === 12 ? 0 : hour;
  // "Күндізгі 9" is before noon, "2 часа дня" after it: nobody calls 21:00 day.
  if (half === 'day' && hour >= 8) return hour;
  if (half === 'pm' || half === 'day') return hour === 12 ? 12 : hour + 12;
  if (half === 'evening') return hour === 12 ? 24 : hour + 12;
  // Night runs from ten to five: "11 ночи" is 23:00, "3 ночи" 03:00.
  if (hour === 12) return 24;
  return hour >= 9 ? hour + 12 : hour;
}

/** "в 2.50 раза", "to 2.25 per cent": a decimal number that counts. */
function isCounted(scan: Scan, at: number): boolean {
  return (scan.numbers[at] ?? []).some(({ key }) => key === 'unit' || key === 'multiplier');
}
