#!/usr/bin/env node
// The command line. The program itself is compiled into dist/ by `npm ci` (or `npm run build`).
import { existsSync } from 'node:fs';

const program = new URL('../dist/app/cli.js', import.meta.url);
if (!existsSync(program)) {
  process.stderr.write('error[not_built]: dist/ is missing\n  Run: npm run build\n');
  process.exit(1);
}
const { main } = await import(program.href);
process.exitCode = await main(process.argv.slice(2));
