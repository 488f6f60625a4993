/** What a market's log must give to whoever reads it again: the same state, the same tables, to each viewer its own feed. */

import { type VerifiableStore, verifyStore } from '../../db/verify.ts';
import type { Engine } from '../../server/engine/engine.ts';
import { loadMarket } from '../../server/engine/load.ts';
import type { Store } from '../../server/engine/ports.ts';
import { replay } from '../../server/engine/replay.ts';
import { packState } from '../../server/engine/snapshot.ts';
import type { MarketId, ParticipantId } from '../../server/kernel/id.ts';
import type { LoggedEvent } from '../../server/market/event.ts';
import type { MarketState } from '../../server/market/state.ts';
import { OWNER_VIEW, type SeenEvent, type Viewer, view, WATCHER } from '../../server/market/view.ts';
import { demand, demandEqual } from './failure.ts';

export type SimulatedStore = Store & VerifiableStore;

const ALL = 1_000_000;

export function logOf(store: Store, id: MarketId): Promise<readonly LoggedEvent[]> {
  return store.events(id, 0, ALL);
}

/** Replay from the first event, and from a snapshot, give the state that the engine holds; the hash chain holds. */
export async function checkReplay(id: MarketId, engine: Engine, store: SimulatedStore): Promise<void> {
  const log = await logOf(store, id);
  const full = await replay(id, log);
  demandEqual(full.hash, log.at(-1)?.hash, 'replay', 'hash of the last event');
  const live = packState(await engine.state(id));
  demand(packState(full.state) === live, 'replay', () => describeDifference(full.state, live));
  const tail = await loadMarket(store, id);
  demand(packState(tail.state) === live, 'snapshot', () => describeDifference(tail.state, live));
}

function describeDifference(state: MarketState, live: string): string {
  const folded = packState(state);
  let from = 0;
  while (folded[from] === live[from]) from += 1;
  const part = (text: string): string => text.slice(Math.max(0, from - 100), from + 100);
  return `folded …${part(folded)}… in memory …${part(live)}…`;
}

/** The store's log, ledger and read tables are one. */
export async function checkStore(id: MarketId, store: SimulatedStore): Promise<void> {
  const { findings } = await verifyStore(store, id);
  demandEqual(findings, [], 'store', 'findings');
}

export function viewersOf(state: MarketState): Viewer[] {
  const participants = Array.from(state.participants.values(), ({ participantId, roles }) => {
    return { kind: 'participant', participantId, roles: [...roles] } as const;
  });
  return [OWNER_VIEW, WATCHER, ...participants];
}

/** Each viewer's feed is gapless by its own cursor, is the view of the log, and can be read on from anywhere. */
export async function checkFeed(id: MarketId, engine: Engine, store: SimulatedStore, viewer: Viewer): Promise<void> {
  const log = await logOf(store, id);
  const { policy } = await engine.state(id);
  const expected = log
    .map(({ at, event }) => ({ at, event: view(event, viewer, policy) }))
    .filter(({ event }) => event !== null)
    .map((seen, index) => ({ cursor: index + 1, ...seen }));
  demandEqual(await engine.read(id, viewer, 0, ALL), expected, 'feed', JSON.stringify(viewer));
  const since = Math.floor((expected.length * 2) / 3);
  demandEqual(await engine.read(id, viewer, since, 5), expected.slice(since, since + 5), 'feed', `since ${since}`);
  if (viewer.kind === 'participant') checkSecrets(log, expected, viewer.participantId);
}

/** Bids of others on projects of others that were sealed to the end. */
function sealedFrom(log: readonly LoggedEvent[], viewer: ParticipantId): Set<number> {
  const sealed = new Set<number>();
  for (const { event } of log) {
    const secret = event.type === 'BidPlaced' && event.sealed && event.bidderId !== viewer;
    if (secret && event.employerId !== viewer) sealed.add(event.bidId);
    if (event.type === 'BidsRevealed') for (const { bidId } of event.bids) sealed.delete(bidId);
  }
  return sealed;
}

/** No sealed bid of another shows its amount or that it exists, nor its price after an award, unless it was revealed. */
function checkSecrets(
  log: readonly LoggedEvent[],
  feed: readonly { event: SeenEvent | null }[],
  viewer: ParticipantId,
) {
  const sealed = sealedFrom(log, viewer);
  for (const { event } of feed) {
    const bid = event !== null && 'bidId' in event ? (event.bidId ?? 0) : 0;
    if (event === null || !sealed.has(bid)) continue;
    const text = JSON.stringify(event);
    demand(!event.type.startsWith('Bid') || event.type === 'BidAwarded', 'secret', () => `to ${viewer}: ${text}`);
    demand(!('amountCents' in event) && !('confidenceBps' in event), 'secret', () => `to ${viewer}: ${text}`);
    const priced = 'priceCents' in event && event.sealed === true;
    demand(!priced, 'secret', () => `to ${viewer}: ${text}`);
  }
}
