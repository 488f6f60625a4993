/** The best assignment of projects to freelancers, by the Hungarian method (Kuhn 1955, in the O(n³) form of shortest paths). */

import { assert } from '../../../server/kernel/assert.ts';

export interface Assigned {
  /** For each row its column, or null: left without. */
  readonly columns: readonly (number | null)[];
  readonly total: number;
}

/**
 * The greatest total of `gains` with at most one row a column and one column a row; a negative gain is never taken.
 * Rows of equal length.
 */
export function bestAssignment(gains: readonly (readonly number[])[]): Assigned {
  const rowCount = gains.length;
  const columnCount = gains[0]?.length ?? 0;
  const size = Math.max(rowCount, columnCount);
  assert(
    gains.every((row) => row.length === columnCount),
    'rows of equal length',
  );
  const cost = (row: number, column: number): number => -Math.max(0, gains[row]?.[column] ?? 0);
  const rowOf = match(size, cost);
  const columns = new Array<number | null>(rowCount).fill(null);
  let total = 0;
  for (const [column, row] of rowOf.entries()) {
    const gain = gains[row]?.[column] ?? 0;
    if (row >= rowCount || column >= columnCount || gain <= 0) continue;
    columns[row] = column;
    total += gain;
  }
  return { columns, total };
}

/** The row of each column at the least total cost, for a square of `size`. Potentials and paths from 1; 0 is the free column. */
function match(size: number, cost: (row: number, column: number) => number): number[] {
  const rowPotential = new Float64Array(size + 1);
  const columnPotential = new Float64Array(size + 1);
  const rowAt = new Int32Array(size + 1);
  for (let row = 1; row <= size; row += 1) {
    const least = new Float64Array(size + 1).fill(Number.POSITIVE_INFINITY);
    const before = new Int32Array(size + 1);
    const used = new Uint8Array(size + 1);
    rowAt[0] = row;
    let column = 0;
    do {
      used[column] = 1;
      const at = rowAt[column] ?? 0;
      let delta = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let to = 1; to <= size; to += 1) {
        if (used[to] === 1) continue;
        const reduced = cost(at - 1, to - 1) - (rowPotential[at] ?? 0) - (columnPotential[to] ?? 0);
        if (reduced < (least[to] ?? 0)) {
          least[to] = reduced;
          before[to] = column;
        }
        if ((least[to] ?? 0) < delta) {
          delta = least[to] ?? 0;
          next = to;
        }
      }
      for (let to = 0; to <= size; to += 1) {
        const owner = rowAt[to] ?? 0;
        if (used[to] === 1) {
          rowPotential[owner] = (rowPotential[owner] ?? 0) + delta;
          columnPotential[to] = (columnPotential[to] ?? 0) - delta;
        } else least[to] = (least[to] ?? 0) - delta;
      }
      column = next;
    } while (rowAt[column] !== 0);
    for (; column !== 0; column = before[column] ?? 0) rowAt[column] = rowAt[before[column] ?? 0] ?? 0;
  }
  return Array.from(rowAt.slice(1), (row) => row - 1);
}
