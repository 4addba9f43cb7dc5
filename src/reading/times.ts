import { atomsOf } from './times/atoms.ts';
import { chainsOf } from './times/chain.ts';
import type { Found } from './times/found.ts';
import { foundIn } from './times/mentions.ts';
import { type Scan, scanText } from './times/scan.ts';
import type { TimeContext, TimeMention } from './times/types.ts';
import type { Vocabulary } from './vocabulary.ts';

export type { TimeContext, TimeMention } from './times/types.ts';

/**
 * The dates, hours, periods and durations of a text (one block or sentence, not folded), in order
 * and without overlap. Linear in the length of the text. Days that do not exist yield no mention;
 * `impossibleDates` names them.
 */
export function findTimes(
  text: string,
  context: TimeContext,
  vocabulary: Vocabulary,
): TimeMention[] {
  const scan = scanText(text, vocabulary);
  const mentions: TimeMention[] = [];
  for (const found of foundTimes(scan, context)) {
    const mention = mentionOf(scan, found);
    if (mention !== null && mention.start >= (mentions.at(-1)?.end ?? 0)) mentions.push(mention);
  }
  return mentions;
}

/** Dates that the calendar does not have, such as 31 February. */
export function impossibleDates(
  text: string,
  context: TimeContext,
  vocabulary: Vocabulary,
): { readonly start: number; readonly end: number; readonly words: string }[] {
  const scan = scanText(text, vocabulary);
  return foundTimes(scan, context)
    .filter(({ what }) => what === 'impossible')
    .map((found) => {
      const { start, end } = spanOf(scan, found);
      return { start, end, words: text.slice(start, end) };
    });
}

/** Everything that is or looks like a time: also what bounds nothing ("older than 65 years"). */
export function foundTimes(scan: Scan, context: TimeContext): Found[] {
  const chains = chainsOf(scan, atomsOf(scan));
  return chains.flatMap((items) => foundIn(scan, items, context));
}

function spanOf(scan: Scan, { at, next }: Found): { start: number; end: number } {
  return { start: scan.tokens[at]?.start ?? 0, end: scan.tokens[next - 1]?.end ?? 0 };
}

function mentionOf(scan: Scan, found: Found): TimeMention | null {
  const { what, step, values } = found;
  if (what === 'none' || what === 'impossible') return null;
  return {
    ...spanOf(scan, found),
    rule: `${scan.vocabulary.lang}/times/${step}`,
    what,
    from: null,
    to: null,
    on: null,
    daily: null,
    hours: null,
    months: null,
    clocks: null,
    ...values,
  };
}
