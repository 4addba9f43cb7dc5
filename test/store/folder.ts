import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { openStore, type Store } from '../../src/app/store-sqlite.ts';
import { type Instant, must } from '../../src/base/index.ts';

const made: string[] = [];

/** A new folder that is removed after the file's tests. */
export function freshFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'aiqyn-store-'));
  made.push(dir);
  return dir;
}

afterAll(() => {
  for (const dir of made) rmSync(dir, { recursive: true, force: true });
});

/** 2022-01-07T12:00Z, one millisecond later with every look. */
export function tickingClock(): () => Instant {
  let now = Date.UTC(2022, 0, 7, 12);
  return () => now++;
}

/** Not random: the same key in every run. */
export const fixedRandom = (size: number): Uint8Array => new Uint8Array(size).fill(7);

export function open(dir: string, readonly = false): Store {
  return must(openStore(dir, { clock: tickingClock(), random: fixedRandom, readonly }));
}
