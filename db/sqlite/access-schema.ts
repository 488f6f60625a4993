/** The tables of users, seats and passes for drizzle. They stand beside the markets and are no part of any log. */

import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** `name_key` is the name in lower case: two users never differ by case alone. */
export const users = sqliteTable('users', {
  user_id: integer().primaryKey({ autoIncrement: true }),
  name: text().notNull(),
  name_key: text().notNull().unique(),
  email: text(),
  password_hash: text(),
  created_at: integer().notNull(),
});

export const seats = sqliteTable(
  'seats',
  {
    user_id: integer()
      .notNull()
      .references(() => users.user_id),
    market_id: text().notNull(),
    kind: text().notNull(),
    participant_id: integer(),
  },
  (table) => [
    primaryKey({ columns: [table.user_id, table.market_id] }),
    uniqueIndex('seats_by_participant').on(table.market_id, table.participant_id),
  ],
);

/** `scopes` and `roles` are JSON lists. */
export const passes = sqliteTable('passes', {
  pass_id: integer().primaryKey({ autoIncrement: true }),
  kind: text().notNull(),
  secret_hash: text().notNull().unique(),
  user_id: integer().references(() => users.user_id),
  market_id: text(),
  scopes: text().notNull(),
  roles: text().notNull(),
  label: text().notNull(),
  created_at: integer().notNull(),
  expires_at: integer(),
  uses_left: integer(),
  revoked_at: integer(),
});
