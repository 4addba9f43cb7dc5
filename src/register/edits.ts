import type { CorrectionRecord, Logged, RetractionRecord } from '../record/index.ts';

type Edit = Logged<CorrectionRecord | RetractionRecord>;

/** A record as edits see it: what edits it and, if it is an edit itself, what it is an edit of. */
interface Node {
  readonly id: string;
  edit: Edit | null;
  /** How many records the log had before the edit. */
  position: number;
  of: Node | null;
  /** The far end of the chain of edits that it is part of, as known when it was added. */
  end: Node | null;
  /** The nearest correction on the way there, itself included. */
  correction: Node | null;
  /** In log order. */
  readonly edits: Node[];
  /** The edit that stands, with all that is known; null: the record stands. */
  standing: Node | null;
}

/**
 * Corrections and retractions, as known when the log had a number of records. What stands now is
 * kept, so that a chain of edits, each of the one before, costs one step a link and no recursion.
 * An id is a hash over what its record says, its `of` too: no chain can run in a circle.
 */
export class Edits {
  readonly #nodes = new Map<string, Node>();
  readonly #by = new Map<string, Edit[]>();
  /** The position after the last edit: who knows so much knows all. */
  #all = 0;
  /** What stands in each record's place with all that is known, as far as asked. */
  readonly #current = new Map<string, string | null>();
  /** What stood at the earlier point asked last. */
  #past: { readonly known: number; readonly standing: Map<Node, Node | null> } | null = null;

  /** `position`: how many records the log had before it. */
  add(edit: Edit, position: number): void {
    const { record } = edit;
    const node = this.#node(edit.id);
    node.edit = edit;
    node.position = position;
    this.#all = position + 1;
    this.#current.clear();
    if (record.kind === 'correction') {
      this.#by.set(record.by, [...(this.#by.get(record.by) ?? []), edit]);
    }
    if (record.of === edit.id) return;
    const of = this.#node(record.of);
    of.edits.push(node);
    node.of = of;
    node.end = of.end ?? of;
    node.correction = record.kind === 'correction' ? node : of.correction;
    for (let target: Node | null = of; target !== null; target = target.of) {
      const standing = lastStanding(target.edits);
      // Only whether a record stands matters to what it edits.
      const same = (standing === null) === (target.standing === null);
      target.standing = standing;
      if (same) break;
    }
  }

  /** The last edit of a record that is not itself withdrawn; null: the record stands. */
  standing(id: string, known: number): Edit | null {
    const node = this.#nodes.get(id);
    if (node === undefined) return null;
    const standing = known >= this.#all ? node.standing : this.#stood(node, known);
    return standing?.edit ?? null;
  }

  /** What stands in a record's place: itself, what corrected it in the end, or nothing (null). */
  current(id: string, known: number): string | null {
    if (!this.#nodes.has(id)) return id;
    const all = known >= this.#all;
    const seen = new Set<string>();
    let now: string | null = id;
    while (now !== null) {
      const kept: string | null | undefined = all ? this.#current.get(now) : undefined;
      if (kept !== undefined) {
        now = kept;
        break;
      }
      // Corrections that chase each other leave nothing standing.
      if (seen.has(now)) {
        now = null;
        break;
      }
      seen.add(now);
      const edit = this.standing(now, known);
      if (edit === null) break;
      now = edit.record.kind === 'retraction' ? null : edit.record.by;
    }
    if (all) for (const one of seen) this.#current.set(one, now);
    return now;
  }

  /**
   * What an edit is about in the end: the record at the other end of its chain, and those that the
   * corrections on the way put in place. Empty: it is no edit.
   */
  subjectsOf(id: string): readonly string[] {
    const subjects: string[] = [];
    let node = this.#nodes.get(id);
    if (node === undefined || node.end === null) return subjects;
    for (;;) {
      for (let one = node.correction; one !== null; one = one.of?.correction ?? null) {
        if (one.edit?.record.kind === 'correction') subjects.push(one.edit.record.by);
      }
      // What was the end may have turned out an edit itself, in a log out of order.
      if (node.end === null) return [...subjects, node.id];
      node = node.end;
    }
  }

  /** Ids of the records that some correction, standing or not, would put this one in place of. */
  replacedWith(id: string): readonly string[] {
    return (this.#by.get(id) ?? []).map((edit) => edit.record.of);
  }

  /** True if an edit of this record, or one that puts it in another's place, is there. */
  mentions(id: string): boolean {
    return (this.#nodes.get(id)?.edits.length ?? 0) > 0 || this.#by.has(id);
  }

  /** Ids of the corrections that put this record in another's place. */
  puttingInPlace(id: string, known: number): readonly string[] {
    const edits = this.#by.get(id) ?? [];
    return edits.filter((edit) => this.standing(edit.id, known) === null).map((edit) => edit.id);
  }

  /** As `standing` of a node, at a point before the last edit. */
  #stood(node: Node, known: number): Node | null {
    if (this.#past?.known !== known) this.#past = { known, standing: new Map() };
    const { standing } = this.#past;
    const open = [{ node, at: node.edits.length }];
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const edit = top.node.edits[top.at - 1];
      if (edit === undefined) standing.set(top.node, null);
      else if (edit.position >= known) top.at -= 1;
      else if (!standing.has(edit)) open.push({ node: edit, at: edit.edits.length });
      else if (standing.get(edit) === null) standing.set(top.node, edit);
      else top.at -= 1;
      if (standing.has(top.node)) open.pop();
    }
    return standing.get(node) ?? null;
  }

  #node(id: string): Node {
    let node = this.#nodes.get(id);
    if (node === undefined) {
      node = {
        id,
        edit: null,
        position: 0,
        of: null,
        end: null,
        correction: null,
        edits: [],
        standing: null,
      };
      this.#nodes.set(id, node);
    }
    return node;
  }
}

function lastStanding(edits: readonly Node[]): Node | null {
  for (let at = edits.length - 1; at >= 0; at--) {
    const edit = edits[at];
    if (edit !== undefined && edit.standing === null) return edit;
  }
  return null;
}
