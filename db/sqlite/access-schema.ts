/** The tables of users, seats and passes for drizzle. They stand beside the markets and are no part of any log. */

import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from './drizzle.ts';

/** `name_key` is the name in lower case: two users never differ by case alone. */
export const users = sqliteTable('users', {
  user_id: integer().primaryKey({ autoIncrement: true }),
  name: text().notNull(),
  name_key: text().notNull().unique(),
  email: text(),
  password_hash: text(),
  rank: text().notNull().default('member'),
  created_at: integer().notNull(),
});

/** One row: how often a user, a seat or a pass was added, changed or deleted. Triggers count, whoever wrote. */
export const accessChanges = sqliteTable('access_changes', { count: integer().notNull() });

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

/** `scopes` and `roles` are JSON lists, `binding` is JSON; `write_key` names the write that made the pass. */
export const passes = sqliteTable(
  'passes',
  {
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
    application_id: text(),
    parent_id: integer(),
    binding: text(),
    write_key: text().unique(),
    write_fingerprint: text(),
  },
  (table) => [
    index('passes_by_user').on(table.user_id),
    index('passes_by_parent').on(table.parent_id),
    index('passes_by_application').on(table.application_id),
  ],
);

/** `redirect_uris` is a JSON list. */
export const applications = sqliteTable('applications', {
  application_id: text().primaryKey(),
  name: text().notNull(),
  secret_hash: text(),
  redirect_uris: text().notNull(),
  owner_id: integer()
    .notNull()
    .references(() => users.user_id),
  created_at: integer().notNull(),
  revoked_at: integer(),
  write_key: text().unique(),
  write_fingerprint: text(),
});

/** Who may sign up to a market; `roles` is a JSON list, null where an invite is needed. */
export const admissions = sqliteTable('admissions', {
  market_id: text().primaryKey(),
  roles: text(),
});

/** How far a user has read each conversation of a market, and where it put it. */
export const thread_marks = sqliteTable(
  'thread_marks',
  {
    user_id: integer()
      .notNull()
      .references(() => users.user_id),
    market_id: text().notNull(),
    thread_id: integer().notNull(),
    read_to: integer().notNull(),
    read_at: integer(),
    muted: integer().notNull(),
    folder: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.user_id, table.market_id, table.thread_id] })],
);

/** One row: the key that signs cookies and forms. */
export const signing_keys = sqliteTable('signing_keys', {
  name: text().primaryKey(),
  secret: text().notNull(),
});
