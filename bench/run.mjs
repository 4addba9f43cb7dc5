// npm run bench [-- SECTION...]: bundles the benchmark with the sources and runs it.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const outfile = `${root}bench/out/bench.js`;
await build({
  entryPoints: [`${root}bench/main.ts`],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
});
// A million records with their register take a few gigabytes; between runs the heap is collected.
const flags = ['--expose-gc', '--max-old-space-size=10000'];
const run = spawnSync(process.execPath, [...flags, outfile, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(run.status ?? 1);
