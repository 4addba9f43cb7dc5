import type { Clause } from './clause.ts';
import type { KindReading } from './kind.ts';
import type { MeasureReading } from './measure.ts';
import type { Part } from './propose.ts';

/** A clause that ends two rules at once ("curfew and the limits on entry") gives two provisions. */
export function partsOf(clause: Clause, kind: KindReading): Part[] {
  const [first, second] = kind.measures;
  if (kind.kind !== 'measure' || first === undefined) return [{ clause, measure: null }];
  if (second === undefined || second.act !== first.act || second.score <= 2.6) {
    return [{ clause, measure: first }];
  }
  const cut = coordinated(clause, first, second);
  if (cut === null || second.actHit !== first.actHit) return [{ clause, measure: first }];
  const { left, right, at } = cut;
  return [
    { clause: { ...clause, end: trimBack(clause.sentence.text, at) }, measure: left },
    { clause: { ...clause, start: at }, measure: right },
  ];
}

/** Where the second of two names joined by "and" begins; null if they are not so joined. */
function coordinated(
  clause: Clause,
  a: MeasureReading,
  b: MeasureReading,
): { left: MeasureReading; right: MeasureReading; at: number } | null {
  if (a.typeHit === null || b.typeHit === null) return null;
  const isFirst = a.typeHit.from < b.typeHit.from;
  const [left, right] = isFirst ? [a, b] : [b, a];
  const [before, after] = isFirst ? [a.typeHit, b.typeHit] : [b.typeHit, a.typeHit];
  if (before.to > after.from) return null;
  const between = clause.sentence.tokens.slice(before.to, after.from);
  const joined = between.length <= 3 && between.some(({ text }) => joiningWord.test(text));
  const at = clause.sentence.tokens[after.from]?.start;
  return joined && at !== undefined ? { left, right, at } : null;
}

const joiningWord = /^(и|and|және|мен|пен|бен|,)$/;

function trimBack(text: string, end: number): number {
  return text.slice(0, end).replace(/[\s,]+(?:и|and|және|мен)?\s*$/u, '').length;
}
