import { clockAt } from './clocks.ts';
import { daysAt } from './days.ts';
import { durationAt } from './durations.ts';
import { isDash, type Scan, textAt, timeHit } from './scan.ts';
import type { Atom, Role } from './types.ts';

/** The atoms of a text in order: days, hours, durations, and the words that relate them. */

const phraseKeys = ['none', 'open', 'same', 'vague', 'immediate'] as const;
const postKeys = [
  'until_post',
  'from_post',
  'since_post',
  'thru_post',
  'between_post',
  'by_post',
  'former_post',
  'night_post',
] as const;
const roleKeys: readonly (readonly [string, Role])[] = [
  ['since', 'since'],
  ['thru', 'thru'],
  ['by', 'by'],
  ['from', 'from'],
  ['to', 'to'],
  ['between', 'between'],
  ['and', 'and'],
  ['at', 'at'],
  ['on', 'at'],
  ['as_of', 'as_of'],
  ['of', 'of'],
];

export function atomsOf(scan: Scan): Atom[] {
  const atoms: Atom[] = [];
  let at = 0;
  while (at < scan.tokens.length) {
    const found = atomsAt(scan, at, atoms);
    const last = found.at(-1);
    atoms.push(...found);
    at = last === undefined ? at + 1 : Math.max(last.next, at + 1);
  }
  return atoms;
}

function atomsAt(scan: Scan, at: number, before: readonly Atom[]): readonly Atom[] {
  const previous = before.at(-1);
  const touching = previous?.next === at ? previous : null;
  const phrase = phraseAt(scan, at);
  if (phrase !== null) return [phrase];
  const role = touching?.kind === 'role' ? touching.role : null;
  const days = daysAt(scan, at);
  const clock = clockAt(scan, at, role, touching?.kind ?? null);
  if (days.length > 0 && (clock === null || (days.at(-1)?.next ?? 0) >= clock.next)) return days;
  if (clock !== null) return [clock];
  const duration = durationAt(scan, at);
  if (duration !== null) return [duration];
  const edge = edgeAt(scan, at);
  if (edge !== null) return [edge];
  return relationAt(scan, at, touching);
}

function phraseAt(scan: Scan, at: number): Atom | null {
  let best: Atom | null = null;
  for (const key of phraseKeys) {
    const hit = timeHit(scan, at, key);
    if (hit === null || hit.next <= (best?.next ?? 0)) continue;
    best = { kind: 'phrase', at, next: hit.next, phrase: key, text: hit.text };
  }
  return best;
}

/** "до конца апреля", "the end of the month", "жыл соңына". */
function edgeAt(scan: Scan, at: number): Atom | null {
  for (const edge of ['end', 'start'] as const) {
    const key = edge === 'end' ? 'end_of' : 'start_of';
    const hit = timeHit(scan, at, key);
    if (hit !== null) {
      const unit = periodUnit(scan, hit.next);
      return { kind: 'edge', at, next: unit?.next ?? hit.next, edge, unit: unit?.name ?? null };
    }
    if (scan.vocabulary.lang !== 'kk') continue;
    const unit = periodUnit(scan, at);
    const after = unit === null ? null : timeHit(scan, unit.next, key);
    if (unit !== null && after !== null) {
      return { kind: 'edge', at, next: after.next, edge, unit: unit.name };
    }
  }
  return null;
}

function periodUnit(
  scan: Scan,
  at: number,
): { readonly name: string; readonly next: number } | null {
  for (const name of ['day', 'week', 'month', 'year']) {
    const current = timeHit(scan, at, 'this_year');
    if (name === 'year' && current !== null) return { name, next: current.next };
    const hit = timeHit(scan, at, `${name}_unit`);
    if (hit !== null) return { name, next: hit.next };
  }
  return null;
}

function relationAt(scan: Scan, at: number, touching: Atom | null): readonly Atom[] {
  // "на срок до" is a longer way to say "до".
  const filler = timeHit(scan, at, 'filler');
  if (filler !== null && filler.next > at + 1) return [];
  for (const mark of ['inclusive', 'daily', 'zone', 'night'] as const) {
    const hit = timeHit(scan, at, mark);
    if (hit !== null) return [{ kind: 'mark', at, next: hit.next, mark }];
  }
  for (const key of postKeys) {
    const hit = timeHit(scan, at, key);
    if (hit !== null) return [{ kind: 'post', at, next: hit.next, post: key }];
  }
  const part = timeHit(scan, at, 'part');
  if (part !== null) return [{ kind: 'mark', at, next: part.next, mark: 'part' }];
  let best: Atom | null = null;
  for (const [key, role] of roleKeys) {
    const hit = timeHit(scan, at, key);
    if (hit === null || hit.next <= (best?.next ?? 0)) continue;
    best = { kind: 'role', at, next: hit.next, role };
  }
  const onto = timeHit(scan, at, 'onto');
  if (onto !== null && (touching?.kind === 'mark' || touching?.kind === 'day')) {
    return [{ kind: 'role', at, next: onto.next, role: 'onto' }];
  }
  if (best !== null) return [best];
  if (isDash(scan, at) && touching !== null && textAt(scan, at) !== '') {
    return [{ kind: 'role', at, next: at + 1, role: 'dash' }];
  }
  return [];
}
