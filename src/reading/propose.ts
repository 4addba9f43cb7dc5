import { civilMinute, dayOf, limits } from '../base/index.ts';
import {
  type Block,
  type MeasureAct,
  type MeasureType,
  type PlaceScope,
  type Provision,
  type Statement,
  spanInSource,
  type Target,
  type Trace,
} from '../record/index.ts';
import { type Clause, hasSign, spanOfHit } from './clause.ts';
import { contactIn } from './contact.ts';
import { type KindReading, mainFigure } from './kind.ts';
import type { MeasureReading } from './measure.ts';
import { claimPeriod, dueOf, inherit, measurePeriod, type Period, remember } from './period.ts';
import type { ScopeReading } from './scope.ts';
import type { HeadContext, Walk } from './walk.ts';

/** One clause, or a part of one, that is to become a proposal. */
export interface Part {
  readonly clause: Clause;
  readonly measure: MeasureReading | null;
}

/** Measures that others are bound to: "for the period of the emergency", "of the quarantine". */
const regimes: ReadonlySet<MeasureType> = new Set([
  'state_of_emergency',
  'martial_law',
  'counter_terrorist_operation',
  'health_measure',
]);

type Note = (field: string, rule: string, span: { start: number; end: number } | null) => void;

/** Adds the proposal of a clause to the walk, with a trace of the words behind each field. */
export function propose(
  walk: Walk,
  block: Block,
  part: Part,
  kind: KindReading,
  scope: ScopeReading,
  head: HeadContext | null,
): void {
  const { clause } = part;
  const trace: Trace[] = [];
  const note: Note = (field, rule, span) => trace.push(traceOf(block, clause, field, rule, span));
  note('kind', kind.rule, kind.hit && spanOfHit(clause, kind.hit));
  for (const mention of scope.mentions) note('places', mention.rule, mention);
  const target = targetOf(walk.statement, block, clause);
  const provision = provisionOf(walk, part, kind, scope.scope, target, head, note);
  walk.proposals.push({ provision, trace });
}

function provisionOf(
  walk: Walk,
  part: Part,
  kind: KindReading,
  places: PlaceScope,
  target: Target,
  head: HeadContext | null,
  note: Note,
): Provision {
  const { clause } = part;
  switch (kind.kind) {
    case 'measure':
      return measureOf(walk, part, places, target, head, note);
    case 'claim': {
      const period = claimPeriod(clause);
      const figure = mainFigure(clause);
      if (figure !== null) note('figure', figure.rule, figure);
      const unit = figure === null ? null : (figure.unit ?? walk.lastUnit);
      walk.lastUnit = unit ?? walk.lastUnit;
      for (const mention of period.mentions) note('period', mention.rule, mention);
      return {
        kind: 'claim',
        target,
        places,
        from: period.from,
        to: period.to,
        figure: figure === null || unit === null ? null : { value: figure.value, unit },
      };
    }
    case 'commitment': {
      const { due, mention } = dueOf(clause, walk.source.publishedAt);
      if (mention !== null) note('due', mention.rule, mention);
      return { kind: 'commitment', target, places, due };
    }
    case 'request': {
      const contact = contactIn(clause.sentence.text.slice(clause.start, clause.end));
      return { kind: 'request', target, places, contact };
    }
    case 'warning':
      return { kind: 'warning', target, places };
  }
}

function measureOf(
  walk: Walk,
  { clause, measure }: Part,
  places: PlaceScope,
  target: Target,
  head: HeadContext | null,
  note: Note,
): Provision {
  if (measure === null) throw new Error('a measure without its reading');
  const { type, typeHit, actHit } = measure;
  const section = measure.act === 'continue' ? null : walk.sectionPeriod;
  const lent = head?.period ?? section;
  const period = inherit(measurePeriod(clause, measure.act, walk.times), lent);
  const act = settledAct(walk, clause, measure.act, period);
  walk.inForceParagraph = act === 'continue';
  remember(walk.times, period, regimes.has(type));
  const sameHours = typeHit === null && act !== 'lift' ? (walk.lastMeasure?.daily ?? null) : null;
  const daily = period.daily ?? sameHours;
  walk.lastMeasure = { type, act, daily };
  if (act !== 'lift' && walk.tableMeasure?.fromHeading !== true) {
    walk.tableMeasure = { type, act, fromHeading: false };
  }
  note('type', typeHit?.value.name ?? 'context', typeHit && spanOfHit(clause, typeHit));
  note('act', actHit?.value.name ?? 'context', actHit && spanOfHit(clause, actHit));
  for (const mention of period.mentions) note('period', mention.rule, mention);
  return {
    kind: 'measure',
    target,
    type,
    act,
    places,
    from: period.from,
    to: period.to,
    daily: daily === null ? null : [daily[0], daily[1]],
    about: [],
  };
}

/**
 * "Closed since 13 April", said on the 15th: it holds already. "From 12:00 tomorrow a curfew is in
 * force": it does not yet.
 */
function settledAct(walk: Walk, clause: Clause, act: MeasureAct, period: Period): MeasureAct {
  if (!('at' in period.from) || period.from.basis !== 'stated') return act;
  const from = civilMinute(period.from.at) ?? 0;
  const today = civilMinute(dayOf(walk.source.publishedAt)) ?? 0;
  if (act === 'declare' && hasSign(clause, 'stative') && from < today) return 'continue';
  if (act === 'continue' && from >= today && !hasSign(clause, 'already')) return 'declare';
  return act;
}

function targetOf(statement: Statement, block: Block, clause: Clause): Target {
  const { start, end: last } = spanInSource(block, clause.start, clause.end);
  const end = afterReference(statement, last);
  const around = limits.quote_context_chars;
  return {
    selector: [
      {
        type: 'TextQuoteSelector',
        exact: statement.text.slice(start, end),
        prefix: wholeCharacters(statement.text.slice(Math.max(0, start - around), start)),
        suffix: wholeCharacters(statement.text.slice(end, end + around)),
      },
      { type: 'TextPositionSelector', start, end },
    ],
  };
}

/** A character that HTML writes as a reference (`&raquo;`) ends where the reference does. */
function afterReference({ text, mediaType }: Statement, end: number): number {
  if (mediaType !== 'text/html' || text.charAt(end - 1) !== '&') return end;
  const reference = /^&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/i.exec(
    text.slice(end - 1, end + 40),
  );
  return reference === null ? end : end - 1 + reference[0].length;
}

/** Without halves of surrogate pairs at the cut ends. */
function wholeCharacters(text: string): string {
  return text.replace(/^[\udc00-\udfff]/, '').replace(/[\ud800-\udbff]$/, '');
}

function traceOf(
  block: Block,
  clause: Clause,
  field: string,
  rule: string,
  span: { start: number; end: number } | null,
): Trace {
  const source = spanInSource(block, span?.start ?? clause.start, span?.end ?? clause.end);
  const words = span === null ? '' : clause.sentence.text.slice(span.start, span.end);
  return { field, rule, words, ...source };
}
