import { dayOf } from '../base/index.ts';
import type { Logged, MeasureRecord, StatementRecord } from '../record/index.ts';
import { areaKey } from './areas.ts';
import type { Edits } from './edits.ts';
import { minute } from './periods.ts';
import { type Act, compareActs } from './rules.ts';
import type { Territory } from './territory.ts';

/** A measure as it stands after the edits known; null if it or its statement was withdrawn. */
export function actOf(
  measure: Logged<MeasureRecord>,
  statement: Logged<StatementRecord> | null,
  edits: Edits,
  known: number,
): Act | null {
  if (statement === null || edits.standing(measure.id, known) !== null) return null;
  const { places, about, target } = measure.record;
  const { publishedAt, place } = statement.record;
  const named = places.codes.length > 0;
  const resolved = about.flatMap((id) => edits.current(id, known) ?? []);
  return {
    id: measure.id,
    record: measure,
    statement,
    day: dayOf(publishedAt),
    published: minute(publishedAt),
    codes: named ? places.codes : [place],
    certain: named,
    area: places.area === null ? null : areaKey(places.area),
    about: resolved.filter((id) => id !== measure.id),
    corrections: edits.puttingInPlace(measure.id, known),
    words: folded(target.selector[0].exact),
  };
}

/**
 * True if an act sets a rule for a code by itself: it does not only relax or end, and none of the
 * records it speaks of covers the code.
 */
export function standsFor(
  act: Act,
  code: string,
  about: readonly Act[],
  territory: Territory,
): boolean {
  const kind = act.record.record.act;
  if (kind === 'lift' || kind === 'ease' || !act.codes.includes(code)) return false;
  return !about.some((one) => {
    const cover = territory.cover(code, one.codes, one.day);
    return cover === 'all' || cover.length > 0;
  });
}

/** By publication, ties by the order of the log; but an act comes after those it speaks of. */
export function inLegalOrder(acts: readonly Act[]): readonly Act[] {
  const byId = new Map(acts.map((act) => [act.id, act]));
  const done = new Set<string>();
  const ordered: Act[] = [];
  const visit = (act: Act) => {
    if (done.has(act.id)) return;
    done.add(act.id);
    for (const id of act.about) {
      const earlier = byId.get(id);
      if (earlier !== undefined) visit(earlier);
    }
    ordered.push(act);
  };
  for (const act of [...acts].sort(compareActs)) visit(act);
  return ordered;
}

function folded(words: string): string {
  return words.toLowerCase().replace(/\s+/g, ' ').trim();
}
