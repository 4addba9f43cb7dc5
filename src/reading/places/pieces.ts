import type { NameForm } from '../../place/index.ts';
import { fold, type Token, tokenize } from '../tokens.ts';
import type { PlaceContext } from './types.ts';
import { fillers, joiners, type PlaceNoun, placeNoun, wholes } from './words.ts';

/** The words of a text as the grammar of places sees them: names, nouns, joiners, the rest. */

export interface Piece {
  readonly kind: 'name' | 'noun' | 'join' | 'filler' | 'whole' | 'except' | 'dash' | 'other';
  /** Folded; of a name its first word. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** Number of words and marks. */
  readonly length: number;
  /** Of a name, what it can stand for; else empty. */
  readonly forms: readonly NameForm[];
  readonly noun: PlaceNoun | null;
  /** Written with a capital letter. */
  readonly capital: boolean;
}

export function piecesOf(text: string, context: PlaceContext): Piece[] {
  const { lang } = context;
  const tokens = tokenize(fold(text));
  const words = tokens.map((token) => token.text);
  const pieces: Piece[] = [];
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at];
    if (token === undefined) break;
    const capital = isCapital(text, token);
    const name = capital ? nameAt(text, tokens, words, at, context) : null;
    const route = capital && name === null ? routeAt(token, context) : null;
    if (route !== null) {
      pieces.push(...route);
      at++;
      continue;
    }
    const except = name === null ? exceptionAt(words, at, lang) : 0;
    const dotted = words[at + 1] === '.';
    const noun =
      name === null && except === 0 && !isYear(words, at)
        ? placeNoun(token.text, lang, dotted)
        : null;
    let length = name?.length ?? Math.max(1, except);
    if (noun !== null && dotted && isAbbreviation(token.text)) length++;
    const last = tokens[at + length - 1] ?? token;
    pieces.push({
      kind: name ? 'name' : except > 0 ? 'except' : noun ? 'noun' : kindOf(token, lang),
      word: token.text,
      start: token.start,
      end: last.end,
      length,
      forms: name?.forms ?? [],
      noun,
      capital,
    });
    at += length;
  }
  return pieces;
}

function nameAt(
  text: string,
  tokens: readonly Token[],
  words: readonly string[],
  at: number,
  context: PlaceContext,
): { readonly length: number; readonly forms: readonly NameForm[] } | null {
  const match = context.gazetteer.names.match(words, at, context.lang === 'kk');
  if (match === null) return null;
  const first = tokens[at];
  const last = tokens[at + match.length - 1];
  const written = text.slice(first?.start, last?.end);
  const forms = match.forms.filter(
    (form) => inScope(form, context) && (!form.capitals || /^[\p{Lu}]{2}/u.test(written)),
  );
  return forms.length === 0 ? null : { length: match.length, forms };
}

/** «Алматы-Астана», written without spaces: two names and a dash. */
function routeAt({ text, start, end }: Token, context: PlaceContext): Piece[] | null {
  const dash = text.indexOf('-');
  if (dash < 0) return null;
  const halves = [text.slice(0, dash), text.slice(dash + 1)].map((half) => {
    const match = context.gazetteer.names.match([half], 0, context.lang === 'kk');
    return match?.forms.filter((form) => inScope(form, context) && !form.adjective) ?? [];
  });
  const [from = [], to = []] = halves;
  if (from.length === 0 || to.length === 0) return null;
  const half = { length: 1, noun: null, capital: true };
  return [
    { ...half, kind: 'name', word: text.slice(0, dash), start, end: start + dash, forms: from },
    { ...half, kind: 'dash', word: '-', start: start + dash, end: start + dash + 1, forms: [] },
    { ...half, kind: 'name', word: text.slice(dash + 1), start: start + dash + 1, end, forms: to },
  ];
}

/** Countries whose towns and regions are named in each other's statements. */
export const neighbours: ReadonlySet<string> = new Set([
  'KZ',
  'KG',
  'UZ',
  'TJ',
  'TM',
  'RU',
  'BY',
  'UA',
]);

function inScope({ target }: NameForm, { home }: PlaceContext): boolean {
  const country = home.slice(0, 2);
  if (target.country === country || target.kind === 'country' || target.seat) return true;
  return neighbours.has(country) && neighbours.has(target.country);
}

/** Number of words of "except", "за исключением", "with the exception of" at a word; 0 if none. */
function exceptionAt(words: readonly string[], at: number, lang: PlaceContext['lang']): number {
  for (const phrase of exceptions[lang]) {
    if (phrase.every((word, i) => words[at + i] === word)) return phrase.length;
  }
  return 0;
}

const phrases = (...texts: readonly string[]): readonly (readonly string[])[] =>
  texts.map((text) => text.split(' '));

const exceptions: Readonly<Record<PlaceContext['lang'], readonly (readonly string[])[]>> = {
  ru: phrases('кроме', 'за исключением', 'исключая', 'помимо', 'не считая'),
  kk: phrases('қоспағанда', 'басқа', 'өзге', 'есептемегенде'),
  en: phrases(
    'except for',
    'except',
    'other than',
    'with the exception of',
    'with the exceptions of',
    'excluding',
    'apart from',
    'but for',
    'save for',
    'but not',
  ),
};

function kindOf(token: Token, lang: PlaceContext['lang']): Piece['kind'] {
  const { text } = token;
  if (text === ',' || text === ';' || joiners[lang].has(text)) return 'join';
  if (fillers[lang].has(text)) return 'filler';
  if (wholes[lang].has(text)) return 'whole';
  return /^[-–—−]$/.test(text) ? 'dash' : 'other';
}

function isCapital(text: string, token: Token): boolean {
  const letter = text.charAt(token.start);
  return letter !== letter.toLowerCase();
}

/** «2022 г.», «с.г.» is a year, not a town. */
function isYear(words: readonly string[], at: number): boolean {
  if (!/^гг?$/.test(words[at] ?? '')) return false;
  const thisYear = words[at - 1] === '.' && /^[ст]$/.test(words[at - 2] ?? '');
  return thisYear || /^\d{4}$/.test(words[at - 1] ?? '');
}

function isAbbreviation(word: string): boolean {
  return /^(?:г|гг|гор|обл|пос|с|п|қ|ауд)$/.test(word);
}
