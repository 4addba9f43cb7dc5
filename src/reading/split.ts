import type { StatementSource } from '../record/index.ts';
import { type Clause, makeClause, type Sentence } from './clause.ts';
import { contactIn } from './contact.ts';
import type { Cues } from './cues.ts';
import { type KindReading, mainFigure, readKind } from './kind.ts';
import type { Lent } from './lent.ts';
import type { MeasureReading } from './measure.ts';

/** A clause with what it was read as. */
export interface ClauseReading {
  readonly clause: Clause;
  readonly kind: KindReading;
}

/**
 * Cuts a sentence into the clauses that each say something of their own: two figures with their
 * verbs, a lifting and a new setting, a request and the number to call. What cannot stand alone
 * stays with what is before it; a sentence that says one thing is one clause.
 */
export function readClauses(
  sentence: Sentence,
  cues: Cues,
  source: StatementSource,
  lent: Lent,
): ClauseReading[] {
  const readings: ClauseReading[] = [];
  let from = 0;
  let current = read(from, sentence.tokens.length);
  const whole = current;
  for (const cut of joints(sentence, cues)) {
    const left = read(from, cut);
    const right = left && read(cut, sentence.tokens.length, left);
    if (left === null || right === null || !apart(left, right)) continue;
    readings.push(left);
    from = cut;
    current = right;
  }
  if (readings.length === 0) return whole === null ? [] : [whole];
  if (current !== null) readings.push(current);
  return readings;

  function read(start: number, end: number, before?: ClauseReading): ClauseReading | null {
    const clause = makeClause(sentence, start, end, cues);
    const anaphor = before?.kind.measures[0] ?? lent.anaphor;
    const kind = readKind(clause, source, { ...lent, anaphor });
    return kind === null ? null : { clause, kind };
  }
}

/** Token positions where a new clause may begin: after a comma or dash, or at a joining word. */
function joints(sentence: Sentence, cues: Cues): number[] {
  const cuts: number[] = [];
  const { tokens } = sentence;
  // A sentence of hostile length is read as it stands: trying every joint would be quadratic.
  if (tokens.length > 200) return cuts;
  for (let i = 2; i < tokens.length - 1; i++) {
    const token = tokens[i];
    const before = tokens[i - 1];
    if (token === undefined || before === undefined) continue;
    const afterMark = before.kind === 'mark' && /^[,:–—-]$/.test(before.text);
    const joins = token.kind === 'word' && cues.joints.has(token.text);
    // A subordinate clause says nothing without its main clause.
    if (subordinators.test(token.text)) continue;
    if (!afterMark && !joins) continue;
    if (insideMention(sentence, token.start)) continue;
    cuts.push(i);
  }
  return cuts;
}

const subordinators = /^(?:что|чтобы|если|когда|чем|that|if|when|than|деп)$/;

function insideMention(sentence: Sentence, offset: number): boolean {
  const covers = (mention: { start: number; end: number }): boolean =>
    mention.start < offset && offset < mention.end;
  return (
    sentence.times.some(covers) || sentence.numbers.some(covers) || sentence.places.some(covers)
  );
}

/** Whether two neighbouring clauses say two things. */
function apart(left: ClauseReading, right: ClauseReading): boolean {
  const a = left.kind;
  const b = right.kind;
  if (a.kind !== b.kind) return settled(left) && settled(right);
  switch (a.kind) {
    case 'measure': {
      const x = a.measures[0];
      const y = b.measures[0];
      if (x === undefined || y === undefined) return false;
      const differ = x.type !== y.type || x.act !== y.act;
      return differ && hasVerb(x) && hasVerb(y) && x.score > 2 && y.score > 2;
    }
    case 'claim': {
      const figures = mainFigure(left.clause) !== null && mainFigure(right.clause) !== null;
      return figures && b.hit !== null && a.hit !== null;
    }
    case 'request':
      return hasContact(right.clause) && !hasContact(left.clause) && joinedByAnd(right.clause);
    default:
      return false;
  }
}

/** A direct cue is a predicate by itself. */
function hasVerb({ actHit, typeHit }: MeasureReading): boolean {
  return actHit !== null || (typeHit?.value.kind === 'type' && typeHit.value.part === 'direct');
}

/** Strong enough to stand beside another kind: its own words, and more than a fragment. */
function settled(reading: ClauseReading): boolean {
  const { kind, clause } = reading;
  if (clause.to - clause.from < 3 || kind.rule === 'dated order') return false;
  if (kind.kind === 'measure') return (kind.measures[0]?.score ?? 0) > 2.2;
  if (kind.kind === 'claim') return mainFigure(clause) !== null && kind.hit !== null;
  return kind.hit !== null;
}

function hasContact(clause: Clause): boolean {
  return contactIn(clause.sentence.text.slice(clause.start, clause.end)) !== null;
}

function joinedByAnd(clause: Clause): boolean {
  const first = clause.sentence.tokens[clause.from]?.text ?? '';
  return /^(и|and|әрі|және)$/.test(first);
}
