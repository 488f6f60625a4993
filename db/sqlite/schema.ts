/** The tables of the SQLite store for drizzle: the log and what goes with it, and the read tables from their description. */

import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { type ColumnKind, describe, type TableName } from '../rows/row.ts';
import type { TABLES } from '../rows/tables.ts';
import { foreignKey, index, integer, primaryKey, sqliteTable, text } from './drizzle.ts';

/** The log. `body` is the event as JSON, `by` is `owner`, `clock` or `participant/7`. */
export const events = sqliteTable(
  'events',
  {
    market_id: text().notNull(),
    seq: integer().notNull(),
    at: integer().notNull(),
    type: text().notNull(),
    by: text().notNull(),
    command_id: text().notNull(),
    body: text().notNull(),
    hash: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.market_id, table.seq] })],
);

/** The ledger: `line` counts the transfers of one event from 0. */
export const transfers = sqliteTable(
  'transfers',
  {
    market_id: text().notNull(),
    seq: integer().notNull(),
    line: integer().notNull(),
    at: integer().notNull(),
    code: text().notNull(),
    from_account: text().notNull(),
    to_account: text().notNull(),
    amount_cents: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.market_id, table.seq, table.line] }),
    foreignKey({ columns: [table.market_id, table.seq], foreignColumns: [events.market_id, events.seq] }),
  ],
);

/** The remembered commands; `number` counts a market's commands, so that the oldest are found without a search. */
export const commands = sqliteTable(
  'commands',
  {
    market_id: text().notNull(),
    number: integer().notNull(),
    command_id: text().notNull(),
    fingerprint: text().notNull(),
    first_seq: integer().notNull(),
    last_seq: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.market_id, table.number] })],
);

/** The latest snapshot of each market. */
export const snapshots = sqliteTable('snapshots', {
  market_id: text().primaryKey(),
  seq: integer().notNull(),
  hash: text().notNull(),
  state: text().notNull(),
});

/** An erased content keeps its row without its text. `erased_at` is wall time: erasing is no event of a market. */
export const contents = sqliteTable('contents', {
  hash: text().primaryKey(),
  media_type: text().notNull(),
  nonce: text().notNull(),
  body: text().notNull(),
  erased_at: integer(),
});

const BUILDERS = {
  integer: () => integer().notNull(),
  'integer?': () => integer(),
  text: () => text().notNull(),
  'text?': () => text(),
} as const satisfies Readonly<Record<ColumnKind, unknown>>;

type Columns<T extends TableName> = (typeof TABLES)[T]['columns'];
type Builders<T extends TableName> = {
  [C in keyof Columns<T>]: Columns<T>[C] extends ColumnKind ? ReturnType<(typeof BUILDERS)[Columns<T>[C]]> : never;
};

function buildersOf<T extends TableName>(name: T) {
  const builders = Object.entries(describe(name).columns).map(([column, kind]) => [column, BUILDERS[kind]()] as const);
  // Built column by column from the description that the type is made of.
  return Object.fromEntries(builders) as unknown as Builders<T>;
}

/** What the keys of a read table are made of. */
function constraintsOf(name: TableName, table: Readonly<Record<string, SQLiteColumn>> & { market_id: SQLiteColumn }) {
  const { key, index: indexed } = describe(name);
  const keyColumn = key === null ? undefined : table[key];
  const indexColumn = indexed === undefined ? undefined : table[indexed];
  const named = primaryKey({ columns: [table.market_id, ...(keyColumn === undefined ? [] : [keyColumn])] });
  if (indexColumn === undefined) return [named];
  return [named, index(`${name}_by_${indexed}`).on(table.market_id, indexColumn)];
}

export const markets = sqliteTable('markets', { market_id: text().notNull(), ...buildersOf('markets') }, (table) =>
  constraintsOf('markets', table),
);
export const participants = sqliteTable(
  'participants',
  { market_id: text().notNull(), ...buildersOf('participants') },
  (table) => constraintsOf('participants', table),
);
export const projects = sqliteTable('projects', { market_id: text().notNull(), ...buildersOf('projects') }, (table) =>
  constraintsOf('projects', table),
);
export const bids = sqliteTable('bids', { market_id: text().notNull(), ...buildersOf('bids') }, (table) =>
  constraintsOf('bids', table),
);
export const awards = sqliteTable('awards', { market_id: text().notNull(), ...buildersOf('awards') }, (table) =>
  constraintsOf('awards', table),
);
export const milestones = sqliteTable(
  'milestones',
  { market_id: text().notNull(), ...buildersOf('milestones') },
  (table) => constraintsOf('milestones', table),
);
export const deliveries = sqliteTable(
  'deliveries',
  { market_id: text().notNull(), ...buildersOf('deliveries') },
  (table) => constraintsOf('deliveries', table),
);
export const verdicts = sqliteTable('verdicts', { market_id: text().notNull(), ...buildersOf('verdicts') }, (table) =>
  constraintsOf('verdicts', table),
);
export const disputes = sqliteTable('disputes', { market_id: text().notNull(), ...buildersOf('disputes') }, (table) =>
  constraintsOf('disputes', table),
);
export const reviews = sqliteTable('reviews', { market_id: text().notNull(), ...buildersOf('reviews') }, (table) =>
  constraintsOf('reviews', table),
);
export const messages = sqliteTable('messages', { market_id: text().notNull(), ...buildersOf('messages') }, (table) =>
  constraintsOf('messages', table),
);
