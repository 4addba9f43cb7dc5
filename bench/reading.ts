import { readdirSync, readFileSync } from 'node:fs';
import { loadGazetteer, loadReader } from '../src/app/data.ts';
import { read } from '../src/app/pipeline.ts';
import { must, utf8 } from '../src/base/index.ts';
import type { Lang, StatementSource } from '../src/record/index.ts';
import { collect, median, type Row, type Section, seconds } from './figures.ts';

const corpus = 'test/corpus/dev';
const base_chars = 20_000;
const factors = [1, 10, 100];
const runs = 5;

export const reading: Section = {
  name: 'reading',
  title: 'Reading: bytes to proposals',
  about:
    `Decoding and reading, as \`aiqyn read\` does it, of the project's own corpus texts of a ` +
    `language, joined and repeated to ${base_chars.toLocaleString('en-GB')} characters (1x), ten ` +
    `and a hundred times that; ${runs} runs. Growth: seconds for 100x over a hundred times the ` +
    'seconds for 1x; 1 is linear.',
  async run() {
    const tools = { reading: must(loadReader(must(loadGazetteer()))) };
    const rows: Row[] = [];
    for (const lang of ['ru', 'kk', 'en'] as const) {
      const { text, source } = sample(lang);
      const took: number[] = [];
      for (const factor of factors) {
        const bytes = utf8(text.repeat(factor));
        const received = { bytes, source, title: 'Sample', address: null };
        const times: number[] = [];
        let found = 0;
        for (let run = 0; run < runs; run++) {
          collect();
          times.push(
            await seconds(() => {
              found = must(read(received, tools)).proposals.length;
            }),
          );
        }
        // The first run compiles; the figure is that of a program that has been running.
        const warm = times.slice(1);
        took.push(median(warm));
        const megabytes = bytes.length / 1e6;
        rows.push({
          what: `${lang}, ${factor}x (${Math.round(bytes.length / 1000)} kB, ${found} provisions)`,
          unit: 'MB/s',
          values: warm.map((time) => megabytes / time),
        });
      }
      const [first, , last] = took;
      const growth = (last ?? Number.NaN) / (100 * (first ?? Number.NaN));
      rows.push({ what: `${lang}, growth to 100x`, unit: 'times', values: [growth] });
    }
    return rows;
  },
};

/** Corpus texts of a language, one after the other, cut at a paragraph. */
function sample(lang: Lang): { readonly text: string; readonly source: StatementSource } {
  const cases = readdirSync(corpus)
    .sort()
    .map((name) => ({
      text: readFileSync(`${corpus}/${name}/source.txt`, 'utf8'),
      source: JSON.parse(readFileSync(`${corpus}/${name}/source.json`, 'utf8')) as StatementSource,
    }))
    .filter(({ source }) => source.lang === lang);
  const source = cases[0]?.source;
  if (source === undefined) throw new Error(`no corpus text in ${lang}`);
  const joined = cases.map(({ text }) => `${text.trim()}\n\n`).join('');
  let text = joined;
  while (text.length < base_chars) text += joined;
  const end = text.lastIndexOf('\n\n', base_chars);
  return { text: text.slice(0, end + 2), source };
}
