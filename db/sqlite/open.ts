/** Opens a database file: settings, recognition of foreign and newer files, migrations. */

import { fileURLToPath } from 'node:url';
import type Database from 'better-sqlite3';
import { StoreFault } from '../store-fault.ts';
import { connectTo, type OpenOptions, setForWriting } from './connection.ts';
import { drizzle, migrate, readMigrationFiles } from './drizzle.ts';
import { guarded } from './fault.ts';

const MIGRATIONS = { migrationsFolder: fileURLToPath(new URL('../migrations', import.meta.url)) };
const MIGRATIONS_TABLE = '__drizzle_migrations';

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
  const version = versionOf(client);
  if (version === 'foreign') throw new StoreFault('not_a_store');
  if (version === 'newer') throw new StoreFault('newer_version');
  if (readonly) {
    if (version !== 'current') throw new StoreFault('older_version');
    return;
  }
  setForWriting(client, survives);
  if (version !== 'current') bringUpToDate(client);
}

/** An open connection to a store of the current version. Throws a `StoreFault`. */
export function openDatabase(options: OpenOptions): Database.Database {
  return guarded(() => {
    const client = connectTo(options);
    try {
      prepare(client, options.readonly === true, options.survives);
      return client;
    } catch (error) {
      client.close();
      throw error;
    }
  });
}
