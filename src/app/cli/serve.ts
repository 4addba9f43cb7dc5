import { fail, formatInstant, ok, type Result } from '../../base/index.ts';
import { loadExample, loadMessages, loadReader, type Texts } from '../data.ts';
import { type Desk, openDesk } from '../desk/index.ts';
import { fillWithExample, heldOf, type SetClock } from '../fill.ts';
import { Answers, httpApp, type Listening, listen, type Site } from '../http/index.ts';
import { publish } from '../pipeline.ts';
import { clock, openService, type Service } from '../service.ts';
import type { Terminal } from './terminal.ts';

/** `aiqyn serve`: the public pages, the API and the desk. */

export interface ServeOptions {
  readonly data: string;
  readonly host: string;
  readonly port: number;
  /** Fill a new store with the example. */
  readonly example?: boolean;
  /** The address that visitors see, where a server with TLS stands in front. */
  readonly origin?: string;
}

export async function serveCommand(
  options: ServeOptions,
  terminal: Terminal,
): Promise<Result<void>> {
  const origin = readOrigin(options.origin);
  if (!origin.ok) return origin;
  const messages = loadMessages();
  if (!messages.ok) return messages;
  // The port first: who cannot listen has written nothing.
  const listening = await listen(options.host, options.port);
  if (!listening.ok) return listening;
  try {
    return await serveStore(listening.value, origin.value, messages.value, options, terminal);
  } finally {
    await listening.value.stop();
  }
}

async function serveStore(
  listening: Listening,
  origin: string | null,
  messages: Texts,
  options: ServeOptions,
  terminal: Terminal,
): Promise<Result<void>> {
  const time: { simulated: number | null } = { simulated: null };
  const service = openService(options.data, {
    readonly: false,
    clock: () => time.simulated ?? clock(),
  });
  if (!service.ok) return service;
  try {
    const example = await fill(service.value, options, terminal, (at) => {
      time.simulated = at;
    });
    if (!example.ok) return example;
    const desk = deskOf(service.value, messages);
    if (!desk.ok) return desk;
    try {
      const app = httpApp({
        service: service.value,
        desk: desk.value,
        messages: messages.pages,
        answers: new Answers(),
        origin,
        now: clock,
        example: example.value,
        report: (defect) => terminal.say(describe(defect)),
      });
      // Before anybody is told that it serves: who is told may stop it at once.
      const stopped = stopSignal();
      listening.answerWith(app);
      const announced = announce(service.value, desk.value, listening, origin, terminal);
      if (!announced.ok) return announced;
      await stopped;
      terminal.say('stopping');
      await listening.stop();
      return ok(undefined);
    } finally {
      desk.value.close();
    }
  } finally {
    await service.value.store.close();
  }
}

/** The moment that the example describes in full. */
const opening = { place: 'KZ-ALA', at: '2022-01-07T14:00' };

/** Fills a new store if asked to, or one whose filling was cut off; what the pages say of it. */
async function fill(
  service: Service,
  options: ServeOptions,
  terminal: Terminal,
  setClock: SetClock,
): Promise<Result<Site['example']>> {
  const example = loadExample();
  if (!example.ok) return example;
  const held = heldOf(example.value, service);
  const shown = { opening, notice: example.value.notice };
  if (held === 'all') return ok(shown);
  if (held === 'nothing' && (service.store.size() > 0 || !options.example)) return ok(null);
  terminal.say('a new store: filling it with the example of January 2022');
  const filled = await fillWithExample(example.value, service, setClock);
  return filled.ok ? ok(shown) : filled;
}

function deskOf(service: Service, messages: Texts): Result<Desk> {
  const { store, register, gazetteer, dir } = service;
  const reading = loadReader(gazetteer);
  if (!reading.ok) return reading;
  const record = { append: store.append, register };
  const desk = openDesk({
    dir,
    gazetteer,
    messages,
    tools: { reading: reading.value, record, clock },
    publishing: { log: store, publish: (drafts) => publish(drafts, record) },
  });
  if (!desk.ok) return desk;
  const settled = desk.value.settle();
  if (settled.ok) return desk;
  desk.value.close();
  return settled;
}

/** Says where the server is, and how to begin. */
function announce(
  { dir, store }: Service,
  desk: Desk,
  { address }: Listening,
  origin: string | null,
  terminal: Terminal,
): Result<void> {
  const visible = origin ?? address;
  const { paint } = terminal;
  terminal.out(`${paint.bold('Aiqyn')} serves ${dir} at ${paint.bold(`${visible}/`)}`);
  terminal.out(`  ${store.size()} records; desk for editors at ${visible}/desk`);
  if (store.size() === 0) {
    terminal.out('  The store is empty: aiqyn add puts a statement into it,');
    terminal.out('  serve --example fills a new one with the example of January 2022.');
  }
  const invited = inviteFirst(desk, visible, terminal);
  if (!invited.ok) return invited;
  terminal.out(paint.dim('  Ctrl-C stops it.'));
  return ok(undefined);
}

/** As long as there is no editor, each start prints a link that makes the first. */
function inviteFirst(desk: Desk, address: string, { out, paint }: Terminal): Result<void> {
  if (desk.accounts.names().length > 0) return ok(undefined);
  const invited = desk.accounts.invite(null);
  if (!invited.ok) return invited;
  const { token, expires } = invited.value;
  out(`\n${paint.bold("The first editor's account")} (once, until ${formatInstant(expires)}):`);
  out(`  ${paint.green(`${address}/desk/first/${token}`)}\n`);
  return ok(undefined);
}

export function readOrigin(given: string | undefined): Result<string | null> {
  if (given === undefined) return ok(null);
  try {
    const url = new URL(given);
    const bare = /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '';
    if (bare && url.username === '') return ok(url.origin);
  } catch {
    // Falls through to the failure.
  }
  const todo = 'Give scheme and host alone: --origin https://aiqyn.example.';
  return fail('origin_invalid', 'this is no origin', given, todo);
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

function describe(defect: unknown): string {
  const words = defect instanceof Error ? (defect.stack ?? defect.message) : String(defect);
  return `defect: ${words}`;
}
