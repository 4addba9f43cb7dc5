import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadExample, loadGazetteer, loadMessages, loadReader } from '../../src/app/data.ts';
import { Accounts } from '../../src/app/desk/accounts.ts';
import { openDeskDatabase } from '../../src/app/desk/database.ts';
import { type Desk, openDesk } from '../../src/app/desk/desk.ts';
import { emptyValues, provisionOf, valuesOf } from '../../src/app/desk/form.ts';
import { beginAttempt } from '../../src/app/desk/guessing.ts';
import { targetOf } from '../../src/app/desk/words.ts';
import { fillWithExample, heldOf } from '../../src/app/fill.ts';
import { publish, type Received } from '../../src/app/pipeline.ts';
import { openService } from '../../src/app/service.ts';
import { must, type Result } from '../../src/base/index.ts';
import { statementSource } from '../../src/record/index.ts';
import { decodeStatement } from '../../src/statement/index.ts';
import { orderSource, orderText, removeFolders, tempFolder } from '../app/program.ts';

/** The desk without its pages, on a simulated clock and with failures put between its writes. */

afterAll(removeFolders);

const minute = 60_000;
const hour = 60 * minute;
const password = 'four words make a password';

function accountsAt(start: number) {
  const time = { now: start };
  const db = must(openDeskDatabase(tempFolder()));
  return { time, accounts: new Accounts(db, () => time.now), db };
}

const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.error.code);

describe('accounts', () => {
  test('a link works once, for a day, and the first only while there is no editor', async () => {
    const { time, accounts } = accountsAt(1_000_000);
    const old = must(accounts.invite(null)).token;
    const { token } = must(accounts.invite(null));
    expect(codeOf(accounts.link(old))).toBe('link_invalid');
    expect(codeOf(await accounts.redeem(token, 'Editor', 'short'))).toBe('password_length');
    expect(codeOf(await accounts.redeem(token, '', password))).toBe('editor_name');
    const both = await Promise.all([
      accounts.redeem(token, 'One', password),
      accounts.redeem(token, 'Two', password),
    ]);
    expect(both.map(codeOf).sort()).toEqual(['link_invalid', 'ok']);
    expect(accounts.names().length).toBe(1);
    const named = must(accounts.invite('Second')).token;
    time.now += 24 * hour;
    expect(codeOf(accounts.link(named))).toBe('link_invalid');
    expect(codeOf(accounts.link(must(accounts.invite(null)).token))).toBe('link_invalid');
  });

  test('a session ends after two hours unused and after twelve in any case', async () => {
    const { time, accounts } = accountsAt(1_000_000);
    const session = must(
      await accounts.redeem(must(accounts.invite('Editor')).token, '', password),
    );
    time.now += 2 * hour;
    expect(accounts.session(session)).toBeNull();
    const used = must(await accounts.signIn('Editor', password));
    for (let i = 0; i < 11; i++) {
      time.now += hour;
      expect(accounts.session(used)?.name).toBe('Editor');
    }
    time.now += hour;
    expect(accounts.session(used)).toBeNull();
  });

  test('a new password ends the open sessions; a removed editor cannot come back', async () => {
    const { accounts } = accountsAt(1_000_000);
    const first = must(await accounts.redeem(must(accounts.invite('Editor')).token, '', password));
    const reset = must(accounts.invite('Editor')).token;
    must(await accounts.redeem(reset, 'Another', 'quite another password'));
    expect(accounts.session(first)).toBeNull();
    expect(accounts.names()).toEqual(['Editor']);
    expect(codeOf(await accounts.signIn('Editor', password))).toBe('sign_in_wrong');
    const second = must(await accounts.signIn('Editor', 'quite another password'));
    must(accounts.remove('Editor'));
    expect(accounts.session(second)).toBeNull();
  });

  test('the pause doubles, ends, and a right password forgets the failures', async () => {
    const { time, accounts } = accountsAt(1_000_000);
    must(await accounts.redeem(must(accounts.invite('Editor')).token, '', password));
    const guess = () => accounts.signIn('Editor', 'wrong');
    // All at once: each counts before any is answered.
    const burst = (await Promise.all(Array.from({ length: 8 }, guess))).map(codeOf);
    expect(burst.filter((code) => code === 'sign_in_wrong').length).toBe(5);
    const waits: number[] = [];
    for (let i = 0; i < 8; i++) {
      const locked = await guess();
      expect(codeOf(locked)).toBe('sign_in_locked');
      const seconds = locked.ok ? 0 : Number(locked.error.at);
      waits.push(seconds);
      time.now += seconds * 1000;
      expect(codeOf(await guess())).toBe('sign_in_wrong');
    }
    expect(waits).toEqual([15, 30, 60, 120, 240, 480, 900, 900]);
    time.now += 900_000;
    expect(codeOf(await accounts.signIn('Editor', password))).toBe('ok');
    expect(codeOf(await guess())).toBe('sign_in_wrong');
  });

  test('guesses from elsewhere do not keep out a browser that was signed in before', async () => {
    const { time, accounts } = accountsAt(1_000_000);
    const first = must(await accounts.redeem(must(accounts.invite('Editor')).token, '', password));
    must(await accounts.redeem(must(accounts.invite('Second')).token, '', password));
    const device = must(accounts.rememberDevice(first, null));
    expect(must(accounts.rememberDevice(first, device))).toBe(device);
    for (let i = 0; i < 6; i++) await accounts.signIn('Editor', 'wrong');
    expect(codeOf(await accounts.signIn('Editor', password))).toBe('sign_in_locked');
    expect(codeOf(await accounts.signIn('Editor', password, 'made up'))).toBe('sign_in_locked');
    expect(codeOf(await accounts.signIn('Editor', password, device))).toBe('ok');
    // It is counted apart, not uncounted, and helps with no other name.
    for (let i = 0; i < 5; i++) await accounts.signIn('Editor', 'wrong', device);
    expect(codeOf(await accounts.signIn('Editor', password, device))).toBe('sign_in_locked');
    for (let i = 0; i < 5; i++) await accounts.signIn('Second', 'wrong', device);
    expect(codeOf(await accounts.signIn('Second', password, device))).toBe('sign_in_locked');
    time.now += 181 * 24 * hour;
    for (let i = 0; i < 5; i++) await accounts.signIn('Editor', 'wrong');
    expect(codeOf(await accounts.signIn('Editor', password, device))).toBe('sign_in_locked');
  });

  test('a desk of version 1 is brought up to date', async () => {
    const dir = tempFolder();
    const old = must(openDeskDatabase(dir));
    must(new Accounts(old, () => 1).invite('Editor'));
    old.exec('DROP TABLE device; PRAGMA user_version = 1');
    old.close();
    const db = must(openDeskDatabase(dir));
    expect(db.pragma('user_version', { simple: true })).toBe(2);
    expect(db.prepare('SELECT count(*) FROM device').pluck().get()).toBe(0);
    expect(db.prepare('SELECT count(*) FROM link').pluck().get()).toBe(1);
    db.close();
  });

  test('guesses spread over many names slow everyone, but never for long', () => {
    const { db } = accountsAt(1_000_000);
    for (let i = 0; i < 50; i++) must(beginAttempt(db, `name ${i}`, 1_000_000));
    const locked = beginAttempt(db, 'yet another', 1_000_000);
    expect(codeOf(locked)).toBe('sign_in_locked');
    expect(locked.ok ? 0 : Number(locked.error.at)).toBeLessThanOrEqual(30);
  });

  test('nothing in the file signs anyone in', async () => {
    const dir = tempFolder();
    const db = must(openDeskDatabase(dir));
    const accounts = new Accounts(db, () => 1_000_000);
    const { token } = must(accounts.invite(null));
    const session = must(await accounts.redeem(token, 'Editor', password));
    const device = must(accounts.rememberDevice(session, null));
    db.pragma('wal_checkpoint(TRUNCATE)');
    const bytes = readFileSync(join(dir, 'desk.db')).toString('latin1');
    for (const secret of [password, session, token, device]) expect(bytes).not.toContain(secret);
  });
});

const source = statementSource.parse(orderSource);
const received: Received = {
  bytes: new TextEncoder().encode(orderText),
  source,
  title: 'An order',
  address: null,
};

type Fault = 'none' | 'before' | 'after';

/** A desk over a real store, whose append can be cut off before or behind the write. */
function deskWith(fault: { kind: Fault }, dir = tempFolder()) {
  const service = must(openService(dir, { readonly: false }));
  const { store, register, gazetteer } = service;
  const record = { append: store.append, register };
  const desk = must(
    openDesk({
      dir,
      gazetteer,
      messages: must(loadMessages()),
      tools: { reading: must(loadReader(gazetteer)), record, clock: () => 1_700_000_000_000 },
      publishing: {
        log: store,
        publish: async (drafts) => {
          if (fault.kind === 'before') throw new Error('killed before the write');
          const done = await publish(drafts, record);
          if (fault.kind === 'after') throw new Error('killed behind the write');
          return done;
        },
      },
    }),
  );
  return { desk, store, register, dir };
}

function confirmAll(desk: Desk, id: string): void {
  for (const { n, revision } of desk.drafts.proposals(id)) {
    must(desk.drafts.decide(id, n, revision, 'confirmed', null, 'Editor'));
  }
}

describe('publishing', () => {
  test.each(['before', 'after'] as const)('cut off %s the write: once in the end', async (kind) => {
    const { desk, store, dir } = deskWith({ kind });
    const id = must(desk.take(received, 'Editor'));
    confirmAll(desk, id);
    const draft = must(desk.drafts.get(id));
    await expect(desk.publish(draft, draft.revision, 'Editor')).rejects.toThrow('killed');
    expect(must(desk.drafts.get(id)).state).toBe('publishing');
    expect(codeOf(desk.drafts.discard(id, 'Editor'))).toBe('draft_closed');
    desk.close();
    await store.close();

    const after = deskWith({ kind: 'none' }, dir);
    must(after.desk.settle());
    const settled = must(after.desk.drafts.get(id));
    expect(settled.state).toBe(kind === 'before' ? 'open' : 'published');
    if (settled.state === 'open') {
      must(await after.desk.publish(settled, settled.revision, 'Editor'));
    }
    const confirmed = settled.counts.confirmed;
    expect(confirmed).toBeGreaterThan(0);
    expect(after.store.size()).toBe(1 + confirmed);
    expect(must(after.desk.drafts.get(id)).statement).toBe([...after.store.read(0, 1)][0]?.id);
    after.desk.close();
    await after.store.close();
  });

  test('of ten at once one publishes, and the register shows it', async () => {
    const { desk, store, register } = deskWith({ kind: 'none' });
    const id = must(desk.take(received, 'Editor'));
    confirmAll(desk, id);
    const draft = must(desk.drafts.get(id));
    const all = await Promise.all(
      Array.from({ length: 10 }, () => desk.publish(draft, draft.revision, 'Editor')),
    );
    expect(all.filter(({ ok }) => ok).length).toBe(1);
    expect(store.size()).toBe(1 + draft.counts.confirmed);
    expect(register.size()).toBe(store.size());
    desk.close();
    await store.close();
  });

  test('the machine’s proposal stays beside what the editor made of it', async () => {
    const { desk, store } = deskWith({ kind: 'none' });
    const id = must(desk.take(received, 'Editor'));
    const [first] = desk.drafts.proposals(id);
    if (first?.machine == null) throw new Error('nothing was proposed');
    const changed = { ...first.provision, places: { ...first.provision.places, area: 'x' } };
    must(desk.drafts.decide(id, first.n, first.revision, 'confirmed', changed, 'Editor'));
    const [after] = desk.drafts.proposals(id);
    expect(after?.provision.places.area).toBe('x');
    expect(after?.machine?.provision).toEqual(first.machine.provision);
    desk.close();
    await store.close();
  });
});

describe('filling with the example', () => {
  test('goes on where it was cut off, to the same records', async () => {
    const example = must(loadExample());
    const ids = async (dir: string, cutAfter: number): Promise<readonly string[]> => {
      const time = { at: null as number | null };
      const clock = () => time.at ?? 1_700_000_000_000;
      const service = must(openService(dir, { readonly: false, clock }));
      let left = cutAfter;
      const { store } = service;
      const append: typeof store.append = (drafts, blobs) => {
        if (left-- === 0) throw new Error('killed');
        return store.append(drafts, blobs);
      };
      try {
        await fillWithExample(example, { ...service, store: { ...store, append } }, (at) => {
          time.at = at;
        });
        expect(heldOf(example, service)).toBe('all');
      } catch {
        expect(heldOf(example, service)).toBe(cutAfter === 0 ? 'nothing' : 'part');
      }
      const found = [...store.read(0, store.size())].map(({ id }) => id);
      await store.close();
      return found;
    };
    const whole = await ids(tempFolder(), -1);
    const dir = tempFolder();
    for (const cut of [0, 1, 5]) await ids(dir, cut);
    expect(await ids(dir, -1)).toEqual(whole);
  });
});

describe('words', () => {
  const text = 'Приказ.\n\nЗакрыть все рын-\nки города с 6 января.\n\nПриказ. Конец 😀 строки.\n';
  const statement = must(decodeStatement(new TextEncoder().encode(text), source, 'text/plain'));

  test.each([
    ['Закрыть   все\nрынки города', 'Закрыть все рын-\nки города'],
    ['Конец 😀 строки', 'Конец 😀 строки'],
  ])('%j', (words, exact) => {
    const [quote, position] = must(targetOf(statement, words, null)).selector;
    expect(quote.exact).toBe(exact);
    expect(text.slice(position.start, position.end)).toBe(exact);
  });

  test.each([
    ['', null, 'words_empty'],
    ['нет таких', null, 'words_absent'],
    ['Приказ.', null, 'words_ambiguous'],
    ['x', { start: 5, end: 5 }, 'words_span'],
    ['x', { start: 0, end: 10_000 }, 'words_span'],
    ['x', { start: text.indexOf('😀') + 1, end: text.length }, 'words_span'],
  ])('%j at %j', (words, span, code) => {
    expect(codeOf(targetOf(statement, words, span))).toBe(code);
  });
});

describe('the form of a provision', () => {
  const gazetteer = must(loadGazetteer());
  const statement = must(decodeStatement(received.bytes, source, 'text/plain'));
  const target = must(targetOf(statement, 'Закрыть все рынки города', null));

  test('gives back every proposal of the machine as it was', () => {
    const { desk } = deskWith({ kind: 'none' });
    const { proposals } = must(desk.read(received));
    expect(proposals.length).toBeGreaterThan(1);
    for (const { provision } of proposals) {
      const again = provisionOf(valuesOf(provision), provision.target, gazetteer);
      expect(again).toEqual({ ok: true, value: provision });
    }
  });

  test('names everything that is wrong at once', () => {
    const values = {
      ...emptyValues,
      kind: 'measure',
      places: 'KZ-ALA KZ-QQQ',
      from: '2022-02-31',
      to: 'soon',
      daily_from: '25:00',
    };
    const refused = provisionOf(values, target, gazetteer);
    const found = refused.ok ? [] : refused.error.map(({ code, at }) => `${code} ${at}`);
    expect(found).toEqual([
      'place_unknown places',
      'field_missing type',
      'field_missing act',
      'date_invalid from',
      'date_invalid to',
      'hours_invalid daily_from',
      'hours_invalid daily_to',
    ]);
  });
});
