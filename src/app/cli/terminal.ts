import type { Failure } from '../../base/index.ts';

/** Words on the terminal: aligned, and coloured only where somebody looks. */

export interface Terminal {
  /** Writes to standard output. */
  out(text: string): void;
  /** Writes to standard error: progress, assumptions and failures. */
  say(text: string): void;
  readonly paint: Paint;
  /** Columns of standard output. */
  readonly width: number;
}

export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  blue(text: string): string;
}

const width_default = 80;
const width_max = 120;

export function terminalOf(process: NodeJS.Process): Terminal {
  // Whoever reads may stop early (`| head`): then there is nobody left to tell.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  const coloured = process.stdout.isTTY === true && !process.env['NO_COLOR'];
  const style = (open: number, close: number) => (text: string) =>
    coloured ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return {
    out: (text) => void process.stdout.write(`${text}\n`),
    say: (text) => void process.stderr.write(`${text}\n`),
    paint: {
      bold: style(1, 22),
      dim: style(2, 22),
      red: style(31, 39),
      green: style(32, 39),
      yellow: style(33, 39),
      blue: style(34, 39),
    },
    width: Math.min(process.stdout.columns ?? width_default, width_max),
  };
}

/** `error[code]: message`, where, and what to do; a warning where the work went on. */
export function failureText(
  { code, message, at, todo }: Failure,
  weight: 'error' | 'warning' = 'error',
): string {
  const lines = [`${weight}[${code}]: ${printable(message)}`];
  if (at !== null) lines.push(`  at: ${printable(at)}`);
  if (todo !== null) lines.push(`  do: ${todo}`);
  return lines.join('\n');
}

/** Without control characters: a text from a file must not steer the terminal. */
export function printable(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
    '\ufffd',
  );
}

/** "1 provision", "2 provisions"; "1 entry", "2 entries". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Words in lines of at most `width` characters, each behind the indent. */
export function wrap(text: string, width: number, indent: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of printable(text)
    .split(/\s+/)
    .filter((part) => part !== '')) {
    if (line !== '' && line.length + 1 + word.length > width - indent.length) {
      lines.push(indent + line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  if (line !== '') lines.push(indent + line);
  return lines.join('\n');
}

/** Rows as aligned columns; numbers to the right. The first row is the head. */
export function table(rows: readonly (readonly string[])[], paint: Paint): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  }
  const lines = rows.map((row, r) => {
    const cells = row.map((cell, i) => {
      const width = widths[i] ?? 0;
      return i > 0 ? cell.padStart(width) : cell.padEnd(width);
    });
    const line = cells.join('  ').trimEnd();
    return r === 0 ? paint.dim(line) : line;
  });
  return lines.join('\n');
}
