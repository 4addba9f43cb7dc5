import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type CorpusProvision, toCorpusForm } from '../../src/reading/index.ts';
import type { Lang, StatementSource } from '../../src/record/index.ts';
import { read, root } from './support.ts';

/**
 * One sentence a line, with the kind, type and act that it is to be read as: the vocabulary of the
 * reader, language by language. Lines that begin with `?` are known to be misread; they are listed
 * so that the share is known, and a line that is read right must lose its mark.
 */

interface Vector {
  readonly line: number;
  readonly known: boolean;
  readonly want: string;
  readonly sentence: string;
}

function vectorsOf(lang: Lang): Vector[] {
  const path = `${root}test/reading/vectors/${lang}.tsv`;
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .map((text, index) => ({ text, line: index + 1 }))
    .filter(({ text }) => text !== '' && !text.startsWith('#'))
    .map(({ text, line }) => {
      const known = text.startsWith('?');
      const [kind = '', type = '', act = '', sentence = ''] = text.replace(/^\?/, '').split('\t');
      const want = kind === '-' ? '-' : [kind, type, act].filter((part) => part !== '').join(' ');
      return { line, known, want, sentence };
    });
}

function summary(found: readonly CorpusProvision[]): string {
  const parts = found.map(({ kind, type, act }) =>
    [kind, type, act].filter((part) => part !== undefined).join(' '),
  );
  return parts.length === 0 ? '-' : parts.join(' + ');
}

describe.each(['ru', 'kk', 'en'] as const)('sentences in %s', (lang) => {
  const vectors = vectorsOf(lang);
  const source: StatementSource = {
    lang,
    issuer: 'Commandant',
    publishedAt: '2022-01-08',
    place: 'KZ',
    genre: 'order',
  };

  test('there are many, and few are misread', () => {
    expect(vectors.length).toBeGreaterThan(100);
    expect(vectors.filter(({ known }) => known).length).toBeLessThan(vectors.length / 10);
  });

  test.each(vectors.map((vector) => [vector.sentence, vector] as const))(
    '%s',
    (sentence, vector) => {
      const have = summary(read(sentence, source).map(toCorpusForm));
      if (vector.known) expect(have, `line ${vector.line} is read right now`).not.toBe(vector.want);
      else expect(have, `line ${vector.line}`).toBe(vector.want);
    },
  );
});
