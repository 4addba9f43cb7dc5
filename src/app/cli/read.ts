import { civilAt, dayOf, ok, type Result } from '../../base/index.ts';
import type { CorpusProvision } from '../../reading/index.ts';
import { impossibleDatesIn, readerName, toCorpusForm } from '../../reading/index.ts';
import { decodeText } from '../../statement/index.ts';
import { loadGazetteer, loadReader } from '../data.ts';
import { impossibleDate, type Reading, read } from '../pipeline.ts';
import { clock } from '../service.ts';
import {
  assumedSource,
  inFile,
  mediaTypeOf,
  type NamedSource,
  readInput,
  readSource,
} from './input.ts';
import { counted, failureText, type Terminal, wrap } from './terminal.ts';

/** `aiqyn read`: what a statement says, as the machine reads it. */

export interface ReadOptions {
  readonly source?: string;
  readonly json?: boolean;
}

export async function readCommand(
  file: string,
  options: ReadOptions,
  terminal: Terminal,
): Promise<Result<void>> {
  const gazetteer = loadGazetteer();
  if (!gazetteer.ok) return gazetteer;
  const bytes = readInput(file);
  if (!bytes.ok) return bytes;
  const source =
    options.source === undefined
      ? assume(bytes.value, file, terminal)
      : readSource(options.source, gazetteer.value);
  if (!source.ok) return source;
  const reading = loadReader(gazetteer.value);
  if (!reading.ok) return reading;
  const received = {
    bytes: bytes.value,
    source: source.value.source,
    title: file,
    address: null,
    ...mediaTypeOf(file),
  };
  const result = read(received, { reading: reading.value });
  if (!result.ok) return inFile(result.error, file);
  for (const date of impossibleDatesIn(result.value.statement, reading.value)) {
    terminal.say(failureText(impossibleDate(date), 'warning'));
  }
  const provisions = result.value.proposals.map(toCorpusForm);
  if (options.json) terminal.out(JSON.stringify(provisions, null, 2));
  else show(result.value, provisions, terminal);
  return ok(undefined);
}

function assume(bytes: Uint8Array, file: string, terminal: Terminal): Result<NamedSource> {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return inFile(decoded.error, file);
  const source = assumedSource(decoded.value.text, dayOf(civilAt(clock(), 'UTC')));
  terminal.say(
    `assumed: language ${source.lang} (by its letters), place ${source.place}, ` +
      `published ${source.publishedAt} (today); give --source FILE.json to say otherwise`,
  );
  return ok({ source, title: null, address: null });
}

const kindOrder = ['measure', 'claim', 'commitment', 'request', 'warning'] as const;

function show(
  { statement, proposals }: Reading,
  provisions: readonly CorpusProvision[],
  terminal: Terminal,
): void {
  const { paint, width } = terminal;
  const { issuer, publishedAt, place } = statement.source;
  terminal.out(`${paint.bold(issuer)}, ${publishedAt}, ${place}`);
  const counts = kindOrder
    .map((kind) => [kind, provisions.filter((one) => one.kind === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => counted(count, kind));
  terminal.out(
    paint.dim(
      counts.length === 0
        ? 'No provisions found.'
        : `${counts.join(', ')}; read by ${readerName}, not confirmed by an editor`,
    ),
  );
  for (const [i, provision] of provisions.entries()) {
    terminal.out(`\n${heading(provision, i + 1, terminal)}`);
    terminal.out(wrap(`“${provision.quote}”`, width, '    '));
    const facts = factsOf(provision, proposals[i]?.provision.places.area ?? null);
    for (const [name, value] of facts) {
      terminal.out(`    ${paint.dim(name.padEnd(8))}${value}`);
    }
  }
}

function heading(provision: CorpusProvision, number: number, { paint }: Terminal): string {
  const label = `${String(number).padStart(2)}  ${provision.kind}`;
  const what = [provision.type, provision.act].filter((part) => part !== undefined).join(' · ');
  return `${paint.bold(label)}${what === '' ? '' : `  ${paint.yellow(what)}`}`;
}

function factsOf(one: CorpusProvision, area: string | null): [string, string][] {
  const facts: [string, string][] = [];
  const places = [...(one.places ?? []), ...(area === null ? [] : [`(${area})`])].join(' ');
  if (places !== '') facts.push(['where', places]);
  if (one.from !== undefined) facts.push(['from', one.from]);
  if (one.to !== undefined) facts.push(['to', one.to]);
  if (one.daily !== undefined) facts.push(['daily', one.daily.join('–')]);
  if (one.due !== undefined) facts.push(['due', one.due]);
  if (one.value !== undefined) facts.push(['figure', `${one.value} ${one.unit ?? ''}`.trim()]);
  if (one.contact !== undefined) facts.push(['contact', one.contact]);
  facts.push(['at', `${one.start}–${one.end}`]);
  return facts;
}
