import { afterAll, expect, test } from 'vitest';
import { loadGazetteer, loadMessages, loadReader } from '../../src/app/data.ts';
import { Accounts } from '../../src/app/desk/accounts.ts';
import { type DeskDatabase, openDeskDatabase } from '../../src/app/desk/database.ts';
import { Desk } from '../../src/app/desk/desk.ts';
import { beginAttempt } from '../../src/app/desk/guessing.ts';
import { publish } from '../../src/app/pipeline.ts';
import { openService } from '../../src/app/service.ts';
import { must, type Result } from '../../src/base/index.ts';
import { statementSource } from '../../src/record/index.ts';
import { orderSource, orderText, removeFolders, tempFolder } from '../app/program.ts';

/** A full disk under desk.db: every write says so, and none leaves half of itself. */

afterAll(removeFolders);

const password = 'four words make a password';
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);
const received = {
  bytes: new TextEncoder().encode(orderText),
  source: statementSource.parse(orderSource),
  title: 'An order',
  address: null,
};

/**
 * From now on this disk refuses every write, as SQLite says it: any page that a statement changes
 * may be the one for which there is no room.
 */
function fill(db: DeskDatabase): void {
  const full = () => {
    throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
  };
  db.function('full', full);
  for (const table of ['account', 'link', 'session', 'guess', 'device', 'draft', 'proposal']) {
    for (const change of ['INSERT', 'UPDATE', 'DELETE']) {
      db.exec(
        `CREATE TEMP TRIGGER full_${table}_${change} BEFORE ${change} ON main.${table}
         BEGIN SELECT full(); END`,
      );
    }
  }
}

function empty(db: DeskDatabase): void {
  const made = db.prepare(`SELECT name FROM sqlite_temp_schema WHERE type = 'trigger'`).all();
  for (const { name } of made as { name: string }[]) db.exec(`DROP TRIGGER ${name}`);
}

test('a disk that is really full says store_full', () => {
  const db = must(openDeskDatabase(tempFolder()));
  db.pragma('wal_checkpoint(TRUNCATE)');
  const pages = db.pragma('page_count', { simple: true });
  db.pragma(`max_page_count = ${pages}`);
  const desk = deskOver(db, tempFolder());
  const long = { ...received, bytes: new TextEncoder().encode(orderText.repeat(20)) };
  expect(codeOf(desk.take(long, 'Editor'))).toBe('store_full');
  expect(desk.drafts.list(9)).toEqual([]);
  db.close();
});

test('every write of accounts and drafts gives store_full', async () => {
  const db = must(openDeskDatabase(tempFolder()));
  const accounts = new Accounts(db, () => 1_700_000_000_000);
  const session = must(await accounts.redeem(must(accounts.invite('Editor')).token, '', password));
  const link = must(accounts.invite('Second')).token;
  const desk = deskOver(db, tempFolder());
  const id = must(desk.take(received, 'Editor'));
  const draft = must(desk.drafts.get(id));
  const [first] = desk.drafts.proposals(id);
  if (first === undefined) throw new Error('nothing was proposed');
  fill(db);
  const { n, revision, provision } = first;
  const { drafts } = desk;
  const results: Record<string, Result<unknown>> = {
    invite: accounts.invite('Third'),
    redeem: await accounts.redeem(link, '', password),
    signIn: await accounts.signIn('Editor', password),
    rememberDevice: accounts.rememberDevice(session, null),
    signOut: accounts.signOut(session),
    remove: accounts.remove('Editor'),
    beginAttempt: beginAttempt(db, 'Editor', 0),
    take: desk.take(received, 'Editor'),
    reread: drafts.reread(draft, received, [], 'Editor'),
    decide: drafts.decide(id, n, revision, 'confirmed', null, 'Editor'),
    add: drafts.add(id, provision, 'Editor'),
    discard: drafts.discard(id, 'Editor'),
    beginPublishing: drafts.beginPublishing(id, draft.revision, 0, 'Editor'),
  };
  for (const [write, result] of Object.entries(results)) {
    expect([write, codeOf(result)]).toEqual([write, 'store_full']);
  }
  expect(accounts.session(session)?.name).toBe('Editor');
  empty(db);
  expect(must(drafts.get(id))).toEqual(draft);
  db.close();
});

test('what the log took is published, and the draft says so at the next look', async () => {
  const dir = tempFolder();
  const db = must(openDeskDatabase(dir));
  const desk = deskOver(db, dir, () => fill(db));
  const id = must(desk.take(received, 'Editor'));
  const draft = must(desk.drafts.get(id));
  const statement = must(await desk.publish(draft, draft.revision, 'Editor'));
  expect(codeOf(desk.look(id))).toBe('store_full');
  empty(db);
  expect(must(desk.look(id))).toMatchObject({ state: 'published', statement });
  db.close();
});

/** `published` is called when the log has everything, before the desk hears of it. */
function deskOver(db: DeskDatabase, dir: string, published = () => {}): Desk {
  const { store, register } = must(openService(dir, { readonly: false }));
  const gazetteer = must(loadGazetteer());
  const record = { append: store.append, register };
  return new Desk({
    dir,
    db,
    gazetteer,
    messages: must(loadMessages()),
    tools: { reading: must(loadReader(gazetteer)), record, clock: () => 1_700_000_000_000 },
    publishing: {
      log: store,
      publish: async (drafts) => {
        const done = await publish(drafts, record);
        published();
        return done;
      },
    },
  });
}
