import { fail, type Result } from '../../src/base/index.ts';
import type { Change, Head } from '../../src/log/index.ts';
import { MemoryStorage } from './memory-storage.ts';

export const failureModes = [
  'well',
  'not done',
  'done, reported failed',
  'not done, then unreadable',
  'done, then unreadable',
] as const;
export type FailureMode = (typeof failureModes)[number];

/** Storage in memory whose commit fails as told. */
export class FailingStorage extends MemoryStorage {
  mode: FailureMode = 'well';

  override head(): Result<Head> {
    if (!this.mode.endsWith('unreadable')) return super.head();
    return fail('store_io', 'the disk does not answer');
  }

  override async commit(change: Change): Promise<Result<void>> {
    if (this.mode === 'well') return super.commit(change);
    if (this.mode.startsWith('done')) await super.commit(change);
    return fail('store_io', 'the disk does not answer');
  }
}
