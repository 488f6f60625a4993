/** The table of what a server keeps beside its markets, for drizzle. */

import { primaryKey, sqliteTable, text } from './drizzle.ts';

/** `body` is JSON of a form that belongs to the kind. */
export const records = sqliteTable(
  'records',
  {
    kind: text().notNull(),
    record_id: text().notNull(),
    body: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.record_id] })],
);
