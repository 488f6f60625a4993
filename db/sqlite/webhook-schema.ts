/** The tables of webhooks for drizzle. They stand beside the markets and are no part of any log. */

import { users } from './access-schema.ts';
import { index, integer, sqliteTable, text } from './drizzle.ts';

/** `event_types` is a JSON list, empty for all; `viewer_cursor` counts what the webhook's user may see. */
export const webhooks = sqliteTable(
  'webhooks',
  {
    webhook_id: integer().primaryKey({ autoIncrement: true }),
    user_id: integer()
      .notNull()
      .references(() => users.user_id),
    market_id: text().notNull(),
    pass_id: integer(),
    url: text().notNull(),
    event_types: text().notNull(),
    secret: text().notNull(),
    created_at: integer().notNull(),
    status: text().notNull(),
    viewer_cursor: integer().notNull(),
    failures: integer().notNull(),
    failing_since: integer(),
    next_try_at: integer(),
    write_key: text().unique(),
    write_fingerprint: text(),
  },
  (table) => [index('webhooks_by_user').on(table.user_id)],
);

export const webhook_attempts = sqliteTable(
  'webhook_attempts',
  {
    attempt_id: integer().primaryKey({ autoIncrement: true }),
    webhook_id: integer().notNull(),
    message_id: text().notNull(),
    at: integer().notNull(),
    duration_ms: integer().notNull(),
    status: integer(),
    problem: text(),
  },
  (table) => [index('webhook_attempts_by_webhook').on(table.webhook_id)],
);
