/** HTML as a value: everything put into a template is escaped, except HTML itself. */

export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Part = string | number | Html | null | false | undefined | readonly Part[];

export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let text = strings[0] ?? '';
  parts.forEach((part, i) => {
    text += show(part) + (strings[i + 1] ?? '');
  });
  return new Html(text);
}

/** For element content and double-quoted attributes. A carriage return survives the parser so. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'\r]/g, (char) => `&#${char.charCodeAt(0)};`);
}

function show(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return String(part);
  return part.map(show).join('');
}

/** Text of this program itself, taken as markup. */
export function literal(text: string): Html {
  return new Html(text);
}
