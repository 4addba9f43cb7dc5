/** The lines of a plain text, without page numbers and running heads. */

export interface Line {
  /** Without white space at either end. */
  readonly text: string;
  /** UTF-16 offsets of `text` in the statement's text, half-open. */
  readonly start: number;
  readonly end: number;
  /** White space before the text, in characters. */
  readonly indent: number;
  /** Empty lines between the line before and this one; 0 for the first. */
  readonly gap: number;
  /** A page began between the line before and this one. */
  readonly newPage: boolean;
}

/** How many lines at a page's edge may be a running head or foot. */
const edge_lines = 2;
/** A longer line is no running head, in characters. */
const head_chars_max = 120;

/** Lines that hold something; page furniture is left out and leaves a page break behind. */
export function readLines(text: string): Line[] {
  const lines = splitLines(text);
  const numbers = pageNumbers(lines);
  const heads = runningHeads(lines, numbers);
  // What would leave nothing is no page furniture.
  if (numbers.size + heads.size >= lines.length) return lines;
  const kept: Line[] = [];
  let newPage = false;
  let gap = 0;
  lines.forEach((line, i) => {
    newPage ||= line.newPage;
    gap += line.gap;
    if (numbers.has(i) || heads.has(i)) {
      newPage ||= numbers.has(i);
      return;
    }
    kept.push({ ...line, newPage, gap: kept.length === 0 ? 0 : gap });
    newPage = false;
    gap = 0;
  });
  return kept;
}

const lineEnd = /\r\n|[\n\r\f\v\u0085\u2028\u2029]/g;

function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let from = 0;
  let gap = 0;
  let newPage = false;
  const take = (to: number) => {
    let start = from;
    let end = to;
    while (start < end && isSpace(text.charCodeAt(start))) start++;
    while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
    if (start === end) {
      gap++;
      return;
    }
    const first = lines.length === 0;
    const indent = start - from;
    lines.push({ text: text.slice(start, end), start, end, indent, gap: first ? 0 : gap, newPage });
    gap = 0;
    newPage = false;
  };
  for (const match of text.matchAll(lineEnd)) {
    take(match.index);
    from = match.index + match[0].length;
    if (match[0] === '\f') newPage = true;
  }
  take(text.length);
  return lines;
}

/** White space and what is as invisible as it: tabs, no-break and thin spaces, zero-width marks. */
function isSpace(code: number): boolean {
  if (code <= 0x20 || code === 0xa0) return true;
  return code >= 0x1680 && /[\s\u200b\u2060\ufeff]/.test(String.fromCharCode(code));
}

const bareNumber = /^\d{1,4}$/;
const dressedNumber = /^[-–—]\s{0,3}(\d{1,4})\s{0,3}[-–—]$/;
const namedNumber =
  /^(?:page|p\.|стр\.|стр|страница|с\.)\s{0,3}(\d{1,4})(?:\s{0,3}(?:of|из|\/)\s{0,3}\d{1,4})?$/i;
const kazakhNumber = /^(\d{1,4})\s{0,3}[-–]?\s?бет$/i;

/**
 * Lines that are page numbers: they stand apart, and count up. A bare number that stands apart but
 * does not count pages (a telephone number, a figure) stays.
 */
function pageNumbers(lines: readonly Line[]): Set<number> {
  const found = new Set<number>();
  let last = 0;
  lines.forEach((line, i) => {
    if (line.text.length > 30) return;
    const named = dressedNumber.exec(line.text) ?? namedNumber.exec(line.text);
    const match = named ?? kazakhNumber.exec(line.text) ?? bareNumber.exec(line.text);
    if (match === null || !standsApart(lines, i)) return;
    const value = Number(match[1] ?? match[0]);
    const atEdge = line.newPage || lines[i + 1]?.newPage === true;
    const counts = value > last && value <= (last === 0 ? 3 : last + 2);
    if (!counts && !(atEdge && value > last)) return;
    found.add(i);
    last = value;
  });
  return found;
}

function standsApart(lines: readonly Line[], i: number): boolean {
  const line = lines[i];
  const next = lines[i + 1];
  if (line === undefined) return false;
  const before = i === 0 || line.gap > 0 || line.newPage;
  const after = next === undefined || next.gap > 0 || next.newPage;
  return before && after;
}

/** Lines at the top or the foot of several pages that say the same, page numbers aside. */
function runningHeads(lines: readonly Line[], numbers: ReadonlySet<number>): Set<number> {
  const seen = new Map<string, number[]>();
  const note = (i: number, side: string) => {
    const line = lines[i];
    if (line === undefined || numbers.has(i) || line.text.length > head_chars_max) return;
    const key = `${side} ${withoutNumber(line.text)}`;
    const places = seen.get(key);
    if (places === undefined) seen.set(key, [i]);
    else places.push(i);
  };
  for (const start of pageStarts(lines, numbers)) {
    for (let k = 0; k < edge_lines; k++) {
      note(start + k, 'head');
      if (start > 0) note(start - 1 - k, 'foot');
    }
  }
  const heads = new Set<number>();
  for (const places of seen.values()) {
    if (new Set(places).size >= 2) for (const i of places) heads.add(i);
  }
  return heads;
}

/** Indexes of the first lines of pages. */
function pageStarts(lines: readonly Line[], numbers: ReadonlySet<number>): number[] {
  const starts: number[] = [0];
  lines.forEach((line, i) => {
    if (i > 0 && (line.newPage || numbers.has(i - 1))) starts.push(i);
  });
  return starts.length === 1 ? [] : starts;
}

function withoutNumber(text: string): string {
  return text
    .replace(/^\d{1,4}\s|\s\d{1,4}$/g, '')
    .replace(/\s+/g, ' ')
    .toLowerCase();
}
