/** Replay: folds a log from its first event and proves the chain, the order and the books on the way. */

import type { MarketId } from '../kernel/id.ts';
import type { LoggedEvent } from '../market/event.ts';
import { postings } from '../market/postings.ts';
import { emptyMarket, type MarketState } from '../market/state.ts';
import { chainHash, GENESIS_HASH } from './chain.ts';
import { Fault } from './fault.ts';
import { foldLogged } from './load.ts';

export interface Replayed {
  readonly state: MarketState;
  /** Hash of the last event: one line that stands for the whole log. */
  readonly hash: string;
  readonly eventCount: number;
  readonly transferCount: number;
  /** Cents still held in escrow at the end. */
  readonly escrowCents: number;
}

/**
 * Replays a log. Throws a `Fault` naming the first event whose number, hash, time or money is wrong.
 * `until` stops after that `seq`: the state at any moment.
 */
export async function replay(
  id: MarketId,
  log: AsyncIterable<LoggedEvent> | Iterable<LoggedEvent>,
  until = Number.POSITIVE_INFINITY,
): Promise<Replayed> {
  const state = emptyMarket(id);
  let hash = GENESIS_HASH;
  let transferCount = 0;
  for await (const logged of log) {
    if (logged.seq > until) break;
    check(state, logged, hash);
    hash = logged.hash;
    foldLogged(state, logged);
    transferCount += postings(logged.event).length;
  }
  return { state, hash, eventCount: state.seq, transferCount, escrowCents: proveBooks(state) };
}

function check(state: MarketState, logged: LoggedEvent, previous: string): void {
  if (logged.seq !== state.seq + 1) throw new Fault('log_damaged', `event ${logged.seq} follows event ${state.seq}`);
  if (logged.at < state.at) throw new Fault('log_damaged', `event ${logged.seq} goes back in time`);
  if (chainHash(previous, logged) !== logged.hash) {
    throw new Fault('log_damaged', `event ${logged.seq} is not what was logged: its hash differs`);
  }
}

/** All balances sum to zero, and escrow is what milestones hold. Returns the cents in escrow. */
export function proveBooks(state: MarketState): number {
  let total = 0;
  let escrow = 0;
  for (const [account, balance] of state.balances) {
    total += balance;
    if (account.startsWith('escrow/')) escrow += balance;
  }
  let held = 0;
  for (const { heldCents, feeHeldCents } of state.milestones.values()) held += heldCents + feeHeldCents;
  if (total !== 0) throw new Fault('log_damaged', `balances sum to ${total} cents instead of 0`);
  if (held !== escrow) throw new Fault('log_damaged', `escrow holds ${escrow} cents, milestones ${held}`);
  return escrow;
}
