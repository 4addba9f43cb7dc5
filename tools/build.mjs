// Compiles src/ to dist/: whole, beside the old one, and then in its place, so that a program that
// is being started never finds half of it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const tsc = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));
const work = mkdtempSync(`${root}dist-`);
try {
  const run = spawnSync(
    process.execPath,
    [tsc, '-p', 'tsconfig.build.json', '--outDir', `${work}/new`],
    { cwd: root, stdio: 'inherit' },
  );
  if (run.status !== 0) process.exitCode = run.status ?? 1;
  else {
    if (existsSync(`${root}dist`)) renameSync(`${root}dist`, `${work}/old`);
    renameSync(`${work}/new`, `${root}dist`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
