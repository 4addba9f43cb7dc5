import { type Civil, type CivilMinute, civilOfMinute, dayOf, type Instant } from '../base/index.ts';
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
import { type InForce, isKind, type PlaceTree, type Register, type Strip } from './model.ts';
import { minute } from './periods.ts';
import { Records } from './records.ts';
import { RowIndex } from './row-index.ts';
import { type RowView, RowWriter } from './rows.ts';
import type { Act } from './rules.ts';
import { Territory } from './territory.ts';

/** The register of a log: a pure fold over its records, in log order. */
export function buildRegister(records: Iterable<Logged>, places: PlaceTree): Register {
  const register = new FoldedRegister(places);
  for (const record of records) register.add(record);
  return register;
}

/** The place of a question, the days it is asked for, and the codes that apply there. */
interface Asked {
  readonly place: string;
  readonly days: readonly Civil[];
  readonly codes: ReadonlyMap<string, boolean>;
}

interface BucketState {
  bucket: Bucket;
  readonly members: Map<string, Logged<MeasureRecord>>;
}

class FoldedRegister implements Register {
  readonly #territory: Territory;
  readonly #records = new Records();
  readonly #index = new RowIndex();
  readonly #views: RowView[] = [];
  readonly #writer: RowWriter;
  readonly #buckets = new Map<string, BucketState>();
  /** The buckets that each measure is a member of, each once. */
  readonly #bucketsOf = new Map<string, BucketState[]>();
  readonly #stands = (act: Act, bucket: Bucket) => this.#standsIn(act, bucket);

  constructor(places: PlaceTree) {
    this.#territory = new Territory(places);
    this.#writer = new RowWriter(this.#index, this.#views, this.#territory);
  }

  add(logged: Logged): void {
    if (!this.#records.add(logged)) return;
    if (isKind(logged, 'measure')) this.#take(logged);
    else if (isKind(logged, 'correction', 'retraction')) this.#refold([logged.id]);
    // A writer appends a record before those that speak of it; a log of others may not.
    if (this.#records.isAwaited(logged.id)) this.#refold([logged.id]);
  }

  asOf(place: string, validAt: Civil, knownAt: Instant): readonly InForce[] {
    const at = minute(validAt);
    const codes = this.#territory.applying(place, dayAt(at));
    const known = this.#records.knownBy(knownAt);
    return inForceOf(this.#find({ place, days: [dayAt(at)], codes }, at, at + 1, known), codes, at);
  }

  touching(places: readonly string[], validAt: Civil, knownAt: Instant): readonly InForce[] {
    const at = minute(validAt);
    const day = dayAt(at);
    const known = this.#records.knownBy(knownAt);
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
    const days = [dayAt(start), dayAt(end - 1)];
    const codes = new Map<string, boolean>();
    // A place may change its code within the window: rules made for either code are its own.
    for (const day of days) {
      for (const [code, inherited] of this.#territory.applying(place, day)) {
        codes.set(code, inherited && (codes.get(code) ?? true));
      }
    }
    const known = this.#records.knownBy(knownAt);
    return stripsOf(this.#find({ place, days, codes }, start, end, known), codes);
  }

  size(): number {
    return this.#records.size;
  }

  get(id: string): Logged | null {
    return this.#records.get(id);
  }

  statements(knownAt: Instant): readonly Logged<StatementRecord>[] {
    return this.#records.statements(this.#records.knownBy(knownAt));
  }

  provisionsOf(statementId: string, knownAt: Instant): readonly Logged<ProvisionRecord>[] {
    return this.#records.provisionsOf(statementId, this.#records.knownBy(knownAt));
  }

  findings(knownAt: Instant, place?: string): readonly Logged<FindingRecord>[] {
    const findings = this.#records.findings(this.#records.knownBy(knownAt));
    return findings.filter(({ record }) => place === undefined || this.#meets(place, record));
  }

  replacedBy(id: string): string | null {
    const current = this.#records.edits.current(id, this.#records.size);
    return current === id ? null : current;
  }

  withdrawn(id: string, knownAt: Instant): boolean {
    return this.#records.edits.standing(id, this.#records.knownBy(knownAt)) !== null;
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

  /**
   * Without the rows of a whole where parts with rows of their own take all of the place asked;
   * while they take some of it, without theirs: the rule is told once, as it stands in the rest.
   */
  #find(asked: Asked, from: CivilMinute, to: CivilMinute, known: number): readonly RowView[] {
    const { place, days, codes } = asked;
    const wholes: RowView[] = [];
    const applying = this.#rows(codes, from, to, known).filter((view) => {
      const { except } = view;
      if (except.length === 0 || !except.some(({ code }) => codes.has(code))) return true;
      if (days.some((day) => this.#territory.isTaken(place, day, except))) return false;
      wholes.push(view);
      return true;
    });
    if (wholes.length === 0) return onceEach(applying);
    const told = (view: RowView) => wholes.some((whole) => isPartOf(view, whole));
    return onceEach(applying.filter((view) => !told(view)));
  }

  #act(measure: Logged<MeasureRecord>): Act | null {
    const { edits, size } = this.#records;
    return actOf(measure, this.#records.statementOf(measure), edits, size);
  }

  #acts(ids: readonly string[]): readonly Act[] {
    return ids.flatMap((id) => {
      const logged = this.get(id);
      return logged !== null && isKind(logged, 'measure') ? (this.#act(logged) ?? []) : [];
    });
  }

  #take(measure: Logged<MeasureRecord>): void {
    const act = this.#act(measure);
    if (act === null) return;
    this.#enrol(act);
    for (const state of this.#bucketsOf.get(act.id) ?? []) {
      if (!state.bucket.follows(act)) {
        this.#rebuild(state);
        continue;
      }
      const touched = state.bucket.take(act, this.#stands);
      this.#writer.replace(touched, touched, this.#records.size);
    }
  }

  #standsIn(act: Act, bucket: Bucket): boolean {
    if (act.record.record.type !== bucket.type) return false;
    return standsFor(act, bucket.code, this.#acts(act.about), this.#territory);
  }

  /** Makes an act a member of every bucket that it states or may change a rule of. */
  #enrol(act: Act): void {
    const states = this.#bucketsOf.get(act.id) ?? [];
    this.#bucketsOf.set(act.id, states);
    const put = (state: BucketState) => {
      if (!states.includes(state)) states.push(state);
    };
    for (const code of act.codes) {
      this.#territory.note(code, act.day);
      put(this.#bucket(act, code));
    }
    for (const id of act.about) this.#bucketsOf.get(id)?.forEach(put);
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
    const measures = this.#records.reached(ids);
    const acts = measures.flatMap((measure) => this.#act(measure) ?? []);
    // What an act speaks of now may be a later record: its buckets come first.
    for (const act of inLegalOrder(acts)) this.#enrol(act);
    const states = new Set(measures.flatMap(({ id }) => this.#bucketsOf.get(id) ?? []));
    for (const state of states) this.#rebuild(state);
  }

  #rebuild(state: BucketState): void {
    const before = state.bucket.rules;
    const bucket = new Bucket(state.bucket.type, state.bucket.code, this.#territory);
    const acts = [...state.members.values()].flatMap((measure) => this.#act(measure) ?? []);
    for (const act of inLegalOrder(acts)) bucket.take(act, this.#stands);
    state.bucket = bucket;
    this.#writer.replace(before, bucket.rules, this.#records.size);
  }
}

/** True if a row shows a rule in a part of where another row shows it. */
function isPartOf(view: RowView, whole: RowView): boolean {
  if (view.first.id !== whole.first.id || view.kept !== whole.kept) return false;
  return view.place === whole.place && whole.except.some(({ code }) => code === view.unit);
}

/** The day of a civil minute. */
function dayAt(at: CivilMinute): Civil {
  return dayOf(civilOfMinute(at));
}
