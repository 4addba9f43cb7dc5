import { ok, type Result } from '../../base/index.ts';
import { decodeStatement } from '../../statement/index.ts';
import { loadGazetteer, loadMessages, loadReader } from '../data.ts';
import { openDesk } from '../desk/index.ts';
import { type Linking, type Received, takeIn, unreviewed } from '../pipeline.ts';
import { clock, openService } from '../service.ts';
import { inFile, mediaTypeOf, readInput, readSource, titleOf } from './input.ts';
import { counted, printable, type Terminal } from './terminal.ts';

/** `aiqyn add`: a statement into the store, as a draft for the desk or published unreviewed. */

/** How long an addition waits for others that write to the same store. */
const lock_wait_ms = 10_000;

export interface AddOptions {
  readonly source: string;
  readonly data: string;
  readonly confirm?: boolean;
  readonly json?: boolean;
}

export async function addCommand(
  file: string,
  options: AddOptions,
  terminal: Terminal,
): Promise<Result<void>> {
  const received = receive(file, options.source);
  if (!received.ok) return received;
  return options.confirm
    ? publish(received.value, options, terminal)
    : queue(received.value, options, terminal);
}

function receive(file: string, sourceFile: string): Result<Received> {
  const gazetteer = loadGazetteer();
  if (!gazetteer.ok) return gazetteer;
  const bytes = readInput(file);
  if (!bytes.ok) return bytes;
  const named = readSource(sourceFile, gazetteer.value);
  if (!named.ok) return named;
  const { source, title, address } = named.value;
  const media = mediaTypeOf(file);
  const statement = decodeStatement(bytes.value, source, media.mediaType);
  if (!statement.ok) return inFile(statement.error, file);
  const heading = title ?? titleOf(statement.value.blocks, file);
  return ok({ bytes: bytes.value, source, title: heading, address, ...media });
}

async function publish(
  received: Received,
  options: AddOptions,
  terminal: Terminal,
): Promise<Result<void>> {
  // Before the store is taken: others wait for it.
  const gazetteer = loadGazetteer();
  if (!gazetteer.ok) return gazetteer;
  const reading = loadReader(gazetteer.value);
  if (!reading.ok) return reading;
  const service = openService(options.data, { readonly: false, wait_ms: lock_wait_ms });
  if (!service.ok) return service;
  const { store, register } = service.value;
  try {
    const record = { append: store.append, register };
    const logged = await takeIn(received, unreviewed, { reading: reading.value, record, clock });
    if (!logged.ok) return logged;
    const [statement, ...provisions] = logged.value;
    if (options.json) {
      const ids = provisions.map(({ id }) => id);
      terminal.out(
        JSON.stringify({ statement: statement?.id, provisions: ids, review: 'unreviewed' }),
      );
    } else {
      terminal.out(`published ${statement?.id}  ${printable(received.title)}`);
      terminal.out(`with ${counted(provisions.length, 'provision')}, marked as unreviewed`);
    }
    return ok(undefined);
  } finally {
    await store.close();
  }
}

async function queue(
  received: Received,
  options: AddOptions,
  terminal: Terminal,
): Promise<Result<void>> {
  // The record tells what a lift or an extension speaks of; reading it works beside a server.
  const service = openService(options.data, { readonly: true });
  if (!service.ok && service.error.code !== 'store_absent') return service;
  try {
    const tools = service.ok ? { record: { register: service.value.register } } : {};
    return queueWith(received, tools, options, terminal);
  } finally {
    if (service.ok) await service.value.store.close();
  }
}

function queueWith(
  received: Received,
  tools: Partial<Pick<Linking, 'record'>>,
  options: AddOptions,
  terminal: Terminal,
): Result<void> {
  const gazetteer = loadGazetteer();
  if (!gazetteer.ok) return gazetteer;
  const reading = loadReader(gazetteer.value);
  if (!reading.ok) return reading;
  const messages = loadMessages();
  if (!messages.ok) return messages;
  const desk = openDesk({
    dir: options.data,
    tools: { reading: reading.value, clock, ...tools },
    gazetteer: gazetteer.value,
    messages: messages.value,
    publishing: null,
  });
  if (!desk.ok) return desk;
  try {
    const draft = desk.value.take(received, 'aiqyn add');
    if (!draft.ok) return draft;
    const count = desk.value.drafts.proposals(draft.value).length;
    if (options.json) terminal.out(JSON.stringify({ draft: draft.value, proposals: count }));
    else {
      terminal.out(`draft ${draft.value}  ${printable(received.title)}`);
      terminal.out(`${count} proposals wait for an editor: /desk/drafts/${draft.value}`);
    }
    return ok(undefined);
  } finally {
    desk.value.close();
  }
}
