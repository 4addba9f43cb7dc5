import type { Lang, ProvisionKind } from '../record/index.ts';
import type { CorpusCase, CorpusProvision } from './corpus.ts';

/** How a reading is scored against a careful human's: see the corpus guide. */

export interface KindScore {
  readonly found: number;
  readonly gold: number;
  readonly matched: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** F1 where a match counts only if every gold field is right. */
  readonly full: number;
}

export interface FieldScore {
  readonly right: number;
  readonly of: number;
  readonly share: number;
}

export interface Score {
  readonly cases: number;
  /** False if any quote is not in its source: then the reading as a whole fails. */
  readonly verbatim: boolean;
  readonly kinds: Readonly<Record<ProvisionKind | 'all', KindScore>>;
  /** Fields of measures, and of the other kinds, over matched pairs. */
  readonly fields: Readonly<Record<string, FieldScore>>;
}

export interface CaseReading {
  readonly case: CorpusCase;
  readonly found: readonly CorpusProvision[];
}

export interface Pair {
  readonly gold: CorpusProvision;
  readonly found: CorpusProvision;
  /** Names of gold fields that are not right. */
  readonly wrong: readonly string[];
}

/** What became of each provision of one case. */
export interface CaseMatch {
  readonly pairs: readonly Pair[];
  readonly missed: readonly CorpusProvision[];
  readonly spurious: readonly CorpusProvision[];
  readonly unverbatim: readonly CorpusProvision[];
}

const measureFields = ['type', 'act', 'places', 'from', 'to', 'daily'] as const;

/** The score over all cases, and over those of each language. */
export function scoreCorpus(readings: readonly CaseReading[]): {
  readonly all: Score;
  readonly languages: Readonly<Partial<Record<Lang, Score>>>;
} {
  const matches = readings.map((reading) => ({ reading, match: matchCase(reading) }));
  const languages: Partial<Record<Lang, Score>> = {};
  for (const language of ['ru', 'kk', 'en'] as const) {
    const own = matches.filter(({ reading }) => reading.case.source.lang === language);
    if (own.length > 0) languages[language] = scoreOf(own.map(({ match }) => match));
  }
  return { all: scoreOf(matches.map(({ match }) => match)), languages };
}

/**
 * Pairs found with gold provisions of the same kind whose spans overlap by at least half of the
 * shorter, best overlap first, each at most once.
 */
export function matchCase({ case: corpusCase, found }: CaseReading): CaseMatch {
  const squeezed = squeeze(corpusCase.text);
  const candidates: { g: number; f: number; overlap: number }[] = [];
  const goldSpans = locateAll(squeezed, corpusCase.gold);
  const foundSpans = locateAll(squeezed, found);
  for (const [g, gold] of corpusCase.gold.entries()) {
    for (const [f, one] of found.entries()) {
      const a = goldSpans[g];
      const b = foundSpans[f];
      if (gold.kind !== one.kind || !a || !b) continue;
      const overlap = Math.min(a.end, b.end) - Math.max(a.start, b.start);
      const shorter = Math.min(a.end - a.start, b.end - b.start);
      if (overlap * 2 >= shorter && overlap > 0) candidates.push({ g, f, overlap });
    }
  }
  candidates.sort((x, y) => y.overlap - x.overlap);
  const goldTaken = new Map<number, number>();
  const foundTaken = new Set<number>();
  for (const { g, f } of candidates) {
    if (goldTaken.has(g) || foundTaken.has(f)) continue;
    goldTaken.set(g, f);
    foundTaken.add(f);
  }
  const pairs: Pair[] = [];
  for (const [g, f] of [...goldTaken].sort((x, y) => x[0] - y[0])) {
    const gold = corpusCase.gold[g];
    const one = found[f];
    if (gold && one) pairs.push({ gold, found: one, wrong: wrongFields(gold, one) });
  }
  return {
    pairs,
    missed: corpusCase.gold.filter((_, g) => !goldTaken.has(g)),
    spurious: found.filter((_, f) => !foundTaken.has(f)),
    unverbatim: found.filter((_, f) => foundSpans[f] === null),
  };
}

function scoreOf(matches: readonly CaseMatch[]): Score {
  const byKind = (kind: ProvisionKind | 'all'): KindScore => {
    const of = (item: { kind: ProvisionKind }): boolean => kind === 'all' || item.kind === kind;
    // An optional provision counts neither when found nor when missed.
    const pairs = matches.flatMap(({ pairs }) =>
      pairs.filter(({ gold }) => of(gold) && !gold.optional),
    );
    const missed = matches.flatMap((match) =>
      match.missed.filter((gold) => of(gold) && !gold.optional),
    );
    const spurious = matches.flatMap((match) => match.spurious.filter(of));
    const matched = pairs.length;
    const full = pairs.filter(({ wrong }) => wrong.length === 0).length;
    const found = matched + spurious.length;
    const gold = matched + missed.length;
    return {
      found,
      gold,
      matched,
      precision: ratio(matched, found),
      recall: ratio(matched, gold),
      f1: f1(matched, found, gold),
      full: f1(full, found, gold),
    };
  };
  const fields: Record<string, FieldScore> = {};
  for (const field of measureFields) {
    fields[`measure.${field}`] = fieldScore(matches, 'measure', field);
  }
  for (const field of ['places', 'from', 'to', 'value+unit'] as const) {
    fields[`claim.${field}`] = fieldScore(matches, 'claim', field);
  }
  fields['commitment.due'] = fieldScore(matches, 'commitment', 'due');
  fields['request.contact'] = fieldScore(matches, 'request', 'contact');
  return {
    cases: matches.length,
    verbatim: matches.every(({ unverbatim }) => unverbatim.length === 0),
    kinds: {
      all: byKind('all'),
      measure: byKind('measure'),
      claim: byKind('claim'),
      commitment: byKind('commitment'),
      request: byKind('request'),
      warning: byKind('warning'),
    },
    fields,
  };
}

function fieldScore(matches: readonly CaseMatch[], kind: ProvisionKind, field: string): FieldScore {
  const pairs = matches.flatMap((match) =>
    match.pairs.filter(({ gold }) => gold.kind === kind && !gold.optional),
  );
  const right = pairs.filter(({ wrong }) => !wrong.includes(field)).length;
  return { right, of: pairs.length, share: ratio(right, pairs.length) };
}

function wrongFields(gold: CorpusProvision, found: CorpusProvision): string[] {
  const wrong: string[] = [];
  const differ = (field: string, a: unknown, b: unknown): void => {
    if (JSON.stringify(a ?? null) !== JSON.stringify(b ?? null)) wrong.push(field);
  };
  switch (gold.kind) {
    case 'measure':
      differ('type', gold.type, found.type);
      differ('act', gold.act, found.act);
      differ('places', sorted(gold.places), sorted(found.places));
      differ('from', gold.from, found.from);
      differ('to', gold.to, found.to);
      differ('daily', gold.daily, found.daily);
      break;
    case 'claim':
      differ('places', sorted(gold.places), sorted(found.places));
      differ('from', gold.from, found.from);
      differ('to', gold.to, found.to);
      differ('value+unit', [gold.value, gold.unit], [found.value, found.unit]);
      break;
    case 'commitment':
      differ('due', gold.due, found.due);
      break;
    case 'request':
      differ('contact', gold.contact, found.contact);
      break;
    case 'warning':
      break;
  }
  return wrong;
}

function sorted(places: readonly string[] | undefined): string[] | null {
  return places === undefined ? null : [...new Set(places)].sort();
}

interface Squeezed {
  readonly text: string;
  /** `map[i]` is the offset in the text of the i-th kept character. */
  readonly map: Int32Array;
}

/** The text without white space: quotes are compared letter for letter. */
function squeeze(text: string): Squeezed {
  const map = new Int32Array(text.length);
  const parts: string[] = [];
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (/\s/.test(char)) continue;
    map[length++] = i;
    parts.push(char);
  }

  return { text: parts.join(''), map };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The spans of the quotes: by their offsets, or in order of the text, from the last one on. */
function locateAll(source: Squeezed, provisions: readonly CorpusProvision[]): (Span | null)[] {
  let from = 0;
  return provisions.map((provision) => {
    const words = provision.quote.replace(/\s+/g, '');
    let at = source.text.indexOf(words, from);
    if (at < 0) at = source.text.indexOf(words);
    if (at < 0) return null;
    if (provision.start !== undefined && provision.end !== undefined) {
      return { start: provision.start, end: provision.end };
    }
    from = at;
    const start = source.map[at] ?? 0;
    return { start, end: (source.map[at + words.length - 1] ?? start) + 1 };
  });
}

function f1(matched: number, found: number, gold: number): number {
  // Nothing to find and nothing found is a perfect reading.
  return found + gold === 0 ? 1 : (2 * matched) / (found + gold);
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}
