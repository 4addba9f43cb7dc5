import { randomBytes } from 'node:crypto';
import { type Instant, ok, type Result } from '../base/index.ts';
import type { Gazetteer } from '../place/index.ts';
import { buildRegister, type Register } from '../register/index.ts';
import { loadGazetteer } from './data.ts';
import { openStore, type Store, type StoreOptions } from './store-sqlite.ts';

/** The composition root: the real clock and randomness, and a store with its register. */

/** Milliseconds since 1970-01-01T00:00Z by this machine's clock. */
export const clock = (): number => Date.now();

export const random = (size: number): Uint8Array => new Uint8Array(randomBytes(size));

export interface Service {
  readonly dir: string;
  readonly store: Store;
  readonly register: Register;
  readonly gazetteer: Gazetteer;
}

/** Opens the store of a folder and folds its records. Fails as `openStore` and the data do. */
export function openService(
  dir: string,
  options: Pick<StoreOptions, 'wait_ms'> & {
    readonly readonly: boolean;
    readonly clock?: () => Instant;
  },
): Result<Service> {
  const gazetteer = loadGazetteer();
  if (!gazetteer.ok) return gazetteer;
  const store = openStore(dir, { clock, random, ...options });
  if (!store.ok) return store;
  const records = store.value.load();
  if (!records.ok) {
    void store.value.close();
    return records;
  }
  const register = buildRegister(records.value, gazetteer.value);
  return ok({ dir, store: store.value, register, gazetteer: gazetteer.value });
}
