/** Proves a stored market: the log unbroken, the ledger what the log says, the read tables what a rebuild would give. */

import { chainHash, GENESIS_HASH } from '../server/engine/chain.ts';
import type { Store } from '../server/engine/ports.ts';
import type { MarketId } from '../server/kernel/id.ts';
import { mayBeNegative } from '../server/market/account.ts';
import type { LoggedEvent } from '../server/market/event.ts';
import { postings } from '../server/market/postings.ts';
import type { PostedTransfer } from '../server/market/transfer.ts';
import { createTableFold } from './memory/fold.ts';
import type { MarketTables } from './rows/row.ts';
import { rowsOf } from './rows.ts';
import { StoreFault } from './store-fault.ts';
import { differingRows } from './verify-rows.ts';

export type VerifiableStore = Pick<Store, 'events' | 'transfers' | 'lastSeq' | 'commands' | 'latestSnapshot'> & {
  tables(marketId: MarketId): Promise<MarketTables>;
};

export interface Finding {
  /**
   * `gap`: an event is missing. `chain`: an event is not the one that was logged. `transfers`: the ledger does not say
   * what the event does. `overdrawn`: an account went below zero. `rows`: a read table differs from the log.
   * `unreadable`: the log cannot be read further.
   */
  readonly kind: 'gap' | 'chain' | 'transfers' | 'overdrawn' | 'rows' | 'unreadable';
  /** The event at which it shows; null for rows and for what cannot be read. */
  readonly seq: number | null;
  readonly detail: string;
}

export interface VerifyReport {
  readonly marketId: MarketId;
  /** The log was verified up to this event. */
  readonly lastSeq: number;
  readonly eventCount: number;
  readonly transferCount: number;
  /** Whether the read tables were compared; a broken log gives nothing to compare them with. */
  readonly rowsCompared: boolean;
  /** Empty when all is well; at most `FINDINGS_MAX`. */
  readonly findings: readonly Finding[];
}

export const FINDINGS_MAX = 100;
const PAGE = 5_000;

interface Walk {
  readonly findings: Finding[];
  readonly fold: ReturnType<typeof createTableFold>;
  readonly balances: Map<string, number>;
  seq: number;
  hash: string;
  eventCount: number;
  transferCount: number;
}

function find(walk: Walk, kind: Finding['kind'], seq: number | null, detail: string): void {
  if (walk.findings.length < FINDINGS_MAX) walk.findings.push({ kind, seq, detail });
}

function sameTransfers(actual: readonly PostedTransfer[], { seq, at, event }: LoggedEvent): boolean {
  const expected = postings(event);
  if (actual.length !== expected.length) return false;
  return expected.every(({ code, from, to, amountCents }, line) => {
    const posted = actual[line];
    if (posted === undefined || posted.seq !== seq || posted.line !== line || posted.at !== at) return false;
    return posted.code === code && posted.from === from && posted.to === to && posted.amountCents === amountCents;
  });
}

function bookTransfer(walk: Walk, { seq, from, to, amountCents }: PostedTransfer): void {
  walk.transferCount += 1;
  const rest = (walk.balances.get(from) ?? 0) - amountCents;
  walk.balances.set(from, rest);
  walk.balances.set(to, (walk.balances.get(to) ?? 0) + amountCents);
  if (amountCents <= 0) find(walk, 'transfers', seq, `a transfer of ${amountCents} cents`);
  if (rest < 0 && !mayBeNegative(from)) find(walk, 'overdrawn', seq, `${from} fell to ${rest} cents`);
}

function checkEvent(walk: Walk, logged: LoggedEvent, transfers: readonly PostedTransfer[]): void {
  const { seq, hash } = logged;
  if (seq !== walk.seq + 1) find(walk, 'gap', seq, `event ${walk.seq + 1} is missing`);
  else if (chainHash(walk.hash, logged) !== hash) find(walk, 'chain', seq, `event ${seq} was changed`);
  walk.seq = seq;
  walk.hash = hash;
  walk.eventCount += 1;
  for (const transfer of transfers) bookTransfer(walk, transfer);
  // A changed event may not even have a known type: what follows from it is not worth knowing.
  if (walk.findings.some(({ kind }) => kind === 'chain' || kind === 'gap')) return;
  if (!sameTransfers(transfers, logged)) find(walk, 'transfers', seq, `the transfers of event ${seq} are others`);
  walk.fold.apply(rowsOf(logged));
}

/** The transfers of the events after `sinceSeq` up to `lastSeq`, by event. */
async function transfersBetween(store: VerifiableStore, marketId: MarketId, sinceSeq: number, lastSeq: number) {
  const byEvent = new Map<number, PostedTransfer[]>();
  for (let since = sinceSeq; since < lastSeq; ) {
    const page = await store.transfers(marketId, since, PAGE);
    for (const transfer of page) {
      if (transfer.seq > lastSeq) return byEvent;
      byEvent.set(transfer.seq, [...(byEvent.get(transfer.seq) ?? []), transfer]);
    }
    since = page.at(-1)?.seq ?? lastSeq;
  }
  return byEvent;
}

async function checkPage(store: VerifiableStore, marketId: MarketId, walk: Walk, page: readonly LoggedEvent[]) {
  const byEvent = await transfersBetween(store, marketId, walk.seq, page.at(-1)?.seq ?? walk.seq);
  for (const logged of page) {
    checkEvent(walk, logged, byEvent.get(logged.seq) ?? []);
    byEvent.delete(logged.seq);
  }
  for (const seq of byEvent.keys()) find(walk, 'transfers', seq, `transfers of event ${seq}, which is missing`);
}

/** Walks the log up to `lastSeq`; a page that cannot be read ends the walk with a finding. */
async function walkLog(store: VerifiableStore, marketId: MarketId, lastSeq: number): Promise<Walk> {
  const fold = createTableFold();
  const walk: Walk = {
    findings: [],
    fold,
    balances: new Map(),
    seq: 0,
    hash: GENESIS_HASH,
    eventCount: 0,
    transferCount: 0,
  };
  try {
    while (walk.seq < lastSeq) {
      const page = await store.events(marketId, walk.seq, Math.min(PAGE, lastSeq - walk.seq));
      if (page.length === 0) break;
      await checkPage(store, marketId, walk, page);
    }
  } catch (error) {
    if (!(error instanceof StoreFault) || error.code !== 'damaged') throw error;
    find(walk, 'unreadable', null, error.message);
  }
  return walk;
}

/** The last event that anything but the log itself knows of: a log that ends before it has lost its end. */
async function knownSeq(store: VerifiableStore, marketId: MarketId): Promise<number> {
  const commands = await store.commands(marketId);
  const snapshot = await store.latestSnapshot(marketId);
  return Math.max(commands.at(-1)?.lastSeq ?? 0, snapshot?.seq ?? 0);
}

/**
 * Verifies one market as it is now; later commits do not disturb. Changes nothing. What is wrong is in `findings`; rejects
 * only with a `StoreFault` when the store itself fails.
 */
export async function verifyStore(store: VerifiableStore, marketId: MarketId): Promise<VerifyReport> {
  const known = await knownSeq(store, marketId);
  const { seq: lastSeq, tables } = await store.tables(marketId);
  const walk = await walkLog(store, marketId, lastSeq);
  if (known > lastSeq) find(walk, 'gap', known, `the log ends at event ${lastSeq}, but event ${known} was written`);
  const rowsCompared = !walk.findings.some(({ kind }) => kind !== 'transfers' && kind !== 'overdrawn');
  if (rowsCompared) {
    for (const detail of differingRows(tables, walk.fold.tables())) find(walk, 'rows', null, detail);
  }
  const { findings, eventCount, transferCount } = walk;
  return { marketId, lastSeq, eventCount, transferCount, rowsCompared, findings };
}
