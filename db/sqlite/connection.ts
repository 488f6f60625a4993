/** A connection to a database file and what every connection that writes is set to. Knows no migrations: it is quickly loaded. */

import Database from 'better-sqlite3';
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

/** How long a writer waits for another's transaction. */
const BUSY_MS = 5_000;

/** What holds before anybody looks at what the file is. */
export function connectTo({ file, readonly = false, maxPages }: OpenOptions): Database.Database {
  const client = new Database(file, { readonly });
  if (maxPages !== undefined) client.pragma(`max_page_count = ${maxPages}`);
  client.pragma(`busy_timeout = ${BUSY_MS}`);
  return client;
}

export function setForWriting(client: Database.Database, survives: OpenOptions['survives']): void {
  client.pragma('journal_mode = WAL');
  client.pragma(`synchronous = ${survives === 'process_death' ? 'NORMAL' : 'FULL'}`);
  client.pragma('foreign_keys = ON');
  client.pragma('secure_delete = ON');
}

/** One more connection for writing to a store that is open, and so of the current version. Throws a `StoreFault`. */
export function connectBeside(options: OpenOptions): Database.Database {
  return guarded(() => {
    const client = connectTo(options);
    setForWriting(client, options.survives);
    return client;
  });
}
