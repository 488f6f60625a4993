/** `arena db VERB FILE …`: what the keeper of a database does with it. */

import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { InputError } from '../agents/tournament/input-error.ts';
import { openSqliteStore, type SqliteStore } from '../db/sqlite/store.ts';
import { StoreFault } from '../db/store-fault.ts';
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
    const { eventCount, transferCount, findings } = await verifyStore(store, id);
    found += findings.length;
    const verdict = findings.length === 0 ? 'log, ledger and tables agree' : `${findings.length} findings`;
    process.stdout.write(`${id}: ${eventCount} events, ${transferCount} transfers, ${verdict}\n`);
    for (const { kind, seq, detail } of findings) {
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

async function backup(store: SqliteStore, [to = '']: readonly string[]): Promise<number> {
  if (to === '') throw new InputError(`backup where to? ${USAGE}`, 64);
  if (existsSync(to)) throw new InputError(`${to} exists already: a backup overwrites nothing, name a new file`, 64);
  const shown = process.stderr.isTTY === true;
  await store.backup(to, ({ totalPages, remainingPages }) => {
    if (shown) process.stderr.write(`\r${totalPages - remainingPages}/${totalPages} pages`);
  });
  if (shown) process.stderr.write('\r\x1b[2K');
  process.stdout.write(`${store.file} is copied to ${to}\n`);
  return 0;
}

async function markets(store: SqliteStore): Promise<number> {
  for (const id of await store.markets()) process.stdout.write(`${id}\t${await store.lastSeq(id)} events\n`);
  return 0;
}

const VERBS: Readonly<Record<string, typeof verify>> = { markets, verify, rebuild, backup };

export async function run(args: string[], signal: AbortSignal): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
  const [name = '', file, ...rest] = positionals;
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (verb === undefined) throw new InputError(`db what? ${USAGE}`, 64);
  if (file === undefined) throw new InputError(`${name} which database? ${USAGE}`, 64);
  if (!existsSync(file)) throw new InputError(`${file} does not exist`);
  let store: SqliteStore | undefined;
  try {
    store = await openSqliteStore({ file, readonly: verb !== rebuild });
    return await verb(store, rest, signal);
  } catch (thrown) {
    throw thrown instanceof StoreFault ? new StoreFault(thrown.code, file, thrown) : thrown;
  } finally {
    await store?.close();
  }
}
