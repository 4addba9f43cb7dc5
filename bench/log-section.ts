import { collect, type Row, type Section } from './figures.ts';
import { benchLog } from './log.ts';

const runs = 3;

export const log: Section = {
  name: 'log',
  title: 'Log: appending, keeping, proving',
  about: `${runs} runs; plain files on the same disk beside it in each.`,
  async run() {
    const rows = new Map<string, { unit: string; values: number[] }>();
    for (let run = 0; run < runs; run++) {
      collect();
      for (const { what, value, unit } of await benchLog()) {
        const row = rows.get(what) ?? { unit, values: [] };
        row.values.push(value);
        rows.set(what, row);
      }
    }
    return [...rows].map(([what, row]): Row => ({ what, ...row }));
  },
};
