import type { Cue, Cues, Sign, VerbRole } from './cues.ts';
import type { NumberMention } from './numbers.ts';
import type { PatternHit } from './pattern.ts';
import type { PlaceMention } from './places.ts';
import type { TimeMention } from './times.ts';
import type { Token } from './tokens.ts';

/** A sentence with everything found in it; clauses are ranges of its tokens. */
export interface Sentence {
  /** The block's text; offsets of tokens and mentions count in it. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly tokens: readonly Token[];
  readonly times: readonly TimeMention[];
  readonly numbers: readonly NumberMention[];
  readonly places: readonly PlaceMention[];
}

/** A part of a sentence that may be one provision, with the cues that hold for it alone. */
export interface Clause {
  readonly sentence: Sentence;
  /** Token range in the sentence, half-open. */
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
  readonly hits: readonly PatternHit<Cue>[];
  readonly times: readonly TimeMention[];
  readonly numbers: readonly NumberMention[];
  readonly places: readonly PlaceMention[];
}

export function makeClause(sentence: Sentence, from: number, to: number, cues: Cues): Clause {
  const first = sentence.tokens[from];
  const last = sentence.tokens[to - 1];
  const start = from === 0 ? sentence.start : (first?.start ?? sentence.start);
  const end = to === sentence.tokens.length ? sentence.end : (last?.end ?? sentence.end);
  const within = (mention: { start: number; end: number }): boolean =>
    mention.start >= start && mention.end <= end;
  return {
    sentence,
    from,
    to,
    start,
    end,
    hits: unmasked(cues.patterns.match(sentence.tokens, from, to)),
    times: sentence.times.filter(within),
    numbers: sentence.numbers.filter(within),
    places: sentence.places.filter(within),
  };
}

export function signHit(clause: Clause, sign: Sign): PatternHit<Cue> | null {
  return clause.hits.find((hit) => hit.value.kind === 'sign' && hit.value.sign === sign) ?? null;
}

export function hasSign(clause: Clause, ...wanted: readonly Sign[]): boolean {
  return wanted.some((sign) => signHit(clause, sign) !== null);
}

export function verbHits(clause: Clause, role: VerbRole): readonly PatternHit<Cue>[] {
  return clause.hits.filter((hit) => hit.value.kind === 'verb' && hit.value.role === role);
}

/** The words of a hit as offsets in the block's text. */
export function spanOfHit(
  clause: Clause,
  hit: { from: number; to: number },
): {
  start: number;
  end: number;
} {
  const start = clause.sentence.tokens[hit.from]?.start ?? clause.start;
  const end = clause.sentence.tokens[hit.to - 1]?.end ?? clause.end;
  return { start, end };
}

/** Without the names of measures that stand in a phrase which only mentions them. */
function unmasked(hits: readonly PatternHit<Cue>[]): PatternHit<Cue>[] {
  const masks = hits.filter((hit) => hit.value.kind === 'mask');
  const tails = hits.filter((hit) => hit.value.kind === 'sign' && hit.value.sign === 'tail');
  const within = (hit: PatternHit<Cue>, cover: PatternHit<Cue>): boolean =>
    cover.from <= hit.from && cover.to >= hit.to;
  return hits.filter((hit) => {
    const { value } = hit;
    if (value.kind === 'mask') return false;
    if (value.kind === 'type' && value.part === 'direct') return true;
    // "Closed until the road is reopened": what the tail says says when it ends, and no more.
    const tells = value.kind !== 'sign' || value.sign === 'event';
    if (tells && tails.some((tail) => within(hit, tail))) return false;
    if (value.kind !== 'type') return true;
    return !masks.some((mask) => within(hit, mask));
  });
}
