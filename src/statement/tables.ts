import type { Line } from './lines.ts';
import { endsSentence, markerOf } from './marks.ts';

/** Rows of tables in plain text: cells side by side in a line, or one cell a line. */

/** A longer line is no row, in characters. */
const row_chars_max = 200;
const cell_chars_max = 60;

const cell =
  '(?:\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4}|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[:.]\\d{2}(?:\\s?[–—-]\\s?' +
  '\\d{1,2}[:.]\\d{2})?|[–—-])';
const tailCells = new RegExp(`\\p{L}.*?\\s${cell}(?:\\s{1,8}${cell}){1,8}$`, 'u');

/** Several cells side by side: behind tabs, bars or wide space, or dates and hours at the end. */
export function isRow(line: Line): boolean {
  const { text } = line;
  if (text.length > row_chars_max || endsSentence(text)) return false;
  if (text.includes('\t')) return true;
  if (/[^|\s]\s{0,8}\|\s{0,8}[^|\s]/.test(text)) return true;
  if (/\S\s{3,}\S/.test(text)) return true;
  return tailCells.test(text);
}

/**
 * Rows of a table that came with one cell a line, from `from` to `to`: for each row the index
 * behind its last line. A row is text and then values (dates, hours, numbers); at least two rows
 * with equally many values make a table. The lines before the first row may hold its heads.
 */
export function cellRows(lines: readonly Line[], from: number, to: number): [number, number][] {
  const tables: (readonly [number, number][])[] = [];
  let at = from;
  while (at < to) {
    const found = tableAt(lines, at, to);
    const [first] = found;
    if (first !== undefined && found.length >= 2) tables.push(withHeads(lines, at, first), found);
    at = nextBreak(lines, at, to);
  }
  return tables.flat();
}

/** The rows of the first table between `from` and the next line that is no cell. */
function tableAt(lines: readonly Line[], from: number, to: number): [number, number][] {
  const end = nextBreak(lines, from, to);
  const runs: { text: number; value: number; end: number }[] = [];
  let at = from;
  while (at < end) {
    const text = at;
    while (at < end && !isValue(lines[at])) at++;
    const value = at;
    while (at < end && isValue(lines[at])) at++;
    if (at > value) runs.push({ text, value, end: at });
  }
  const [head, ...rest] = runs;
  const [second] = rest;
  if (head === undefined || second === undefined) return [];
  const width = second.end - second.value;
  const texts = second.value - second.text;
  if (head.end - head.value !== width || head.value - head.text < texts) return [];
  const rows: [number, number][] = [[head.value - texts, head.end]];
  for (const run of rest) {
    if (run.end - run.value !== width || run.value - run.text > texts + 1) break;
    rows.push([run.text, run.end]);
  }
  return rows;
}

/** Heads stand one a line before the first row, as many as it has cells. */
function withHeads(
  lines: readonly Line[],
  from: number,
  [start, end]: readonly [number, number],
): [number, number][] {
  const heads = start - (end - start);
  if (heads < from) return [];
  return lines.slice(heads, start).some((line) => endsSentence(line.text)) ? [] : [[heads, start]];
}

function nextBreak(lines: readonly Line[], from: number, to: number): number {
  let at = from;
  while (at < to && isCell(lines[at])) at++;
  return Math.max(at, from + 1);
}

function isCell(line: Line | undefined): boolean {
  if (line === undefined || line.text.length > cell_chars_max) return false;
  if (isValue(line)) return true;
  return !endsSentence(line.text.replace(/\.$/, '')) && markerOf(line.text) === null;
}

const value = /^[№$€<>~≈]?\s?\d[\d\s.,:/–—%-]{0,24}(?:\p{L}{1,12}\.?(?:\s\d{4})?(?:\s\p{L}\.)?)?$/u;

function isValue(line: Line | undefined): boolean {
  if (line === undefined || line.text.length > 30) return false;
  return value.test(line.text) || /^[–—-]$/.test(line.text);
}
