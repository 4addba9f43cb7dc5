import { limits } from '../base/index.ts';
import type { Block, Proposal, Statement } from '../record/index.ts';
import { isCeremonial } from './ceremonial.ts';
import { type Clause, hasSign, makeClause, type Sentence, verbHits } from './clause.ts';
import { type VerbRole, verbRoles } from './cues.ts';
import type { KindReading } from './kind.ts';
import { type KnownMeasure, type Lent, nothingLent } from './lent.ts';
import { readMeasures } from './measure.ts';
import { findNumbers } from './numbers.ts';
import { type OutlineNode, outline } from './outline.ts';
import { partsOf } from './parts.ts';
import { inherit, measurePeriod, noPeriod, type Period } from './period.ts';
import { findPlaces, type PlaceContext } from './places.ts';
import { propose } from './propose.ts';
import { asImplied, placesNamed, readScope } from './scope.ts';
import { markerLength, splitSentences } from './sentences.ts';
import { readClauses } from './split.ts';
import { findTimes } from './times.ts';
import { fold, tokenize } from './tokens.ts';
import { type HeadContext, type ReadingResources, startWalk, type Walk } from './walk.ts';

/** The reader's name and version, as records carry it. */
export const readerName = 'aiqyn-grammar/1';

/** Reads a statement into proposals, in the order of its text. Pure, and linear in its length. */
export function readStatement(
  statement: Statement,
  resources: ReadingResources,
): readonly Proposal[] {
  const walk = startWalk(statement, resources);
  for (const [index, node] of outline(statement.blocks).entries()) {
    if (walk.proposals.length >= limits.proposals_max) break;
    if (isTableHead(statement.blocks, index)) nameColumns(walk, sentencesOf(walk, node.block));
    else readBlock(walk, node, index);
  }
  if (isCeremonial(walk)) return [];
  return walk.documentPeriod === null
    ? walk.proposals
    : walk.proposals.map((proposal) => withPeriod(proposal, walk.documentPeriod));
}

/** "Airport | First flight": a table's first row without figures names its columns. */
function isTableHead(blocks: readonly Block[], index: number): boolean {
  const block = blocks[index];
  if (block?.kind !== 'row' || blocks[index - 1]?.kind === 'row') return false;
  return blocks[index + 1]?.kind === 'row' && !/\d/.test(block.text);
}

/** "This order applies from … until …": a measure without a time of its own has that period. */
function withPeriod(proposal: Proposal, period: Period | null): Proposal {
  const { provision } = proposal;
  if (period === null || provision.kind !== 'measure' || provision.act !== 'declare')
    return proposal;
  if (provision.from.basis !== 'unknown' || provision.to.basis !== 'unknown') return proposal;
  const { from, to } = inherit(noPeriod, period);
  return { ...proposal, provision: { ...provision, from, to } };
}

function readBlock(walk: Walk, node: OutlineNode, index: number): void {
  const { block } = node;
  const head = walk.heads.get(node.head) ?? null;
  walk.places.paragraph = null;
  walk.places.head = head?.places ?? null;
  walk.inForceParagraph = false;
  const sentences = sentencesOf(walk, block);
  if (block.kind === 'heading') {
    readHeading(walk, sentences);
    return;
  }
  for (const [position, sentence] of sentences.entries()) {
    const isLast = position === sentences.length - 1;
    if (node.isHead && isLast) openHead(walk, sentence, index, head);
    if (!isLast && isRunInHeading(sentence)) {
      walk.places.section = placesNamed(sentence.places, walk.source.place);
      continue;
    }
    readSentence(walk, block, sentence, head, node.isHead && isLast);
  }
}

function sentencesOf(walk: Walk, block: Block): Sentence[] {
  const { source, resources, cues } = walk;
  const { text } = block;
  const context: PlaceContext = {
    lang: source.lang,
    on: source.publishedAt.slice(0, 10),
    home: source.place,
    gazetteer: resources.gazetteer,
  };
  const vocabulary = resources.vocabulary[source.lang];
  const times = findTimes(text, { lang: source.lang, publishedAt: source.publishedAt }, vocabulary);
  const numbers = findNumbers(text, vocabulary).filter(
    (number) => !times.some((time) => time.start < number.end && number.start < time.end),
  );
  const places = findPlaces(text, context);
  const tokens = tokenize(fold(text));
  const spans = block.kind === 'row' ? [wholeRow(text)] : splitSentences(text, cues);
  const inside = (span: { start: number; end: number }) => (item: { start: number; end: number }) =>
    item.start >= span.start && item.end <= span.end;
  return spans.map((span) => ({
    text,
    ...span,
    tokens: tokens.filter(inside(span)),
    times: times.filter(inside(span)),
    numbers: numbers.filter(inside(span)),
    places: places.filter(inside(span)),
  }));
}

function wholeRow(text: string): { start: number; end: number } {
  return { start: markerLength(text), end: text.length };
}

/** A heading says nothing by itself; its place and its measure hold for what stands under it. */
function readHeading(walk: Walk, sentences: readonly Sentence[]): void {
  const named = placesNamed(
    sentences.flatMap(({ places }) => places),
    walk.source.place,
  );
  walk.places.section = named === null ? null : asImplied(named);
  walk.sectionPeriod =
    sentences.map(({ times }) => headingPeriod(times)).find((one) => one !== null) ?? null;
  nameColumns(walk, sentences);
}

/** What a heading or a table's first row names holds for the rows below. */
function nameColumns(walk: Walk, sentences: readonly Sentence[]): void {
  for (const sentence of sentences) {
    const measure = namedMeasure(makeClause(sentence, 0, sentence.tokens.length, walk.cues));
    if (measure !== null) walk.tableMeasure = { ...measure, fromHeading: true };
  }
}

/** "Первый этап – с 15 августа": the period of what stands under a heading. */
function headingPeriod(times: Sentence['times']): Period | null {
  const begins = times.find(({ what }) => what === 'from' || what === 'range');
  if (begins === undefined || begins.from === null) return null;
  return {
    from: { basis: 'stated', at: begins.from },
    to: begins.to === null ? { basis: 'unknown' } : { basis: 'stated', at: begins.to },
    daily: null,
    mentions: [],
  };
}

/** The measure that a heading or a table's head names, with or without a verb. */
function namedMeasure(clause: Clause): KnownMeasure | null {
  const [best] = readMeasures(clause, nothingLent);
  if (best !== undefined) return { type: best.type, act: best.act };
  for (const hit of clause.hits) {
    if (hit.value.kind !== 'type') continue;
    if (hit.value.part !== 'activity' || hasSign(clause, 'ban_noun')) {
      return { type: hit.value.type, act: hit.value.act ?? 'declare' };
    }
  }
  return null;
}

const headingTokensMax = 8;

/** "Костанайская обл." before the sentences of its paragraph: a place, and nothing said of it. */
function isRunInHeading(sentence: Sentence): boolean {
  const covered = sentence.places.reduce((sum, { start, end }) => sum + end - start, 0);
  const isShort = sentence.tokens.length <= headingTokensMax;
  return isShort && covered > 0 && covered >= (sentence.end - sentence.start) * 0.6;
}

function openHead(walk: Walk, sentence: Sentence, index: number, above: HeadContext | null): void {
  const [reading] = readClauses(sentence, walk.cues, walk.source, nothingLent);
  const clause = makeClause(sentence, 0, sentence.tokens.length, walk.cues);
  const verbs = new Set<VerbRole>(above?.lent.verbs ?? []);
  for (const role of verbRoles) if (verbHits(clause, role).length > 0) verbs.add(role);
  // "… ПОСТАНОВЛЯЮ:" opens the whole document: its preamble lends nothing to the points.
  if (hasSign(clause, 'enacting')) return;
  const scope = readScope(clause, walk.places, walk.source.place);
  const period = measurePeriod(clause, 'declare', walk.times);
  // "Акимам областей:" addresses an office and orders what follows.
  const orders = hasSign(clause, 'addressee') ? 'commitment' : null;
  const asks = reading?.kind.kind === 'request' || reading?.kind.kind === 'commitment';
  walk.heads.set(index, {
    lent: {
      verbs,
      kind: asks && reading ? askedBy(reading.kind) : orders,
      measure: namedMeasure(clause) ?? above?.lent.measure ?? null,
      anaphor: null,
      isItem: false,
      inForce: false,
    },
    places: scope.own ? scope.scope : (above?.places ?? walk.places.section),
    period:
      'at' in period.from || 'at' in period.to
        ? period
        : (above?.period ?? walk.sectionPeriod ?? noPeriod),
  });
}

function askedBy(kind: KindReading): Lent['kind'] {
  return kind.kind === 'request' ? 'request' : 'commitment';
}

function readSentence(
  walk: Walk,
  block: Block,
  sentence: Sentence,
  head: HeadContext | null,
  isHead: boolean,
): void {
  const readings = readClauses(sentence, walk.cues, walk.source, lentTo(walk, block, head));
  walk.sentences++;
  const whole = makeClause(sentence, 0, sentence.tokens.length, walk.cues);
  if (hasSign(whole, 'nothing', 'wish')) walk.ceremonial++;
  for (const { clause, kind } of readings) {
    // A head that only opens a list says nothing by itself.
    if (isHead && kind.kind !== 'claim' && kind.kind !== 'request') continue;
    const scope = readScope(clause, walk.places, walk.source.place);
    if (scope.own) {
      rememberItem(walk, block, scope.scope.codes);
      walk.places.paragraph = scope.scope;
      walk.places.last = scope.scope;
      for (const code of scope.scope.codes) walk.places.named.add(code);
    }
    for (const part of partsOf(clause, kind)) propose(walk, block, part, kind, scope, head);
  }
  if (readings.length === 0) {
    rememberDocumentPeriod(walk, sentence);
    const named = placesNamed(sentence.places, walk.source.place);
    if (named !== null) walk.places.paragraph = named;
  }
}

function rememberDocumentPeriod(walk: Walk, sentence: Sentence): void {
  const clause = makeClause(sentence, 0, sentence.tokens.length, walk.cues);
  if (!hasSign(clause, 'document_period')) return;
  const period = measurePeriod(clause, 'declare', walk.times);
  if ('at' in period.from || 'at' in period.to) walk.documentPeriod = period;
}

/** Keeps the places of a numbered point for those that cite it. */
function rememberItem(walk: Walk, block: Block, codes: readonly string[]): void {
  const number = /^\s*(\d{1,2})[.)]/.exec(block.text)?.[1];
  if (number === undefined) return;
  const known = walk.places.items.get(Number(number)) ?? [];
  walk.places.items.set(Number(number), [...known, ...codes]);
}

function lentTo(walk: Walk, block: Block, head: HeadContext | null): Lent {
  const table = block.kind === 'row' ? walk.tableMeasure : null;
  return {
    verbs: head?.lent.verbs ?? new Set(),
    kind: head?.lent.kind ?? null,
    measure: head?.lent.measure ?? table,
    anaphor: walk.lastMeasure,
    isItem: head !== null && block.kind === 'item',
    inForce: walk.inForceParagraph,
  };
}
