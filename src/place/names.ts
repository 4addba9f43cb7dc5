import { isSuffixChain } from './kazakh.ts';
import { adjectiveForms, nounForms, pluralForms } from './russian.ts';
import type { NameForm, NameIndex, NameLang, NameMatch, NameTarget } from './types.ts';

/** The index of names: built once, asked at every word. */

interface Written {
  readonly words: readonly string[];
  /** Kazakh: the last word may carry endings. */
  readonly suffixes: boolean;
  readonly form: NameForm;
}

/** Nouns that a name may be written with in the data; the grammar of reading knows them all. */
const nouns: Readonly<Record<NameLang, RegExp>> = {
  ru: /^(?:область|край|район|район города|автономная область|автономный округ|округ) | (?:область|край|район|автономная область|автономный округ|округ)$/,
  kk: / (?:облысы|ауданы|қаласы|өлкесі|аймағы|уәлаяты)$/,
  en: / (?:Region|District|Province|State|Oblast|Territory|Krai|County|Department|Governorate|Prefecture|Division|Zone)$/,
};

const wordOrMark = /[\p{L}\p{M}]+(?:['-][\p{L}\p{M}]+)*|\d+|\S/gu;

/** A name in the form that texts are compared in. */
function foldName(name: string): string[] {
  const folded = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/ё/g, 'е')
    .replace(/[‐‑]/g, '-')
    .replace(/[’ʼ‘`]/g, "'");
  return folded.match(wordOrMark) ?? [];
}

export class NameIndexBuilder {
  readonly #byFirst = new Map<string, Written[]>();
  readonly #seen = new Set<string>();

  /** Adds a name as the data write it, in all its forms. */
  add(name: string, lang: NameLang, target: NameTarget): void {
    const plural = name.endsWith(' (мн)');
    const whole = plural ? name.slice(0, -5) : name;
    const capitals = /^[\p{Lu}]{2,5}$/u.test(whole);
    const stripped = whole.replace(nouns[lang], '');
    const withNoun = stripped !== whole;
    const words = foldName(stripped);
    const adjective =
      lang === 'ru' &&
      withNoun &&
      /(?:ая|ий|ый|ой)$/.test(words.at(-1) ?? '') &&
      !/^\S+ /.test(pre(whole));
    const form: NameForm = { target, lang, adjective, needsNoun: withNoun, capitals };
    const fixed = lang !== 'ru' || capitals || (withNoun && !adjective);
    for (const written of fixed ? [words] : russianForms(words, adjective, plural)) {
      this.#put(written, form, lang === 'kk');
    }
    if (lang === 'en') this.#put(foldName(plain(stripped)), form, false);
  }

  build(): NameIndex {
    return new Names(this.#byFirst);
  }

  #put(words: readonly string[], form: NameForm, suffixes: boolean): void {
    const first = words[0];
    if (first === undefined) return;
    const { code, kind } = form.target;
    const key = `${words.join(' ')}|${code}|${kind}|${form.adjective}|${form.needsNoun}|${suffixes}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const list = this.#byFirst.get(first);
    if (list === undefined) this.#byFirst.set(first, [{ words, suffixes, form }]);
    else list.push({ words, suffixes, form });
  }
}

class Names implements NameIndex {
  readonly #byFirst: ReadonlyMap<string, readonly Written[]>;

  constructor(byFirst: ReadonlyMap<string, readonly Written[]>) {
    this.#byFirst = byFirst;
  }

  match(tokens: readonly string[], at: number, suffixes: boolean): NameMatch | null {
    const token = tokens[at] ?? '';
    const found: Found = { length: 0, forms: [] };
    this.#collect(token, tokens, at, suffixes, found);
    if (token.endsWith("'s")) this.#collect(token.slice(0, -2), tokens, at, suffixes, found);
    // A Kazakh stem has at least two letters and its endings at most eighteen.
    const shortest = Math.max(2, token.length - 18);
    for (let length = token.length - 1; suffixes && length >= shortest; length--) {
      const list = this.#byFirst.get(token.slice(0, length));
      if (list === undefined || !isSuffixChain(token.slice(length))) continue;
      for (const { words, suffixes: may, form } of list) {
        if (may && words.length === 1) keep(found, 1, form);
      }
      if (found.length > 0) break;
    }
    return found.length === 0 ? null : found;
  }

  #collect(
    first: string,
    tokens: readonly string[],
    at: number,
    suffixes: boolean,
    found: Found,
  ): void {
    for (const written of this.#byFirst.get(first) ?? []) {
      if (continues(written, tokens, at, suffixes)) keep(found, written.words.length, written.form);
    }
  }
}

interface Found {
  length: number;
  forms: NameForm[];
}

function keep(found: Found, length: number, form: NameForm): void {
  if (length < found.length) return;
  if (length > found.length) found.forms.length = 0;
  found.length = length;
  found.forms.push(form);
}

function continues(
  { words, suffixes: may }: Written,
  tokens: readonly string[],
  at: number,
  suffixes: boolean,
): boolean {
  for (let i = 1; i < words.length; i++) {
    const word = words[i] ?? '';
    const token = tokens[at + i];
    if (token === word) continue;
    if (token === undefined || i + 1 < words.length || !token.startsWith(word)) return false;
    const ending = token.slice(word.length);
    if (ending !== "'s" && !(may && suffixes && isSuffixChain(ending))) return false;
  }
  return true;
}

/** Every word of a Russian name in every case; words of one name stand in the same case. */
function russianForms(words: readonly string[], adjective: boolean, plural: boolean): string[][] {
  const columns = words.map((word, i) => {
    if (adjective) return adjectiveForms(word);
    if (i + 1 < words.length && !/(?:ая|ий|ый|ой|ое|ые|ие)$/.test(word)) return [word];
    if (plural) return /(?:ые|ие)$/.test(word) ? adjectiveForms(word) : pluralForms(word);
    return nounForms(word);
  });
  let forms: string[][] = [[]];
  for (const column of columns) {
    forms = forms.flatMap((form) => [...new Set(column)].map((word) => [...form, word]));
  }
  return forms;
}

/** What stands before the name in «область Абай»; empty in «Актюбинская область». */
function pre(name: string): string {
  return /^(?:область|район|край|округ) /.exec(name)?.[0] ?? '';
}

/** Without diacritics, as English texts mostly write foreign names. */
function plain(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').replace(/ı/g, 'i');
}
