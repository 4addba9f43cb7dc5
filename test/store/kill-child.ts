import { writeSync } from 'node:fs';
import { openStore } from '../../src/app/store-sqlite.ts';
import { must, sha256, toHex, utf8 } from '../../src/base/index.ts';
import { draftRef } from '../../src/log/index.ts';
import type { Draft } from '../../src/record/index.ts';
import { findingDraft, requestDraft, statementDraft } from './draft.ts';

/**
 * Appends without end, four calls at a time, and prints a line for every confirmed record:
 * `<index> <id>`. Runs until it is killed. Arguments: the folder, and the number of the round.
 */
const [dir = '', round = ''] = process.argv.slice(2);
const random = (size: number): Uint8Array => sha256(utf8(`seed ${round}`)).slice(0, size);
let now = Date.UTC(2022, 0, 7);
const store = must(openStore(dir, { clock: () => now++, random }));

async function appendForEver(lane: number): Promise<never> {
  for (let call = 0; ; call++) {
    const name = `round ${round} lane ${lane} call ${call}`;
    const { draft, blobs } = statementDraft(name);
    const parts: Draft[] = [
      draft,
      findingDraft(`${name} part 1`),
      requestDraft(draftRef(0), `${name} part 2`),
    ];
    for (const { index, id } of must(await store.append(parts, blobs))) {
      // To the pipe before the next append: a line that the parent reads was confirmed before.
      writeSync(1, `${index} ${id}\n`);
    }
  }
}

writeSync(1, `open ${store.size()} ${toHex(random(4))}\n`);
await Promise.all([0, 1, 2, 3].map(appendForEver));
