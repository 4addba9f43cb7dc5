import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TinyDisk {
  readonly path: string;
  readonly readonly: () => void;
  readonly remove: () => void;
}

/** A real disk of a few megabytes in memory; `null` where this user may not mount one. */
export function tinyDisk(size: string): TinyDisk | null {
  const path = mkdtempSync(join(tmpdir(), 'aiqyn-disk-'));
  const run = (program: string, ...words: string[]) =>
    spawnSync(program, [...words, path], { encoding: 'utf8' });
  if (run('mount', '-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs').status !== 0) {
    rmdirSync(path);
    return null;
  }
  return {
    path,
    readonly: () => {
      const { status, stderr } = run('mount', '-o', 'remount,ro');
      if (status !== 0) throw new Error(stderr);
    },
    remove: () => {
      const { status, stderr } = run('umount');
      if (status !== 0) throw new Error(stderr);
      rmdirSync(path);
    },
  };
}
