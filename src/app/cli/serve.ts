import { fail, formatInstant, ok, type Result } from '../../base/index.ts';
import { loadExample, loadMessages, loadReader, type Texts } from '../data.ts';
import { type Desk, openDesk } from '../desk/index.ts';
import { fillWithExample, heldOf, type SetClock } from '../fill.ts';
import { Answers, httpApp, listen, type Site } from '../http/index.ts';
import { publish } from '../pipeline.ts';
import { clock, openService, type Service } from '../service.ts';
import type { Terminal } from './terminal.ts';

/** `aiqyn serve`: the public pages, the API and the desk. */

export interface ServeOptions {
  readonly data: string;
  readonly host: string;
  readonly port: number;
  /** Leave a new store empty rather than fill it with the example. */
  readonly empty?: boolean;
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
    const desk = deskOf(service.value, messages.value);
    if (!desk.ok) return desk;
    try {
      return await run(
        service.value,
        desk.value,
        messages.value.pages,
        example.value,
        options,
        origin.value,
        terminal,
      );
    } finally {
      desk.value.close();
    }
  } finally {
    await service.value.store.close();
  }
}

/** The moment that the example describes in full. */
const opening = { place: 'KZ-ALA', at: '2022-01-07T14:00' };

/** Fills a new store, or one whose filling was cut off; what the pages say about it. */
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
  if (held === 'nothing' && (service.store.size() > 0 || options.empty)) return ok(null);
  terminal.say('a new store: filling it with the example of January 2022');
  const filled = await fillWithExample(example.value, service, setClock);
  return filled.ok ? ok(shown) : filled;
}

type Catalogues = Site['messages'];

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

async function run(
  service: Service,
  desk: Desk,
  messages: Catalogues,
  example: Site['example'],
  options: ServeOptions,
  origin: string | null,
  terminal: Terminal,
): Promise<Result<void>> {
  const app = httpApp({
    service,
    desk,
    messages,
    answers: new Answers(),
    origin,
    now: clock,
    example,
    report: (defect) => terminal.say(describe(defect)),
  });
  const listening = await listen(app, options.host, options.port);
  if (!listening.ok) return listening;
  const { address, stop } = listening.value;
  const visible = origin ?? address;
  const { paint } = terminal;
  terminal.out(`${paint.bold('Aiqyn')} serves ${options.data} at ${paint.bold(`${visible}/`)}`);
  terminal.out(`  ${service.store.size()} records; desk for editors at ${visible}/desk`);
  const invited = inviteFirst(desk, visible, terminal);
  if (!invited.ok) return invited;
  terminal.out(paint.dim('  Ctrl-C stops it.'));
  await stopSignal();
  terminal.say('stopping');
  await stop();
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
