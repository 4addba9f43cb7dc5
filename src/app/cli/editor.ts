import { fail, formatInstant, ok, type Result } from '../../base/index.ts';
import { Accounts, openDeskDatabase } from '../desk/index.ts';
import { clock } from '../service.ts';
import { readOrigin } from './serve.ts';
import type { Terminal } from './terminal.ts';

/** `aiqyn editor`: who may sign in to the desk. Who can write the folder may do this. */

export interface EditorOptions {
  readonly data: string;
  readonly origin?: string;
}

const default_origin = 'http://127.0.0.1:8080';

export async function addEditor(
  name: string,
  options: EditorOptions,
  terminal: Terminal,
): Promise<Result<void>> {
  const origin = readOrigin(options.origin);
  if (!origin.ok) return origin;
  return withAccounts(options.data, (accounts) => {
    if (accounts.names().includes(name.normalize('NFC').trim())) {
      const todo = `For a new password: aiqyn editor reset ${name}.`;
      return fail('editor_exists', 'there is an editor of this name', name, todo);
    }
    return invite(accounts, name, origin.value, terminal);
  });
}

export async function resetEditor(
  name: string,
  options: EditorOptions,
  terminal: Terminal,
): Promise<Result<void>> {
  const origin = readOrigin(options.origin);
  if (!origin.ok) return origin;
  return withAccounts(options.data, (accounts) => {
    if (!accounts.names().includes(name.normalize('NFC').trim())) {
      return fail('editor_unknown', `no editor is called ${name}`, null, 'See: aiqyn editor list.');
    }
    return invite(accounts, name, origin.value, terminal);
  });
}

export async function listEditors(
  options: EditorOptions,
  terminal: Terminal,
): Promise<Result<void>> {
  return withAccounts(options.data, (accounts) => {
    for (const name of accounts.names()) terminal.out(name);
    return ok(undefined);
  });
}

export async function removeEditor(
  name: string,
  options: EditorOptions,
  terminal: Terminal,
): Promise<Result<void>> {
  return withAccounts(options.data, (accounts) => {
    const removed = accounts.remove(name);
    if (removed.ok) terminal.out(`removed ${removed.value}; open sessions have ended`);
    return removed.ok ? ok(undefined) : removed;
  });
}

function invite(
  accounts: Accounts,
  name: string,
  origin: string | null,
  terminal: Terminal,
): Result<void> {
  const invited = accounts.invite(name.normalize('NFC').trim());
  if (!invited.ok) return invited;
  const { token, expires } = invited.value;
  terminal.say(`good once, until ${formatInstant(expires)}; give it to ${name} alone`);
  terminal.out(`${origin ?? default_origin}/desk/first/${token}`);
  return ok(undefined);
}

function withAccounts(dir: string, run: (accounts: Accounts) => Result<void>): Result<void> {
  const db = openDeskDatabase(dir);
  if (!db.ok) return db;
  try {
    return run(new Accounts(db.value, clock));
  } finally {
    db.value.close();
  }
}
