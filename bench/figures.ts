/** What a section of the benchmark gives: rows of figures, each measured in several runs. */

export interface Row {
  readonly what: string;
  readonly unit: string;
  /** One value a run; a single value where there is nothing to repeat (bytes). */
  readonly values: readonly number[];
}

export interface Section {
  readonly name: string;
  readonly title: string;
  /** What was measured and how, in a sentence or two. */
  readonly about: string;
  readonly run: () => Promise<readonly Row[]> | readonly Row[];
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which a share of the values lies (nearest rank). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** Three significant digits, or whole from a hundred on. */
export function shown(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 100) {
    return Math.round(value).toLocaleString('en-GB');
  }
  return value.toPrecision(3);
}

/** `median [least-greatest]`, or the value alone. */
export function spread(values: readonly number[]): string {
  const middle = shown(median(values));
  if (values.length < 2) return middle;
  return `${middle} [${shown(Math.min(...values))}-${shown(Math.max(...values))}]`;
}

/** Seconds that a piece of work takes. */
export async function seconds(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** Collects the heap where the runtime lets us, so that one run does not pay for another. */
export function collect(): void {
  globalThis.gc?.();
}

/**
 * Pseudo-random numbers in [0, 1): the high bits of a 32-bit linear congruential generator
 * (Numerical Recipes' constants) mixed by a multiply and two shifts. Same seed, same numbers.
 */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x45d9f3b);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 0x1_0000_0000;
  };
}
