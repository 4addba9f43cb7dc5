import { fail, ok, type Result } from '../base/index.ts';

/** A table of the data: rows of cells parted by tabs; `#` begins a comment line. */

export interface Row {
  readonly cells: readonly string[];
  /** `kz.tsv:12`, for messages. */
  readonly at: string;
}

/** The rows of a table; each must have exactly `columns` cells. */
export function parseTable(file: string, text: string, columns: number): Result<readonly Row[]> {
  const rows: Row[] = [];
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line === '' || line.startsWith('#')) continue;
    const cells = line.split('\t').map((cell) => cell.trim());
    const at = `${file}:${i + 1}`;
    if (cells.length !== columns) {
      return fail(
        'places_row',
        `a row has ${cells.length} columns, ${columns} are needed`,
        at,
        'Part the columns by one tab each; write - for an empty one.',
      );
    }
    rows.push({ cells, at });
  }
  return ok(rows);
}

/** The names in a cell, parted by `; `; `-` is none. */
export function namesOf(cell: string): string[] {
  return cell === '-' ? [] : cell.split(/\s*;\s*/).filter((name) => name !== '');
}
