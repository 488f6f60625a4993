/** The rows of runs as they leave the arena: every table with the run's name in front, and the dictionary that says what stands in them. */

import { type DictionaryLine, dataDictionary } from '../observations/dictionary.ts';
import { type HumanTryRow, type Observed, TABLE_SCHEMAS, type TableName } from '../observations/row-schema.ts';

export interface ExportedRun {
  readonly name: string;
  /** By table. */
  readonly rows: Observed & { readonly human_try: readonly HumanTryRow[] };
}

export type Value = string | number | boolean | null;
export type ExportedRow = Readonly<Record<string, Value>>;

export const TABLES = Object.keys(TABLE_SCHEMAS) as TableName[];

const RUN: Omit<DictionaryLine, 'table'> = {
  column: 'run',
  type: 'text',
  values: [],
  nullable: false,
  unit: null,
  meaning: 'the name of the run’s folder',
};

/** One line a column of the exported tables, in their order. */
export function exportDictionary(): DictionaryLine[] {
  const all = dataDictionary();
  return TABLES.flatMap((table) => [{ table, ...RUN }, ...all.filter((line) => line.table === table)]);
}

/** One at a time: a run of a thousand projects has hundreds of thousands of them. */
export function* rowsOf(runs: readonly ExportedRun[], table: TableName): Generator<ExportedRow> {
  for (const { name, rows } of runs) {
    for (const row of rows[table]) yield { run: name, ...row };
  }
}
