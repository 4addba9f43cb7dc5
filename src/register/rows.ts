import type { CivilMinute } from '../base/index.ts';
import { isWithin } from './bucket.ts';
import { asStretches, type Piece } from './periods.ts';
import type { RowIndex } from './row-index.ts';
import { type Act, isSingular, type Rule } from './rules.ts';
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

/** The rows of a rule's present state. */
export function viewsOf(rule: Rule, territory: Territory): readonly RowView[] {
  const base = rule.units[0];
  if (base === undefined) return [];
  const shared = {
    first: rule.first,
    record: rule.first.record,
    statement: rule.first.statement,
    place: base.code,
    area: rule.first.record.record.places.area,
    certain: rule.certain,
    subject: `${rule.type}|${base.code}|${rule.area ?? ''}`,
    singular: isSingular(rule.type),
    kept: rule.kept,
    beside: rule.first.about.length > 0,
    sources: rule.sources.map((source) => source.id),
    statements: rule.sources.map((source) => source.statement.id),
    disputes: [...rule.disputes],
  };
  const said = Math.min(...rule.sources.map(surelyPublished));
  return rule.units.flatMap((unit, i) => {
    const inner = rule.units.filter(
      (part, j) => j > 0 && j !== i && (i === 0 || isWithin(territory, part, unit)),
    );
    const except = inner.map(({ code, day }) => ({ code, day }));
    const own = { ...shared, unit: unit.code, except, history: unit.history };
    return asStretches(unit.pieces).map((piece) => {
      const begun = piece.fromPoint.basis === 'unknown' ? said : piece.from;
      return { ...own, piece, begun };
    });
  });
}

/** The minute by which an act was published: of a day without an hour, the end of that day. */
function surelyPublished({ published, statement }: Act): CivilMinute {
  return statement.record.publishedAt.includes('T') ? published : published + 1440;
}

/**
 * Makes the rows known say what `rules` say now: rows that say the same stay, the others are
 * closed, new ones opened. Gives what is open then, by what it says.
 */
export class RowWriter {
  readonly #index: RowIndex;
  readonly #views: RowView[];
  readonly #territory: Territory;
  readonly #open = new Map<Rule, ReadonlyMap<string, number>>();

  constructor(index: RowIndex, views: RowView[], territory: Territory) {
    this.#index = index;
    this.#views = views;
    this.#territory = territory;
  }

  /** `before`: rules whose rows are to be replaced; `after`: what stands now; from `known` on. */
  replace(before: Iterable<Rule>, after: Iterable<Rule>, known: number): void {
    const old = new Map<string, number>();
    for (const rule of before) {
      for (const [saying, row] of this.#open.get(rule) ?? []) old.set(saying, row);
      this.#open.delete(rule);
    }
    for (const rule of after) {
      const now = new Map<string, number>();
      for (const view of viewsOf(rule, this.#territory)) {
        const saying = sayingOf(view);
        now.set(saying, old.get(saying) ?? this.#add(view, known));
        old.delete(saying);
      }
      this.#open.set(rule, now);
    }
    for (const row of old.values()) this.#index.close(row, known);
  }

  #add(view: RowView, known: number): number {
    const { piece, unit } = view;
    const row = this.#index.open(unit, piece.from, piece.to, known);
    this.#views[row] = view;
    return row;
  }
}

/** Two views with the same text show the same. */
function sayingOf(view: RowView): string {
  const { first, record: _record, statement, statements: _statements, ...rest } = view;
  return JSON.stringify([first.id, statement.id, rest]);
}
