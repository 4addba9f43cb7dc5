/**
 * Expected failures are values; defects throw. A function that can fail on its input returns a
 * `Result`, and whoever calls it either returns the failure or handles it.
 */

/** One failure, one code. The catalogue of codes with their meaning is `docs/errors.md`. */
export interface Failure {
  /** Stable, machine-readable, `snake_case`. */
  readonly code: string;
  /** What is wrong, as a sentence for the person who gave the input. */
  readonly message: string;
  /** Where in the input: a file, a field path, a line and column, an offset; `null` if nowhere. */
  readonly at: string | null;
  /** What to do about it, as a sentence; `null` where the message says it already. */
  readonly todo: string | null;
}

export type Result<T, E = Failure> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function err<E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}

/** A failed `Result` with everything a person needs to mend the input. */
export function fail(
  code: string,
  message: string,
  at: string | null = null,
  todo: string | null = null,
): { readonly ok: false; readonly error: Failure } {
  return err({ code, message, at, todo });
}

/** The value, or a throw: for inputs that the program itself made, where a failure is a defect. */
export function must<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  const { code, message, at } = result.error;
  throw new Error(`${code}: ${message}${at === null ? '' : ` (${at})`}`);
}

/** What the next step gives; the failure, where there is nothing to go on with. */
export async function andThen<A, B>(
  result: Result<A>,
  next: (value: A) => Promise<Result<B>>,
): Promise<Result<B>> {
  return result.ok ? next(result.value) : result;
}
