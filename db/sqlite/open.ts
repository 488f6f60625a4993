/** Opens a database file: settings, recognition of foreign and newer files, migrations. */

import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { StoreFault } from '../store-fault.ts';
import { guarded } from './fault.ts';

export interface OpenOptions {
  /** Path of the database; made when it is not there, unless `readonly`. */
  readonly file: string;
  readonly readonly?: boolean;
  /** Largest size of the file in pages of 4,096 bytes, beyond which a commit is the fault `disk_full`. Default: the disk's. */
  readonly maxPages?: number;
  /**
   * What an answered commit outlives. `power_loss` (default): everything, at one disk flush a commit. `process_death`: the
   * end of the process, at any moment; a power cut may take the last commits, never part of one. For runs that can be
   * told again from their seed.
   */
  readonly survives?: 'power_loss' | 'process_death';
}

const MIGRATIONS = { migrationsFolder: fileURLToPath(new URL('../migrations', import.meta.url)) };
const MIGRATIONS_TABLE = '__drizzle_migrations';
/** How long a writer waits for another process's transaction. */
const BUSY_MS = 5_000;

type Version = 'empty' | 'foreign' | 'older' | 'current' | 'newer';

function versionOf(client: Database.Database): Version {
  const tables = client.prepare<[], string>("select name from sqlite_schema where type = 'table'").pluck().all();
  if (tables.length === 0) return 'empty';
  if (!tables.includes(MIGRATIONS_TABLE)) return 'foreign';
  const applied = client.prepare<[], number>(`select max(created_at) from ${MIGRATIONS_TABLE}`).pluck().get() ?? 0;
  const newest = Math.max(...readMigrationFiles(MIGRATIONS).map(({ folderMillis }) => folderMillis));
  if (applied === newest) return 'current';
  return applied < newest ? 'older' : 'newer';
}

function bringUpToDate(client: Database.Database): void {
  try {
    migrate(drizzle(client), MIGRATIONS);
  } catch (error) {
    // Another process may have been faster with a new file; then there is nothing left to do.
    if (versionOf(client) !== 'current') throw error;
  }
}

function prepare(client: Database.Database, readonly: boolean, survives: OpenOptions['survives']): void {
  client.pragma(`busy_timeout = ${BUSY_MS}`);
  const version = versionOf(client);
  if (version === 'foreign') throw new StoreFault('not_a_store');
  if (version === 'newer') throw new StoreFault('newer_version');
  if (readonly) {
    if (version !== 'current') throw new StoreFault('older_version');
    return;
  }
  client.pragma('journal_mode = WAL');
  client.pragma(`synchronous = ${survives === 'process_death' ? 'NORMAL' : 'FULL'}`);
  client.pragma('foreign_keys = ON');
  client.pragma('secure_delete = ON');
  if (version !== 'current') bringUpToDate(client);
}

/** An open connection to a store of the current version. Throws a `StoreFault`. */
export function openDatabase({ file, readonly = false, maxPages, survives }: OpenOptions): Database.Database {
  return guarded(() => {
    const client = new Database(file, { readonly });
    try {
      if (maxPages !== undefined) client.pragma(`max_page_count = ${maxPages}`);
      prepare(client, readonly, survives);
      return client;
    } catch (error) {
      client.close();
      throw error;
    }
  });
}
