import type { CorrectionRecord, Logged, RetractionRecord } from '../record/index.ts';

type Edit = Logged<CorrectionRecord | RetractionRecord>;

/** Corrections and retractions, as known when the log had a number of records. */
export class Edits {
  readonly #of = new Map<string, { readonly edit: Edit; readonly position: number }[]>();
  readonly #by = new Map<string, Edit[]>();

  /** `position`: how many records the log had before it. */
  add(edit: Edit, position: number): void {
    const { record } = edit;
    const list = this.#of.get(record.of) ?? [];
    list.push({ edit, position });
    this.#of.set(record.of, list);
    if (record.kind === 'correction') {
      this.#by.set(record.by, [...(this.#by.get(record.by) ?? []), edit]);
    }
  }

  /** The last edit of a record that is not itself withdrawn; null: the record stands. */
  standing(id: string, known: number): Edit | null {
    const edits = this.#of.get(id);
    if (edits === undefined) return null;
    const last = edits.findLast(
      ({ edit, position }) =>
        position < known && edit.id !== id && this.standing(edit.id, known) === null,
    );
    return last?.edit ?? null;
  }

  /** What stands in a record's place: itself, what corrected it in the end, or nothing (null). */
  current(id: string, known: number): string | null {
    const seen = new Set<string>();
    let now = id;
    for (;;) {
      if (seen.has(now)) return null;
      seen.add(now);
      const edit = this.standing(now, known);
      if (edit === null) return now;
      if (edit.record.kind === 'retraction') return null;
      now = edit.record.by;
    }
  }

  /** Ids of the records that some correction, standing or not, would put this one in place of. */
  replacedWith(id: string): readonly string[] {
    return (this.#by.get(id) ?? []).map((edit) => edit.record.of);
  }

  /** True if an edit of this record, or one that puts it in another's place, is there. */
  mentions(id: string): boolean {
    return this.#of.has(id) || this.#by.has(id);
  }

  /** Ids of the corrections that put this record in another's place. */
  puttingInPlace(id: string, known: number): readonly string[] {
    const edits = this.#by.get(id) ?? [];
    return edits.filter((edit) => this.standing(edit.id, known) === null).map((edit) => edit.id);
  }
}
