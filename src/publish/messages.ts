import { IntlMessageFormat } from 'intl-messageformat';
import { parse } from 'yaml';
import { fail, ok, type Result } from '../base/index.ts';
import type { Lang } from '../record/index.ts';

/** The texts of the interface: catalogues in ICU MessageFormat, one file a language. */

export const languages: readonly Lang[] = ['ru', 'kk', 'en'];

/** BCP 47 tags for numbers and dates: English dates as day, month, year. */
export const localeOf: Readonly<Record<Lang, string>> = { ru: 'ru', kk: 'kk', en: 'en-GB' };

export type MessageArgs = Readonly<Record<string, string | number>>;

/** One language's messages. A key that is not in the catalogue is a defect and throws. */
export interface Catalogue {
  readonly lang: Lang;
  readonly keys: readonly string[];
  text(key: string, args?: MessageArgs): string;
}

export type Messages = Readonly<Record<Lang, Catalogue>>;

/**
 * Catalogues from the text of `data/messages/<lang>.yaml`. Every language must have the same keys.
 * Fails with `messages_missing`, `messages_invalid` (names file and key) or `messages_uneven`.
 */
export function compileMessages(files: ReadonlyMap<Lang, string>): Result<Messages> {
  const compiled = new Map<Lang, Catalogue>();
  for (const lang of languages) {
    const source = files.get(lang);
    if (source === undefined) {
      return fail('messages_missing', `there is no catalogue for ${lang}`, `${lang}.yaml`);
    }
    const catalogue = compileCatalogue(lang, source);
    if (!catalogue.ok) return catalogue;
    compiled.set(lang, catalogue.value);
  }
  const all = new Set([...compiled.values()].flatMap((catalogue) => catalogue.keys));
  for (const [lang, { keys }] of compiled) {
    const own = new Set(keys);
    const missing = [...all].filter((key) => !own.has(key));
    if (missing.length === 0) continue;
    return fail(
      'messages_uneven',
      `${lang}.yaml lacks ${missing.join(', ')}`,
      `${lang}.yaml`,
      'Give every key a text in every language.',
    );
  }
  return ok(Object.fromEntries(compiled) as Messages);
}

function compileCatalogue(lang: Lang, source: string): Result<Catalogue> {
  let tree: unknown;
  try {
    tree = parse(source);
  } catch (error) {
    return fail('messages_invalid', `not YAML: ${String(error)}`, `${lang}.yaml`);
  }
  const texts = new Map<string, string>();
  const odd = flatten(tree, '', texts);
  if (odd !== null) {
    return fail('messages_invalid', 'a message is a text', `${lang}.yaml: ${odd}`);
  }
  const formats = new Map<string, IntlMessageFormat>();
  for (const [key, text] of texts) {
    try {
      formats.set(key, new IntlMessageFormat(text, localeOf[lang], {}, { ignoreTag: true }));
    } catch (error) {
      return fail('messages_invalid', `not ICU: ${String(error)}`, `${lang}.yaml: ${key}`);
    }
  }
  return ok({
    lang,
    keys: [...texts.keys()],
    text: (key, args) => {
      const format = formats.get(key);
      if (format === undefined) throw new Error(`no message ${key} in ${lang}`);
      return String(format.format(args));
    },
  });
}

/** `a: {b: text}` as `a.b`; the path of the first value that is no text, else null. */
function flatten(tree: unknown, path: string, into: Map<string, string>): string | null {
  if (typeof tree === 'string') {
    into.set(path, tree);
    return null;
  }
  if (typeof tree !== 'object' || tree === null || Array.isArray(tree)) return path || '(root)';
  for (const [key, value] of Object.entries(tree)) {
    const odd = flatten(value, path === '' ? key : `${path}.${key}`, into);
    if (odd !== null) return odd;
  }
  return null;
}
