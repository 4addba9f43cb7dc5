import type { NameForm } from '../../place/index.ts';
import type { PlaceContext } from './types.ts';

/** What local places are called, whatever the case that the text puts their names in. */

/** What the data call a place of these forms in the regions given; null: nothing, or several. */
export function usualName(
  forms: readonly NameForm[],
  codes: readonly string[],
  { gazetteer, on, lang }: PlaceContext,
): string | null {
  const names = forms
    .filter(({ target }) => gazetteer.current(target.code, on).some((one) => codes.includes(one)))
    .map(({ target }) => target.names?.[lang]);
  const [name, ...others] = new Set(names);
  return others.length === 0 ? (name ?? null) : null;
}

/** The names of two places as one area; null where one of them is not known. */
export function namesTogether(a: string | null, b: string | null): string | null {
  return a === null || b === null ? null : a === b ? a : `${a}, ${b}`;
}
