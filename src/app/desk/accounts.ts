import { fail, type Instant, ok, type Result } from '../../base/index.ts';
import { type DeskDatabase, writeAll } from './database.ts';
import { beginAttempt } from './guessing.ts';
import {
  formToken,
  hashPassword,
  hashToken,
  isPassword,
  newToken,
  nobody,
  type PasswordHash,
} from './secrets.ts';

/** Editors' accounts, one-time links that make them, sessions, and the browsers they were in. */

const hour_ms = 3_600_000;
/** How long a one-time link is good for. */
const link_ms = 24 * hour_ms;
/** A session ends this long after signing in, and earlier if it is not used. */
const session_ms = 12 * hour_ms;
const idle_ms = 2 * hour_ms;
/** How long a browser is known for; the age of its cookie. */
export const device_ms = 180 * 24 * hour_ms;
const name_chars_max = 60;
const password_chars_min = 10;
const password_chars_max = 1000;

export interface Session {
  readonly name: string;
  /** Stands in every form of the session. */
  readonly formToken: string;
}

export interface OneTimeLink {
  /** The account that it makes, or whose password it sets; null: the first account, any name. */
  readonly name: string | null;
}

export class Accounts {
  readonly #db: DeskDatabase;
  readonly #clock: () => Instant;

  constructor(db: DeskDatabase, clock: () => Instant) {
    this.#db = db;
    this.#clock = clock;
  }

  names(): readonly string[] {
    const rows = this.#db.prepare('SELECT name FROM account ORDER BY name').all();
    return (rows as { name: string }[]).map((row) => row.name);
  }

  /** A token for a link that makes this account once (null: the first one); replaces older ones. */
  invite(name: string | null): Result<{ readonly token: string; readonly expires: Instant }> {
    if (name !== null) {
      const checked = checkName(name);
      if (!checked.ok) return checked;
    }
    const token = newToken();
    const expires = this.#clock() + link_ms;
    return this.#write(() => {
      this.#db
        .prepare('DELETE FROM link WHERE name IS ? OR expires_ms < ?')
        .run(name, expires - link_ms);
      this.#db
        .prepare('INSERT INTO link (hash, name, expires_ms) VALUES (?, ?, ?)')
        .run(hashToken(token), name, expires);
      return ok({ token, expires });
    });
  }

  /** The link of a token, not yet used up; `link_invalid` if it was used, is old, or never was. */
  link(token: string): Result<OneTimeLink> {
    const row = this.#db
      .prepare('SELECT name FROM link WHERE hash = ? AND expires_ms > ?')
      .get(hashToken(token), this.#clock()) as { name: string | null } | undefined;
    if (row !== undefined && !(row.name === null && this.names().length > 0)) return ok(row);
    return fail(
      'link_invalid',
      'this link was used already, has expired, or never was one',
      null,
      'Sign in, or ask whoever runs the server for a new link: aiqyn editor add NAME.',
    );
  }

  /** Uses the link up: makes the account or sets its password, and ends its other sessions. */
  async redeem(token: string, nameGiven: string, password: string): Promise<Result<string>> {
    const before = this.link(token);
    if (!before.ok) return before;
    const checked = checkName(before.value.name ?? nameGiven);
    if (!checked.ok) return checked;
    const name = checked.value;
    if (password.length < password_chars_min || password.length > password_chars_max) {
      const message = `a password has ${password_chars_min} to ${password_chars_max} characters`;
      return fail('password_length', message, 'password', 'Take several words.');
    }
    const { salt, hash, cost } = await hashPassword(password);
    return this.#write(() => {
      // Asked again: hashing took a while, and the link is good for one of two at once.
      const link = this.link(token);
      if (!link.ok) return link;
      this.#db.prepare('DELETE FROM link WHERE hash = ?').run(hashToken(token));
      this.#db.prepare('DELETE FROM session WHERE name = ?').run(name);
      this.#db.prepare('DELETE FROM device WHERE name = ?').run(name);
      this.#db
        .prepare(
          `INSERT INTO account (name, salt, hash, cost, created_ms) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (name) DO UPDATE SET salt = excluded.salt, hash = excluded.hash,
             cost = excluded.cost`,
        )
        .run(name, salt, hash, cost, this.#clock());
      return ok(this.#openSession(name));
    });
  }

  /**
   * A new session's token; `sign_in_wrong` or `sign_in_locked`. `device`: what `rememberDevice`
   * gave this browser, if anything.
   */
  async signIn(
    nameGiven: string,
    password: string,
    device: string | null = null,
  ): Promise<Result<string>> {
    const name = cleanName(nameGiven);
    const known = device !== null && this.#isDevice(device, name) ? device : null;
    const attempt = beginAttempt(this.#db, name, this.#clock(), known);
    if (!attempt.ok) return attempt;
    const account = this.#db
      .prepare('SELECT salt, hash, cost FROM account WHERE name = ?')
      .get(name) as PasswordHash | undefined;
    const short = password.slice(0, password_chars_max + 1);
    const right = await isPassword(short, account ?? nobody);
    if (account === undefined || !right) {
      return fail('sign_in_wrong', 'name and password do not match', null, 'Try again.');
    }
    const forgotten = attempt.value.succeeded();
    if (!forgotten.ok) return forgotten;
    return this.#write(() => ok(this.#openSession(name)));
  }

  /**
   * The token by which this browser is known when the editor of the session signs in again: the one
   * that it has, or a new one. It opens nothing; its wrong passwords are counted apart.
   */
  rememberDevice(session: string, device: string | null): Result<string> {
    const name = this.session(session)?.name;
    if (name === undefined) throw new Error('a device is remembered for an open session');
    if (device !== null && this.#isDevice(device, name)) return ok(device);
    const now = this.#clock();
    const fresh = newToken();
    return this.#write(() => {
      this.#db.prepare('DELETE FROM device WHERE created_ms <= ?').run(now - device_ms);
      this.#db
        .prepare('INSERT INTO device (hash, name, created_ms) VALUES (?, ?, ?)')
        .run(hashToken(fresh), name, now);
      return ok(fresh);
    });
  }

  #isDevice(device: string, name: string): boolean {
    const known = this.#db
      .prepare('SELECT 1 FROM device WHERE hash = ? AND name = ? AND created_ms > ?')
      .get(hashToken(device), name, this.#clock() - device_ms);
    return known !== undefined;
  }

  /** The session of a token, if it has not ended; using it keeps it open. */
  session(token: string): Session | null {
    const now = this.#clock();
    const hash = hashToken(token);
    const row = this.#db
      .prepare(
        'SELECT name, seen_ms FROM session WHERE hash = ? AND created_ms > ? AND seen_ms > ?',
      )
      .get(hash, now - session_ms, now - idle_ms) as { name: string; seen_ms: number } | undefined;
    if (row === undefined) return null;
    // Once a minute is enough, so that reading pages does not write each time.
    if (now - row.seen_ms > 60_000) {
      // Where the disk refuses it the session ends the earlier; pages can be read until then.
      this.#write(() => ok(this.#touch(hash, now)));
    }
    return { name: row.name, formToken: formToken(token) };
  }

  #touch(hash: Uint8Array, now: Instant): void {
    this.#db.prepare('UPDATE session SET seen_ms = ? WHERE hash = ?').run(now, hash);
  }

  signOut(token: string): Result<void> {
    return this.#write(() => {
      this.#db.prepare('DELETE FROM session WHERE hash = ?').run(hashToken(token));
      return ok(undefined);
    });
  }

  /** Removes an account and ends its sessions; what it published stays. */
  remove(nameGiven: string): Result<string> {
    const name = cleanName(nameGiven);
    return this.#write(() => {
      const { changes } = this.#db.prepare('DELETE FROM account WHERE name = ?').run(name);
      if (changes > 0) return ok(name);
      return fail('editor_unknown', `no editor is called ${name}`, null, 'See: aiqyn editor list.');
    });
  }

  #write<T>(step: () => Result<T>): Result<T> {
    return writeAll(this.#db, step);
  }

  #openSession(name: string): string {
    const token = newToken();
    const now = this.#clock();
    this.#db
      .prepare('DELETE FROM session WHERE created_ms <= ? OR seen_ms <= ?')
      .run(now - session_ms, now - idle_ms);
    this.#db
      .prepare('INSERT INTO session (hash, name, created_ms, seen_ms) VALUES (?, ?, ?, ?)')
      .run(hashToken(token), name, now, now);
    return token;
  }
}

function cleanName(name: string): string {
  return name.normalize('NFC').trim();
}

function checkName(given: string): Result<string> {
  const name = cleanName(given);
  if (/^[\p{L}\p{N}][\p{L}\p{M}\p{N} .'_-]*$/u.test(name) && name.length <= name_chars_max) {
    return ok(name);
  }
  const message = `a name has letters and digits, and at most ${name_chars_max} characters`;
  return fail('editor_name', message, 'name', 'Choose another name.');
}
