import { fail, type Instant, ok, type Result, toHex } from '../../base/index.ts';
import { type DeskDatabase, writeAll } from './database.ts';
import { hashToken } from './secrets.ts';

/**
 * Lock-out on guessing, without keeping anyone's address. Every attempt counts as a failure before
 * the password is looked at, so a hundred guesses at once count a hundred; a right password takes
 * its count back. A name without an account counts as one with: nobody learns which exist.
 *
 * One name: five guesses are free, then each failure doubles the pause, from 15 seconds to 15
 * minutes. All names together: fifty are free, then a pause of up to 30 seconds, short enough
 * that whoever guesses cannot keep the editors out for good. A day without failure forgets.
 *
 * A browser that the editor signed in with before is counted for itself, by the rule of a name:
 * guesses from elsewhere do not keep it out.
 */
const rules = {
  name: { free: 5, first_ms: 15_000, max_ms: 15 * 60_000 },
  all: { free: 50, first_ms: 1_000, max_ms: 30_000 },
} as const;
const forget_ms = 24 * 3_600_000;

type Rule = (typeof rules)[keyof typeof rules];

export interface Attempt {
  /** The password was right. */
  succeeded(): Result<void>;
}

/** `device`: the token of a browser that this very editor signed in with; null for any other. */
export function beginAttempt(
  db: DeskDatabase,
  name: string,
  now: Instant,
  device: string | null = null,
): Result<Attempt> {
  // Hashed, so that what was typed into the wrong field does not stay here.
  const target = toHex(hashToken(device === null ? `name ${name}` : `device ${device}`));
  const counted = device === null ? ([target, 'all'] as const) : ([target] as const);
  const waits = writeAll(db, () => {
    db.prepare('DELETE FROM guess WHERE last_ms < ?').run(now - forget_ms);
    const wait = Math.max(...counted.map((one) => waiting(db, one, now)));
    if (wait > 0) return ok(wait);
    for (const one of counted) count(db, one, one === 'all' ? rules.all : rules.name, now);
    return ok(0);
  });
  if (!waits.ok) return waits;
  if (waits.value > 0) {
    const seconds = Math.ceil(waits.value / 1000);
    return fail(
      'sign_in_locked',
      `too many wrong passwords; the next try counts in ${seconds} seconds`,
      `${seconds}`,
      'Wait, then try again; sessions that are open go on working.',
    );
  }
  return ok({
    succeeded: () =>
      writeAll(db, () => {
        db.prepare('DELETE FROM guess WHERE target = ?').run(target);
        if (device !== null) return ok(undefined);
        db.prepare(
          `UPDATE guess SET failures = max(failures - 1, 0), next_ms = min(next_ms, ?)
           WHERE target = 'all'`,
        ).run(now);
        return ok(undefined);
      }),
  });
}

function waiting(db: DeskDatabase, target: string, now: Instant): number {
  const row = db.prepare('SELECT next_ms FROM guess WHERE target = ?').get(target) as
    | { next_ms: number }
    | undefined;
  return row === undefined ? 0 : row.next_ms - now;
}

function count(db: DeskDatabase, target: string, rule: Rule, now: Instant): void {
  const row = db
    .prepare(
      `INSERT INTO guess (target, failures, last_ms, next_ms) VALUES (?, 1, ?, 0)
       ON CONFLICT (target) DO UPDATE SET failures = failures + 1, last_ms = excluded.last_ms
       RETURNING failures`,
    )
    .get(target, now) as { failures: number };
  const over = row.failures - rule.free;
  const pause = over < 0 ? 0 : Math.min(rule.first_ms * 2 ** over, rule.max_ms);
  db.prepare('UPDATE guess SET next_ms = ? WHERE target = ?').run(now + pause, target);
}
