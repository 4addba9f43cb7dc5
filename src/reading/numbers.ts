import { hitOf, isGlued, quantityAt } from './numbers/quantity.ts';
import { type Scan, scanText } from './times/scan.ts';
import { foundTimes } from './times.ts';
import type { Bound, Vocabulary } from './vocabulary.ts';

export interface NumberMention {
  /** UTF-16 offsets of the figure with its bound, multiplier and counted noun; half-open. */
  readonly start: number;
  readonly end: number;
  /** Of a range, the lower bound. */
  readonly value: number;
  /** What it counts, in English, singular; `null` where no counted noun is near. */
  readonly unit: string | null;
  readonly bound: Bound;
  /** `<lang>/numbers/count`, `.../elliptic` ("of them 97"), `.../bare`. */
  readonly rule: string;
}

/** How many words may stand between a figure and what it counts: "3 500 дополнительных коек". */
const adjectivesMax = 4;
/** A list of named numbers is looked through this far: hostile text stays linear. */
const listTokensMax = 40;
/** Any date will do: only the spans of times are wanted here. */
const anyDay = '2020-01-01';

/**
 * The figures of a text and what they count. Dates, hours, durations, articles, numbers of orders,
 * telephones and ordinals are no figures. Linear in the length of the text.
 */
export function findNumbers(text: string, vocabulary: Vocabulary): NumberMention[] {
  const scan = scanText(text, vocabulary);
  const taken = takenByTimes(scan);
  const mentions: NumberMention[] = [];
  let at = 0;
  while (at < scan.tokens.length) {
    const read = taken[at] ? null : mentionAt(scan, at, taken);
    if (read === null) {
      at = taken[at] ? at + 1 : afterNonFigure(scan, at);
      continue;
    }
    if (read.mention.start >= (mentions.at(-1)?.end ?? 0)) mentions.push(read.mention);
    at = Math.max(read.next, at + 1);
  }
  return mentions;
}

function takenByTimes(scan: Scan): readonly boolean[] {
  const taken = scan.tokens.map(() => false);
  const context = { lang: scan.vocabulary.lang, publishedAt: anyDay };
  for (const { what, at, next } of foundTimes(scan, context)) {
    // Words that only look back ("в сутки") take no figure.
    if (what === 'same' || what === 'open' || what === 'vague') continue;
    taken.fill(true, at, next);
  }
  return taken;
}

/** Past a number that counts nothing, so that its parts are not read as figures either. */
function afterNonFigure(scan: Scan, at: number): number {
  if (scan.tokens[at]?.kind !== 'number') return at + 1;
  const quantity = quantityAt(scan.tokens, scan.numbers, scan.vocabulary, at);
  let next = Math.max(quantity?.next ?? at + 1, afterChain(scan, at));
  // "0800 000 1122": a telephone number in groups.
  if (startsWithZero(scan, at)) while (scan.tokens[next]?.kind === 'number') next++;
  return next;
}

/** The end of digits joined by marks, as in a telephone number, a ratio or a list "2–7". */
function afterChain(scan: Scan, at: number): number {
  let next = at + 1;
  while (/^[-–—./:()+]$/.test(textOf(scan, next)) && scan.tokens[next + 1]?.kind === 'number') {
    next += 2;
  }
  return next;
}

function mentionAt(
  scan: Scan,
  at: number,
  taken: readonly boolean[],
): { readonly mention: NumberMention; readonly next: number } | null {
  const { tokens, numbers, vocabulary } = scan;
  const quantity = quantityAt(tokens, numbers, vocabulary, at);
  if (quantity === null || taken.slice(at, quantity.next).includes(true)) return null;
  if (isLabelled(scan, at) || isPartOfName(scan, at, quantity.next)) return null;
  if (hitOf(numbers, quantity.next, 'label_after') !== null) return null;
  const range = rangeAfter(scan, quantity.next);
  const afterFigure = range ?? quantity.next;
  const before = boundBefore(scan, at);
  const after = boundAfter(scan, afterFigure);
  const from = currencyBefore(scan, at);
  const isPart = isPartitive(scan, quantity.next) || isPartitive(scan, after?.next ?? 0);
  const noun =
    from?.unit === undefined ? countedAfter(scan, after?.next ?? afterFigure, taken) : null;
  // "Оның 19-ы – бала" says what they are; "94-і ауруханаға түсті" counts no hospitals.
  const counted = isPart && noun?.ending !== '' ? null : noun;
  const part = counted === null ? null : partOf(scan, counted.next);
  const unit = from?.unit ?? counted?.text ?? peopleBefore(scan, at);
  // "one visit", "бір мезгілде": an article rather than a count.
  if (unit === null && quantity.inWords && quantity.value === 1) return null;
  const isElliptic = unit === null && (isPart || ellipticBefore(scan, at));
  const next = Math.max(part?.next ?? 0, counted?.next ?? 0, after?.next ?? 0, afterFigure);
  const first = Math.min(before?.at ?? at, from?.at ?? at);
  const scaled = range !== null ? scaleOf(scan, quantity.next, range) : 1;
  const bound = before?.bound ?? after?.bound;
  return {
    mention: {
      start: tokens[first]?.start ?? 0,
      end: tokens[next - 1]?.end ?? 0,
      value: part?.value ?? quantity.value * scaled,
      unit,
      bound: range !== null ? 'range' : (bound ?? (quantity.isRough ? 'about' : 'exact')),
      rule: `${vocabulary.lang}/numbers/${unit !== null ? 'count' : isElliptic ? 'elliptic' : 'bare'}`,
    },
    next,
  };
}

/** "94-і", "44-іне", "бесеуі": so many of those named before, whatever word comes after. */
function isPartitive(scan: Scan, next: number): boolean {
  if (scan.vocabulary.lang !== 'kk') return false;
  const last = textOf(scan, next - 1);
  if (textOf(scan, next - 2) === '-') return /^с?[ыі](?:на|не|н|ның|нің|нан|нен)?$/.test(last);
  return /(?:[ае]у[ыі]|^астамы|^асасы|^жуығы)(?:на|не|н|ның|нің|нан|нен)?$/.test(last);
}

/** "Қаза тапқандар саны 225-ке жетті": whom the number counts stands before it. */
function peopleBefore(scan: Scan, at: number): string | null {
  if (scan.vocabulary.lang !== 'kk' || !/^(?:саны|қатары)$/.test(textOf(scan, at - 1))) return null;
  return /[қкғг][ае]нд[ае]р(?:д[ыі]ң)?$/.test(textOf(scan, at - 2)) ? 'person' : null;
}

/**
 * "94 адамның 17-сі", "жеті мүшенің бесеуі": the part is what is told, the whole only frames it.
 */
function partOf(scan: Scan, at: number): { readonly value: number; readonly next: number } | null {
  const { tokens, numbers, vocabulary } = scan;
  if (vocabulary.lang !== 'kk' || !/[ндт][ыі]ң$/.test(textOf(scan, at - 1))) return null;
  const quantity = quantityAt(tokens, numbers, vocabulary, at);
  return quantity !== null && isPartitive(scan, quantity.next) ? quantity : null;
}

/** "ст. 476", "№ 20", "по тел. 109", "section 462", "1406 нөміріне": it names. */
function isLabelled(scan: Scan, at: number): boolean {
  const { tokens, numbers, vocabulary } = scan;
  if (tokens[at]?.kind !== 'number') return false;
  const first = listStart(scan, at);
  for (let back = 1; back <= 4; back++) {
    const hit = hitOf(numbers, first - back, 'label');
    if (hit?.next === first) return true;
    if (hit?.next === first - 1 && isLight(scan, first - 1)) return true;
  }
  // "101, 102, 103 and 112": what follows a named number in a list is named too.
  const after = listEnd(scan, at);
  if (hitOf(numbers, after, 'label_after') !== null) return true;
  // "3 және 4-шағынаудандарға": the ordinal's hyphen holds for the whole list.
  const isJoined = after > at + 2 && textOf(scan, after - 1) === '-' && isGlued(tokens, after);
  return isJoined && !vocabulary.endings.has(textOf(scan, after));
}

function isLight(scan: Scan, at: number): boolean {
  return /^[.:№«"(]$/.test(textOf(scan, at));
}

function listStart(scan: Scan, at: number): number {
  let first = at;
  while (/^(?:,|-|–|и|және|мен|or|and|или)$/.test(textOf(scan, first - 1))) {
    if (scan.tokens[first - 2]?.kind !== 'number' || at - first > listTokensMax) break;
    first -= 2;
  }
  return first;
}

function listEnd(scan: Scan, at: number): number {
  let next = at + 1;
  while (/^(?:,|-|–|и|және|мен|or|and|или)$/.test(textOf(scan, next))) {
    if (scan.tokens[next + 1]?.kind !== 'number' || next - at > listTokensMax) break;
    next += 2;
  }
  return textOf(scan, next) === '-' ? next + 1 : next;
}

/** "А-2", "COVID-19", "4-шағынаудан", "20-й", "1)", "8 (7262) 00-00-00", "4G". */
function isPartOfName(scan: Scan, at: number, next: number): boolean {
  const { tokens, vocabulary } = scan;
  if (tokens[at]?.kind !== 'number') return false;
  const before = textOf(scan, at - 1);
  const after = textOf(scan, next);
  if (isGlued(tokens, at) && /^[-–/.:@_#]$/.test(before) && isGlued(tokens, at - 1)) return true;
  if (isGlued(tokens, at) && tokens[at - 1]?.kind === 'word') return true;
  if (after === ')' && before !== '(' && at <= 1) return true;
  if (after === '.' && at === 0 && tokens[next]?.end !== tokens[next + 1]?.start) return true;
  const joined = isGlued(tokens, next) ? tokens[next + 1] : undefined;
  if (after === '-' && joined?.kind === 'word' && isGlued(tokens, next + 1)) {
    return !/^(?:х|ти|ми|и)$/.test(joined.text) && !vocabulary.endings.has(joined.text);
  }
  if (after === '-' && joined?.kind === 'number' && tokens[next + 2] !== undefined) {
    const isPhone = textOf(scan, next + 2) === '-' && isGlued(tokens, next + 2);
    if (isPhone) return true;
  }
  if (after === '(' && tokens[next + 1]?.kind === 'number' && textOf(scan, next + 2) === ')')
    return true;
  if (tokens[next]?.kind === 'number' && !isGlued(tokens, next)) return startsWithZero(scan, at);
  const isLetter = tokens[next]?.kind === 'word' && isGlued(tokens, next);
  return isLetter && hitOf(scan.numbers, next, 'unit') === null;
}

function startsWithZero(scan: Scan, at: number): boolean {
  return textOf(scan, at).length > 1 && textOf(scan, at).startsWith('0');
}

/** "30–50", "15–20", "от 30 до 50", "between 30 and 40": the token after the upper bound. */
function rangeAfter(scan: Scan, at: number): number | null {
  const { tokens, numbers, vocabulary } = scan;
  const isDash = /^[-–—]$/.test(textOf(scan, at)) && tokens[at + 1]?.kind === 'number';
  const isWord = hitOf(numbers, at, 'range_between');
  const isOpened = isWord !== null && opensRange(scan, at);
  if (!isDash && !isOpened) return null;
  const upper = quantityAt(tokens, numbers, vocabulary, isDash ? at + 1 : (isWord?.next ?? at + 1));
  return upper?.next ?? null;
}

function opensRange(scan: Scan, at: number): boolean {
  for (let back = at - 1; back >= Math.max(0, at - 4); back--) {
    if (hitOf(scan.numbers, back, 'range_before') !== null) return true;
    const token = scan.tokens[back];
    if (token?.kind === 'mark' && !/^[.,]$/.test(token.text)) return false;
  }
  return false;
}

/** "2–3 тысячи": the multiplier of the upper bound is the lower bound's too. */
function scaleOf(scan: Scan, from: number, next: number): number {
  let hasOwn = hitOf(scan.numbers, from - 1, 'multiplier') !== null;
  let scale = 1;
  for (let at = from + 1; at < next; at++) {
    const hit = hitOf(scan.numbers, at, 'multiplier');
    if (hit !== null) scale *= hit.value;
    if (hit !== null && hasOwn) return 1;
    hasOwn = hasOwn && true;
  }
  return hasOwn ? 1 : scale;
}

function boundBefore(
  scan: Scan,
  at: number,
): { readonly at: number; readonly bound: Bound } | null {
  for (let back = 3; back >= 1; back--) {
    const hit = hitOf(scan.numbers, at - back, 'bound');
    if (hit !== null && hit.next === at) return { at: at - back, bound: boundOf(hit.text) };
  }
  return null;
}

function boundAfter(
  scan: Scan,
  at: number,
): { readonly next: number; readonly bound: Bound } | null {
  const hit = hitOf(scan.numbers, at, 'bound_after');
  return hit === null ? null : { next: hit.next, bound: boundOf(hit.text) };
}

function boundOf(text: string): Bound {
  return text === 'at_least' || text === 'at_most' || text === 'about' ? text : 'exact';
}

function currencyBefore(
  scan: Scan,
  at: number,
): { readonly at: number; readonly unit: string } | null {
  for (let back = 1; back <= 2; back++) {
    const hit = hitOf(scan.numbers, at - back, 'currency');
    if (hit !== null && hit.next === at) return { at: at - back, unit: hit.text };
  }
  return null;
}

/** The nearest counted noun after a figure, within the same run of words. */
function countedAfter(
  scan: Scan,
  from: number,
  taken: readonly boolean[],
): { readonly next: number; readonly text: string; readonly ending: string } | null {
  let at = from;
  for (let words = 0; words <= adjectivesMax; words++) {
    const unit = hitOf(scan.numbers, at, 'unit') ?? hitOf(scan.numbers, at, 'currency');
    const transparent = hitOf(scan.numbers, at, 'transparent');
    const isSeen = transparent !== null && (unit === null || transparent.next >= unit.next);
    if (unit !== null && !(isSeen && hasUnit(scan, transparent.next))) return unit;
    const token = scan.tokens[at];
    if (token === undefined || taken[at] || token.kind === 'number') return null;
    if (hitOf(scan.numbers, at, 'cardinal') !== null) return null;
    const isOpening = token.kind === 'mark' && /^[–—«"“(-]$/.test(token.text);
    if (token.kind === 'mark' && !isOpening) return null;
    at = transparent?.next ?? at + 1;
  }
  return null;
}

function hasUnit(scan: Scan, at: number): boolean {
  return hitOf(scan.numbers, at, 'unit') !== null || hitOf(scan.numbers, at + 1, 'unit') !== null;
}

/** "из них 39 222", "eleven of them", "оның 49-ы". */
function ellipticBefore(scan: Scan, at: number): boolean {
  for (let near = at - 4; near <= at + 3; near++) {
    if (hitOf(scan.numbers, near, 'elliptic') !== null) return true;
  }
  return false;
}

function textOf(scan: Scan, at: number): string {
  return scan.tokens[at]?.text ?? '';
}
