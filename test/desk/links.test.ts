import { afterAll, expect, test } from 'vitest';
import { Editor } from '../app/ask.ts';
import {
  aiqyn,
  file,
  orderFiles,
  orderSource,
  removeFolders,
  serve,
  tempFolder,
} from '../app/program.ts';

/** What a lift speaks of: found when it is queued, found again when the record has moved on. */

afterAll(removeFolders);

const lift = `ОРДЕР КОМЕНДАНТА ГОРОДА АЛМАТЫ

Отменить комендантский час на территории города Алматы с 12 января 2022 года.
`;

function liftFiles(): readonly string[] {
  const source = { ...orderSource, publishedAt: '2022-01-11', title: 'The end of the curfew' };
  return [file('lift.txt', lift), '--source', file('lift.json', JSON.stringify(source))];
}

async function curfewsOn(dir: string, at: string): Promise<readonly string[]> {
  const asked = await aiqyn(['in-force', '--place', 'KZ-ALA', '--at', at, '--data', dir, '--json']);
  const answer = JSON.parse(asked.out) as { inForce: { type: string; act: string }[] };
  return answer.inForce.map(({ type }) => type).filter((type) => type === 'curfew');
}

test('a lift that was queued beside the server ends its rule when an editor publishes it', async () => {
  const dir = tempFolder();
  const { text, source } = orderFiles();
  const order = await aiqyn(['add', text, '--source', source, '--data', dir, '--confirm']);
  expect(order.err).toBe('');
  const server = await serve(dir);
  const queued = await aiqyn(['add', ...liftFiles(), '--data', dir, '--json']);
  const { draft } = JSON.parse(queued.out) as { draft: string };
  const editor = await signedIn(server);
  const page = await confirmAll(editor, draft);
  expect(page).not.toContain('Speaks of no earlier record');
  await publish(editor, draft);
  await server.stop();
  expect(await curfewsOn(dir, '2022-01-11T23:30')).toEqual(['curfew']);
  expect(await curfewsOn(dir, '2022-01-13T23:30')).toEqual([]);
});

test('an unlinked lift is warned of, and links once its rule is in the record', async () => {
  const dir = tempFolder();
  const { text, source } = orderFiles();
  const queue = async (args: readonly string[]) => {
    const { out } = await aiqyn(['add', ...args, '--data', dir, '--json']);
    return (JSON.parse(out) as { draft: string }).draft;
  };
  const first = await queue(liftFiles());
  const second = await queue([text, '--source', source]);
  const server = await serve(dir);
  const editor = await signedIn(server);
  const path = `/desk/drafts/${first}`;
  expect((await editor.get(path)).text).toContain('Speaks of no earlier record');
  await confirmAll(editor, second);
  await publish(editor, second);
  const after = (await editor.get(path)).text;
  expect(after).not.toContain('Speaks of no earlier record');
  expect(after).toMatch(/<a href="\/records\/[0-9a-f]+">/);
  await server.stop();
});

async function signedIn({ address, link }: { address: string; link: string | null }) {
  const editor = new Editor(address);
  await editor.enter(new URL(link ?? '').pathname, 'Editor', 'four words make a password');
  return editor;
}

/** Confirms every proposal; the page as it was before. */
async function confirmAll(editor: Editor, draft: string): Promise<string> {
  const page = (await editor.get(`/desk/drafts/${draft}`)).text;
  const forms = page.matchAll(
    /proposals\/(\d+)" class="decide">[\s\S]*?name="revision" value="(\d+)"/g,
  );
  for (const [, n, revision = ''] of forms) {
    const at = `/desk/drafts/${draft}/proposals/${n}`;
    expect((await editor.post(at, { decision: 'confirmed', revision })).status).toBe(303);
  }
  return page;
}

async function publish(editor: Editor, draft: string): Promise<void> {
  const page = (await editor.get(`/desk/drafts/${draft}`)).text;
  const revision = /id="publish">[\s\S]*?name="revision" value="(\d+)"/.exec(page)?.[1] ?? '';
  const answer = await editor.post(`/desk/drafts/${draft}/publish`, { revision });
  expect(answer.headers['location']).toContain('did=published');
}
