/** Bringing a market back: the latest snapshot that fits the log, then every event after it. */

import type { ContentHash, MarketId } from '../kernel/id.ts';
import type { LoggedEvent } from '../market/event.ts';
import { evolve } from '../market/evolve.ts';
import { emptyMarket, type MarketState } from '../market/state.ts';
import { GENESIS_HASH } from './chain.ts';
import { Fault, reasonOf } from './fault.ts';
import type { Store } from './ports.ts';
import { unpackState } from './snapshot.ts';

/** How many events are read at a time: bounds the memory of a start. */
export const PAGE = 10_000;
/** How many times larger each next page is, where the first was small. */
const PAGE_GROWTH = 4;

/** Every event of the log after `since`, page by page. Whoever may want few of them asks for a small page first. */
export async function* eventsAfter(
  store: Store,
  id: MarketId,
  since: number,
  firstPage = PAGE,
): AsyncGenerator<LoggedEvent> {
  let seq = since;
  for (let size = Math.min(firstPage, PAGE); ; size = Math.min(size * PAGE_GROWTH, PAGE)) {
    const page = await store.events(id, seq, size);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < size) return;
    seq = last.seq;
  }
}

export interface LoadedMarket {
  readonly state: MarketState;
  readonly lastHash: string;
  /** Contents whose erasure the log orders since the snapshot: a crash may have come between log and erasure. */
  readonly toErase: readonly ContentHash[];
}

async function fromSnapshot(store: Store, id: MarketId): Promise<Omit<LoadedMarket, 'toErase'> | null> {
  const snapshot = await store.latestSnapshot(id);
  if (snapshot === null) return null;
  const [event] = await store.events(id, snapshot.seq - 1, 1);
  // A snapshot of another history, or of a shape we no longer know, is no use; the log always is.
  if (event === undefined || event.hash !== snapshot.hash) return null;
  const state = unpackState(snapshot.state, id);
  return state === null ? null : { state, lastHash: snapshot.hash };
}

/** Folds an event that a log holds. One that the market cannot have brought forth is a fault of the log. */
export function foldLogged(state: MarketState, logged: LoggedEvent): void {
  try {
    evolve(state, logged);
  } catch (thrown) {
    throw new Fault('log_damaged', `event ${logged.seq} does not fit what went before: ${reasonOf(thrown)}`, thrown);
  }
}

/** Folds the market up to its last event. A gap in the log and an event that does not fit are faults. */
export async function loadMarket(store: Store, id: MarketId): Promise<LoadedMarket> {
  const start = (await fromSnapshot(store, id)) ?? { state: emptyMarket(id), lastHash: GENESIS_HASH };
  const { state } = start;
  let { lastHash } = start;
  const toErase: ContentHash[] = [];
  for await (const logged of eventsAfter(store, id, state.seq)) {
    if (logged.seq !== state.seq + 1) throw new Fault('log_damaged', `event ${state.seq + 1} of ${id} is missing`);
    foldLogged(state, logged);
    lastHash = logged.hash;
    if (logged.event.type === 'ContentErased') toErase.push(logged.event.contentHash);
  }
  return { state, lastHash, toErase };
}
