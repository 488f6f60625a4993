/** Rows as Parquet: columns of the types that the dictionary says, which it carries with it. */

import { type BasicType, parquetWriteBuffer } from 'hyparquet-writer';
import { canonicalJson } from '../../../server/kernel/hash.ts';
import type { DictionaryLine } from '../observations/dictionary.ts';
import type { ExportedRow, Value } from './exported-rows.ts';

const TYPES: Readonly<Record<DictionaryLine['type'], BasicType>> = {
  text: 'STRING',
  one_of: 'STRING',
  whole: 'INT64',
  number: 'DOUBLE',
  yes_no: 'BOOLEAN',
};

function columnValue(type: DictionaryLine['type'], value: Value): Value | bigint {
  return type === 'whole' && typeof value === 'number' ? BigInt(value) : value;
}

/** Equal rows give equal bytes. */
export function parquetOf(columns: readonly DictionaryLine[], rows: readonly ExportedRow[]): Uint8Array {
  const columnData = columns.map(({ column, type, nullable }) => ({
    name: column,
    type: TYPES[type],
    nullable,
    data: rows.map((row) => columnValue(type, row[column] ?? null)),
  }));
  const dictionary = { key: 'dictionary', value: canonicalJson(columns) };
  return new Uint8Array(parquetWriteBuffer({ columnData, kvMetadata: [dictionary], createdBy: 'freelance-arena' }));
}
