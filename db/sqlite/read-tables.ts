/** The read tables in SQLite: SQL made from their description, each statement prepared once. */

import type { Database, Statement } from 'better-sqlite3';
import type { MarketId } from '../../server/kernel/id.ts';
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

export interface ReadTables {
  /** Carries out changes in order. Inside a transaction. */
  apply(marketId: MarketId, changes: readonly RowChange[]): void;
  /** Deletes every row of a market. Inside a transaction. */
  clear(marketId: MarketId): void;
  /** Every row of a market, in order of its key. */
  rows(marketId: MarketId): MarketTables['tables'];
}

interface TableStatements {
  readonly columns: readonly string[];
  readonly insert: Statement<Cell[]>;
  /** By the names of the columns that are set, added to and asked for. */
  readonly updates: Map<string, Statement<Cell[]>>;
}

function insertSql(name: TableName, columns: readonly string[]): string {
  return `insert into ${name} (market_id, ${columns.join(', ')}) values (?${', ?'.repeat(columns.length)})`;
}

function updateSql(name: TableName, set: AnyRow, add: AnyRow, where: AnyRow): string {
  const changes = [
    ...Object.keys(set).map((column) => `${column} = ?`),
    ...Object.keys(add).map((column) => `${column} = ${column} + ?`),
  ];
  const conditions = ['market_id = ?', ...Object.keys(where).map((column) => `${column} = ?`)];
  return `update ${name} set ${changes.join(', ')} where ${conditions.join(' and ')}`;
}

function prepareTable(client: Database, name: TableName): TableStatements {
  const columns = Object.keys(describe(name).columns);
  return { columns, insert: client.prepare(insertSql(name, columns)), updates: new Map() };
}

function insertRow({ columns, insert }: TableStatements, marketId: MarketId, row: AnyRow): void {
  const cells: Cell[] = [marketId];
  for (const column of columns) cells.push(row[column] ?? null);
  insert.run(...cells);
}

function updateRows(client: Database, statements: TableStatements, marketId: MarketId, change: UpdateChange): void {
  const { table, set, where } = change;
  const add: AnyRow = { ...change.add };
  const shape = `${Object.keys(set)}|${Object.keys(add)}|${Object.keys(where)}`;
  let statement = statements.updates.get(shape);
  if (statement === undefined) {
    statement = client.prepare<Cell[]>(updateSql(table, set, add, where));
    statements.updates.set(shape, statement);
  }
  statement.run(...Object.values(set), ...Object.values(add), marketId, ...Object.values(where));
}

type UpdateChange = Extract<RowChange, { kind: 'update' }>;

function selectSql(name: TableName): string {
  const { key, columns } = describe(name);
  const order = key === null ? '' : ` order by ${key}`;
  return `select ${Object.keys(columns).join(', ')} from ${name} where market_id = ?${order}`;
}

export function prepareReadTables(client: Database): ReadTables {
  const prepared = new Map<TableName, TableStatements>();
  const statementsOf = (name: TableName): TableStatements => {
    const statements = prepared.get(name) ?? prepareTable(client, name);
    prepared.set(name, statements);
    return statements;
  };
  return {
    apply(marketId, changes) {
      for (const change of changes) {
        const statements = statementsOf(change.table);
        if (change.kind === 'insert') insertRow(statements, marketId, change.row);
        else updateRows(client, statements, marketId, change);
      }
    },
    clear(marketId) {
      for (const name of TABLE_NAMES) client.prepare(`delete from ${name} where market_id = ?`).run(marketId);
    },
    rows: (marketId) =>
      everyTable(<T extends TableName>(name: T) => client.prepare<[string], RowOf<T>>(selectSql(name)).all(marketId)),
  };
}
