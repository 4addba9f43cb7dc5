import fc from 'fast-check';
import { expect, test } from 'vitest';
import { must } from '../../src/base/index.ts';
import { formatVkey, signerOf } from '../../src/log/format/index.ts';
import { openLog } from '../../src/log/index.ts';
import type { Draft } from '../../src/record/index.ts';
import { verifyLog } from '../../src/verify/index.ts';
import { findingDraft } from '../store/draft.ts';
import { FailingStorage, failureModes } from './failing-storage.ts';

const seed = 20220111;
const signer = signerOf('log.example/model', new Uint8Array(32).fill(6));

/** What happens to a log, one thing after another. */
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('append' as const),
      // Calls made together: how many drafts each has, and whether one of them is wrong.
      calls: fc.array(fc.record({ drafts: fc.integer({ min: 1, max: 4 }), wrong: fc.boolean() }), {
        minLength: 1,
        maxLength: 4,
      }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('disk' as const),
      mode: fc.constantFrom(...failureModes),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('clock' as const),
      by: fc.integer({ min: -5, max: 5 }),
    }),
  },
);

test(`whatever happens, what was answered is what is there (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const storage = new FailingStorage(signer);
      let now = Date.UTC(2022, 0, 11);
      const reopen = () => must(openLog(storage, signer, () => now));
      let log = reopen();
      const confirmed: string[] = [];
      const refused: string[] = [];
      const unsure: string[] = [];
      for (const [i, happens] of steps.entries()) {
        if (happens.do === 'disk') storage.mode = happens.mode;
        if (happens.do === 'clock') now += happens.by;
        if (happens.do === 'reopen') {
          storage.mode = 'well';
          log = reopen();
        }
        if (happens.do !== 'append') continue;
        const calls = happens.calls.map(async ({ drafts, wrong }, call) => {
          const names = Array.from(
            { length: drafts },
            (_, k) => `step ${i} call ${call} draft ${k}`,
          );
          const good = names.map(findingDraft);
          const answer = await log.append(
            wrong ? [...good, { ...findingDraft('w'), severity: 2 } as Draft] : good,
            [],
          );
          if (answer.ok) confirmed.push(...names);
          else if (answer.error.code === 'log_uncertain') unsure.push(...names);
          else refused.push(...names);
        });
        await Promise.all(calls);
      }
      storage.mode = 'well';
      const records = [...reopen().read(0, Number.MAX_SAFE_INTEGER)];
      const there = records.map(({ record }) => ('method' in record ? record.method : ''));
      expect(new Set(there).size).toBe(there.length);
      expect(confirmed.filter((name) => !there.includes(name))).toEqual([]);
      expect(refused.filter((name) => there.includes(name))).toEqual([]);
      expect(there.filter((name) => !confirmed.includes(name) && !unsure.includes(name))).toEqual(
        [],
      );
      const verified = verifyLog({
        checkpoint: reopen().checkpoint(),
        vkey: formatVkey(signer),
        entries: storage.kept,
        blob: () => null,
        tile: (level, n) => storage.tile(level, n),
        earlier: storage.checkpoints,
      });
      expect(must(verified).size).toBe(there.length);
    }),
    { seed, numRuns: 150 },
  );
});
