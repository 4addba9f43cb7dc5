import type { CivilMinute } from '../base/index.ts';
import { isWithin } from './bucket.ts';
import { asStretches, type Piece } from './periods.ts';
import type { RowIndex } from './row-index.ts';
import { type Act, isSingular, type Rule, type Unit } from './rules.ts';
import type { Part, Territory } from './territory.ts';

/** What a row of the index shows: one piece of one rule in one unit, as known for a while. */
export interface RowView {
  readonly piece: Piece;
  /** From when on the rule has surely begun: past `piece.from` where no beginning is stated. */
  readonly begun: CivilMinute;
  readonly first: Act;
  /** Of the first act, here for the speed of answers. */
  readonly record: Act['record'];
  readonly statement: Act['statement'];
  /** The code the rule was made for. */
  readonly place: string;
  /** The code it is kept for. */
  readonly unit: string;
  /** Parts that have rows of their own. */
  readonly except: readonly Part[];
  readonly area: string | null;
  readonly certain: boolean;
  /** Type, place and part of it: rows of other subjects cannot contradict this one. */
  readonly subject: string;
  readonly singular: boolean;
  /** Set beside another rule, maybe of more than one bucket: the same may be found twice. */
  readonly beside: boolean;
  /** The place whose bucket keeps the rule. */
  readonly kept: string;
  readonly sources: readonly string[];
  /** Ids of the statements behind the sources. */
  readonly statements: readonly string[];
  readonly history: readonly string[];
  readonly disputes: readonly string[];
}

const none: readonly never[] = [];

/** The rows of a rule's present state. */
export function viewsOf(rule: Rule, territory: Territory): readonly RowView[] {
  const base = rule.units[0];
  if (base === undefined) return [];
  const { first, certain, kept } = rule;
  const subject = `${rule.type}|${base.code}|${rule.area ?? ''}`;
  const singular = isSingular(rule.type);
  const sources = rule.sources.map((source) => source.id);
  const statements = rule.sources.map((source) => source.statement.id);
  const disputes = rule.disputes.length === 0 ? none : [...rule.disputes];
  const said = Math.min(...rule.sources.map(surelyPublished));
  return rule.units.flatMap((unit, i) => {
    const except = exceptOf(rule, unit, i, territory);
    return asStretches(unit.pieces).map((piece) => ({
      piece,
      begun: piece.fromPoint.basis === 'unknown' ? said : piece.from,
      first,
      record: first.record,
      statement: first.statement,
      place: base.code,
      unit: unit.code,
      except,
      area: first.record.record.places.area,
      certain,
      subject,
      singular,
      beside: first.about.length > 0,
      kept,
      sources,
      statements,
      history: unit.history,
      disputes,
    }));
  });
}

function exceptOf(rule: Rule, unit: Unit, at: number, territory: Territory): readonly Part[] {
  if (rule.units.length === 1) return none;
  return rule.units
    .filter((part, j) => j > 0 && j !== at && (at === 0 || isWithin(territory, part, unit)))
    .map(({ code, day }) => ({ code, day }));
}

/** The minute by which an act was published: of a day without an hour, the end of that day. */
function surelyPublished({ published, statement }: Act): CivilMinute {
  return statement.record.publishedAt.includes('T') ? published : published + 1440;
}

/**
 * Makes the rows known say what `rules` say now: rows that say the same stay, the others are
 * closed, new ones opened.
 */
export class RowWriter {
  readonly #index: RowIndex;
  readonly #views: RowView[];
  readonly #territory: Territory;
  readonly #open = new Map<Rule, readonly number[]>();

  constructor(index: RowIndex, views: RowView[], territory: Territory) {
    this.#index = index;
    this.#views = views;
    this.#territory = territory;
  }

  /** `before`: rules whose rows are to be replaced; `after`: what stands now; from `known` on. */
  replace(before: Iterable<Rule>, after: Iterable<Rule>, known: number): void {
    const old: number[] = [];
    for (const rule of before) {
      for (const row of this.#open.get(rule) ?? none) old.push(row);
      this.#open.delete(rule);
    }
    const kept = old.length === 0 ? null : this.#bySaying(old);
    for (const rule of after) {
      const now = viewsOf(rule, this.#territory).map((view) => {
        const same = kept === null ? undefined : take(kept, sayingOf(view));
        return same ?? this.#add(view, known);
      });
      this.#open.set(rule, now);
    }
    for (const row of kept?.values() ?? none) this.#index.close(row, known);
  }

  #bySaying(rows: readonly number[]): Map<string, number> {
    const bySaying = new Map<string, number>();
    for (const row of rows) {
      const view = this.#views[row];
      if (view !== undefined) bySaying.set(sayingOf(view), row);
    }
    return bySaying;
  }

  #add(view: RowView, known: number): number {
    const { piece, unit } = view;
    const row = this.#index.open(unit, piece.from, piece.to, known);
    this.#views[row] = view;
    return row;
  }
}

function take(rows: Map<string, number>, saying: string): number | undefined {
  const row = rows.get(saying);
  rows.delete(saying);
  return row;
}

/** Two views with the same text show the same; made only where rows are compared. */
function sayingOf(view: RowView): string {
  const { piece, unit, sources, history, disputes, except } = view;
  const { from, to, fromPoint, toPoint, daily } = piece;
  const { first, statement, place, kept, begun, beside } = view;
  const rule = [first.id, statement.id, place, kept, beside, sources, disputes];
  return JSON.stringify([rule, unit, except, from, to, fromPoint, toPoint, daily, begun, history]);
}
