/** Answers of SQL projects: column names must match, rows compare in order or as a multiset. */

import { canonicalJson } from '../../kernel/hash.ts';
import type { Comparator, Json } from '../../protocol/arena/acceptance.ts';
import { type Comparison, differs } from './comparison.ts';
import { compareExact } from './exact.ts';
import { isClose } from './float.ts';
import { type ComparableRow, compareRows } from './rows.ts';
import { foldWhitespace } from './whitespace.ts';

export interface QueryRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Json[])[];
}

/** Numbers leave the key only where a tolerance applies; a list in their place cannot be a cell of SQLite. */
function comparableRow(row: readonly Json[], comparator: Comparator): ComparableRow {
  const numbers: number[] = [];
  const key = row.map((cell): Json => {
    if (typeof cell === 'number' && comparator.kind === 'float') {
      numbers.push(cell);
      return [];
    }
    return typeof cell === 'string' && comparator.kind === 'whitespace' ? foldWhitespace(cell) : cell;
  });
  return { key: canonicalJson(key), numbers };
}

/** Cells compare exactly, or as `float` and `whitespace` say; the other comparators have no meaning for rows. */
export function compareQueryRows(
  expected: QueryRows,
  answer: QueryRows,
  comparator: Comparator,
  ordered: boolean,
): Comparison {
  const columns = compareExact(expected.columns, answer.columns);
  if (!columns.equal) return differs(`column names: ${columns.difference}`);
  return compareRows(
    expected.rows.map((row) => comparableRow(row, comparator)),
    answer.rows.map((row) => comparableRow(row, comparator)),
    ordered,
    (one, other) => comparator.kind === 'float' && isClose(one, other, comparator),
  );
}
