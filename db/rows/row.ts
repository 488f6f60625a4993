/** The types of the read tables' rows, inferred from their description. */

import { TABLES } from './tables.ts';

/** SQLite's storage of a column; a question mark says that it may be null. */
export type ColumnKind = 'integer' | 'integer?' | 'text' | 'text?';

export interface TableDescription {
  /** The column that names a row inside its market; null where a market has one row. */
  readonly key: string | null;
  /** A second column by which rows are changed many at a time. */
  readonly index?: string;
  readonly columns: Readonly<Record<string, ColumnKind>>;
}

export type TableName = keyof typeof TABLES;
type Columns<T extends TableName> = (typeof TABLES)[T]['columns'];

export type Cell = string | number | null;

interface CellOf {
  integer: number;
  'integer?': number | null;
  text: string;
  'text?': string | null;
}

/** A row of one read table, without its market. */
export type RowOf<T extends TableName> = {
  readonly [C in keyof Columns<T>]: Columns<T>[C] extends ColumnKind ? CellOf[Columns<T>[C]] : never;
};

/** Any row, when it does not matter of which table. */
export type AnyRow = Readonly<Record<string, Cell>>;

export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[];

/** The description of a table when it does not matter which one. */
export function describe(table: TableName): TableDescription {
  return TABLES[table];
}

/** The read tables of one market as they were right after event `seq`; rows in order of their key. */
export interface MarketTables {
  readonly seq: number;
  readonly tables: { readonly [T in TableName]: readonly RowOf<T>[] };
}

/** Asks for the rows of every table by name. */
export function everyTable(rows: <T extends TableName>(table: T) => readonly RowOf<T>[]): MarketTables['tables'] {
  return {
    markets: rows('markets'),
    participants: rows('participants'),
    projects: rows('projects'),
    bids: rows('bids'),
    awards: rows('awards'),
    milestones: rows('milestones'),
    deliveries: rows('deliveries'),
    verdicts: rows('verdicts'),
    disputes: rows('disputes'),
    reviews: rows('reviews'),
    messages: rows('messages'),
  };
}
