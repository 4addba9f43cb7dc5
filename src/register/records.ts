import { type Instant, parseInstant } from '../base/index.ts';
import type {
  FindingRecord,
  Logged,
  MeasureRecord,
  ProvisionRecord,
  StatementRecord,
} from '../record/index.ts';
import { Edits } from './edits.ts';
import { isKind } from './model.ts';
import { lowerBound } from './row-index.ts';

/** The records themselves, by id, kind and what they belong to, as known with a number of them. */
export class Records {
  readonly edits = new Edits();
  readonly #statements: Logged<StatementRecord>[] = [];
  readonly #findings: Logged<FindingRecord>[] = [];
  /** When each record was recorded, in milliseconds; never decreasing. */
  readonly #times: number[] = [];
  #last = { text: '', at: 0 };
  readonly #byId = new Map<string, { readonly logged: Logged; readonly position: number }>();
  readonly #provisionsOf = new Map<string, Logged<ProvisionRecord>[]>();
  readonly #measuresAbout = new Map<string, Logged<MeasureRecord>[]>();

  get size(): number {
    return this.#times.length;
  }

  /** False: it is there already. */
  add(logged: Logged): boolean {
    if (this.#byId.has(logged.id)) return false;
    const at = this.#instant(logged.record.recordedAt);
    const position = this.#times.length;
    this.#times.push(Math.max(at, this.#times[position - 1] ?? at));
    this.#byId.set(logged.id, { logged, position });
    if (isKind(logged, 'statement')) this.#statements.push(logged);
    else if (isKind(logged, 'finding')) this.#findings.push(logged);
    else if (isKind(logged, 'correction', 'retraction')) this.edits.add(logged, position);
    else if (isKind(logged, 'measure', 'claim', 'commitment', 'request', 'warning')) {
      push(this.#provisionsOf, logged.record.statement, logged);
      if (!isKind(logged, 'measure')) return true;
      for (const id of new Set(logged.record.about)) push(this.#measuresAbout, id, logged);
    }
    return true;
  }

  get(id: string): Logged | null {
    return this.#byId.get(id)?.logged ?? null;
  }

  /** How many records were recorded at the instant or before. */
  knownBy(instant: Instant): number {
    return lowerBound(this.#times, Math.floor(instant) + 1);
  }

  /** True if an earlier record speaks of this id: a writer never does that, another log may. */
  isAwaited(id: string): boolean {
    return this.#measuresAbout.has(id) || this.#provisionsOf.has(id) || this.edits.mentions(id);
  }

  statements(known: number): readonly Logged<StatementRecord>[] {
    return this.#standing(this.#statements, known);
  }

  /** What a statement's provisions hang on now: it, or what corrected it; null if withdrawn. */
  statementOf(measure: Logged<MeasureRecord>): Logged<StatementRecord> | null {
    const id = this.edits.current(measure.record.statement, this.size);
    const statement = id === null ? null : this.get(id);
    return statement !== null && isKind(statement, 'statement') ? statement : null;
  }

  /** In the order of the text; with those of the statements that it stands in the place of. */
  provisionsOf(statementId: string, known: number): readonly Logged<ProvisionRecord>[] {
    const ids = new Set([statementId]);
    // A set grows while it is walked.
    for (const id of ids) for (const earlier of this.edits.replacedWith(id)) ids.add(earlier);
    const provisions = [...ids]
      .filter((id) => id === statementId || this.edits.current(id, known) === statementId)
      .flatMap((id) => this.#provisionsOf.get(id) ?? []);
    return this.#standing(provisions, known).toSorted(
      (a, b) => startOf(a) - startOf(b) || a.index - b.index,
    );
  }

  findings(known: number): readonly Logged<FindingRecord>[] {
    return this.#standing(this.#findings, known).toSorted(
      (a, b) => compareTexts(a.record.from, b.record.from) || a.index - b.index,
    );
  }

  /** The measures that an edit of these records can touch: they, and all that speak of them. */
  reached(ids: readonly string[]): readonly Logged<MeasureRecord>[] {
    const reached: Logged<MeasureRecord>[] = [];
    const seen = new Set<string>();
    const queue = [...ids];
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      const logged = this.get(id);
      if (seen.has(id) || logged === null) continue;
      seen.add(id);
      if (isKind(logged, 'measure')) reached.push(logged);
      else if (isKind(logged, 'correction', 'retraction')) queue.push(...this.edits.subjectsOf(id));
      for (const one of this.#provisionsOf.get(id) ?? []) queue.push(one.id);
      for (const one of this.#measuresAbout.get(id) ?? []) queue.push(one.id);
      // Followers of a replaced record speak of what stands in its place, and back again.
      queue.push(...this.edits.replacedWith(id));
      const current = this.edits.current(id, this.size);
      if (current !== null) queue.push(current);
    }
    return reached.sort((a, b) => a.index - b.index);
  }

  /** Records of one publication share their instant. */
  #instant(text: string): Instant {
    if (text !== this.#last.text) {
      const at = parseInstant(text);
      if (at === null) throw new Error(`not an instant: ${text}`);
      this.#last = { text, at };
    }
    return this.#last.at;
  }

  #standing<L extends Logged>(list: readonly L[], known: number): readonly L[] {
    return list.filter(
      ({ id }) =>
        (this.#byId.get(id)?.position ?? known) < known && this.edits.standing(id, known) === null,
    );
  }
}

function startOf(provision: Logged<ProvisionRecord>): number {
  return provision.record.target.selector[1].start;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
