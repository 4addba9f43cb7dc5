import type { CivilMinute } from '../base/index.ts';
import type { InForce, Strip } from './model.ts';
import { inHours } from './periods.ts';
import type { RowView } from './rows.ts';

const none: readonly never[] = [];

/** Rows found to answers, in an order that depends on nothing but what they say. */

export function inForceOf(
  views: readonly RowView[],
  codes: ReadonlyMap<string, boolean>,
  at: CivilMinute,
): readonly InForce[] {
  const rivals = rivalsAmong(views);
  return sorted(views, codes).map((view) => {
    const { piece } = view;
    // Field by field: spreading costs more than finding.
    return {
      record: view.record,
      statement: view.statement,
      place: view.place,
      inherited: codes.get(view.place) ?? false,
      certain: view.certain,
      area: view.area,
      from: piece.fromPoint,
      to: piece.toPoint,
      daily: piece.daily,
      begun: at >= view.begun,
      activeNow: at >= view.begun && inHours(piece.daily, at),
      sources: view.sources,
      history: view.history,
      conflicts: conflictsOf(view, rivals),
    };
  });
}

export function stripsOf(
  views: readonly RowView[],
  codes: ReadonlyMap<string, boolean>,
): readonly Strip[] {
  const rivals = rivalsAmong(views);
  const byRule = new Map<string, RowView[]>();
  for (const view of sorted(views, codes)) {
    const key = `${view.first.id}|${view.place}|${view.unit}`;
    const pieces = byRule.get(key);
    if (pieces === undefined) byRule.set(key, [view]);
    else pieces.push(view);
  }
  return [...byRule.values()].flatMap((pieces) => {
    const [head, last] = [pieces[0], pieces.at(-1)];
    if (head === undefined || last === undefined) return [];
    const intervals = pieces.map(({ piece }) => ({
      from: piece.from,
      to: Number.isFinite(piece.to) ? piece.to : null,
      daily: piece.daily,
    }));
    return {
      record: head.record,
      statement: head.statement,
      place: head.place,
      inherited: codes.get(head.place) ?? false,
      certain: head.certain,
      area: head.area,
      from: head.piece.fromPoint,
      to: last.piece.toPoint,
      sources: head.sources,
      history: head.history,
      conflicts: conflictsOf(head, rivals),
      intervals,
    };
  });
}

/** Rows that could contradict each other, by what they are about. */
function rivalsAmong(views: readonly RowView[]): ReadonlyMap<string, readonly RowView[]> {
  const disputed = new Set(views.flatMap((view) => (view.disputes.length > 0 ? view.subject : [])));
  const bySubject = new Map<string, RowView[]>();
  for (const view of views) {
    if (!view.singular && !disputed.has(view.subject)) continue;
    const rivals = bySubject.get(view.subject);
    if (rivals === undefined) bySubject.set(view.subject, [view]);
    else rivals.push(view);
  }
  return bySubject;
}

/** Ids of the sources of other rules for the same place, type and time that say otherwise. */
function conflictsOf(
  view: RowView,
  rivals: ReadonlyMap<string, readonly RowView[]>,
): readonly string[] {
  const others = rivals.size === 0 ? none : (rivals.get(view.subject) ?? none);
  if (others.length < 2) return none;
  const ids = others.filter((other) => contradicts(view, other)).flatMap((other) => other.sources);
  return [...new Set(ids)].filter((id) => !view.sources.includes(id));
}

function contradicts(view: RowView, other: RowView): boolean {
  if (view === other || view.first.id === other.first.id) return false;
  if (view.certain !== other.certain) return false;
  if (view.piece.to <= other.piece.from || other.piece.to <= view.piece.from) return false;
  if (view.disputes.some((id) => other.sources.includes(id))) return true;
  if (other.disputes.some((id) => view.sources.includes(id))) return true;
  // A statement that sets two stages of a rule does not contradict itself.
  return view.singular && !view.statements.some((id) => other.statements.includes(id));
}

/** Own rules before inherited ones, then by beginning, then by the order of the log. */
function sorted(
  views: readonly RowView[],
  codes: ReadonlyMap<string, boolean>,
): readonly RowView[] {
  const inherited = (view: RowView) => Number(codes.get(view.place) ?? false);
  return views.toSorted(
    (a, b) =>
      (a.place === b.place ? 0 : inherited(a) - inherited(b)) ||
      a.piece.from - b.piece.from ||
      a.record.index - b.record.index ||
      (a.unit < b.unit ? -1 : Number(a.unit > b.unit)),
  );
}

/**
 * A rule that two buckets set beside theirs is one. The telling with more sources stays, else that
 * of the place itself.
 */
export function onceEach(views: readonly RowView[]): readonly RowView[] {
  const told = new Map<string, RowView>();
  const keyOf = ({ record, place, unit }: RowView) => `${record.id}|${place}|${unit}`;
  for (const view of views) {
    if (!view.beside) continue;
    const other = told.get(keyOf(view));
    const more = view.sources.length - (other?.sources.length ?? -1);
    if (more > 0 || (more === 0 && view.kept === view.unit)) told.set(keyOf(view), view);
  }
  if (told.size === 0) return views;
  return views.filter((view) => !view.beside || told.get(keyOf(view))?.kept === view.kept);
}
