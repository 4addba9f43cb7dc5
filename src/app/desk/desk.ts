import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { civilAt, dayOf, type Failure, fail, limits, ok, type Result } from '../../base/index.ts';
import type { Gazetteer } from '../../place/index.ts';
import type { Messages } from '../../publish/index.ts';
import type { Lang, Statement } from '../../record/index.ts';
import { decodeStatement } from '../../statement/index.ts';
import { type Linking, link, type Reading, type Received, read, type Tools } from '../pipeline.ts';
import { attemptResult } from '../store/faults.ts';
import { Accounts } from './accounts.ts';
import { type DeskDatabase, openDeskDatabase } from './database.ts';
import type { StoredDraft, StoredProposal } from './draft-rows.ts';
import { DraftStore } from './drafts.ts';
import { type Publishing, publishDraft, settle } from './publishing.ts';

/** The editors' desk, without its pages: accounts, drafts, reading and publishing. */

type MessageArgs = Readonly<Record<string, string | number>>;

/** Whose places are offered where a statement does not say its own. */
const country = 'KZ';
/** How many decoded statements are kept at hand. */
const decoded_max = 8;
/** How many files of the inbox are offered. */
const inbox_max = 500;

export interface DeskParts {
  readonly dir: string;
  readonly db: DeskDatabase;
  /** Without a record, as on the command line where there is none yet, nothing is linked. */
  readonly tools: Pick<Tools, 'reading' | 'clock'> & Partial<Pick<Linking, 'record'>>;
  /** Where drafts are published; null on the command line, which only queues them. */
  readonly publishing: Publishing | null;
  readonly gazetteer: Gazetteer;
  readonly messages: { readonly desk: Messages; readonly pages: Messages };
}

export class Desk {
  readonly accounts: Accounts;
  readonly drafts: DraftStore;
  readonly gazetteer: Gazetteer;
  readonly #parts: DeskParts;
  readonly #decoded = new Map<string, Statement>();
  /** Drafts that could not be marked after publishing: the statement's id, or null to reopen. */
  readonly #unmarked = new Map<string, string | null>();

  constructor(parts: DeskParts) {
    const { clock } = parts.tools;
    this.#parts = parts;
    this.gazetteer = parts.gazetteer;
    this.accounts = new Accounts(parts.db, clock);
    this.drafts = new DraftStore(parts.db, clock);
  }

  today(): string {
    return dayOf(civilAt(this.#parts.tools.clock(), 'UTC'));
  }

  /** The text of a message: the desk's own begin with `desk.`, the others are the pages'. */
  text(lang: Lang, key: string, args?: MessageArgs): string {
    const { desk, pages } = this.#parts.messages;
    return (key.startsWith('desk.') ? desk : pages)[lang].text(key, args);
  }

  /** A failure in words: those of the catalogue, else those of the code that met it. */
  failureText(lang: Lang, { code, message, at, todo }: Failure): string {
    const key = `desk.error.${code}`;
    if (this.#parts.messages.desk[lang].keys.includes(key)) {
      const text = this.text(lang, key, { at: at ?? '' });
      return text.endsWith(':') ? `${text} ${this.#fieldName(lang, at)}` : text;
    }
    const sentence = message.slice(0, 1).toUpperCase() + message.slice(1);
    return `${sentence}${/[.!?]$/.test(message) ? '' : '.'}${todo === null ? '' : ` ${todo}`}`;
  }

  #fieldName(lang: Lang, at: string | null): string {
    const key = `desk.field.${at}`;
    const known = this.#parts.messages.desk[lang].keys.includes(key);
    return known ? this.text(lang, key) : (at ?? '');
  }

  /** Ends publications that a crash cut off. */
  settle(): Result<void> {
    const { publishing } = this.#parts;
    if (publishing === null) return ok(undefined);
    return settle(this.drafts, publishing.log, (draft) => this.statement(draft));
  }

  /** A new draft with the machine's proposals. Fails as decoding does. */
  take(received: Received, by: string): Result<string> {
    const reading = this.read(received);
    if (!reading.ok) return reading;
    const { statement, proposals } = reading.value;
    const kept = { ...received, mediaType: statement.mediaType };
    return this.drafts.create(kept, proposals, by);
  }

  /**
   * A draft as an editor looks at it: with the links that the register gives today, and settled if
   * its publication could not be written down. Fails as `DraftStore.get` and writing do.
   */
  look(id: string): Result<StoredDraft> {
    const settled = this.settleUnmarked();
    if (!settled.ok) return settled;
    const draft = this.drafts.get(id);
    if (!draft.ok || draft.value.state !== 'open') return draft;
    const { record, clock } = this.#parts.tools;
    if (record === undefined) return draft;
    const { source } = draft.value.received;
    const relinked = this.drafts.relink(id, (machine) => link(machine, source, { record, clock }));
    return relinked.ok ? draft : relinked;
  }

  /** Writes down what became of publications whose last write failed, as on a full disk. */
  settleUnmarked(): Result<void> {
    for (const [id, statement] of this.#unmarked) {
      const marked = this.drafts.endPublishing(id, statement);
      if (!marked.ok) return marked;
      this.#unmarked.delete(id);
    }
    return ok(undefined);
  }

  read(received: Received): Result<Reading> {
    return read(received, this.#parts.tools);
  }

  /** The statement of a draft, decoded as it was when the draft was made. */
  statement(draft: StoredDraft): Result<Statement> {
    const key = `${draft.id} ${JSON.stringify(draft.received.source)}`;
    const known = this.#decoded.get(key);
    if (known !== undefined) return ok(known);
    const { bytes, source, mediaType } = draft.received;
    const decoded = decodeStatement(bytes, source, mediaType);
    if (!decoded.ok) return decoded;
    const [oldest] = this.#decoded.keys();
    if (this.#decoded.size >= decoded_max && oldest !== undefined) this.#decoded.delete(oldest);
    this.#decoded.set(key, decoded.value);
    return decoded;
  }

  async publish(draft: StoredDraft, revisionSeen: number, by: string): Promise<Result<string>> {
    const statement = this.statement(draft);
    if (!statement.ok) return statement;
    const { publishing } = this.#parts;
    if (publishing === null) throw new Error('this desk was opened without a log');
    const seen = { revisionSeen, by };
    return publishDraft(this.drafts, draft, seen, statement.value, publishing, this.#unmarked);
  }

  proposals(draft: StoredDraft): readonly StoredProposal[] {
    return this.drafts.proposals(draft.id);
  }

  /** The name of a place on the day of a statement, else its code. */
  placeName(code: string, on: string, lang: Lang): string {
    return this.gazetteer.place(code, dayOf(on))?.names[lang] ?? code;
  }

  /** The country and the places of regional rank in it on a day: codes and names. */
  placeNames(on: string, lang: Lang, of = country): readonly (readonly [string, string])[] {
    const whole = this.gazetteer.place(of, dayOf(on));
    const regions = this.gazetteer.regions(of, dayOf(on));
    return [...(whole === null ? [] : [whole]), ...regions].map(
      ({ code, names }) => [code, names[lang]] as const,
    );
  }

  /** Names of the files in the inbox folder, sorted; none if there is no such folder. */
  inbox(): readonly string[] {
    try {
      return readdirSync(this.#inbox(), { withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
        .map((entry) => entry.name)
        .sort()
        .slice(0, inbox_max);
    } catch {
      return [];
    }
  }

  /** A file of the inbox; `inbox_path` for a name that leads out of it, `inbox_unknown`. */
  inboxFile(name: string): Result<Uint8Array> {
    if (name === '' || name.startsWith('.') || /[/\\\0]/.test(name)) return outside(name);
    const path = join(this.#inbox(), name);
    const todo = 'Put the file into the inbox folder of the store.';
    const file = attemptResult(path, (): Result<Uint8Array> => {
      // A link in the folder may lead anywhere; only what really lies in it is read.
      if (realpathSync(path) !== realpathSync(this.#inbox()) + sep + name) return outside(name);
      const { size } = statSync(path);
      if (size > limits.statement_bytes_max) {
        const most = limits.statement_bytes_max;
        const message = `the file has ${size} bytes, at most ${most} are read`;
        return fail('text_too_large', message, name, 'Give the part that holds the statement.');
      }
      return ok(new Uint8Array(readFileSync(path)));
    });
    if (file.ok || !/ENOENT/.test(file.error.message)) return file;
    return fail('inbox_unknown', 'the inbox has no such file', name, todo);
  }

  close(): void {
    this.#parts.db.close();
  }

  #inbox(): string {
    return join(this.#parts.dir, 'inbox');
  }
}

/** Opens the desk of a store's folder. Whoever publishes calls `settle` first. */
export function openDesk(parts: Omit<DeskParts, 'db'>): Result<Desk> {
  const db = openDeskDatabase(parts.dir);
  if (!db.ok) return db;
  return ok(new Desk({ ...parts, db: db.value }));
}

function outside(name: string): Result<never> {
  const message = 'a file of the inbox is named by its name alone';
  return fail('inbox_path', message, name.slice(0, 100), 'Choose a file from the list.');
}
