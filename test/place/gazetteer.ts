import { readdirSync, readFileSync } from 'node:fs';
import { must } from '../../src/base/index.ts';
import { compileGazetteer, type Gazetteer } from '../../src/place/index.ts';

/** The gazetteer of the project's own data, for tests. */
export function placeFiles(): Map<string, string> {
  const folder = new URL('../../data/places/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.tsv'));
  return new Map(files.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]));
}

let compiled: Gazetteer | null = null;

export function gazetteer(): Gazetteer {
  compiled ??= must(compileGazetteer(placeFiles()));
  return compiled;
}
