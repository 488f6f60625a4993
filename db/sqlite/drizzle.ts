/**
 * What we use of Drizzle, loaded by `require`. Node looks up the package of every ECMAScript module that it loads, and
 * reads Drizzle's table of exports, 180 kB, anew for each of its hundred: half a second of every command and thread.
 */

import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

export const { foreignKey, index, integer, primaryKey, sqliteTable, text, uniqueIndex } =
  require('drizzle-orm/sqlite-core') as typeof import('drizzle-orm/sqlite-core');
export const { drizzle } = require('drizzle-orm/better-sqlite3') as typeof import('drizzle-orm/better-sqlite3');
export const { migrate } =
  require('drizzle-orm/better-sqlite3/migrator') as typeof import('drizzle-orm/better-sqlite3/migrator');
export const { readMigrationFiles } = require('drizzle-orm/migrator') as typeof import('drizzle-orm/migrator');
