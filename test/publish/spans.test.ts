import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { piecesOf } from '../../src/publish/spans.ts';
import type { Block } from '../../src/record/index.ts';

const seed = 20220107;

/** A block as a reader sees it: line breaks of the text joined by a space, offsets kept. */
function blockOf(source: string): Block {
  return {
    text: source.replace(/\n/g, ' '),
    map: Int32Array.from({ length: source.length + 1 }, (_, i) => i + 10),
    kind: 'paragraph',
  };
}

const marked = (pieces: ReturnType<typeof piecesOf<{ start: number; end: number }>>) =>
  pieces.map(({ text, span }) => (span === null ? text : `[${text}]`)).join('');

describe('spans over a block', () => {
  test('cut where they begin and end, by places in the received text', () => {
    const block = blockOf('one two\nthree');
    expect(marked(piecesOf(block, [{ start: 14, end: 23 }]))).toBe('one [two three]');
    expect(marked(piecesOf(block, [{ start: 0, end: 99 }]))).toBe('[one two three]');
    expect(marked(piecesOf(block, [{ start: 0, end: 10 }]))).toBe('one two three');
    expect(marked(piecesOf(block, []))).toBe('one two three');
  });

  test('of two that overlap, the shorter has the words', () => {
    const long = { start: 10, end: 23 };
    const short = { start: 14, end: 17 };
    const pieces = piecesOf(blockOf('one two\nthree'), [long, short]);
    expect(pieces.map(({ text, span }) => [text, span])).toEqual([
      ['one ', long],
      ['two', short],
      [' three', long],
    ]);
  });

  test('letters that a hyphenation left out do not shift what follows', () => {
    // "complete" from "com-\nplete": the map skips the hyphen and the break.
    const block: Block = {
      text: 'complete end',
      map: Int32Array.from([0, 1, 2, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]),
      kind: 'paragraph',
    };
    expect(marked(piecesOf(block, [{ start: 0, end: 10 }]))).toBe('[complete] end');
    expect(marked(piecesOf(block, [{ start: 11, end: 14 }]))).toBe('complete [end]');
  });

  test(`never lose or repeat a letter (seed ${seed})`, () => {
    const span = fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 30 }));
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.array(span, { maxLength: 6 }), (text, spans) => {
        const block = blockOf(text);
        const given = spans.map(([start, length]) => ({ start, end: start + length }));
        const pieces = piecesOf(block, given);
        expect(pieces.map((piece) => piece.text).join('')).toBe(block.text);
        expect(pieces.every((piece) => piece.text !== '')).toBe(true);
        // Every letter that some span covers is marked, and no other.
        let at = 10;
        for (const piece of pieces) {
          for (let i = 0; i < piece.text.length; i++, at++) {
            const covered = given.some(({ start, end }) => start <= at && at < end);
            expect(piece.span !== null).toBe(covered);
          }
        }
      }),
      { seed, numRuns: 300 },
    );
  });
});
