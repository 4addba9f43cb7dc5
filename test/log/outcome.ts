import type { Result } from '../../src/base/index.ts';

/** `ok`, or the code of the failure: what vectors state. */
export function outcome<T>(result: Result<T>): string {
  return result.ok ? 'ok' : result.error.code;
}
