/** What an event does to the read tables, as plain data that any store can carry out. */

import type { RowOf, TableName } from './row.ts';

/** The columns of a table that hold whole numbers and can be added to. */
type NumberColumn<T extends TableName> = {
  [C in keyof RowOf<T>]: RowOf<T>[C] extends number ? C : never;
}[keyof RowOf<T>];

export interface InsertRow<T extends TableName> {
  readonly kind: 'insert';
  readonly table: T;
  readonly row: RowOf<T>;
}

/** Changes every row whose columns equal `where`; a row that is not there is no trouble. `add` is added, `set` is set. */
export interface UpdateRows<T extends TableName> {
  readonly kind: 'update';
  readonly table: T;
  /** Holds the table's key, or its index column. Never a null: it would equal nothing. */
  readonly where: Partial<RowOf<T>>;
  readonly set: Partial<RowOf<T>>;
  readonly add: { readonly [C in NumberColumn<T>]?: number };
}

export type RowChange = { [T in TableName]: InsertRow<T> | UpdateRows<T> }[TableName];

export function insert<T extends TableName>(table: T, row: RowOf<T>): InsertRow<T> {
  return { kind: 'insert', table, row };
}

export function update<T extends TableName>(
  table: T,
  where: UpdateRows<T>['where'],
  set: UpdateRows<T>['set'],
  add: UpdateRows<T>['add'] = {},
): UpdateRows<T> {
  return { kind: 'update', table, where, set, add };
}

/** How yes and no are written in a column. */
export function flag(value: boolean): 0 | 1 {
  return value ? 1 : 0;
}
