/** `arena db VERB FILE …`: what the keeper of a database does with it. */

import { parseArgs } from 'node:util';
import { InputError } from '../agents/tournament/input-error.ts';
import { openSqliteStore, type SqliteStore } from '../db/sqlite/store.ts';
import { verifyStore } from '../db/verify.ts';
import { type MarketId, marketId } from '../server/kernel/id.ts';

const USAGE =
  '`arena db markets FILE`, `arena db verify FILE [MARKET…]`, `arena db rebuild FILE [MARKET…]` or `arena db backup FILE TO`';

async function chosen(store: SqliteStore, names: readonly string[]): Promise<readonly MarketId[]> {
  const known = await store.markets();
  const unknown = names.find((name) => !known.includes(marketId(name)));
  if (unknown !== undefined) throw new InputError(`${store.file} has no market ${unknown}`, 64);
  return names.length > 0 ? names.map(marketId) : known;
}

async function verify(store: SqliteStore, names: readonly string[], signal: AbortSignal): Promise<number> {
  let found = 0;
  for (const id of await chosen(store, names)) {
    signal.throwIfAborted();
    const report = await verifyStore(store, id);
    found += report.findings.length;
    const verdict =
      report.findings.length === 0 ? 'log, ledger and tables agree' : `${report.findings.length} findings`;
    process.stdout.write(`${id}: ${report.eventCount} events, ${report.transferCount} transfers, ${verdict}\n`);
    for (const { kind, seq, detail } of report.findings) {
      process.stdout.write(`  ${kind}${seq === null ? '' : ` at event ${seq}`}: ${detail}\n`);
    }
  }
  return found === 0 ? 0 : 1;
}

async function rebuild(store: SqliteStore, names: readonly string[], signal: AbortSignal): Promise<number> {
  for (const id of await chosen(store, names)) {
    signal.throwIfAborted();
    await store.rebuildTables(id);
    process.stdout.write(`${id}: read tables written anew from the log\n`);
  }
  return 0;
}

async function backup(store: SqliteStore, to: string | undefined): Promise<number> {
  if (to === undefined) throw new InputError(`backup where to? ${USAGE}`, 64);
  const shown = process.stderr.isTTY === true;
  await store.backup(to, ({ totalPages, remainingPages }) => {
    if (shown) process.stderr.write(`\r${totalPages - remainingPages}/${totalPages} pages`);
  });
  if (shown) process.stderr.write('\r\x1b[2K');
  process.stdout.write(`${store.file} is copied to ${to}\n`);
  return 0;
}

export async function run(args: string[], signal: AbortSignal): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
  const [verb, file, ...rest] = positionals;
  if (file === undefined) throw new InputError(`db what? ${USAGE}`, 64);
  const store = await openSqliteStore({ file, readonly: verb !== 'rebuild' });
  try {
    if (verb === 'verify') return await verify(store, rest, signal);
    if (verb === 'rebuild') return await rebuild(store, rest, signal);
    if (verb === 'backup') return await backup(store, rest[0]);
    if (verb !== 'markets') throw new InputError(`there is no \`db ${verb}\`: ${USAGE}`, 64);
    for (const id of await store.markets()) process.stdout.write(`${id}\t${await store.lastSeq(id)} events\n`);
    return 0;
  } finally {
    await store.close();
  }
}
