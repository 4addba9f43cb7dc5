import {
  type Civil,
  type CivilMinute,
  civilOfMinute,
  dayOf,
  type Instant,
  parseInstant,
} from '../base/index.ts';
import type {
  FindingRecord,
  Logged,
  MeasureRecord,
  ProvisionRecord,
  StatementRecord,
} from '../record/index.ts';
import { actOf, inLegalOrder, standsFor } from './acts.ts';
import { inForceOf, onceEach, stripsOf } from './answers.ts';
import { Bucket } from './bucket.ts';
import { Edits } from './edits.ts';
import { type InForce, isKind, type PlaceTree, type Register, type Strip } from './model.ts';
import { minute } from './periods.ts';
import { lowerBound, RowIndex } from './row-index.ts';
import { type RowView, RowWriter } from './rows.ts';
import type { Act } from './rules.ts';
import { Territory } from './territory.ts';

/** The register of a log: a pure fold over its records, in log order. */
export function buildRegister(records: Iterable<Logged>, places: PlaceTree): Register {
  const register = new FoldedRegister(places);
  for (const record of records) register.add(record);
  return register;
}

interface BucketState {
  bucket: Bucket;
  readonly members: Map<string, Logged<MeasureRecord>>;
}

class FoldedRegister implements Register {
  readonly #territory: Territory;
  readonly #edits = new Edits();
  readonly #index = new RowIndex();
  readonly #views: RowView[] = [];
  readonly #writer: RowWriter;
  /** When each record was recorded, in milliseconds; never decreasing. */
  readonly #times: number[] = [];
  readonly #byId = new Map<string, { readonly logged: Logged; readonly position: number }>();
  readonly #statements: Logged<StatementRecord>[] = [];
  readonly #findings: Logged<FindingRecord>[] = [];
  readonly #provisions = new Map<string, Logged<ProvisionRecord>[]>();
  readonly #buckets = new Map<string, BucketState>();
  readonly #bucketsOf = new Map<string, Set<BucketState>>();
  /** Measures by the records they speak of. */
  readonly #speakingOf = new Map<string, Logged<MeasureRecord>[]>();

  constructor(places: PlaceTree) {
    this.#territory = new Territory(places);
    this.#writer = new RowWriter(this.#index, this.#views, this.#territory);
  }

  add(logged: Logged): void {
    if (this.#byId.has(logged.id)) return;
    const at = parseInstant(logged.record.recordedAt);
    if (at === null) throw new Error(`not an instant: ${logged.record.recordedAt}`);
    const position = this.#times.length;
    this.#times.push(Math.max(at, this.#times[position - 1] ?? at));
    this.#byId.set(logged.id, { logged, position });
    if (isKind(logged, 'statement')) this.#statements.push(logged);
    else if (isKind(logged, 'finding')) this.#findings.push(logged);
    else if (isKind(logged, 'correction', 'retraction')) {
      this.#edits.add(logged, position);
      const touched = [logged.record.of];
      if (logged.record.kind === 'correction') touched.push(logged.record.by);
      this.#refold(touched);
    } else if (isKind(logged, 'measure', 'claim', 'commitment', 'request', 'warning')) {
      push(this.#provisions, logged.record.statement, logged);
      if (isKind(logged, 'measure')) this.#take(logged);
    }
    // A writer appends a record before those that speak of it; a log of others may not.
    if (this.#isAwaited(logged.id)) this.#refold([logged.id]);
  }

  asOf(place: string, validAt: Civil, knownAt: Instant): readonly InForce[] {
    const at = minute(validAt);
    const codes = this.#territory.applying(place, dayAt(at));
    return inForceOf(this.#find(codes, at, at + 1, this.#knownBy(knownAt)), codes, at);
  }

  touching(places: readonly string[], validAt: Civil, knownAt: Instant): readonly InForce[] {
    const at = minute(validAt);
    const day = dayAt(at);
    const known = this.#knownBy(knownAt);
    const codes = new Map<string, boolean>();
    for (const place of places) {
      for (const [code, inherited] of this.#territory.applying(place, day)) {
        codes.set(code, inherited && (codes.get(code) ?? true));
      }
    }
    for (const code of this.#territory.noted(places)) {
      if (!codes.has(code) && this.#territory.cover(code, places, day) === 'all') {
        codes.set(code, false);
      }
    }
    const seen = new Set<string>();
    const views = onceEach(this.#rows(codes, at, at + 1, known)).filter((view) => {
      const key = `${view.first.id}|${view.place}`;
      return !seen.has(key) && seen.add(key);
    });
    return inForceOf(views, codes, at);
  }

  strips(place: string, from: Civil, to: Civil, knownAt: Instant): readonly Strip[] {
    const [start, end] = [minute(from), minute(to)];
    if (start >= end) return [];
    const codes = new Map(this.#territory.applying(place, dayAt(start)));
    // A place may change its code within the window: rules made for either code are its own.
    for (const [code, inherited] of this.#territory.applying(place, dayAt(end - 1))) {
      codes.set(code, inherited && (codes.get(code) ?? true));
    }
    return stripsOf(this.#find(codes, start, end, this.#knownBy(knownAt)), codes);
  }

  size(): number {
    return this.#times.length;
  }

  get(id: string): Logged | null {
    return this.#byId.get(id)?.logged ?? null;
  }

  statements(knownAt: Instant): readonly Logged<StatementRecord>[] {
    return this.#standing(this.#statements, this.#knownBy(knownAt));
  }

  provisionsOf(statementId: string, knownAt: Instant): readonly Logged<ProvisionRecord>[] {
    const known = this.#knownBy(knownAt);
    // A corrected statement hands its provisions on to the one that stands in its place.
    const ids = this.#statements
      .map((statement) => statement.id)
      .filter((id) => id === statementId || this.#edits.current(id, known) === statementId);
    const provisions = ids.flatMap((id) => this.#provisions.get(id) ?? []);
    return this.#standing(provisions, known).toSorted((a, b) => startOf(a) - startOf(b));
  }

  findings(knownAt: Instant, place?: string): readonly Logged<FindingRecord>[] {
    return this.#standing(this.#findings, this.#knownBy(knownAt))
      .filter((finding) => place === undefined || this.#meets(place, finding.record))
      .toSorted((a, b) => compareTexts(a.record.from, b.record.from) || a.index - b.index);
  }

  replacedBy(id: string): string | null {
    const current = this.#edits.current(id, this.#times.length);
    return current === id ? null : current;
  }

  withdrawn(id: string, knownAt: Instant): boolean {
    return this.#edits.standing(id, this.#knownBy(knownAt)) !== null;
  }

  #isAwaited(id: string): boolean {
    return this.#speakingOf.has(id) || this.#provisions.has(id) || this.#edits.mentions(id);
  }

  /** How many records were recorded at the instant or before. */
  #knownBy(instant: Instant): number {
    return lowerBound(this.#times, Math.floor(instant) + 1);
  }

  #standing<L extends Logged>(list: readonly L[], known: number): readonly L[] {
    return list.filter(
      ({ id }) =>
        (this.#byId.get(id)?.position ?? known) < known && this.#edits.standing(id, known) === null,
    );
  }

  #meets(place: string, finding: FindingRecord): boolean {
    const day = dayOf(finding.from);
    const cover = this.#territory.cover(place, [finding.place], day);
    return cover === 'all' || cover.length > 0;
  }

  #rows(
    codes: ReadonlyMap<string, boolean>,
    from: CivilMinute,
    to: CivilMinute,
    known: number,
  ): readonly RowView[] {
    const rows: number[] = [];
    for (const code of codes.keys()) this.#index.find(code, from, to, known, rows);
    const views: RowView[] = [];
    for (const row of rows) {
      const view = this.#views[row];
      if (view !== undefined) views.push(view);
    }
    return views;
  }

  /** Without the rows of a whole where a part that applies has its own, and each rule once. */
  #find(
    codes: ReadonlyMap<string, boolean>,
    from: CivilMinute,
    to: CivilMinute,
    known: number,
  ): readonly RowView[] {
    const views = this.#rows(codes, from, to, known);
    const applying = views.filter(
      ({ except }) => except.length === 0 || !except.some((code) => codes.has(code)),
    );
    return onceEach(applying);
  }

  #act(measure: Logged<MeasureRecord>): Act | null {
    const known = this.#times.length;
    const id = this.#edits.current(measure.record.statement, known);
    const statement = id === null ? null : this.get(id);
    const found = statement !== null && isKind(statement, 'statement') ? statement : null;
    return actOf(measure, found, this.#edits, known);
  }

  #acts(ids: readonly string[]): readonly Act[] {
    return ids.flatMap((id) => {
      const logged = this.get(id);
      return logged !== null && isKind(logged, 'measure') ? (this.#act(logged) ?? []) : [];
    });
  }

  #take(measure: Logged<MeasureRecord>): void {
    for (const id of new Set(measure.record.about)) push(this.#speakingOf, id, measure);
    const act = this.#act(measure);
    if (act === null) return;
    this.#enrol(act);
    for (const state of this.#bucketsOf.get(act.id) ?? []) {
      if (!state.bucket.follows(act)) {
        this.#rebuild(state);
        continue;
      }
      const touched = state.bucket.take(act, this.#stands(act, state.bucket));
      this.#writer.replace(touched, touched, this.#times.length);
    }
  }

  #stands(act: Act, bucket: Bucket): boolean {
    if (act.record.record.type !== bucket.type) return false;
    return standsFor(act, bucket.code, this.#acts(act.about), this.#territory);
  }

  /** Makes an act a member of every bucket that it states or may change a rule of. */
  #enrol(act: Act): void {
    const states = this.#bucketsOf.get(act.id) ?? new Set<BucketState>();
    this.#bucketsOf.set(act.id, states);
    for (const code of act.codes) {
      this.#territory.note(code, act.day);
      states.add(this.#bucket(act, code));
    }
    for (const id of act.about)
      for (const state of this.#bucketsOf.get(id) ?? []) states.add(state);
    for (const state of states) state.members.set(act.id, act.record);
  }

  #bucket(act: Act, code: string): BucketState {
    const { type } = act.record.record;
    const key = `${type}|${code}`;
    let state = this.#buckets.get(key);
    if (state === undefined) {
      const bucket = new Bucket(type, code, this.#territory);
      state = { bucket, members: new Map() };
      this.#buckets.set(key, state);
    }
    return state;
  }

  /** After an edit: folds again every bucket that the records named have a part in. */
  #refold(ids: readonly string[]): void {
    const measures = [...this.#reached(ids)].toSorted((a, b) => a.index - b.index);
    const acts = measures.flatMap((measure) => this.#act(measure) ?? []);
    // What an act speaks of now may be a later record: its buckets come first.
    for (const act of inLegalOrder(acts)) this.#enrol(act);
    const states = new Set(measures.flatMap(({ id }) => [...(this.#bucketsOf.get(id) ?? [])]));
    for (const state of states) this.#rebuild(state);
  }

  /** The measures that an edit of these records can touch: they, and all that speak of them. */
  #reached(ids: readonly string[]): ReadonlySet<Logged<MeasureRecord>> {
    const reached = new Set<Logged<MeasureRecord>>();
    const seen = new Set<string>();
    const queue = [...ids];
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      const logged = this.get(id);
      if (logged === null) continue;
      if (isKind(logged, 'measure')) {
        reached.add(logged);
      } else if (isKind(logged, 'statement')) {
        queue.push(...(this.#provisions.get(id) ?? []).map((one) => one.id));
      } else if (isKind(logged, 'correction', 'retraction')) {
        queue.push(logged.record.of);
        if (logged.record.kind === 'correction') queue.push(logged.record.by);
      }
      queue.push(...(this.#speakingOf.get(id) ?? []).map((one) => one.id));
      // Followers of a replaced record speak of what stands in its place, and back again.
      queue.push(...this.#edits.replacedWith(id));
      const current = this.#edits.current(id, this.#times.length);
      if (current !== null) queue.push(current);
    }
    return reached;
  }

  #rebuild(state: BucketState): void {
    const before = state.bucket.rules;
    const bucket = new Bucket(state.bucket.type, state.bucket.code, this.#territory);
    const acts = [...state.members.values()].flatMap((measure) => this.#act(measure) ?? []);
    for (const act of inLegalOrder(acts)) bucket.take(act, this.#stands(act, bucket));
    state.bucket = bucket;
    this.#writer.replace(before, bucket.rules, this.#times.length);
  }
}

/** The day of a civil minute. */
function dayAt(at: CivilMinute): Civil {
  return dayOf(civilOfMinute(at));
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
