import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { type Failure, fail, limits, ok, type Result } from '../../base/index.ts';
import type { Gazetteer } from '../../place/index.ts';
import {
  check,
  type Lang,
  type StatementSource,
  statementSource,
  webAddress,
} from '../../record/index.ts';
import { decodeText } from '../../statement/index.ts';
import type { Received } from '../pipeline.ts';

/** Files that are named on the command line. */

/** A source file is a handful of fields. */
const source_bytes_max = 100_000;
const title_chars_max = 140;

/** `file_unknown` `file_unreadable` `text_too_large`. */
export function readInput(
  path: string,
  bytes_max: number = limits.statement_bytes_max,
): Result<Uint8Array> {
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) {
      return fail('file_unreadable', 'this is a folder', path, 'Name a file.');
    }
    if (stat.size > bytes_max) {
      const message = `the file has ${stat.size} bytes, at most ${bytes_max} are read`;
      return fail('text_too_large', message, path, 'Give the part that holds the statement.');
    }
    return ok(new Uint8Array(readFileSync(path)));
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (missing) return fail('file_unknown', 'there is no such file', path, 'Check the name.');
    const why = error instanceof Error ? error.message : String(error);
    return fail('file_unreadable', `the file cannot be read: ${why}`, path, null);
  }
}

/** What a source file may hold besides the source itself. */
const sourceFile = z.strictObject({
  ...statementSource.shape,
  title: z.string().trim().min(1).max(300).optional(),
  address: webAddress.nullable().optional(),
});

export interface NamedSource {
  readonly source: StatementSource;
  readonly title: string | null;
  readonly address: string | null;
}

/** `json_invalid` `source_invalid` `place_unknown`, and those of `readInput`. */
export function readSource(path: string, gazetteer: Gazetteer): Result<NamedSource> {
  const bytes = readInput(path, source_bytes_max);
  if (!bytes.ok) return bytes;
  const json = parseJson(bytes.value, path);
  if (!json.ok) return json;
  const checked = check(sourceFile, json.value, 'source_invalid');
  if (!checked.ok) {
    const { error } = checked;
    const at = error.at === null ? path : `${path}: ${error.at}`;
    return fail(
      error.code,
      error.message,
      at,
      'It holds lang, issuer, publishedAt, place and genre: see “The source file” in docs/errors.md.',
    );
  }
  const { title = null, address = null, ...source } = checked.value;
  if (!gazetteer.known(source.place)) return unknownPlace(source.place, `${path}: place`);
  return ok({ source, title, address });
}

/** A failure of a file's content says which file, before the place in it. */
export function inFile(failure: Failure, path: string): Result<never> {
  const { code, message, at, todo } = failure;
  return fail(code, message, at === null ? path : `${path}: ${at}`, todo);
}

export function unknownPlace(code: string, at: string): Result<never> {
  return fail(
    'place_unknown',
    `no place has the code ${code}`,
    at,
    'Give a code of ISO 3166, such as KZ or KZ-ALA.',
  );
}

export function parseJson(bytes: Uint8Array, path: string): Result<unknown> {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return fail(decoded.error.code, decoded.error.message, path, decoded.error.todo);
  try {
    return ok(JSON.parse(decoded.value.text));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail('json_invalid', `the file is not JSON: ${why}`, path, 'Mend the file.');
  }
}

/** What is assumed about a text that nothing is said of: its language by its letters. */
export function assumedSource(text: string, today: string): StatementSource {
  return {
    lang: guessLanguage(text),
    issuer: 'unknown',
    publishedAt: today,
    place: 'KZ',
    genre: 'notice',
  };
}

/** Letters that Russian lacks decide for Kazakh; Latin letters for English. */
function guessLanguage(text: string): Lang {
  const head = text.slice(0, 20_000).toLowerCase();
  const count = (letters: RegExp) => head.match(letters)?.length ?? 0;
  const cyrillic = count(/[\u0400-\u04ff]/g);
  if (count(/[a-z]/g) > cyrillic) return 'en';
  return count(/[әғқңөұүһі]/g) > cyrillic * 0.02 ? 'kk' : 'ru';
}

export function mediaTypeOf(path: string): Pick<Received, 'mediaType'> {
  if (/\.html?$/i.test(path)) return { mediaType: 'text/html' };
  return /\.txt$/i.test(path) ? { mediaType: 'text/plain' } : {};
}

/** A heading shorter than this ("DECREE") says too little alone, in characters. */
const heading_chars_min = 30;

/** The first words of a text as its title, where the source file gives none. */
export function titleOf(blocks: readonly { readonly text: string }[], path: string): string {
  let words = '';
  for (const { text } of blocks.slice(0, 4)) {
    if (words.length >= heading_chars_min) break;
    words = `${words} ${text.trim()}`.trim();
  }
  if (words === '') return basename(path);
  if (words.length <= title_chars_max) return words;
  return `${words.slice(0, title_chars_max).replace(/\s+\S*$/, '')} …`;
}
