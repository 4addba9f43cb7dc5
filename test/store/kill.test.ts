import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fsck } from '../../src/app/fsck.ts';
import { must } from '../../src/base/index.ts';
import { freshFolder, open } from './folder.ts';

/** `kill -9` of a real process under load, at moments drawn from a seed. */

const seed = 20220107;
const rounds = 25;
const root = fileURLToPath(new URL('../..', import.meta.url));
// Inside node_modules, so that the bundle finds the packages that are not bundled.
const child = join(root, 'node_modules', '.cache', 'aiqyn', `kill-child-${process.pid}.mjs`);

beforeAll(async () => {
  mkdirSync(join(root, 'node_modules', '.cache', 'aiqyn'), { recursive: true });
  await build({
    entryPoints: [fileURLToPath(new URL('./kill-child.ts', import.meta.url))],
    outfile: child,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
});

afterAll(() => rmSync(child, { force: true }));

/** Confirmed ids by index, from what the child printed in whole lines. */
function confirmedIn(printed: string): Map<number, string> {
  const lines = printed.slice(0, printed.lastIndexOf('\n') + 1).split('\n');
  const pairs = lines.filter((line) => /^\d+ [0-9a-f]{32}$/.test(line)).map((l) => l.split(' '));
  return new Map(pairs.map(([index = '', id = '']) => [Number(index), id]));
}

/** Starts the child and kills it after so many lines, or while it starts if that is none. */
async function runAndKill(dir: string, round: number, lines: number, wait_ms: number) {
  const running: ChildProcess = spawn(process.execPath, [child, dir, String(round)]);
  let printed = '';
  let complaint = '';
  const killSoon = () => setTimeout(() => running.kill('SIGKILL'), wait_ms);
  running.stdout?.on('data', (chunk: Buffer) => {
    const before = printed.split('\n').length - 1;
    printed += chunk.toString();
    if (before < lines && printed.split('\n').length - 1 >= lines) killSoon();
  });
  running.stderr?.on('data', (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  if (lines === 0) killSoon();
  const [, signal] = await once(running, 'close');
  expect([signal, complaint]).toEqual(['SIGKILL', '']);
  return confirmedIn(printed);
}

test(`after ${rounds} kills nothing confirmed is lost and no call stands in part or twice (seed ${seed})`, {
  timeout: 300_000,
}, async () => {
  const dir = freshFolder();
  const draw = mulberry32(seed);
  const confirmed = new Map<number, string>();
  for (let round = 0; round < rounds; round++) {
    // The first rounds hit the making of the store; the others the work, sooner or later.
    const lines = round < 3 ? 0 : 1 + Math.floor(draw() * 400);
    const wait_ms = round < 3 ? 150 + Math.floor(draw() * 150) : Math.floor(draw() * 12);
    const found = await runAndKill(dir, round, lines, wait_ms);
    for (const [index, id] of found) {
      expect(confirmed.has(index), `entry ${index} was confirmed twice`).toBe(false);
      confirmed.set(index, id);
    }
    // By the normal path: the lock is free, what was cut off is made good.
    const store = open(dir);
    const records = must(store.load());
    await store.close();
    for (const [index, id] of confirmed) {
      expect(records[index]?.id, `round ${round}: entry ${index} was confirmed`).toBe(id);
    }
    const calls = new Map<string, number>();
    for (const { record } of records) {
      const words =
        record.kind === 'finding'
          ? record.method
          : record.kind === 'request'
            ? record.target.selector[0].exact
            : record.kind === 'statement'
              ? record.title
              : 'none of ours';
      const call = words.replace(/ part \d$/, '');
      calls.set(call, (calls.get(call) ?? 0) + 1);
    }
    expect([...calls.values()].filter((parts) => parts !== 3)).toEqual([]);
    expect(must(fsck(dir)).size).toBe(records.length);
  }
  expect(confirmed.size).toBeGreaterThan(1_000);
});

/** A small generator of numbers in [0, 1) from a seed (Tommy Ettinger's mulberry32). */
function mulberry32(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
