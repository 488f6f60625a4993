/** Small dense matrices: what a fit of a few dozen parameters needs. */

import { assert } from '../../../server/kernel/assert.ts';

export type Matrix = readonly (readonly number[])[];

/** The inverse by Gauss–Jordan with pivoting; null where the matrix is singular. Square, rows of equal length. */
export function inverse(matrix: Matrix): number[][] | null {
  const n = matrix.length;
  const rows = matrix.map((row, at) => {
    assert(row.length === n, 'a square matrix');
    return [...row, ...Array.from({ length: n }, (_, column) => (column === at ? 1 : 0))];
  });
  for (let column = 0; column < n; column += 1) {
    const below = rows.slice(column).map((row) => Math.abs(row[column] ?? 0));
    const largest = Math.max(...below);
    if (!(largest > 1e-12)) return null;
    const from = column + below.indexOf(largest);
    const pivot = rows[from] ?? [];
    rows[from] = rows[column] ?? [];
    const scale = pivot[column] ?? 1;
    rows[column] = pivot.map((value) => value / scale);
    for (const [at, row] of rows.entries()) {
      const factor = row[column] ?? 0;
      if (at !== column && factor !== 0) rows[at] = row.map((value, to) => value - factor * (rows[column]?.[to] ?? 0));
    }
  }
  return rows.map((row) => row.slice(n));
}

export function times(matrix: Matrix, vector: readonly number[]): number[] {
  return matrix.map((row) => row.reduce((sum, value, at) => sum + value * (vector[at] ?? 0), 0));
}
