import { type Civil, dayOf } from '../base/index.ts';
import type { ProvisionKind, StatementSource } from '../record/index.ts';
import { type Clause, hasSign, signHit } from './clause.ts';
import type { Cue } from './cues.ts';
import { hasImperative } from './imperative.ts';
import type { Lent } from './lent.ts';
import { type MeasureReading, readMeasures } from './measure.ts';
import type { NumberMention } from './numbers.ts';
import type { PatternHit } from './pattern.ts';

/** What a clause is, if anything, and the words that decided it. */
export interface KindReading {
  readonly kind: ProvisionKind;
  readonly rule: string;
  readonly hit: PatternHit<Cue> | null;
  readonly measures: readonly MeasureReading[];
}

/** A measure counts from this score on; a bare name without a verb stays below. */
const measureScoreMin = 1.2;

/** Decides by the strongest sign first; every rule stands here, in the order in which they win. */
export function readKind(clause: Clause, source: StatementSource, lent: Lent): KindReading | null {
  const measures = readMeasures(clause, lent).filter(({ score }) => score >= measureScoreMin);
  const best = measures[0];
  const found = (kind: ProvisionKind, rule: string, hit: PatternHit<Cue> | null): KindReading => ({
    kind,
    rule,
    hit,
    measures: kind === 'measure' ? measures : [],
  });
  const sign = (name: Parameters<typeof signHit>[1]) => signHit(clause, name);

  if (hasSign(clause, 'heading')) return null;
  if (hasSign(clause, 'enacting') && opensList(clause)) return null;
  if (sign('wish') !== null) return null;
  if (sign('denial') !== null) return found('claim', 'denial', sign('denial'));
  const imperative = hasImperative(clause, source.lang);
  if (imperative || hasSign(clause, 'ask', 'request')) {
    const strong = imperative || hasSign(clause, 'ask');
    if (strong || best === undefined || best.score < 2.3) {
      return found('request', 'request', sign('ask') ?? sign('request'));
    }
  }
  if (sign('nothing') !== null && (best?.score ?? 0) < 3) return null;
  if (sign('reported') !== null) return null;
  if (isWarning(clause)) return found('warning', 'warning', sign('warning'));
  if (lent.kind === 'request') return found('request', 'list of requests', null);
  if (best !== undefined && holds(clause)) {
    if (hasSign(clause, 'intention') && !timed(clause)) {
      return found('commitment', 'intention', sign('intention'));
    }
    return found('measure', best.typeHit?.value.name ?? 'context', best.typeHit);
  }
  if (sign('condition') !== null) return null;
  const figure = mainFigure(clause);
  const orders = source.genre === 'decree' || source.genre === 'order';
  if (sign('duty') !== null || lent.kind === 'commitment') {
    return found('commitment', 'duty', sign('duty'));
  }
  if (orders && sign('infinitive') !== null && dated(clause, source.publishedAt)) {
    return found('commitment', 'dated order', sign('infinitive'));
  }
  if (sign('negation') !== null && figure === null) return null;
  if (sign('promise') !== null) return found('commitment', 'promise', sign('promise'));
  if (sign('future') !== null && dated(clause, source.publishedAt)) {
    return found('commitment', 'future', sign('future'));
  }
  const event = sign('event') ?? sign('state');
  if (figure !== null && (event !== null || hasPredicate(clause))) {
    return found('claim', 'figure', event);
  }
  if (event !== null && sign('history') === null) return found('claim', 'event', event);
  return null;
}

/**
 * The first number in the clause that counts something; or one whose counted noun is left out
 * ("eleven of them", "about twelve thousand returned home"), beside the verb of an event.
 */
export function mainFigure(clause: Clause): NumberMention | null {
  const counted = clause.numbers.find((number) => number.unit !== null);
  if (counted !== undefined) return counted;
  if (!hasSign(clause, 'event')) return null;
  return clause.numbers.find(({ rule }) => /elliptic/.test(rule)) ?? null;
}

function isWarning(clause: Clause): boolean {
  if (!hasSign(clause, 'warning')) return false;
  // "Обещаю, что виновные будут привлечены к ответственности" is a promise to the victims.
  const promise = signHit(clause, 'promise');
  const warning = signHit(clause, 'warning');
  return (
    promise === null ||
    warning === null ||
    !/^(обеща|promis|уәде)/.test(wordAt(clause, promise.from))
  );
}

function wordAt(clause: Clause, index: number): string {
  return clause.sentence.tokens[index]?.text ?? '';
}

/** Nothing is taken from a negation, a condition, history or the words of others. */
function holds(clause: Clause): boolean {
  return !hasSign(clause, 'negation', 'condition', 'reported', 'history');
}

function timed(clause: Clause): boolean {
  return clause.times.some(({ what }) => what === 'from' || what === 'range' || what === 'point');
}

/** A day or hour that is still to come, or "soon". */
function dated(clause: Clause, publishedAt: Civil): boolean {
  const today = dayOf(publishedAt);
  return clause.times.some(({ what, on, from, to }) => {
    if (what === 'vague') return true;
    if (what === 'citation' || what === 'same' || what === 'daily' || what === 'window')
      return false;
    const day = on ?? to ?? from;
    return day !== null && day >= today;
  });
}

function opensList(clause: Clause): boolean {
  return clause.sentence.text.slice(0, clause.sentence.end).trimEnd().endsWith(':');
}

/** A figure alone in a heading or a list of articles says nothing; a verb or a colon makes it. */
function hasPredicate(clause: Clause): boolean {
  return clause.to - clause.from >= 4;
}
