/**
 * Markup that escapes by itself. `html` is a template tag; whatever is interpolated is text and is
 * escaped, unless it is `Html` made by this module. Every attribute stands in double quotes.
 */

/** Markup that is safe to put into an element or a double-quoted attribute's place. */
export class Html {
  readonly #text: string;

  constructor(text: string, key: symbol) {
    if (key !== makerKey) throw new Error('markup is made by html and literal only');
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

const makerKey = Symbol('html');

/** What may be interpolated: text, numbers, markup, lists of them; nothing for null and false. */
export type Part = string | number | Html | null | false | readonly Part[];

/**
 * The template tag. A line break in the template and the indentation after it are for those who
 * read the source; they are not part of the markup.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return filled(unbroken(strings), parts);
}

/** The same with every line break kept: for templates that rely on them as white space. */
export function htmlAsWritten(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return filled(strings, parts);
}

function filled(fixed: readonly string[], parts: readonly Part[]): Html {
  let out = fixed[0] ?? '';
  parts.forEach((part, i) => {
    out += rendered(part) + (fixed[i + 1] ?? '');
  });
  return new Html(out, makerKey);
}

const joined = new WeakMap<TemplateStringsArray, readonly string[]>();

/** The fixed parts of a template without their line breaks; computed once for each template. */
function unbroken(strings: TemplateStringsArray): readonly string[] {
  const known = joined.get(strings);
  if (known !== undefined) return known;
  const fixed = strings.map((text) => text.replace(/\n\s*/g, ''));
  joined.set(strings, fixed);
  return fixed;
}

/** Text of this program itself, taken as markup: style sheets, never anything from a record. */
export function literal(text: string): Html {
  return new Html(text, makerKey);
}

export const nothing: Html = literal('');

export function join(parts: readonly Part[], between: Part): Html {
  return literal(parts.map(rendered).join(rendered(between)));
}

/** An address that may stand in `href`: http, https or a path of this site; else null. */
export function linkable(address: string): string | null {
  return /^https?:\/\/[^\s"'<>\\]+$/i.test(address) ? address : null;
}

function rendered(part: Part): string {
  if (part === null || part === false) return '';
  if (part instanceof Html) return part.toString();
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escapeText(part);
  return part.map(rendered).join('');
}

/**
 * The five characters of markup, and what would otherwise change the look of the page around a
 * text: directional overrides and isolates (Trojan Source), NUL and other control characters,
 * which are shown as U+FFFD. White space stays.
 */
function escapeText(text: string): string {
  return text.replace(
    /[&<>"'\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|[\u202a-\u202e\u2066-\u2069]/g,
    (char) => {
      switch (char) {
        case '&':
          return '&amp;';
        case '<':
          return '&lt;';
        case '>':
          return '&gt;';
        case '"':
          return '&quot;';
        case "'":
          return '&#39;';
        default:
          return '\ufffd';
      }
    },
  );
}
