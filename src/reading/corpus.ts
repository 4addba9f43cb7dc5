import { z } from 'zod';
import { ok, type Result } from '../base/index.ts';
import {
  check,
  measureAct,
  measureType,
  type PlaceScope,
  type Proposal,
  type Provision,
  type StatementSource,
  statementSource,
  type TimePoint,
} from '../record/index.ts';

/** The flat form in which a reading is written down, compared and scored: the corpus form. */

export const corpusProvision = z.strictObject({
  kind: z.enum(['measure', 'claim', 'commitment', 'request', 'warning']),
  quote: z.string().min(1),
  type: measureType.optional(),
  act: measureAct.optional(),
  places: z.array(z.string()).optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  daily: z.tuple([z.string(), z.string()]).optional(),
  due: z.string().optional(),
  value: z.number().optional(),
  unit: z.string().optional(),
  contact: z.string().optional(),
  optional: z.boolean().optional(),
  /** UTF-16 offsets in the decoded text; in readings only. */
  start: z.int().nonnegative().optional(),
  end: z.int().positive().optional(),
});
export type CorpusProvision = z.infer<typeof corpusProvision>;

export interface CorpusCase {
  readonly id: string;
  readonly source: StatementSource;
  /** The decoded text that quotes and offsets speak of. */
  readonly text: string;
  readonly gold: readonly CorpusProvision[];
}

/** Checks a case's two JSON files. Failures: `source_invalid`, `provisions_invalid`. */
export function parseCorpusFiles(
  source: unknown,
  provisions: unknown,
): Result<{ readonly source: StatementSource; readonly gold: readonly CorpusProvision[] }> {
  const checkedSource = check(statementSource, source, 'source_invalid');
  if (!checkedSource.ok) return checkedSource;
  const gold = check(z.array(corpusProvision), provisions, 'provisions_invalid');
  if (!gold.ok) return gold;
  return ok({ source: checkedSource.value, gold: gold.value });
}

/** A proposal in the corpus form. Quotes have runs of white space as one space. */
export function toCorpusForm(proposal: Proposal): CorpusProvision {
  const { provision } = proposal;
  const [quote, position] = provision.target.selector;
  return {
    kind: provision.kind,
    ...fieldsOf(provision),
    quote: quote.exact.replace(/\s+/g, ' ').trim(),
    start: position.start,
    end: position.end,
  };
}

function fieldsOf(provision: Provision): Partial<CorpusProvision> {
  switch (provision.kind) {
    case 'measure':
      return {
        type: provision.type,
        act: provision.act,
        ...placesOf(provision.places),
        ...periodOf(provision.from, provision.to),
        ...(provision.daily === null ? {} : { daily: provision.daily }),
      };
    case 'claim':
      return {
        ...placesOf(provision.places),
        ...periodOf(provision.from, provision.to),
        ...(provision.figure === null
          ? {}
          : { value: provision.figure.value, unit: provision.figure.unit }),
      };
    case 'commitment':
      if (provision.due.basis === 'unknown') return {};
      return { due: provision.due.basis === 'vague' ? 'vague' : provision.due.on };
    case 'request':
      return provision.contact === null ? {} : { contact: provision.contact };
    case 'warning':
      return {};
  }
}

function placesOf(scope: PlaceScope): { places: string[] } {
  return { places: [...scope.codes] };
}

function periodOf(from: TimePoint, to: TimePoint): { from?: string; to?: string } {
  return { ...('at' in from ? { from: from.at } : {}), ...('at' in to ? { to: to.at } : {}) };
}
