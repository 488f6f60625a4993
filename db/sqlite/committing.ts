/** How a commit is carried out on a connection: all of it in one transaction. */

import type { Database } from 'better-sqlite3';
import type { Commit, CommitResult } from '../../server/engine/ports.ts';
import { assertContinuous } from '../commit-check.ts';
import { rowsOf } from '../rows.ts';
import { prepareContents, type SqliteContents } from './contents.ts';
import { guarded } from './fault.ts';
import { type LogTables, prepareLog } from './log.ts';
import { prepareReadTables, type ReadTables } from './read-tables.ts';

interface Parts {
  readonly log: LogTables;
  readonly tables: ReadTables;
  readonly contents: SqliteContents;
}

function commitTo({ log, tables, contents }: Parts, commit: Commit): CommitResult {
  const lastSeq = log.lastSeq(commit.marketId);
  if (lastSeq !== commit.expectedSeq) return { ok: false, lastSeq };
  assertContinuous(commit);
  for (const content of commit.contents ?? []) contents.add(content);
  log.append(commit);
  for (const logged of commit.events) tables.apply(commit.marketId, rowsOf(logged));
  return { ok: true };
}

/** What carries out a commit on this connection, in one transaction. Throws a `StoreFault`. */
export function prepareCommit(client: Database): (commit: Commit) => CommitResult {
  const parts = { log: prepareLog(client), tables: prepareReadTables(client), contents: prepareContents(client) };
  const transaction = client.transaction((commit: Commit) => commitTo(parts, commit));
  return (commit) => guarded(() => transaction.immediate(commit));
}
