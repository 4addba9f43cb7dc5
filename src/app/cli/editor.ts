import { fail, formatInstant, ok, type Result } from '../../base/index.ts';
import { Accounts, openDeskDatabase } from '../desk/index.ts';
import { clock } from '../service.ts';
import { attemptResult } from '../store/faults.ts';
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
  return inviteEditor(name, options, terminal, (known) => {
    if (!known) return ok(undefined);
    const todo = `For a new password: aiqyn editor reset ${name}.`;
    return fail('editor_exists', 'there is an editor of this name', name, todo);
  });
}

export async function resetEditor(
  name: string,
  options: EditorOptions,
  terminal: Terminal,
): Promise<Result<void>> {
  return inviteEditor(name, options, terminal, (known) => {
    if (known) return ok(undefined);
    return fail('editor_unknown', `no editor is called ${name}`, null, 'See: aiqyn editor list.');
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

/** Prints a one-time link for the name, unless `check` refuses it. */
function inviteEditor(
  given: string,
  options: EditorOptions,
  terminal: Terminal,
  check: (known: boolean) => Result<void>,
): Result<void> {
  const origin = readOrigin(options.origin);
  if (!origin.ok) return origin;
  const name = given.normalize('NFC').trim();
  return withAccounts(options.data, (accounts) => {
    const checked = check(accounts.names().includes(name));
    if (!checked.ok) return checked;
    const invited = accounts.invite(name);
    if (!invited.ok) return invited;
    const { token, expires } = invited.value;
    terminal.say(`good once, until ${formatInstant(expires)}; give it to ${name} alone`);
    terminal.out(`${origin.value ?? default_origin}/desk/first/${token}`);
    return ok(undefined);
  });
}

function withAccounts(dir: string, run: (accounts: Accounts) => Result<void>): Result<void> {
  const db = openDeskDatabase(dir);
  if (!db.ok) return db;
  try {
    return attemptResult(dir, () => run(new Accounts(db.value, clock)));
  } finally {
    db.value.close();
  }
}
