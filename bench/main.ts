import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { asOf } from './asof.ts';
import { type Section, spread } from './figures.ts';
import { log } from './log-section.ts';
import { pages } from './pages.ts';
import { reading } from './reading.ts';

/** Runs the sections named, or all, and writes their figures into bench/RESULTS.md. */

const sections: readonly Section[] = [asOf, reading, pages, log];

const path = 'bench/RESULTS.md';
const head = `# Measured

Written by \`npm run bench\`; \`npm run bench -- NAME\` measures one section and leaves the others.
Figures are \`median [least-greatest]\` of the runs of a section. Peers run in the same process on
the same data. Nothing here is a test: no test asserts a time.
`;

function machine(): string {
  const cpu = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  const load = loadavg()[0]?.toFixed(1);
  return `${cpu}, ${cpus().length} cores, ${memory} GiB, Node ${process.version}, ${process.platform}; load before: ${load}`;
}

async function report(section: Section): Promise<string> {
  const on = machine();
  const rows = await section.run();
  const table = rows.map(({ what, unit, values }) => `| ${what} | ${spread(values)} | ${unit} |`);
  const lines = [`## ${section.title}`, '', section.about, '', `*${on}*`, ''];
  return [...lines, '| what | measured | unit |', '|---|---|---|', ...table].join('\n');
}

/** The text between a section's marks, in place or at the end. */
function placed(text: string, name: string, body: string): string {
  const [start, stop] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const block = `${start}\n${body}\n${stop}`;
  const from = text.indexOf(start);
  const to = text.indexOf(stop);
  if (from < 0 || to < 0) return `${text.trimEnd()}\n\n${block}\n`;
  return text.slice(0, from) + block + text.slice(to + stop.length);
}

const asked = process.argv.slice(2);
const known = sections.map(({ name }) => name);
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`no such section: ${unknown.join(', ')}; there are ${known.join(', ')}`);
  process.exit(2);
}
for (const section of sections) {
  if (asked.length > 0 && !asked.includes(section.name)) continue;
  console.error(`measuring ${section.name} ...`);
  const body = await report(section);
  console.log(`${body}\n`);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : head;
  writeFileSync(path, placed(text, section.name, body));
}
