/** The tables of studies with people, for drizzle. They stand beside the markets and are no part of any log. */

import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from './drizzle.ts';

/** `secret` is wrapped under the server's key; `body` is JSON without anything of a person. */
export const people_studies = sqliteTable('people_studies', {
  name: text().primaryKey(),
  owner_id: integer().notNull(),
  secret: text().notNull(),
  body: text().notNull(),
});

/** `sealed` is encrypted under the person's key in `people_keys`. */
export const people = sqliteTable(
  'people',
  {
    study: text().notNull(),
    pseudonym: text().notNull(),
    user_id: integer(),
    fingerprint: text(),
    body: text().notNull(),
    sealed: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.study, table.pseudonym] }),
    uniqueIndex('people_by_fingerprint').on(table.study, table.fingerprint),
    index('people_by_user').on(table.user_id),
  ],
);

/** Wrapped under the server's key. Without its row here, what a person said is noise. */
export const people_keys = sqliteTable(
  'people_keys',
  { study: text().notNull(), pseudonym: text().notNull(), wrapped: text().notNull() },
  (table) => [primaryKey({ columns: [table.study, table.pseudonym] })],
);

/** Fingerprints of those who were taken out, without any word of who they were here. */
export const people_spent = sqliteTable(
  'people_spent',
  { study: text().notNull(), fingerprint: text().notNull() },
  (table) => [primaryKey({ columns: [table.study, table.fingerprint] })],
);

/** `body` is JSON of who sits where. */
export const people_markets = sqliteTable(
  'people_markets',
  { study: text().notNull(), market: text().notNull(), body: text().notNull() },
  (table) => [primaryKey({ columns: [table.study, table.market] })],
);
