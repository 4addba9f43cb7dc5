import type { Piece } from './pieces.ts';
import type { PlaceContext } from './types.ts';
import type { NounClass } from './words.ts';

/** Which noun belongs to which name: right beside it, or shared by a list. */

/** Which noun says what a name is, and how far it stands. */
export interface Bound {
  readonly of: NounClass;
  readonly noun: number;
  readonly how: 'after' | 'before' | 'shared';
}

/** By the piece of each name; names without a noun are absent. */
export function bindNouns(
  pieces: readonly Piece[],
  names: readonly number[],
  { lang }: PlaceContext,
): Map<number, Bound> {
  const bounds = new Map<number, Bound>();
  const taken = new Set<number>();
  for (const name of names) {
    const after = nounAfter(pieces, name, lang);
    const of = after === null ? undefined : pieces[after]?.noun?.of;
    if (after === null || of === undefined) continue;
    bounds.set(name, { of, noun: after, how: 'after' });
    taken.add(after);
  }
  if (lang !== 'kk') {
    for (const name of names) {
      const before = nounBefore(pieces, name, lang);
      if (before === null || bounds.has(name) || taken.has(before)) continue;
      const of = pieces[before]?.noun?.of;
      if (of !== undefined) bounds.set(name, { of, noun: before, how: 'before' });
    }
  }
  shareNouns(pieces, names, bounds, lang);
  return bounds;
}

/** «Актюбинской и Костанайской областях», "the Almaty, Atyrau and Zhambyl regions". */
function shareNouns(
  pieces: readonly Piece[],
  names: readonly number[],
  bounds: Map<number, Bound>,
  lang: PlaceContext['lang'],
): void {
  for (let i = names.length - 2; i >= 0; i--) {
    const [name = 0, next = 0] = [names[i], names[i + 1]];
    const bound = bounds.get(next);
    if (bounds.has(name) || bound === undefined || !joined(pieces, name, next)) continue;
    const noun = pieces[bound.noun]?.noun;
    const reaches = bound.how !== 'before' && bound.noun > next;
    const plural = noun?.plural === true || (lang === 'ru' && isAdjective(pieces[name]));
    if (reaches && plural && (lang !== 'ru' || isAdjective(pieces[name]))) {
      bounds.set(name, { ...bound, how: 'shared' });
    }
  }
  for (let i = 1; i < names.length; i++) {
    const [before = 0, name = 0] = [names[i - 1], names[i]];
    const bound = bounds.get(before);
    if (bounds.has(name) || bound === undefined || !joined(pieces, before, name)) continue;
    if (bound.noun > before) continue;
    const noun = pieces[bound.noun];
    const plural =
      noun?.noun?.plural === true || /^(?:города|области|районы)$/.test(noun?.word ?? '');
    if (plural) bounds.set(name, { ...bound, how: 'shared' });
  }
}

/** The noun right after a name, over «автономная» in Russian. */
function nounAfter(pieces: readonly Piece[], name: number, lang: string): number | null {
  if (lang === 'ru' && !isAdjective(pieces[name])) return null;
  const autonomous = /^(?:автономн|autonomous|regional)/.test(pieces[name + 1]?.word ?? '');
  const at = autonomous ? name + 2 : name + 1;
  return pieces[at]?.kind === 'noun' ? at : null;
}

/** The noun before a name, over "of" and "of the" in English. */
function nounBefore(pieces: readonly Piece[], name: number, lang: string): number | null {
  let at = name - 1;
  if (lang === 'en') {
    if (pieces[at]?.word === 'the') at--;
    if (pieces[at]?.word !== 'of') return null;
    at--;
  }
  if (/^имени$/.test(pieces[at]?.word ?? '')) at--;
  // «город республиканского значения Алматы»
  if (/^значения$/.test(pieces[at]?.word ?? '')) at -= 2;
  return pieces[at]?.kind === 'noun' ? at : null;
}

/** Only joiners (at least one) stand between two names. */
function joined(pieces: readonly Piece[], name: number, next: number): boolean {
  for (let at = name + 1; at < next; at++) if (pieces[at]?.kind !== 'join') return false;
  return next > name + 1;
}

function isAdjective(piece: Piece | undefined): boolean {
  return piece?.forms.some((form) => form.adjective) ?? false;
}
