import type { Gazetteer } from '../place/index.ts';
import type { Lang, PlaceScope, Proposal, Statement, StatementSource } from '../record/index.ts';
import type { Cues } from './cues.ts';
import type { KnownMeasure, Lent } from './lent.ts';
import { freshMemory, type Period, type TimeMemory } from './period.ts';
import { freshPlaces, type PlaceMemory } from './scope.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Everything the reader knows besides the statement itself. */
export interface ReadingResources {
  readonly cues: Readonly<Record<Lang, Cues>>;
  readonly vocabulary: Readonly<Record<Lang, Vocabulary>>;
  readonly gazetteer: Gazetteer;
}

/** What one list head lends to its items. */
export interface HeadContext {
  readonly lent: Lent;
  readonly places: PlaceScope | null;
  readonly period: Period;
}

/** One reading of one statement: what has been read so far, and what later words may refer to. */
export interface Walk {
  readonly statement: Statement;
  readonly source: StatementSource;
  readonly resources: ReadingResources;
  readonly cues: Cues;
  readonly places: PlaceMemory;
  readonly times: TimeMemory;
  readonly heads: Map<number, HeadContext>;
  readonly proposals: Proposal[];
  /** The period that the last heading names for what stands under it. */
  sectionPeriod: Period | null;
  /** Sentences read, and how many of them thank, wish, mourn or praise. */
  sentences: number;
  ceremonial: number;
  /** What a closing or opening clause says of the order as a whole. */
  documentPeriod: Period | null;
  /** What the last figure counted, for "eleven of them". */
  lastUnit: string;
  /** The last measure read, for "it was lifted". */
  lastMeasure: KnownMeasure | null;
  /** The measure of the last heading or sentence, which the rows of a table fill in. */
  tableMeasure: (KnownMeasure & { readonly fromHeading: boolean }) | null;
  /** The last clause was about something in force: what follows in its paragraph continues it. */
  inForceParagraph: boolean;
}

export function startWalk(statement: Statement, resources: ReadingResources): Walk {
  return {
    statement,
    source: statement.source,
    resources,
    cues: resources.cues[statement.source.lang],
    places: freshPlaces(),
    times: freshMemory(),
    heads: new Map(),
    proposals: [],
    sectionPeriod: null,
    sentences: 0,
    ceremonial: 0,
    documentPeriod: null,
    lastUnit: 'person',
    lastMeasure: null,
    tableMeasure: null,
    inForceParagraph: false,
  };
}
