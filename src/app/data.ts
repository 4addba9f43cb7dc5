import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ok, type Result } from '../base/index.ts';
import { compileGazetteer, type Gazetteer } from '../place/index.ts';
import { compileMessages, languages, type Messages } from '../publish/index.ts';
import { loadReading, type ReadingResources } from '../reading/index.ts';
import type { Lang } from '../record/index.ts';
import { type Example, exampleDrafts } from './example.ts';
import { root } from './root.ts';

/** Reads the data files of this program and compiles them. Stages get them as values. */

/** Names and texts of the files in a folder of `data/`. */
function readFolder(name: string): ReadonlyMap<string, string> {
  const folder = join(root, 'data', name);
  const files = readdirSync(folder).sort();
  return new Map(files.map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

export function loadGazetteer(): Result<Gazetteer> {
  return damaged(() => compileGazetteer(readFolder('places')));
}

export function loadReader(gazetteer: Gazetteer): Result<ReadingResources> {
  return damaged(() => loadReading(readFolder('lexicon'), gazetteer));
}

/** What a new store is filled with. */
export function loadExample(): Result<Example> {
  return damaged(() => exampleDrafts(readFolder('example')));
}

export interface Texts {
  readonly pages: Messages;
  readonly desk: Messages;
}

export function loadMessages(): Result<Texts> {
  return damaged(() => {
    const files = readFolder('messages');
    const catalogues = (prefix: string) =>
      new Map<Lang, string>(
        languages.flatMap((lang) => {
          const text = files.get(`${prefix}${lang}.yaml`);
          return text === undefined ? [] : [[lang, text] as const];
        }),
      );
    const pages = compileMessages(catalogues(''));
    if (!pages.ok) return pages;
    const desk = compileMessages(catalogues('desk.'));
    return desk.ok ? ok({ pages: pages.value, desk: desk.value }) : desk;
  });
}

function damaged<T>(load: () => Result<T>): Result<T> {
  try {
    return load();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail('data_missing', `the program's data cannot be read: ${why}`, root, 'Install anew.');
  }
}
