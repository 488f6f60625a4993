/** The store on SQLite: one file, one transaction per commit, on the disk before anybody is answered. */

import type { Database } from 'better-sqlite3';
import type { AccessStore } from '../../server/engine/access.ts';
import type { PeopleStore } from '../../server/engine/people.ts';
import type { Store } from '../../server/engine/ports.ts';
import type { RecordStore } from '../../server/engine/records.ts';
import type { MarketId } from '../../server/kernel/id.ts';
import { postings } from '../../server/market/postings.ts';
import type { PostedTransfer } from '../../server/market/transfer.ts';
import type { MarketTables } from '../rows/row.ts';
import { rowsOf } from '../rows.ts';
import { prepareAccess } from './access.ts';
import { prepareCommit } from './committing.ts';
import type { OpenOptions } from './connection.ts';
import { prepareContents } from './contents.ts';
import { faultOf, guarded } from './fault.ts';
import { keepAccess } from './kept-access.ts';
import { type LogTables, prepareLog } from './log.ts';
import { openDatabase } from './open.ts';
import { preparePeople } from './people.ts';
import { prepareReadTables, type ReadTables } from './read-tables.ts';
import { prepareRecords } from './records.ts';

export interface BackupProgress {
  readonly totalPages: number;
  readonly remainingPages: number;
}

/** What only a database can do. */
export interface SqliteExtras {
  readonly file: string;
  readonly access: AccessStore;
  readonly records: RecordStore;
  readonly people: PeopleStore;
  /** The read tables and the `seq` they belong to, as one consistent view. Loads every row of the market. */
  tables(marketId: MarketId): Promise<MarketTables>;
  /** Deletes the market's read tables and transfers and writes them anew from the log, in one transaction. */
  rebuildTables(marketId: MarketId): Promise<void>;
  /** Copies the database to another file while it stays in use. Tells its progress between steps. */
  backup(file: string, onProgress?: (progress: BackupProgress) => void): Promise<void>;
}

export type SqliteStore = Store & SqliteExtras;

/** Events folded at a time while tables are rebuilt; bounds memory, not the outcome. */
const REBUILD_PAGE = 10_000;
/** Pages copied per step of a backup; between steps the process does its other work. */
const BACKUP_PAGES = 1_000;

function rebuild(log: LogTables, tables: ReadTables, marketId: MarketId): void {
  tables.clear(marketId);
  const transfers: PostedTransfer[] = [];
  for (let since = 0, page = log.events(marketId, 0, REBUILD_PAGE); page.length > 0; ) {
    for (const logged of page) {
      tables.apply(marketId, rowsOf(logged));
      const { seq, at, event } = logged;
      postings(event).forEach((transfer, line) => {
        transfers.push({ ...transfer, seq, line, at });
      });
      since = seq;
    }
    page = log.events(marketId, since, REBUILD_PAGE);
  }
  log.replaceTransfers(marketId, transfers);
}

async function backup(client: Database, file: string, onProgress: (progress: BackupProgress) => void): Promise<void> {
  const progress = (step: BackupProgress): number => {
    onProgress({ totalPages: step.totalPages, remainingPages: step.remainingPages });
    return BACKUP_PAGES;
  };
  try {
    await client.backup(file, { progress });
  } catch (error) {
    throw faultOf(error);
  }
}

/**
 * Opens or makes the database `file`. Every method rejects with a `StoreFault` on trouble of disk or file. `transfers`
 * never splits an event: its last page may exceed the limit by two.
 */
export async function openSqliteStore(options: OpenOptions): Promise<SqliteStore> {
  const client = openDatabase(options);
  const log = prepareLog(client);
  const tables = prepareReadTables(client);
  const contents = prepareContents(client);
  const commit = prepareCommit(client);
  const view = client.transaction((id: MarketId) => ({ seq: log.lastSeq(id), tables: tables.rows(id) }));
  const rebuildAll = client.transaction((id: MarketId) => rebuild(log, tables, id));
  return {
    file: options.file,
    commit: async (value) => commit(value),
    markets: async () => guarded(() => log.markets()),
    lastSeq: async (id) => guarded(() => log.lastSeq(id)),
    events: async (id, sinceSeq, limit) => guarded(() => log.events(id, sinceSeq, limit)),
    transfers: async (id, sinceSeq, limit) => guarded(() => log.transfers(id, sinceSeq, limit)),
    commands: async (id) => guarded(() => log.commands(id)),
    saveSnapshot: async (id, snapshot) => guarded(() => log.saveSnapshot(id, snapshot)),
    latestSnapshot: async (id) => guarded(() => log.latestSnapshot(id)),
    tables: async (id) => guarded(() => view.deferred(id)),
    rebuildTables: async (id) => guarded(() => rebuildAll.immediate(id)),
    backup: (file, onProgress = () => {}) => backup(client, file, onProgress),
    contents,
    access: keepAccess(client, prepareAccess(client)),
    records: prepareRecords(client),
    people: preparePeople(client),
    close: async () => {
      client.close();
    },
  };
}
