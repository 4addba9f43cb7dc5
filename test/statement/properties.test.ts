import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/base/index.ts';
import type { Statement } from '../../src/record/index.ts';
import { decodeStatement, decodeText } from '../../src/statement/index.ts';
import { expectValidMap, fromHtml, fromText, source } from './helpers.ts';

const seed = 20220107;
const runs = { seed, numRuns: 300 };

/** Pieces that layout has rules for, so that random texts meet them. */
const piece = fc.constantFrom(
  ...['вер-', 'нулись', 'Северо-', 'Казахстанской', '1.', '1)', '(a)', '- ', '•', '10.01.2022'],
  ...['09:00', '—', '–', '2', '\f', '\n', '\n\n', '\n\n\n', '\r\n', ' ', '   ', '\t', '\u00a0'],
  ...['\u00ad', '\u200b', 'г.', 'Алматы', 'слово', 'Слово.', 'конец;', '|', '- 1 -', '№', '😀'],
);
const plain = fc.array(fc.oneof(piece, fc.string({ unit: 'grapheme' })), { maxLength: 60 });
const tag = fc.constantFrom(
  ...['<p>', '</p>', '<div>', '</div>', '<li>', '<ul>', '</ul>', '<tr>', '<td>', '<table>', '<br>'],
  ...[
    '</table>',
    '<nav>',
    '</nav>',
    '<main>',
    '<b>',
    '</b>',
    '&amp;',
    '&nbsp',
    '&#0;',
    '&#x1F600;',
  ],
  ...[
    '<!--',
    '-->',
    '<',
    '>',
    '&',
    '<script>',
    '</script>',
    '<pre>',
    '\r\n',
    '\r',
    'слово ',
    'Час.',
  ],
);

describe(`any text (seed ${seed})`, () => {
  it('has valid maps and loses no visible unit but hyphens, page numbers and running heads', () => {
    fc.assert(
      fc.property(plain, (pieces) => {
        // No page breaks here: what page furniture is is tested by example.
        const text = `слово\n${pieces.join('').replace(/\f|\d|page|стр/giu, '')}`;
        const statement = decoded(text, 'text/plain');
        if (statement === null) return;
        for (const block of statement.blocks) expectValidMap(block, text);
        const kept = statement.blocks.map((block) => block.text).join('');
        expect(visible(kept)).toBe(visible(text));
      }),
      runs,
    );
  });

  it('leads each unit of plain text back to itself', () => {
    fc.assert(
      fc.property(plain, (pieces) => {
        const text = `слово\n${pieces.join('')}`;
        const statement = decoded(text, 'text/plain');
        for (const block of statement?.blocks ?? []) {
          expectValidMap(block, text);
          const back = [...block.map.subarray(0, -1)].map((offset) => text.charAt(offset)).join('');
          expect(back.replace(/[\s\u00ad\u200b\ufeff]/g, ' ')).toBe(block.text);
        }
      }),
      runs,
    );
  });

  it('has valid maps in HTML', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(tag, piece), { maxLength: 80 }), (pieces) => {
        const html = `<p>слово${pieces.join('')}`;
        const statement = decoded(html, 'text/html');
        for (const block of statement?.blocks ?? []) expectValidMap(block, html);
      }),
      runs,
    );
  });

  it('never throws on bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const result = decodeText(bytes);
        if (!result.ok) expect(result.error.code).toMatch(/^(text|format)_/);
      }),
      runs,
    );
  });
});

describe('hostile input is read in one pass', () => {
  const times = 20_000;
  it.each([
    ['nested tags', `${'<div>'.repeat(times * 5)}на${'</div>'.repeat(times * 5)}`],
    ['tags never closed', `${'<b><p><li><nav>'.repeat(times)}`],
    ['end tags never opened', `${'<p>на</div></b>'.repeat(times)}`],
    ['attributes', `<p ${Array.from({ length: times }, (_, i) => `a${i}`).join(' ')}>на`],
    ['tables in tables', `${'<table><tr><td>на'.repeat(times)}`],
    ['references', `<p>${'&amp&nosuch;&#65;& и '.repeat(times)}`],
    ['angle brackets', '<'.repeat(times * 5)],
    ['line breaks', '<p>на<br>'.repeat(times)],
  ])('HTML: %s', (_, html) => {
    const statement = fromHtml(`<p>по</p>${html}`);
    for (const block of statement.blocks) expectValidMap(block, statement.text);
    expect(statement.blocks.length).toBeGreaterThan(0);
  });

  it.each([
    ['one line', 'по '.repeat(times * 3)],
    ['white space', `по${' '.repeat(times * 10)}по${'\n'.repeat(times * 10)}по`],
    ['hyphens', 'на-\n'.repeat(times)],
    ['numbers', '1\n\n'.repeat(times)],
    ['pages', 'по\n\f\n'.repeat(times)],
    ['cells', 'по\n10.01.2022\n'.repeat(times)],
    ['markers', '1.1.1.1.\n'.repeat(times)],
    ['dots and dates', '1.'.repeat(times * 3)],
    ['dashes', '– '.repeat(times * 3)],
    ['bars', 'и|'.repeat(times * 3)],
  ])('plain text: %s', (_, text) => {
    const statement = fromText(`по\n\n${text}`);
    for (const block of statement.blocks) expectValidMap(block, statement.text);
    expect(statement.blocks.length).toBeGreaterThan(0);
  });
});

function decoded(text: string, mediaType: 'text/plain' | 'text/html'): Statement | null {
  const result = decodeStatement(utf8(text), source, mediaType);
  return result.ok ? result.value : null;
}

/** Without white space, hyphens and what nobody sees. */
function visible(text: string): string {
  return text.replace(/[\s\u00ad\u200b\u2060\ufeff‐‑¬-]/g, '');
}
