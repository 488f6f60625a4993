/** The data dictionary of the rows, read off their schemas: what stands in a column, in which unit, and what it can be. */

import { z } from 'zod';
import { TABLE_SCHEMAS, type TableName } from './row-schema.ts';

export interface DictionaryLine {
  readonly table: TableName;
  readonly column: string;
  readonly type: 'text' | 'whole' | 'number' | 'yes_no' | 'one_of';
  /** Of `one_of`. */
  readonly values: readonly string[];
  readonly nullable: boolean;
  /** Null: a text or a choice has none. */
  readonly unit: string | null;
  readonly meaning: string;
}

function unwrapped(column: z.ZodType): { readonly inner: z.ZodType; readonly nullable: boolean } {
  return column instanceof z.ZodNullable
    ? { inner: column.unwrap() as z.ZodType, nullable: true }
    : { inner: column, nullable: false };
}

function typeOf(inner: z.ZodType): Pick<DictionaryLine, 'type' | 'values'> {
  if (inner instanceof z.ZodEnum) return { type: 'one_of', values: inner.options.map(String) };
  if (inner instanceof z.ZodLiteral) return { type: 'one_of', values: [...inner.values].map(String) };
  if (inner instanceof z.ZodBoolean) return { type: 'yes_no', values: [] };
  if (inner instanceof z.ZodString) return { type: 'text', values: [] };
  return { type: inner instanceof z.ZodNumber && inner.isInt ? 'whole' : 'number', values: [] };
}

/** One line a column, in the order of the tables and their columns. */
export function dataDictionary(): DictionaryLine[] {
  return (Object.keys(TABLE_SCHEMAS) as TableName[]).flatMap((table) =>
    Object.entries<z.ZodType>(TABLE_SCHEMAS[table].shape).map(([column, schema]): DictionaryLine => {
      const { inner, nullable } = unwrapped(schema);
      const { description, unit } = schema.meta() ?? {};
      const meaning = column === 'kind' ? 'the table' : (description ?? '');
      return { table, column, ...typeOf(inner), nullable, unit: typeof unit === 'string' ? unit : null, meaning };
    }),
  );
}
