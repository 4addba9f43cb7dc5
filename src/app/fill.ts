import { formatInstant, type Instant, ok, type Result } from '../base/index.ts';
import type { Logged } from '../record/index.ts';
import { appendExample, type Example } from './example.ts';
import type { Service } from './service.ts';

/**
 * Fills a new store with the example. Each batch is one append, so a run that was cut off leaves
 * the first batches whole, and the next run goes on behind them.
 */

/** Sets the time that the store's next records carry; null: the real clock again. */
export type SetClock = (at: Instant | null) => void;

/** Number of records of the example that are in the store then. */
export async function fillWithExample(
  example: Example,
  { store, register }: Service,
  setClock: SetClock,
): Promise<Result<number>> {
  let done = 0;
  const there = store.size();
  try {
    return await appendExample(example, async (drafts, blobs, recordedAt) => {
      const from = done;
      done += drafts.length;
      if (done <= there) return ok([...store.read(from, done)]);
      setClock(recordedAt);
      const logged = await store.append(drafts, blobs);
      if (logged.ok) for (const entry of logged.value) register.add(entry);
      return logged;
    });
  } finally {
    setClock(null);
  }
}

/** How much of the example a store holds: by its records' times and kinds, from the first on. */
export function heldOf(
  example: Example,
  { store }: Pick<Service, 'store'>,
): 'nothing' | 'part' | 'all' {
  const expected = example.batches.flatMap(({ recordedAt, entries }) =>
    entries.map(({ draft }) => ({ kind: draft.kind, at: formatInstant(recordedAt) })),
  );
  const held = [...store.read(0, Math.min(store.size(), expected.length))];
  if (held.length === 0) return 'nothing';
  if (!held.every((logged, i) => isOf(logged, expected[i]))) return 'nothing';
  return held.length === expected.length ? 'all' : 'part';
}

function isOf({ record }: Logged, expected: { kind: string; at: string } | undefined): boolean {
  if (expected === undefined || record.kind !== expected.kind) return false;
  // Equal records within one millisecond are told apart by the next: the minute is what counts.
  return record.recordedAt.slice(0, 16) === expected.at.slice(0, 16);
}
