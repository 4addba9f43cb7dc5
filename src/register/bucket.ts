import type { MeasureType } from '../record/index.ts';
import { change, confirm, opening } from './apply.ts';
import { coversArea } from './areas.ts';
import { minuteOf, type Piece } from './periods.ts';
import {
  type Act,
  compareActs,
  isSingular,
  type Rule,
  squares,
  statesSame,
  type Unit,
} from './rules.ts';
import type { Territory } from './territory.ts';

const none: ReadonlySet<Rule> = new Set();

/**
 * Every rule of one type that was made for one place, folded from the acts that state or change
 * it. Acts count by the time of publication, not of recording: archives are filled in late. An act
 * comes after those it speaks of; ties go by the order of the log.
 */
export class Bucket {
  readonly type: MeasureType;
  readonly code: string;
  readonly rules: Rule[] = [];
  readonly #territory: Territory;
  /** The rules that a record stated or changed here. */
  readonly #touched = new Map<string, Rule[]>();
  readonly #byWords = new Map<string, Rule[]>();
  #last: Act | null = null;

  constructor(type: MeasureType, code: string, territory: Territory) {
    this.type = type;
    this.code = code;
    this.#territory = territory;
  }

  /** True if the act comes after all that the fold has taken in. */
  follows(act: Act): boolean {
    return this.#last === null || compareActs(this.#last, act) < 0;
  }

  /**
   * Takes in one act, which follows; gives the rules that are new or changed. `stands`: whether the
   * act states a rule for this place, asked where it changes none here.
   */
  take(act: Act, stands: (act: Act, bucket: Bucket) => boolean): ReadonlySet<Rule> {
    if (this.follows(act)) this.#last = act;
    const touched = new Set<Rule>();
    const targets = this.#targets(act);
    if (targets.size === 0) {
      if (stands(act, this)) this.#state(act, touched);
    } else {
      for (const rule of targets) this.#apply(rule, act, touched);
    }
    if (touched.size > 0) this.#touched.set(act.id, [...touched]);
    return touched;
  }

  /** The rules an act speaks of, with their local variants. */
  #targets(act: Act): ReadonlySet<Rule> {
    if (act.about.length === 0) return none;
    const named = act.about.flatMap((id) => this.#touched.get(id) ?? []);
    return new Set(named.flatMap((rule) => [rule, ...rule.variants]));
  }

  #state(act: Act, touched: Set<Rule>): void {
    const rule = this.#candidates(act).findLast((one) => statesSame(one, act));
    if (rule === undefined) {
      touched.add(this.#open(act, this.code, opening(act), []));
      return;
    }
    this.#source(rule, act);
    for (const unit of rule.units) confirm(unit, act);
    touched.add(rule);
  }

  /** Rules that an act may state again: of a singular type any, of others one in the same words. */
  #candidates(act: Act): readonly Rule[] {
    return isSingular(this.type) ? this.rules : (this.#byWords.get(act.words) ?? []);
  }

  #source(rule: Rule, act: Act): void {
    rule.sources.push(act);
    this.#remember(rule, act);
  }

  #remember(rule: Rule, act: Act): void {
    const rules = this.#byWords.get(act.words);
    if (rules === undefined) this.#byWords.set(act.words, [rule]);
    else if (!rules.includes(rule)) rules.push(rule);
  }

  #open(act: Act, code: string, pieces: readonly Piece[], disputes: string[]): Rule {
    const unit: Unit = { code, day: act.day, pieces, history: act.corrections, lifted: null };
    const { type } = act.record.record;
    const { area, certain } = act;
    const sources = [act];
    const rule: Rule = {
      first: act,
      kept: this.code,
      type,
      area,
      certain,
      sources,
      units: [unit],
      variants: [],
      disputes,
    };
    this.rules.push(rule);
    this.#remember(rule, act);
    return rule;
  }

  #apply(rule: Rule, act: Act, touched: Set<Rule>): void {
    touched.add(rule);
    const base = rule.units[0];
    if (base === undefined) return;
    if (!coversArea(act.area, rule.area)) {
      if (rule.area === null) this.#vary(rule, base, act, touched);
      else if (coversArea(rule.area, act.area)) this.#note(rule, act);
      return;
    }
    if (!act.certain) {
      // It names no place precisely: it may have changed the rule somewhere, it ends it nowhere.
      this.#note(rule, act);
      return;
    }
    const units = this.#unitsOf(rule, base, act);
    if (act.record.record.act === 'continue') this.#continue(rule, units, act, touched);
    else for (const unit of units) if (!this.#staysLifted(unit, act)) change(unit, act);
  }

  /** An extension revives what a lifting ended only if it names no more than the lifting did. */
  #staysLifted({ code, lifted }: Unit, act: Act): boolean {
    if (act.record.record.act !== 'extend' || lifted === null) return false;
    const named = act.codes.filter(
      (one) => this.#territory.cover(one, lifted.codes, act.day) === 'all',
    );
    return this.#territory.cover(code, named, act.day) !== 'all';
  }

  #note(rule: Rule, act: Act): void {
    if (act.record.record.act === 'continue') this.#source(rule, act);
    else for (const unit of rule.units) unit.history = [...unit.history, act.id];
  }

  /** "Still in force": one more source, or, where it cannot be squared, a rule beside it. */
  #continue(rule: Rule, units: readonly Unit[], act: Act, touched: Set<Rule>): void {
    // Of another type it can say that the rule holds, but not until when.
    const alike = act.record.record.type === this.type;
    const squared = alike ? units.filter((unit) => squares(unit.pieces, act)) : units;
    const others = units.filter((unit) => !squared.includes(unit));
    if (alike) for (const unit of squared) confirm(unit, act);
    const ids = rule.sources.map((one) => one.id);
    if (squared.length > 0) this.#source(rule, act);
    // A rule beside the one for the whole holds in its parts too.
    const whole = others.find((unit) => unit === rule.units[0]);
    for (const unit of whole === undefined ? others : [whole]) {
      const beside = this.#opened(act, unit.code, touched);
      if (beside === undefined) touched.add(this.#open(act, unit.code, opening(act), ids));
      else beside.disputes.push(...ids);
    }
  }

  /** The rule that the act has set for the code already, on account of another rule. */
  #opened(act: Act, code: string, touched: ReadonlySet<Rule>): Rule | undefined {
    return [...touched].find((rule) => rule.first === act && rule.units[0]?.code === code);
  }

  /** A change for a part of the place that has no code stands beside the rule for the rest. */
  #vary(rule: Rule, base: Unit, act: Act, touched: Set<Rule>): void {
    this.#note(rule, act);
    const measure = act.record.record;
    const { act: kind, daily, to } = measure;
    if (kind === 'continue' || kind === 'lift' || (kind === 'ease' && daily === null)) return;
    if (measure.type !== this.type) return;
    const start = minuteOf(measure.from) ?? act.published;
    const last = base.pieces.at(-1);
    const around = base.pieces.find((piece) => piece.from <= start && start < piece.to) ?? last;
    const end = to.basis === 'unknown' ? last?.to : minuteOf(to);
    const piece: Piece = {
      from: start,
      to: end ?? Number.POSITIVE_INFINITY,
      fromPoint: measure.from,
      toPoint: to.basis === 'unknown' ? (last?.toPoint ?? to) : to,
      daily: daily ?? around?.daily ?? null,
    };
    const pieces = piece.from < piece.to ? [piece] : [];
    const cover = this.#territory.cover(base.code, act.codes, act.day);
    for (const code of cover === 'all' ? [base.code] : cover) {
      const variant = this.#opened(act, code, touched) ?? this.#open(act, code, pieces, []);
      rule.variants.push(variant);
      touched.add(variant);
    }
  }

  /** The units of a rule that an act covers; parts that it names become units of their own. */
  #unitsOf(rule: Rule, base: Unit, act: Act): readonly Unit[] {
    const cover = this.#territory.cover(base.code, act.codes, act.day);
    if (cover === 'all') return rule.units;
    for (const code of cover) {
      const known = rule.units.some((unit) =>
        this.#territory.same(unit.code, unit.day, code, act.day),
      );
      if (known) continue;
      const part = { code, day: act.day };
      const around = rule.units.findLast((unit) => isWithin(this.#territory, part, unit)) ?? base;
      const { pieces, history, lifted } = around;
      rule.units.push({ ...part, pieces, history, lifted });
    }
    return rule.units
      .slice(1)
      .filter((unit) => this.#territory.cover(unit.code, act.codes, act.day) === 'all');
  }
}

/** True if a part lies inside the territory of a unit and is not all of it. */
export function isWithin(
  territory: Territory,
  part: { readonly code: string; readonly day: string },
  unit: { readonly code: string; readonly day: string },
): boolean {
  if (territory.same(part.code, part.day, unit.code, unit.day)) return false;
  const around = territory.targets(unit.code, part.day);
  return territory.lineage(part.code, part.day).some((code) => around.includes(code));
}
