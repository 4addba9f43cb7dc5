import { fail, limits, ok, type Result } from '../../base/index.ts';
import { type Statement, spanInSource, type Target } from '../../record/index.ts';

/** From words that an editor selected or typed to their place in the statement. */

/** Longer words are no quote but the statement itself, in characters. */
const words_chars_max = 20_000;

/**
 * The target of words in the statement. With a span, it must lie in the text and hold words; the
 * span decides. Without, the words must occur exactly once, white space aside: `words_absent`
 * `words_ambiguous` `words_span` `words_empty` `words_too_long`.
 */
export function targetOf(
  statement: Statement,
  words: string,
  span: { readonly start: number; readonly end: number } | null,
): Result<Target> {
  const found = span === null ? findWords(statement, words) : checkSpan(statement, span);
  if (!found.ok) return found;
  const { start, end } = found.value;
  if (end - start > words_chars_max) {
    const message = `a quote has at most ${words_chars_max} characters`;
    return fail('words_too_long', message, 'words', 'Select the sentence that carries it.');
  }
  return ok(targetAt(statement.text, start, end));
}

/** The W3C selectors of a span, cut so that no surrogate pair is torn. */
function targetAt(text: string, start: number, end: number): Target {
  const from = onCharacter(text, Math.max(0, start - limits.quote_context_chars));
  const to = onCharacter(text, Math.min(text.length, end + limits.quote_context_chars));
  return {
    selector: [
      {
        type: 'TextQuoteSelector',
        exact: text.slice(start, end),
        prefix: text.slice(from, start),
        suffix: text.slice(end, to),
      },
      { type: 'TextPositionSelector', start, end },
    ],
  };
}

function checkSpan(
  { text }: Statement,
  { start, end }: { readonly start: number; readonly end: number },
): Result<{ start: number; end: number }> {
  const slice = text.slice(start, end);
  const whole = onCharacter(text, start) === start && onCharacter(text, end) === end;
  if (start < 0 || end > text.length || slice.trim() === '' || !whole) {
    const message = 'the selection does not lie on words of the text';
    return fail('words_span', message, 'words', 'Select the words again.');
  }
  // White space at the ends is a slip of the hand.
  return ok({
    start: start + slice.length - slice.trimStart().length,
    end: end - slice.length + slice.trimEnd().length,
  });
}

function findWords(statement: Statement, words: string): Result<{ start: number; end: number }> {
  const wanted = words.trim().split(/\s+/).join(' ');
  if (wanted === '') {
    return fail('words_empty', 'no words are given', 'words', 'Type or select the exact words.');
  }
  const spans = spansOf(statement, wanted);
  const [only] = spans;
  if (only === undefined) {
    const message = 'these words do not occur in the text';
    return fail('words_absent', message, 'words', 'Copy them from the text, letter by letter.');
  }
  if (spans.length > 1) {
    const message = `these words occur ${spans.length} times`;
    return fail('words_ambiguous', message, 'words', 'Take in a word before or after them.');
  }
  return ok(only);
}

/** Where the words stand, as a reader sees the text: wraps joined, hyphenation undone. */
function spansOf(statement: Statement, wanted: string): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  for (const block of statement.blocks) {
    const { text, offsets } = squeeze(block.text);
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
      const first = offsets[at];
      const last = offsets[at + wanted.length - 1];
      if (first === undefined || last === undefined) continue;
      spans.push(spanInSource(block, first, last + 1));
    }
  }
  return spans;
}

/** Runs of white space as one space, with the offset of each kept character. */
function squeeze(text: string): { text: string; offsets: number[] } {
  const offsets: number[] = [];
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const space = /\s/.test(text[i] ?? '');
    if (space && out.endsWith(' ')) continue;
    out += space ? ' ' : text[i];
    offsets.push(i);
  }
  return { text: out, offsets };
}

/** Moves an offset that falls between the halves of a surrogate pair behind it. */
function onCharacter(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff ? offset + 1 : offset;
}
