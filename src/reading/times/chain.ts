import { type Scan, textAt, timeHit } from './scan.ts';
import type { Atom, AtomOf, Day, Hour, Role } from './types.ts';

/** From atoms to items: moments with their role, durations and phrases, in chains that touch. */

export interface Moment {
  readonly kind: 'moment';
  at: number;
  next: number;
  role: Role | null;
  day: Day | null;
  clock: Hour | null;
  edge: { readonly edge: 'start' | 'end'; readonly unit: string | null } | null;
  isInclusive: boolean;
  isNight: boolean;
  /** English "to" ends a list of days inclusively, "until" does not. */
  isPlainTo: boolean;
  /** Kazakh "-дағы": belongs to a noun that follows. */
  isAttributive: boolean;
  hasPart: boolean;
  zone: boolean;
  /** A mark of a table stands before it. */
  afterBar: boolean;
}

type Marked = { readonly at: number; readonly next: number } & (
  | { readonly kind: 'daily' }
  | { readonly kind: 'former' }
);

export type Item = Moment | AtomOf<'duration'> | AtomOf<'phrase'> | Marked;

/** Items in chains: within one chain only commas, brackets and fillers stand between them. */
export function chainsOf(scan: Scan, atoms: readonly Atom[]): Item[][] {
  const chains: Item[][] = [];
  let builder = new ChainBuilder(scan);
  let end = -1;
  for (const atom of atoms) {
    if (end >= 0 && !isFiller(scan, end, atom.at)) {
      chains.push(builder.items);
      builder = new ChainBuilder(scan);
    }
    builder.add(atom, end >= 0 && atom.at > end ? textAt(scan, end) : '');
    end = atom.next;
  }
  chains.push(builder.items);
  return chains.filter((items) => items.length > 0);
}

function isFiller(scan: Scan, from: number, to: number): boolean {
  if (to - from > 4) return false;
  let at = from;
  while (at < to) {
    const filler = timeHit(scan, at, 'filler');
    if (filler !== null && filler.next <= to) at = filler.next;
    else if (/^[,()|«»"“”]$/.test(textAt(scan, at))) at++;
    else return false;
  }
  return true;
}

class ChainBuilder {
  readonly items: Item[] = [];
  readonly #scan: Scan;
  #role: AtomOf<'role'> | null = null;
  #isNight = false;
  #nightAt = 0;
  #partAt: number | null = null;

  constructor(scan: Scan) {
    this.#scan = scan;
  }

  add(atom: Atom, gap: string): void {
    switch (atom.kind) {
      case 'role':
        this.#addRole(atom);
        return;
      case 'day':
        this.#addDay(atom, gap);
        break;
      case 'clock':
        this.#addClock(atom, gap);
        break;
      case 'edge':
        this.#addEdge(atom);
        break;
      case 'post':
        this.#addPost(atom);
        break;
      case 'mark':
        this.#addMark(atom);
        return;
      case 'duration':
      case 'phrase':
        this.items.push(atom);
        break;
    }
    this.#role = null;
    this.#isNight = false;
    this.#partAt = null;
  }

  #addRole(atom: AtomOf<'role'>): void {
    const isWeak = atom.role === 'at' || atom.role === 'and' || atom.role === 'onto';
    const keeps = this.#role !== null && this.#role.next === atom.at && isWeak;
    if (!keeps || (this.#role?.role === 'at' && atom.role === 'onto')) this.#role = atom;
  }

  #last(): Moment | null {
    const last = this.items.at(-1);
    return last?.kind === 'moment' ? last : null;
  }

  #caseRole(ending: string): { role: Role | null; isAttributive: boolean } {
    const cased = this.#scan.vocabulary.cases.get(ending);
    const role = cased === 'ablative' ? 'from' : cased === 'locative' ? 'at' : null;
    return { role, isAttributive: cased === 'attributive' };
  }

  #open(atom: Atom, ending: string, afterBar: boolean): Moment {
    const cased = this.#caseRole(ending);
    const role = this.#role;
    const start = this.#partAt ?? atom.at;
    const isJoint = role?.role === 'and' || role?.role === 'dash';
    const moment: Moment = {
      kind: 'moment',
      at: this.#isNight ? this.#nightAt : isJoint ? start : Math.min(role?.at ?? start, start),
      next: atom.next,
      role: role?.role ?? cased.role,
      day: null,
      clock: null,
      edge: null,
      isInclusive: false,
      isNight: this.#isNight,
      isPlainTo: role !== null && role.role === 'to' && textAt(this.#scan, role.at) === 'to',
      isAttributive: cased.isAttributive,
      hasPart: this.#partAt !== null,
      zone: false,
      afterBar,
    };
    this.items.push(moment);
    return moment;
  }

  #addDay(atom: AtomOf<'day'>, gap: string): void {
    const last = this.#last();
    const role = this.#role?.role ?? this.#caseRole(atom.ending).role;
    if (last !== null && this.#joinsDay(last, atom.day, role, gap)) {
      last.day = last.day !== null && atom.day.month === null ? last.day : atom.day;
      last.next = atom.next;
      const own = this.#caseRole(atom.ending);
      if (last.role === null) last.role = own.role;
      last.isAttributive = own.isAttributive;
      return;
    }
    this.#open(atom, atom.ending, gap === '|').day = atom.day;
  }

  /** "8 часов 16 марта", "вчера, 14 апреля", "by + part + day", "end of + month". */
  #joinsDay(last: Moment, day: Day, role: Role | null, gap: string): boolean {
    const isPlain = role === null || role === 'at' || (role === 'of' && last.clock !== null);
    if (!isPlain || gap === '|') return false;
    if (last.day === null) return last.clock !== null || last.edge !== null || last.hasPart;
    const isNamedFirst = last.day.month === null;
    const isNamedSecond = day.month === null && last.day.month !== null && day.shift === null;
    if (role !== null && this.#role !== null) return false;
    return isNamedFirst ? day.month !== null : isNamedSecond && day.weekday !== null;
  }

  #addClock(atom: AtomOf<'clock'>, gap: string): void {
    const last = this.#last();
    const own = this.#caseRole(atom.ending);
    const role = this.#role?.role ?? own.role;
    const isFree = role === null || role === 'at' || last?.role === null || last?.role === 'at';
    const joins =
      last !== null &&
      last.day !== null &&
      last.clock === null &&
      isFree &&
      role !== 'and' &&
      role !== 'dash' &&
      last.day.month !== 0 &&
      !(last.day.month !== null && last.day.day === null) &&
      gap !== '|';
    if (last !== null && joins) {
      last.clock = atom.clock;
      last.next = atom.next;
      if (role !== null && role !== 'at') last.role = role;
      if (this.#role !== null && role === 'to') last.isPlainTo = false;
      last.isAttributive = own.isAttributive;
      return;
    }
    this.#open(atom, atom.ending, gap === '|').clock = atom.clock;
  }

  #addEdge(atom: AtomOf<'edge'>): void {
    const last = this.#last();
    const isAfter =
      this.#scan.vocabulary.lang === 'kk' && last?.day !== null && last?.clock === null;
    const edge = { edge: atom.edge, unit: atom.unit };
    if (last !== null && isAfter) {
      last.edge = edge;
      last.next = atom.next;
      last.role = null;
      return;
    }
    this.#open(atom, '', false).edge = edge;
  }

  #addPost(atom: AtomOf<'post'>): void {
    const last = this.#last();
    if (last === null) return;
    last.next = atom.next;
    last.isAttributive = false;
    if (atom.post === 'until_post') last.role = 'to';
    if (atom.post === 'from_post') last.role = 'from';
    if (atom.post === 'since_post') last.role = 'since';
    if (atom.post === 'by_post') last.role = 'by';
    if (atom.post === 'thru_post') [last.role, last.isInclusive] = ['thru', true];
    if (atom.post === 'former_post')
      this.items.push({ kind: 'former', at: atom.at, next: atom.next });
    const before = this.items.at(-2);
    if (atom.post === 'night_post') {
      last.isNight = true;
      if (before?.kind !== 'moment' || last.role !== 'dash') return;
      [before.isNight, last.role] = [true, 'onto'];
    }
    if (atom.post !== 'between_post' || before?.kind !== 'moment') return;
    before.role = 'between';
    if (last.role === null || last.role === 'at') last.role = 'and';
  }

  #addMark(atom: AtomOf<'mark'>): void {
    const last = this.#last();
    if (atom.mark === 'daily') this.items.push({ kind: 'daily', at: atom.at, next: atom.next });
    if (atom.mark === 'night') [this.#isNight, this.#nightAt] = [true, atom.at];
    if (atom.mark === 'part') this.#openPart(atom);
    if (last === null) return;
    if (atom.mark === 'inclusive') [last.isInclusive, last.next] = [true, atom.next];
    if (atom.mark === 'zone') [last.zone, last.next] = [true, atom.next];
  }

  /** "к утру 30 ноября": the part of the day stands before its day. */
  #openPart(atom: AtomOf<'mark'>): void {
    this.#partAt = atom.at;
    this.#open(atom, '', false).hasPart = true;
    this.#role = null;
    this.#partAt = null;
  }
}
