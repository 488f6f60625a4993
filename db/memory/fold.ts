/** The read tables of one market in memory: what the same changes give without a database. */

import type { RowChange } from '../rows/change.ts';
import {
  type AnyRow,
  type Cell,
  describe,
  everyTable,
  type MarketTables,
  type RowOf,
  TABLE_NAMES,
  type TableName,
} from '../rows/row.ts';

type MutableRow = Record<string, Cell>;

interface MemoryTable {
  readonly key: string | null;
  readonly index: string | null;
  readonly rows: Map<Cell, MutableRow>;
  readonly groups: Map<Cell, MutableRow[]>;
}

export interface TableFold {
  apply(changes: readonly RowChange[]): void;
  /** A copy of the rows of every table, in order of their key. */
  tables(): MarketTables['tables'];
}

/** The key of the only row of a table that has one row. */
const ONLY = 0;

function keyOf(table: MemoryTable, row: AnyRow): Cell {
  return table.key === null ? ONLY : (row[table.key] ?? null);
}

function insertRow(table: MemoryTable, values: AnyRow): void {
  const row: MutableRow = { ...values };
  table.rows.set(keyOf(table, row), row);
  if (table.index === null) return;
  const group = row[table.index] ?? null;
  const rows = table.groups.get(group);
  if (rows === undefined) table.groups.set(group, [row]);
  else rows.push(row);
}

/** The rows that may match, by key or by index; never a walk through the whole table. */
function candidates(table: MemoryTable, where: AnyRow): readonly MutableRow[] {
  const byIndex = table.key !== null && where[table.key] === undefined;
  if (byIndex) return table.groups.get(where[table.index ?? ''] ?? null) ?? [];
  const row = table.rows.get(keyOf(table, where));
  return row === undefined ? [] : [row];
}

function matches(row: AnyRow, where: AnyRow): boolean {
  for (const column in where) if (row[column] !== where[column]) return false;
  return true;
}

function updateRows(table: MemoryTable, where: AnyRow, set: AnyRow, add: Readonly<Record<string, number>>): void {
  for (const row of candidates(table, where)) {
    if (!matches(row, where)) continue;
    Object.assign(row, set);
    for (const column in add) row[column] = Number(row[column]) + Number(add[column]);
  }
}

function emptyTable(name: TableName): MemoryTable {
  const { key, index } = describe(name);
  return { key, index: index ?? null, rows: new Map(), groups: new Map() };
}

function sortedRows({ key, rows }: MemoryTable): readonly unknown[] {
  const all = Array.from(rows.values(), (row) => ({ ...row }));
  return key === null ? all : all.sort((a, b) => Number(a[key]) - Number(b[key]));
}

export function createTableFold(): TableFold {
  const byName = new Map(TABLE_NAMES.map((name) => [name, emptyTable(name)]));
  const tableOf = (name: TableName): MemoryTable => {
    const table = byName.get(name) ?? emptyTable(name);
    byName.set(name, table);
    return table;
  };
  return {
    apply(changes) {
      for (const change of changes) {
        const table = tableOf(change.table);
        if (change.kind === 'insert') insertRow(table, change.row);
        else updateRows(table, change.where, change.set, change.add);
      }
    },
    // A change is typed by its table, so the rows folded from changes are too.
    tables: () => everyTable(<T extends TableName>(name: T) => sortedRows(tableOf(name)) as readonly RowOf<T>[]),
  };
}
