import { type Token, Tokenizer } from 'parse5';

/** The way from the characters of a text in HTML back to the source that they were written with. */

/** One unit of the text, and the half-open span of the source that stands for it. */
export type Emit = (unit: string, start: number, end: number) => void;

const reference = /&(?:#x[0-9a-f]{1,40}|#\d{1,40}|[a-z][a-z0-9]{1,31});?/iy;

/** Walks through `chars`, which the tokenizer read from `html` between `start` and `end`. */
export function alignText(
  html: string,
  start: number,
  end: number,
  chars: string,
  emit: Emit,
): void {
  let at = start;
  let unit = 0;
  while (unit < chars.length && at < end) {
    const char = chars.charAt(unit);
    const source = html.charAt(at);
    const named = source === '&' ? referenceAt(html, at) : null;
    if (named !== null && chars.startsWith(named.text, unit)) {
      for (let i = 0; i < named.text.length; i++) emit(named.text.charAt(i), at, at + named.length);
      unit += named.text.length;
      at += named.length;
    } else if (source === char || source === '\r') {
      // The tokenizer reads CR LF and CR as LF.
      const width = source === '\r' && html.charAt(at + 1) === '\n' ? 2 : 1;
      emit(char, at, at + width);
      unit++;
      at += width;
    } else {
      at++;
    }
  }
}

interface Reference {
  readonly text: string;
  /** Length in the source. */
  readonly length: number;
}

const decoded = new Map<string, string>();
/** Distinct references that are remembered; numeric ones could be any of a million. */
const remembered_max = 4000;

function referenceAt(html: string, at: number): Reference | null {
  reference.lastIndex = at;
  const literal = reference.exec(html)?.[0];
  if (literal === undefined) return null;
  let text = decoded.get(literal);
  if (text === undefined) {
    text = decodeReference(literal);
    if (decoded.size >= remembered_max) decoded.clear();
    decoded.set(literal, text);
  }
  return text === literal ? null : { text, length: literal.length };
}

/** What the tokenizer makes of the characters of one reference. */
function decodeReference(literal: string): string {
  let text = '';
  const add = (token: Token.CharacterToken) => {
    text += token.chars;
  };
  const ignore = () => {};
  const tokenizer = new Tokenizer(
    {},
    {
      onCharacter: add,
      onWhitespaceCharacter: add,
      onNullCharacter: add,
      onComment: ignore,
      onDoctype: ignore,
      onStartTag: ignore,
      onEndTag: ignore,
      onEof: ignore,
    },
  );
  tokenizer.write(literal, true);
  return text;
}
