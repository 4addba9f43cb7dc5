import type { MeasureAct, MeasureType } from '../record/index.ts';
import { type Clause, hasSign, verbHits } from './clause.ts';
import type { Cue, VerbRole } from './cues.ts';
import type { Lent } from './lent.ts';
import type { PatternHit } from './pattern.ts';

/**
 * From the words for a rule or an activity and the verb that acts on it to a measure.
 *
 * A rule ("curfew", "the ban on sales") is set, kept, prolonged, changed, softened or ended. An
 * activity ("trains", "the sale of alcohol") is stopped, which makes a rule, or let go again,
 * which eases one. The same verb therefore means opposite things: "отменить комендантский час"
 * lifts, "отменить рейсы" declares.
 */

export interface MeasureReading {
  readonly type: MeasureType;
  readonly act: MeasureAct;
  /** The cue that named the type, and the verb that gave the act, if any stands in the clause. */
  readonly typeHit: PatternHit<Cue> | null;
  readonly actHit: PatternHit<Cue> | null;
  readonly score: number;
}

type LentVerbs = ReadonlySet<VerbRole>;

interface TypeHits {
  rule: PatternHit<Cue> | null;
  activity: PatternHit<Cue> | null;
  direct: PatternHit<Cue> | null;
}

/** An item is most likely of its head's type. */
const headBonus = 0.6;

/** The broad words that also stand in sentences about something narrower. */
const breadth: Partial<Record<MeasureType, number>> = {
  state_of_emergency: 0.6,
  closure: 0.5,
  health_measure: 0.3,
  transport_restriction: 0.2,
  movement_restriction: 0.2,
  special_body: 0.1,
  force_deployment: 0.15,
};

/** Every measure that the clause could be, best first. */
export function readMeasures(clause: Clause, lent: Lent): MeasureReading[] {
  const readings: MeasureReading[] = [];
  for (const [type, hits] of typesIn(clause)) {
    const reading = readType(clause, type, hits, lent);
    if (reading !== null) readings.push(reading);
  }
  if (readings.length > 0) return readings.sort((a, b) => b.score - a.score);
  const context = readAnaphor(clause, lent) ?? readRow(clause, lent);
  return context === null ? [] : [context];
}

/** "It was lifted on 8 January", "this measure is extended": the last measure, and a new verb. */
function readAnaphor(clause: Clause, lent: Lent): MeasureReading | null {
  if (lent.anaphor === null || !hasSign(clause, 'anaphor', 'ban_noun')) return null;
  const roles = ['prolong', 'change', 'end', 'soften', 'keep', 'set'] as const;
  for (const role of roles) {
    const verb = verbHits(clause, role)[0];
    if (verb === undefined) continue;
    const { type } = lent.anaphor;
    return { type, act: actOfRole[role], typeHit: null, actHit: verb, score: 2.3 };
  }
  return null;
}

/**
 * A row of a table or an item of a list that has no verb of its own, under words that say what
 * holds there: a place and its hours, or just a name.
 */
function readRow(clause: Clause, lent: Lent): MeasureReading | null {
  if (lent.measure === null) return null;
  const timed = clause.times.some(({ what }) => what !== 'citation' && what !== 'vague');
  const placed = clause.places.some(({ role }) => role === 'place');
  const bare = lent.isItem && !clause.hits.some(({ value }) => value.kind === 'verb');
  if (!(timed && placed) && !bare) return null;
  const { type, act } = lent.measure;
  return { type, act, typeHit: null, actHit: null, score: timed && placed ? 2.1 : 1.5 };
}

function typesIn(clause: Clause): Map<MeasureType, TypeHits> {
  const types = new Map<MeasureType, TypeHits>();
  for (const hit of clause.hits) {
    if (hit.value.kind !== 'type') continue;
    const { type, part } = hit.value;
    const known = types.get(type) ?? { rule: null, activity: null, direct: null };
    known[part] ??= hit;
    types.set(type, known);
  }
  return types;
}

function readType(
  clause: Clause,
  type: MeasureType,
  hits: TypeHits,
  lent: Lent,
): MeasureReading | null {
  const candidates = [
    hits.direct && directAct(clause, hits.direct),
    hits.rule && ruleAct(clause, hits.rule, lent.verbs),
    hits.activity && activityAct(clause, type, hits.activity, lent),
  ].filter((candidate) => candidate !== null);
  const best = candidates.sort((a, b) => b.score - a.score)[0];
  if (best === undefined) return null;
  const settled = settleInternet(type, best.act, best.hit);
  return {
    type: settled.type,
    act: settled.act,
    typeHit: best.hit,
    actHit: best.verb,
    score:
      best.score -
      (breadth[type] ?? 0) +
      0.3 * earliness(clause, best.hit) +
      (lent.measure?.type === type ? headBonus : 0),
  };
}

/** What a sentence begins with is what it is about: 1 at its first word, 0 at its last. */
function earliness(clause: Clause, hit: PatternHit<Cue>): number {
  return 1 - (hit.from - clause.from) / Math.max(1, clause.to - clause.from);
}

interface Candidate {
  readonly act: MeasureAct;
  readonly hit: PatternHit<Cue>;
  readonly verb: PatternHit<Cue> | null;
  readonly score: number;
}

function directAct(clause: Clause, hit: PatternHit<Cue>): Candidate {
  const own = hit.value.kind === 'type' && hit.value.act !== null ? hit.value.act : 'declare';
  const moved =
    own === 'declare' ? ruleVerb(clause, hit, new Set(), ['prolong', 'change', 'keep']) : null;
  const act = moved !== null && near(hit, moved.verb, 6) ? moved.act : own;
  return { act, hit, verb: moved?.verb ?? null, score: 2.8 + 0.05 * (hit.to - hit.from) };
}

function ruleAct(clause: Clause, hit: PatternHit<Cue>, lent: LentVerbs): Candidate | null {
  const found = ruleVerb(clause, hit, lent, ['prolong', 'change', 'end', 'soften', 'keep', 'set']);
  if (found !== null) {
    const gap = found.verb === null ? 0 : distance(hit, found.verb);
    return { act: found.act, hit, verb: found.verb, score: 3 - 0.03 * gap };
  }
  // A rule named with its hours or its period, and no verb at all: "Комендантский час с 22.00".
  const timed = clause.times.some(({ what }) => what === 'daily' || what === 'range');
  return timed ? { act: 'declare', hit, verb: null, score: 1.6 } : null;
}

const actOfRole: Record<VerbRole, MeasureAct> = {
  prolong: 'extend',
  change: 'amend',
  end: 'lift',
  stop: 'lift',
  soften: 'ease',
  go: 'ease',
  keep: 'continue',
  set: 'declare',
  only: 'declare',
};

/** The verb that acts on a rule: roles in the order in which they win over one another. */
function ruleVerb(
  clause: Clause,
  hit: PatternHit<Cue>,
  lent: LentVerbs,
  roles: readonly VerbRole[],
): { act: MeasureAct; verb: PatternHit<Cue> | null } | null {
  for (const role of roles) {
    const verb = nearest(
      verbHits(clause, role).filter((one) => !isNegated(clause, one)),
      hit,
    );
    if (verb !== null) return { act: actOfRole[role], verb };
  }
  for (const role of roles) if (lent.has(role)) return { act: actOfRole[role], verb: null };
  return null;
}

/** "Shall not be extended": the verb is there, and nothing is prolonged. */
function isNegated(clause: Clause, verb: PatternHit<Cue>): boolean {
  const before = clause.sentence.tokens.slice(Math.max(clause.from, verb.from - 2), verb.from);
  return before.some(({ text }) => text === 'not' || text === 'не' || text === 'never');
}

function activityAct(
  clause: Clause,
  type: MeasureType,
  hit: PatternHit<Cue>,
  context: Lent,
): Candidate | null {
  const lent = context.verbs;
  const ban = nearest(
    clause.hits.filter((other) => other.value.kind === 'sign' && other.value.sign === 'ban_noun'),
    hit,
  );
  if (ban !== null && ban.from < hit.from && hit.from - ban.to <= 6) {
    const named = ruleAct(clause, { ...hit, from: ban.from }, lent);
    if (named !== null) return { ...named, hit, score: named.score + 0.1 };
  }
  const only = nearest(verbHits(clause, 'only'), hit);
  const stop = nearest([...verbHits(clause, 'stop'), ...verbHits(clause, 'end')], hit);
  const go = nearest(verbHits(clause, 'go'), hit);
  const keep = nearest(verbHits(clause, 'keep'), hit);
  const prolong = nearest(verbHits(clause, 'prolong'), hit);
  const at = (act: MeasureAct, verb: PatternHit<Cue> | null, base: number): Candidate => ({
    act,
    hit,
    verb,
    score: base - (verb === null ? 0 : 0.04 * distance(hit, verb)),
  });
  if (prolong !== null) return at('extend', prolong, 2.4);
  const change = nearest(verbHits(clause, 'change'), hit);
  if (change !== null && (stop !== null || go !== null)) return at('amend', change, 2.5);
  if (only !== null && type !== 'closure')
    return at(keep === null ? 'declare' : 'continue', only, 2.6);
  if (stop !== null && (go === null || distance(hit, stop) <= distance(hit, go))) {
    const stays =
      keep !== null ||
      hasSign(clause, 'already') ||
      (context.inForce && clause.times.length === 0 && hasSign(clause, 'stative'));
    return at(stays ? 'continue' : 'declare', stop, 2.5);
  }
  if (go !== null) return at('ease', go, 2.4);
  if (only !== null) return at('declare', only, 2);
  if (lent.has('prolong')) return at('extend', null, 2.3);
  const lentStop = lent.has('stop') || lent.has('end');
  if (lentStop) return at(lent.has('keep') ? 'continue' : 'declare', null, 2.3);
  if (lent.has('go')) return at('ease', null, 2.3);
  return null;
}

/** Stopping the internet restricts it, letting it go is access, however it is said. */
function settleInternet(
  type: MeasureType,
  act: MeasureAct,
  hit: PatternHit<Cue>,
): { type: MeasureType; act: MeasureAct } {
  const isActivity = hit.value.kind === 'type' && hit.value.part === 'activity';
  if (type === 'internet_restriction' && isActivity && act === 'ease') {
    return { type: 'internet_access', act: 'declare' };
  }
  return { type, act };
}

function nearest(hits: readonly PatternHit<Cue>[], to: PatternHit<Cue>): PatternHit<Cue> | null {
  let best: PatternHit<Cue> | null = null;
  for (const hit of hits) {
    if (best === null || distance(hit, to) < distance(best, to)) best = hit;
  }
  return best;
}

/** A long list between a subject and its verb weighs no more than this many tokens. */
const distanceMax = 10;

/** Tokens between two hits; 0 where they touch or overlap. */
function distance(a: PatternHit<Cue>, b: PatternHit<Cue>): number {
  return Math.min(distanceMax, Math.max(0, a.from - b.to, b.from - a.to));
}

function near(a: PatternHit<Cue>, b: PatternHit<Cue> | null, tokens: number): boolean {
  return b === null || distance(a, b) <= tokens;
}
