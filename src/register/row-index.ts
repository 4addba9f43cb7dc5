/**
 * Rows with two half-open intervals: valid (civil minutes) and known (counts of log records), by
 * key. Columns stand in typed arrays. A key's rows are sorted by their beginning when it is first
 * asked after a change, with a tree of the latest ends over blocks of them, so that a question
 * costs the logarithm of the rows plus the blocks that can hold an answer.
 */

/** Stands for "no end"; also the greatest valid minute (the year 6053) and count of records. */
export const never = 0x7fff_ffff;

const block_rows = 16;

interface Sorted {
  readonly rows: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly born: Int32Array;
  readonly died: Int32Array;
  /** Heap order: node 1 is the root, the leaves are blocks. */
  readonly toMax: Int32Array;
  readonly diedMax: Int32Array;
  readonly leaves: number;
}

export class RowIndex {
  #count = 0;
  #from = new Int32Array(1024);
  #to = new Int32Array(1024);
  #born = new Int32Array(1024);
  #died = new Int32Array(1024);
  #key = new Int32Array(1024);
  readonly #keys = new Map<string, number>();
  readonly #rowsOf: number[][] = [];
  readonly #sorted: (Sorted | null)[] = [];

  get size(): number {
    return this.#count;
  }

  /** A row valid in `[from, to)`, known once `born` records are; gives its number. */
  open(key: string, from: number, to: number, born: number): number {
    const row = this.#count++;
    if (row === this.#from.length) this.#grow();
    let slot = this.#keys.get(key);
    if (slot === undefined) {
      slot = this.#rowsOf.length;
      this.#keys.set(key, slot);
      this.#rowsOf.push([]);
      this.#sorted.push(null);
    }
    this.#from[row] = Math.max(-never, Math.min(from, never - 1));
    this.#to[row] = Math.max(-never, Math.min(to, never));
    this.#born[row] = born;
    this.#died[row] = never;
    this.#key[row] = slot;
    this.#rowsOf[slot]?.push(row);
    this.#sorted[slot] = null;
    return row;
  }

  /** The row is not known any more once `died` records are. */
  close(row: number, died: number): void {
    this.#died[row] = died;
    this.#sorted[this.#key[row] ?? 0] = null;
  }

  /** Appends to `out` the rows of the key that touch `[from, to)` as known with `known` records. */
  find(key: string, from: number, to: number, known: number, out: number[]): void {
    const slot = this.#keys.get(key);
    if (slot === undefined) return;
    const sorted = this.#sorted[slot] ?? this.#sort(slot);
    const begun = lowerBound(sorted.from, Math.min(to, never));
    descend(sorted, 1, 0, sorted.leaves, begun, Math.min(from, never - 1), known, out);
  }

  #sort(slot: number): Sorted {
    const rows = Int32Array.from(this.#rowsOf[slot] ?? []);
    rows.sort((a, b) => (this.#from[a] ?? 0) - (this.#from[b] ?? 0) || a - b);
    const pick = (column: Int32Array) => Int32Array.from(rows, (row) => column[row] ?? 0);
    const [to, died] = [pick(this.#to), pick(this.#died)];
    let leaves = 1;
    while (leaves * block_rows < rows.length) leaves *= 2;
    const sorted = {
      rows,
      from: pick(this.#from),
      to,
      born: pick(this.#born),
      died,
      toMax: maxTree(to, leaves),
      diedMax: maxTree(died, leaves),
      leaves,
    };
    this.#sorted[slot] = sorted;
    return sorted;
  }

  #grow(): void {
    const size = this.#from.length * 2;
    const wider = (column: Int32Array) => {
      const next = new Int32Array(size);
      next.set(column);
      return next;
    };
    this.#from = wider(this.#from);
    this.#to = wider(this.#to);
    this.#born = wider(this.#born);
    this.#died = wider(this.#died);
    this.#key = wider(this.#key);
  }
}

/** Visits the blocks `[first, first + width)` under a node, of the first `begun` rows. */
function descend(
  sorted: Sorted,
  node: number,
  first: number,
  width: number,
  begun: number,
  after: number,
  known: number,
  out: number[],
): void {
  const start = first * block_rows;
  if (start >= begun) return;
  if ((sorted.toMax[node] ?? 0) <= after || (sorted.diedMax[node] ?? 0) <= known) return;
  if (width > 1) {
    const half = width >> 1;
    descend(sorted, node * 2, first, half, begun, after, known, out);
    descend(sorted, node * 2 + 1, first + half, half, begun, after, known, out);
    return;
  }
  const { to, born, died, rows } = sorted;
  const end = Math.min(start + block_rows, begun);
  for (let i = start; i < end; i++) {
    const holds = (to[i] ?? 0) > after && (born[i] ?? 0) <= known && (died[i] ?? 0) > known;
    if (holds) out.push(rows[i] ?? 0);
  }
}

function maxTree(column: Int32Array, leaves: number): Int32Array {
  const tree = new Int32Array(leaves * 2).fill(-never);
  for (let i = 0; i < column.length; i++) {
    const leaf = leaves + Math.floor(i / block_rows);
    tree[leaf] = Math.max(tree[leaf] ?? 0, column[i] ?? 0);
  }
  for (let node = leaves - 1; node > 0; node--) {
    tree[node] = Math.max(tree[node * 2] ?? 0, tree[node * 2 + 1] ?? 0);
  }
  return tree;
}

/** The first position whose value is not below the limit. */
export function lowerBound(
  sorted: { readonly length: number; readonly [index: number]: number },
  limit: number,
): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
