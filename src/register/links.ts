import { type Civil, civilOfMinute, type Instant } from '../base/index.ts';
import type { Measure, MeasureType, StatementSource } from '../record/index.ts';
import { areaKey, coversArea } from './areas.ts';
import type { InForce, Register } from './model.ts';
import { minute, minuteOf } from './periods.ts';
import { isSingular } from './rules.ts';

/** Types that the same words may stand for, where no rule of the very type is in force. */
const kin: Partial<Record<MeasureType, readonly MeasureType[]>> = {
  movement_restriction: ['border_restriction', 'transport_restriction'],
  border_restriction: ['movement_restriction'],
  transport_restriction: ['movement_restriction'],
  closure: ['health_measure'],
  health_measure: ['closure'],
};

/** Regimes that other measures are set "for the period of". */
const carriers: ReadonlySet<MeasureType> = new Set([
  'state_of_emergency',
  'martial_law',
  'counter_terrorist_operation',
]);

/** Words shorter than this say little; of longer ones the beginning is compared, past endings. */
const stem_chars = 5;

/**
 * Ids of the records that a continue, extend, amend, ease or lift most likely speaks of, in log
 * order: proposals for `about`. Where several rules could be meant and the words do not tell which,
 * nothing is proposed: a wrong link ends a rule, a missing one only leaves it standing.
 */
export function proposeLinks(
  measure: Measure,
  source: StatementSource,
  register: Register,
  knownAt: Instant,
): readonly string[] {
  if (measure.act === 'declare') return [];
  const types = [[measure.type], kin[measure.type] ?? []];
  for (const type of types) {
    for (const moment of momentsOf(measure, source)) {
      const chosen = new Set(
        measure.places.codes.flatMap((code) =>
          atPlace(measure, code, type, register, moment, knownAt),
        ),
      );
      if (chosen.size > 0) return idsOf(chosen);
    }
  }
  return [];
}

/** When the rule spoken of should be in force: on publication, else at or before the effect. */
function momentsOf(measure: Measure, source: StatementSource): readonly Civil[] {
  const published = minute(source.publishedAt);
  // A day without an hour: the rule may have been set that very morning.
  const moments = [source.publishedAt.length === 10 ? published + 1439 : published];
  const from = minuteOf(measure.from);
  if (from !== null) moments.push(from, from - 1);
  return moments.map(civilOfMinute);
}

function atPlace(
  measure: Measure,
  code: string,
  types: readonly MeasureType[],
  register: Register,
  moment: Civil,
  knownAt: Instant,
): readonly InForce[] {
  const area = measure.places.area === null ? null : areaKey(measure.places.area);
  const inArea = (rule: InForce) =>
    area !== null && rule.area !== null && coversArea(area, areaKey(rule.area));
  const fits = (rule: InForce) =>
    types.includes(rule.record.record.type) && rule.certain && (rule.area === null || inArea(rule));
  const here = register.asOf(code, moment, knownAt).filter(fits);
  const around = register.touching([code], moment, knownAt);
  const same = here.filter((rule) => !rule.inherited);
  const above = here.filter((rule) => rule.inherited);
  const seen = new Set(here.map(keyOf));
  const under = around.filter((rule) => fits(rule) && !seen.has(keyOf(rule)));
  const best = (rules: readonly InForce[]) => bestPerPlace(rules, measure);
  // What a town changes is the town's own rule, where it has one.
  const ofArea = best(same.filter(inArea));
  if (ofArea.length > 0) return ofArea;
  if (measure.act === 'lift') {
    // What is lifted for a whole is lifted in its parts, whoever set it there.
    const lifted = [...best(same), ...best(under)];
    const ended = lifted.length > 0 ? lifted : best(above);
    return [...ended, ...around.filter((rule) => ended.some((one) => carries(one, rule)))];
  }
  return [same, under, above].map(best).find((rules) => rules.length > 0) ?? [];
}

function bestPerPlace(rules: readonly InForce[], measure: Measure): readonly InForce[] {
  const places = new Set(rules.map((rule) => rule.place));
  return [...places].flatMap((place) =>
    meant(
      rules.filter((rule) => rule.place === place),
      measure,
    ),
  );
}

/**
 * Of rules for one place: of a singular type all (they are one, told differently), else the one.
 */
function meant(rules: readonly InForce[], measure: Measure): readonly InForce[] {
  if (rules.length < 2 || isSingular(measure.type)) return rules;
  const words = stemsOf(measure.target.selector[0].exact);
  const scored = rules.map((rule) => {
    const theirs = stemsOf(rule.record.record.target.selector[0].exact);
    const shared = [...words].filter((stem) => theirs.has(stem)).length;
    const samePlaces = sameSet(rule.record.record.places.codes, measure.places.codes);
    return { rule, score: shared * 2 + Number(samePlaces) };
  });
  const top = Math.max(...scored.map(({ score }) => score));
  const best = scored.filter(({ score }) => score === top).map(({ rule }) => rule);
  return best.length === 1 ? best : [];
}

/** True if `rule` was set beside `regime`, by the same statement and until the same end. */
function carries(regime: InForce, rule: InForce): boolean {
  const { type } = regime.record.record;
  if (!carriers.has(type) || rule.record.record.type === type) return false;
  const end = minuteOf(rule.to);
  const together = rule.statement.id === regime.statement.id && rule.place === regime.place;
  return together && end !== null && end === minuteOf(regime.to);
}

function idsOf(rules: Iterable<InForce>): readonly string[] {
  const index = new Map<string, number>();
  for (const { record } of rules) index.set(record.id, record.index);
  return [...index].sort((a, b) => a[1] - b[1]).map(([id]) => id);
}

function keyOf(rule: InForce): string {
  return `${rule.record.id}|${rule.place}`;
}

function stemsOf(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const long = words.filter((word) => word.length >= stem_chars);
  return new Set(long.map((word) => word.slice(0, stem_chars)));
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return new Set(a).size === new Set(b).size && a.every((one) => b.includes(one));
}
