import { z } from 'zod';
import { fail, limits, type Result } from '../base/index.ts';
import {
  check,
  civil,
  clockTime,
  measureAct,
  measureType,
  type Provision,
  placeCode,
  provision,
  type Target,
  text,
} from '../record/index.ts';

/** A provision as the example's files give it, and the record that it becomes. */

/** Ends of a period: a civil point, or `open` where the text says that there is no end yet. */
const end = z.union([civil, z.literal('open')]);

/** A provision in the form of the corpus guide, with names in place of ids. */
export const noted = z.strictObject({
  key: z.string().optional(),
  kind: z.enum(['measure', 'claim', 'commitment', 'request', 'warning']),
  type: measureType.optional(),
  act: measureAct.optional(),
  places: z.array(placeCode),
  area: text.optional(),
  from: end.optional(),
  to: end.optional(),
  daily: z.tuple([clockTime, clockTime]).optional(),
  /** Fields that follow from the context; the others are stated. */
  implied: z.array(z.enum(['places', 'from', 'to'])).default([]),
  about: z.array(z.string()).default([]),
  due: z.union([civil, z.literal('vague')]).optional(),
  value: z.number().optional(),
  unit: z.string().optional(),
  contact: text.optional(),
  quote: text,
});
type Noted = z.infer<typeof noted>;

/** Fails with `example_invalid`: the quote is not in `words`, or a field is wrong. */
export function toProvision(each: Noted, words: string, at: string): Result<Provision> {
  const target = targetOf(words, each.quote);
  if (target === null)
    return fail('example_invalid', `the quote is not in the text: ${each.quote}`, at);
  const basis = each.implied.includes('places') ? 'implied' : 'stated';
  const places = {
    basis: each.places.length === 0 ? 'unknown' : basis,
    codes: each.places,
    area: each.area ?? null,
  };
  const period = { from: point(each, 'from'), to: point(each, 'to') };
  const { kind, type, act, value, unit } = each;
  const daily = each.daily ?? null;
  const figure = value === undefined ? null : { value, unit };
  const fields = {
    measure: { type, act, ...period, daily, about: [] },
    claim: { ...period, figure },
    commitment: { due: due(each.due) },
    request: { contact: each.contact ?? null },
    warning: {},
  }[kind];
  const checked = check(provision, { kind, target, places, ...fields }, 'example_invalid');
  return checked.ok
    ? checked
    : fail('example_invalid', `${each.quote}: ${checked.error.message}`, at);
}

function point(each: Noted, field: 'from' | 'to'): object {
  const at = each[field];
  if (at === undefined) return { basis: 'unknown' };
  if (at === 'open') return { basis: 'open' };
  return { basis: each.implied.includes(field) ? 'implied' : 'stated', at };
}

function due(value: string | undefined): object {
  if (value === undefined) return { basis: 'unknown' };
  return value === 'vague' ? { basis: 'vague' } : { basis: 'stated', on: value };
}

/** The selectors of the first place where the words stand; `null` if they stand nowhere. */
function targetOf(words: string, quote: string): Target | null {
  const start = words.indexOf(quote);
  if (start < 0) return null;
  const end = start + quote.length;
  const context = limits.quote_context_chars;
  const prefix = words.slice(Math.max(0, start - context), start);
  const suffix = words.slice(end, end + context);
  return {
    selector: [
      { type: 'TextQuoteSelector', exact: quote, prefix, suffix },
      { type: 'TextPositionSelector', start, end },
    ],
  };
}
