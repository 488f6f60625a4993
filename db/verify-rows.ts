/** Compares read tables row by row and says in words where they differ. */

import { type AnyRow, type Cell, describe, type MarketTables, TABLE_NAMES, type TableName } from './rows/row.ts';

function keyOf(table: TableName, row: AnyRow): Cell {
  const { key } = describe(table);
  return key === null ? '' : (row[key] ?? null);
}

function nameOf(table: TableName, row: AnyRow): string {
  return `${table} ${keyOf(table, row)}`.trim();
}

/** One sentence for each row of `actual` that is missing, too many or different from `expected`. */
export function* differingRows(actual: MarketTables['tables'], expected: MarketTables['tables']): Generator<string> {
  for (const table of TABLE_NAMES) yield* differencesOf(table, actual[table], expected[table]);
}

function* differencesOf(table: TableName, actual: readonly AnyRow[], expected: readonly AnyRow[]): Generator<string> {
  const wanted = new Map(expected.map((row) => [keyOf(table, row), row]));
  for (const row of actual) {
    const key = keyOf(table, row);
    const right = wanted.get(key);
    wanted.delete(key);
    if (right === undefined) yield `${nameOf(table, row)}: the log knows no such row`;
    else yield* differingCells(nameOf(table, row), row, right);
  }
  for (const row of wanted.values()) yield `${nameOf(table, row)}: the row is missing`;
}

function* differingCells(name: string, actual: AnyRow, expected: AnyRow): Generator<string> {
  for (const column in expected) {
    if (actual[column] === expected[column]) continue;
    yield `${name}: ${column} is ${JSON.stringify(actual[column])}, the log says ${JSON.stringify(expected[column])}`;
  }
}
