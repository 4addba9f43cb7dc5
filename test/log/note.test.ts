import { describe, expect, test } from 'vitest';
import { must } from '../../src/base/index.ts';
import {
  formatSigningKey,
  formatVkey,
  openCheckpoint,
  openNote,
  parseCheckpoint,
  parseSigningKey,
  parseVkey,
  signCheckpoint,
  signerOf,
  signNote,
} from '../../src/log/format/index.ts';
import { outcome } from './outcome.ts';
import checkpoints from './vectors/checkpoint.json' with { type: 'json' };
import notes from './vectors/note.json' with { type: 'json' };

describe('signed notes', () => {
  const key = must(parseVkey(notes.vkey));

  test.each(notes.cases)('$gives: $why', ({ note, gives }) => {
    expect(outcome(openNote(note, key))).toBe(gives);
  });

  test.each(notes.vkeys)('vkey $gives: $why', ({ vkey, gives }) => {
    expect(outcome(parseVkey(vkey))).toBe(gives);
  });

  test('half of a surrogate pair is not UTF-8', () => {
    expect(outcome(openNote(notes.cases[0]?.note.replace('y', '\ud800') ?? '', key))).toBe(
      'note_malformed',
    );
  });

  test('signing gives the published bytes', () => {
    const signer = must(parseSigningKey(notes.signingKey));
    expect(signNote(notes.text, signer)).toBe(notes.cases[0]?.note);
    expect(formatVkey(signer)).toBe(notes.vkey);
  });

  test('a signing key is read back as written, and only so', () => {
    const seed = Uint8Array.from({ length: 32 }, (_, i) => i);
    const text = formatSigningKey('log.example/a', seed);
    expect(formatVkey(must(parseSigningKey(text)))).toBe(
      formatVkey(signerOf('log.example/a', seed)),
    );
    expect(outcome(parseSigningKey(text.replace('/a', '/b')))).toBe('key_malformed');
    expect(outcome(parseSigningKey(text.slice(12)))).toBe('key_malformed');
    expect(outcome(parseSigningKey(notes.vkey))).toBe('key_malformed');
  });
});

describe('checkpoints', () => {
  test.each(checkpoints.cases)('$gives: $why', ({ text, gives }) => {
    expect(outcome(parseCheckpoint(text))).toBe(gives);
  });

  test('a checkpoint of another log under our key is refused', () => {
    const ours = signerOf('log.example/a', new Uint8Array(32).fill(1));
    const root = new Uint8Array(32).fill(9);
    const note = signCheckpoint(5, root, ours);
    expect(must(openCheckpoint(note, ours))).toEqual({ origin: 'log.example/a', size: 5, root });
    const other = signNote(`log.example/b\n5\n${note.split('\n')[2]}\n`, ours);
    expect(outcome(openCheckpoint(other, ours))).toBe('checkpoint_origin');
    const key = signerOf('log.example/a', new Uint8Array(32).fill(2));
    expect(outcome(openCheckpoint(note, key))).toBe('note_unsigned');
  });
});
