import { type Statement, spanInSource } from '../record/index.ts';
import { impossibleDates } from './times.ts';
import type { ReadingResources } from './walk.ts';

/** A date in a statement that the calendar does not have, such as 31 February. */
export interface ImpossibleDate {
  readonly words: string;
  /** UTF-16 offsets in the statement's decoded text, half-open. */
  readonly start: number;
  readonly end: number;
  /** Counted from 1. */
  readonly line: number;
}

/**
 * Every impossible date of a statement. The reader takes nothing from them: whoever publishes the
 * statement has to find out what was meant.
 */
export function impossibleDatesIn(
  statement: Statement,
  resources: ReadingResources,
): readonly ImpossibleDate[] {
  const { lang, publishedAt } = statement.source;
  const vocabulary = resources.vocabulary[lang];
  return statement.blocks.flatMap((block) =>
    impossibleDates(block.text, { lang, publishedAt }, vocabulary).map(({ start, end, words }) => {
      const span = spanInSource(block, start, end);
      const line = statement.text.slice(0, span.start).split('\n').length;
      return { words, ...span, line };
    }),
  );
}
