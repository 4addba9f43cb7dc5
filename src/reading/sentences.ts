import type { Cues } from './cues.ts';
import { fold } from './tokens.ts';

/** A sentence of a block's text: UTF-16 offsets, half-open, without a list marker before it. */
export interface SentenceSpan {
  readonly start: number;
  readonly end: number;
}

/** "1.", "2)", "3.1.", "(a)", "IV.", "Article 2.", "-", "•" and the like before an item's words. */
const marker =
  /^\s*(?:(?:article|section|статья|раздел|пункт|этап|stage)\s+[\divxl]+[.:]?|№?\s?\d{1,3}(?:\.\d{1,3})*[.)](?!\d)|\d{1,2}(?:\.\d{1,2})+\.?(?=\s)|\(?(?:[a-zа-яәғқңөұүһі]|\d{1,3}|[ivx]{1,4})\)|[ivx]{1,4}\.|[-–—•▪*·])\s+/iu;

/** The length of the list marker that a block begins with; 0 if there is none. */
export function markerLength(text: string): number {
  return marker.exec(text)?.[0].length ?? 0;
}

/**
 * Cuts a block's text into sentences at full stops, question and exclamation marks, and
 * semicolons. A full stop after an abbreviation, an initial or inside a number ends nothing.
 */
export function splitSentences(text: string, cues: Cues): SentenceSpan[] {
  const spans: SentenceSpan[] = [];
  let start = markerLength(text);
  const ends = /[.!?…;]+[»"”’)\]]*(?=\s|$)/gu;
  ends.lastIndex = start;
  for (let match = ends.exec(text); match !== null; match = ends.exec(text)) {
    const after = match.index + match[0].length;
    if (match[0] === '.' && !endsSentence(text, match.index, after, cues)) continue;
    const end = match[0].startsWith(';') ? match.index : after;
    push(spans, text, start, end);
    start = after;
  }
  push(spans, text, start, text.length);
  return spans;
}

function push(spans: SentenceSpan[], text: string, from: number, to: number): void {
  let start = from;
  let end = to;
  while (start < end && /\s/.test(text.charAt(start))) start++;
  while (end > start && /\s/.test(text.charAt(end - 1))) end--;
  if (end > start) spans.push({ start, end });
}

/** Looks at the word before the full stop and at what follows. */
function endsSentence(text: string, stop: number, after: number, cues: Cues): boolean {
  const next = nextChar(text, after);
  if (next === '') return true;
  const before = wordBefore(text, stop);
  // "А.", "К.-Ж.": an initial.
  if (/^\p{Lu}$/u.test(before)) return false;
  const isAbbreviation = cues.abbreviations.has(fold(before));
  if (isAbbreviation) {
    // "… и т. д. В городе": after these a capital letter begins the next sentence.
    return false;
  }
  return /[\p{Lu}\d«"“„'‘(№–—•-]/u.test(next) || /\p{Lo}/u.test(next);
}

function nextChar(text: string, from: number): string {
  for (let i = from; i < text.length; i++) {
    if (!/\s/.test(text.charAt(i))) return text.charAt(i);
  }
  return '';
}

function wordBefore(text: string, stop: number): string {
  let start = stop;
  while (start > 0 && stop - start < 24 && /[\p{L}\p{M}-]/u.test(text.charAt(start - 1))) start--;
  return text.slice(start, stop);
}
