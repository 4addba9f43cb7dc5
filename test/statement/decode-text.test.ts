import { describe, expect, it } from 'vitest';
import { concat, limits, utf8 } from '../../src/base/index.ts';
import { decodeStatement, decodeText } from '../../src/statement/index.ts';
import { codeOf, source } from './helpers.ts';

const russian =
  'В городе введён комендантский час с 23.00 до 7.00 часов.\nПросим соблюдать порядок.';
const kazakh = 'Қалада коменданттық сағат енгізілді, тұрғындардан үйден шықпауды сұраймыз.';

describe('encodings', () => {
  it.each([
    ['utf-8', utf8(russian), russian],
    ['utf-8', utf8(`\ufeff${kazakh}`), kazakh],
    ['utf-16le', utf16(`\ufeff${russian}`, true), russian],
    ['utf-16be', utf16(`\ufeff${kazakh}`, false), kazakh],
    ['utf-16le', utf16(russian, true), russian],
    ['utf-16be', utf16('A curfew begins at 23:00.', false), 'A curfew begins at 23:00.'],
    ['utf-16le', utf16('Curfew 😀', true), 'Curfew 😀'],
    ['windows-1251', windows1251(russian), russian],
    ['windows-1251', windows1251(russian.toUpperCase()), russian.toUpperCase()],
  ])('reads %s', (encoding, bytes, text) => {
    expect(decodeText(bytes)).toEqual({ ok: true, value: { text, encoding } });
  });

  it('reads bytes that begin inside a larger buffer', () => {
    const bytes = utf16(`\ufeff${kazakh}`, true);
    const inside = concat(new Uint8Array(3), bytes).subarray(3);
    expect(decodeText(inside)).toMatchObject({ ok: true, value: { text: kazakh } });
  });
});

describe('refusals', () => {
  const bad = concat(utf8('первая\nвторая '), Uint8Array.of(0xff), utf8('строка'));
  const wide = `${'Указ. '.repeat(400)}`;
  it.each([
    ['text_empty', new Uint8Array(0), null],
    ['text_empty', utf8(' \n\t\u00a0\n'), null],
    ['text_too_large', new Uint8Array(limits.statement_bytes_max + 1), null],
    ['text_binary', concat(utf8('Указ'), Uint8Array.of(0, 1, 2, 0, 9)), 'offset 8, line 1'],
    ['text_binary', utf8('a\x01b\x02c\x03d\x04'), 'offset 1, line 1'],
    ['text_encoding', bad, 'byte 26, line 2'],
    ['text_encoding', koi8(russian), 'byte 0, line 1'],
    ['text_encoding', concat(utf16('\ufeffУказ', true), Uint8Array.of(0x20)), 'byte 10'],
    ['text_encoding', Uint8Array.of(0xc3), 'byte 0, line 1'],
    ['text_encoding', Uint8Array.of(0xf4, 0x90, 0x80, 0x80), 'byte 0, line 1'],
    ['text_encoding', concat(utf8(wide), Uint8Array.of(0xe0, 0x80, 0x80)), 'byte 4000, line 1'],
    ['text_surrogate', concat(utf8('a\nb'), Uint8Array.of(0xed, 0xa0, 0x80)), 'byte 3, line 2'],
    ['text_surrogate', utf16('\ufeffУказ\n\ud800!', true), 'byte 12, line 2'],
    ['text_surrogate', utf16('\ufeffУказ\udc00', false), 'byte 10, line 1'],
    ['format_unsupported', utf8('%PDF-1.7\n'), null],
    ['format_unsupported', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0), null],
    ['format_unsupported', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10), null],
    ['format_unsupported', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), null],
  ])('%s', (code, bytes, at) => {
    const result = decodeText(bytes);
    expect(codeOf(result)).toBe(code);
    if (!result.ok) expect(result.error.at).toBe(at);
  });

  it.each([
    ['ქალაქში შემოღებულია კომენდანტის საათი', 'Georgian'],
    ['市政府宣布实行宵禁，请居民留在家中', 'Chinese'],
    ['أعلنت الحكومة حالة الطوارئ', 'Arabic'],
    ['12345 67:89', 'no letters'],
    ['Die Regierung hat beschlossen, dass jeder Bürger zu Hause bleibt. '.repeat(8), 'neither'],
    ['Ab morgen gilt im ganzen Land eine Ausgangssperre zwischen zehn und sechs Uhr.', 'neither'],
    [
      'На території області запроваджено комендантську годину з десятої вечора до п’ятої ранку, її дію буде продовжено.',
      'Ukrainian',
    ],
    [
      'A curfew is in force in the whole of the city from ten in the evening to six in the morning.',
      'declared as Russian',
    ],
  ])('text_language for %s', (text, found) => {
    const result = decodeStatement(utf8(text), source);
    expect(codeOf(result)).toBe('text_language');
    if (!result.ok) expect(result.error.message).toContain(found);
  });

  it('counts the letters of a page, not of its tags', () => {
    const page = `<html><body><div class="container"><p>ქალაქში შემოღებულია</p></div></body></html>`;
    expect(codeOf(decodeStatement(utf8(page), source))).toBe('text_language');
    expect(codeOf(decodeStatement(utf8('<p></p>'), source))).toBe('text_empty');
  });
});

function utf16(text: string, little: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), little);
  return new Uint8Array(view.buffer);
}

/** Bytes whose decoding in a single-byte code page is the text. */
function singleByte(text: string, label: string): Uint8Array {
  const table = new TextDecoder(label).decode(Uint8Array.from({ length: 256 }, (_, i) => i));
  return Uint8Array.from(text, (char) => table.indexOf(char));
}

function windows1251(text: string): Uint8Array {
  return singleByte(text, 'windows-1251');
}

function koi8(text: string): Uint8Array {
  return singleByte(text, 'koi8-r');
}
