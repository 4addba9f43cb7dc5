import type { Block } from '../record/index.ts';
import { BlockBuilder } from './block-builder.ts';
import { jointOf } from './hyphens.ts';
import { type Line, readLines } from './lines.ts';
import {
  beginsSmall,
  beginsWithDigit,
  endsHanging,
  endsSentence,
  endsWithComma,
  endsWithTitleShort,
  isLoneMarker,
  markerOf,
} from './marks.ts';
import { cellRows, isRow } from './tables.ts';

/** Plain text to blocks: wrapped lines joined again, in one pass over the lines. */

/** How the text was wrapped. */
interface Wrap {
  /** Empty lines between two lines of one paragraph. */
  readonly gap: number;
  /** The length that lines were filled to, in characters. */
  readonly width: number;
}

interface Group {
  readonly lines: readonly Line[];
  readonly kind: Block['kind'];
}

export function layOutText(text: string): Block[] {
  const lines = readLines(text);
  const known = wordsOf(text);
  const blocks: Block[] = [];
  for (const group of groupLines(lines, measureWrap(lines))) {
    const block = joinLines(text, group, known);
    if (block !== null) blocks.push(block);
  }
  return blocks;
}

/** One look-up of the text's words, made only if a line ends with a hyphen. */
function wordsOf(text: string): (word: string) => boolean {
  let words: Set<string> | null = null;
  return (word) => {
    words ??= new Set(text.toLowerCase().match(/\p{L}+(?:-\p{L}+)*/gu) ?? []);
    return words.has(word);
  };
}

/**
 * A text is wrapped with empty lines between if hardly any two lines touch and many go on in the
 * middle of a sentence.
 */
function measureWrap(lines: readonly Line[]): Wrap {
  const pairs = lines.slice(1).map((line, i) => ({ before: lines[i] as Line, line }));
  const touching = pairs.filter(({ line }) => line.gap === 0).length;
  const running = pairs.filter(({ before, line }) => runsOn(before, line));
  const apart = running.filter(({ line }) => line.gap > 0).length;
  const spaced = touching < pairs.length * 0.2 && apart >= Math.max(2, pairs.length * 0.15);
  const gap = spaced ? commonest(running.map(({ line }) => line.gap)) : 0;
  const filled = running.filter(({ line }) => line.gap === gap).map(({ before }) => before);
  const widths = (filled.length >= 3 ? filled : lines).map(({ text }) => text.length);
  widths.sort((a, b) => a - b);
  const at = filled.length >= 3 ? Math.floor(widths.length * 0.9) : widths.length - 1;
  return { gap, width: widths[Math.min(at, widths.length - 1)] ?? 0 };
}

function commonest(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

/** The second line plainly goes on with the sentence of the first. */
function runsOn(before: Line, line: Line): boolean {
  return !endsSentence(before.text) && beginsSmall(line.text) && markerOf(line.text) === null;
}

function* groupLines(lines: readonly Line[], wrap: Wrap): Generator<Group> {
  const rows = new Map(stretches(lines, wrap).flatMap(([from, to]) => cellRows(lines, from, to)));
  let group: Line[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as Line;
    const rowEnd = rows.get(i);
    if (rowEnd !== undefined) {
      if (group.length > 0) yield { lines: group, kind: kindOf(group) };
      group = [];
      yield { lines: lines.slice(i, rowEnd), kind: 'row' };
      i = rowEnd - 1;
      continue;
    }
    const before = group[group.length - 1];
    const near = line.gap <= wrap.gap;
    if (before !== undefined && !(near ? goesOn : goesOnApart)(before, line, wrap)) {
      const head = near && isRow(line) && isHead(group);
      yield { lines: group, kind: head ? 'row' : kindOf(group) };
      group = [];
    }
    group.push(line);
  }
  if (group.length > 0) yield { lines: group, kind: kindOf(group) };
}

/** Half-open spans of lines with no more than the usual gap between them. */
function stretches(lines: readonly Line[], wrap: Wrap): [number, number][] {
  const spans: [number, number][] = [];
  let from = 0;
  for (let to = 1; to <= lines.length; to++) {
    if (to < lines.length && (lines[to]?.gap ?? 0) <= wrap.gap) continue;
    spans.push([from, to]);
    from = to;
  }
  return spans;
}

/** Whether a paragraph goes on behind a wider gap: over the end of a page, mostly. */
function goesOnApart(before: Line, line: Line, wrap: Wrap): boolean {
  if (isRow(before) || isRow(line) || !runsOn(before, line)) return false;
  if (/\p{L}[-\u00ad¬]$/u.test(before.text)) return true;
  return isFull(before, line, wrap) && (line.newPage || !endsWithComma(before.text));
}

/** Heads of a table's columns: short, and no sentence. */
function isHead(group: readonly Line[]): boolean {
  const [first] = group;
  const last = group[group.length - 1];
  return first !== undefined && last !== undefined && group.length <= 2 && !endsSentence(last.text);
}

/** Whether `line`, at most the usual gap below `before`, belongs to the same paragraph. */
function goesOn(before: Line, line: Line, wrap: Wrap): boolean {
  if (isLoneMarker(before.text)) return true;
  if (isRow(line) || isRow(before)) return false;
  const marker = markerOf(line.text);
  const full = isFull(before, line, wrap);
  const ended = endsSentence(before.text);
  if (marker === 'numbered' && (ended || !full || endsWithComma(before.text))) return false;
  if (marker === 'dash' && (ended || !full)) return false;
  if (full) return true;
  if (ended) return endsWithTitleShort(before.text) && !beginsSmall(line.text);
  if (endsWithComma(before.text) || endsHanging(before.text)) return true;
  if (/[^-–—]\s?[-–—‐¬\u00ad]$/.test(before.text)) return true;
  return beginsSmall(line.text) || (beginsWithDigit(line.text) && /\d\s\p{Ll}/u.test(line.text));
}

/** The first word of the next line would not have fitted: the break was the wrapping's. */
function isFull(before: Line, line: Line, wrap: Wrap): boolean {
  const space = line.text.search(/\s/);
  const word = space < 0 ? line.text.length : space;
  return before.text.length + 1 + word > wrap.width * 0.88;
}

function kindOf(group: readonly Line[]): Block['kind'] {
  const [first] = group;
  const last = group[group.length - 1];
  if (first === undefined || last === undefined) return 'paragraph';
  if (markerOf(first.text) !== null) return 'item';
  if (group.length === 1 && isRow(first)) return 'row';
  const ended = endsSentence(last.text) || endsWithComma(last.text);
  const isHeading = !ended && group.length <= 4 && /\p{L}/u.test(first.text);
  return isHeading && !holdsSentences(group) ? 'heading' : 'paragraph';
}

/** A message that ends without a stop ("… Анықтама: 112") still has sentences in it. */
function holdsSentences(group: readonly Line[]): boolean {
  const text = group.map((line) => line.text).join(' ');
  return text.length > headingCharsMax || /\p{Ll}{3,}[.!?]\s+\p{Lu}/u.test(text);
}

const headingCharsMax = 300;

function joinLines(text: string, group: Group, known: (word: string) => boolean): Block | null {
  const builder = new BlockBuilder();
  group.lines.forEach((line, i) => {
    const before = group.lines[i - 1];
    if (before !== undefined) {
      const joint = jointOf(before.text, line.text, known);
      if (joint === 'space') builder.space(before.end);
      if (joint === 'drop' && /[-‐‑¬]$/.test(builder.last)) builder.drop();
    }
    builder.append(text, line.start, line.end);
  });
  return builder.build(group.kind);
}
