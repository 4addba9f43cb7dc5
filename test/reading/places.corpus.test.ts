import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { findPlaces } from '../../src/reading/places.ts';
import { statementSource } from '../../src/record/index.ts';
import { gazetteer } from '../place/gazetteer.ts';

/**
 * The yardstick of place recognition: where the words of a gold measure or claim name places of
 * the speaker's country themselves, the mentions must name exactly the gold codes. Roads count
 * only if nothing else is named; an open exception ("those in the table") may leave too much.
 */

const gold = z.array(
  z.object({ kind: z.string(), quote: z.string(), places: z.array(z.string()).optional() }),
);

/** A ratchet: lower it when the recognition gets better. Destinations of routes are the most. */
const wrongShareMax = 0.09;

const folders = ['../corpus/dev/', '../../../shared/corpus/'].map(
  (path) => new URL(path, import.meta.url),
);

for (const folder of folders) {
  test.skipIf(!existsSync(folder))(
    `places in ${folder.pathname.split('/').slice(-3).join('/')}`,
    () => {
      let asked = 0;
      const wrong: string[] = [];
      for (const name of readdirSync(folder)) {
        const file = (part: string): URL => new URL(`${name}/${part}`, folder);
        if (!existsSync(file('provisions.json'))) continue;
        const source = statementSource.parse(JSON.parse(readFileSync(file('source.json'), 'utf8')));
        const provisions = gold.parse(JSON.parse(readFileSync(file('provisions.json'), 'utf8')));
        for (const { kind, quote, places } of provisions) {
          if (places === undefined || (kind !== 'measure' && kind !== 'claim')) continue;
          const found = named(quote, source.place, source.lang, source.publishedAt.slice(0, 10));
          if (found === null) continue;
          asked++;
          const missing = places.filter((code) => !found.codes.has(code));
          const extra = found.open ? 0 : found.codes.size - places.length;
          if (missing.length > 0 || extra > 0) wrong.push(`${name}: ${quote}`);
        }
      }
      expect(asked).toBeGreaterThan(0);
      expect(wrong.length / asked, wrong.join('\n')).toBeLessThan(wrongShareMax);
    },
  );
}

function named(
  quote: string,
  home: string,
  lang: 'ru' | 'kk' | 'en',
  on: string,
): { readonly codes: ReadonlySet<string>; readonly open: boolean } | null {
  const text = quote.replace(/\s+/g, ' ').replace(/(\p{L})- (\p{Ll})/gu, '$1$2');
  const own = (codes: readonly string[]): string[] =>
    codes.filter((code) => code.slice(0, 2) === home.slice(0, 2));
  const mentions = findPlaces(text, { lang, on, home, gazetteer: gazetteer() });
  const places = mentions.filter((m) => m.role === 'place' && own(m.codes).length > 0);
  if (places.length === 0) return null;
  return {
    codes: new Set(places.flatMap((m) => own(m.codes))),
    open: places.some((m) => m.minusNamed),
  };
}
