import { err, ok, type Result } from '../../base/index.ts';
import { fsck } from '../fsck.ts';
import { counted, type Terminal } from './terminal.ts';

/** `aiqyn fsck`: whether the store is what its checkpoint signs. */

export async function fsckCommand(
  options: { readonly data: string; readonly json?: boolean; readonly vkey?: string },
  terminal: Terminal,
): Promise<Result<void>> {
  const checked = fsck(options.data, options.vkey);
  if (!checked.ok) {
    const { code, message, at, todo } = checked.error;
    return err({ code, message, at, todo });
  }
  const report = checked.value;
  if (options.json) {
    terminal.out(JSON.stringify(report, null, 2));
    return ok(undefined);
  }
  const { paint } = terminal;
  terminal.out(
    [
      `${paint.green('fine')}  ${counted(report.size, 'entry', 'entries')}`,
      counted(report.blobs, 'blob'),
      counted(report.checkpoints, 'checkpoint'),
    ].join(', '),
  );
  terminal.out(`  log   ${report.origin}`);
  terminal.out(`  key   ${report.vkey}`);
  terminal.out(`  root  ${report.root}`);
  return ok(undefined);
}
