/** When a market is photographed: seldom, because folding the log costs little more than reading a snapshot. */

import type { MarketId } from '../kernel/id.ts';
import type { LiveMarket } from './live-market.ts';
import type { Store } from './ports.ts';
import { packState } from './snapshot.ts';

/** The first snapshot, and how many times further each next one is. */
const FIRST_EVENTS = 100_000;
const GROWTH = 4;

export interface Snapshots {
  isDue(seq: number): boolean;
  /** Writes what memory holds, which must be what the log says; does nothing where that is written already. */
  save(live: Pick<LiveMarket<unknown>, 'state' | 'lastHash'>): Promise<void>;
}

/** `savedSeq`: what the market was loaded from stands there. */
export function createSnapshots(id: MarketId, store: Store, savedSeq: number): Snapshots {
  let lastSeq = savedSeq;
  return {
    isDue: (seq) => seq >= Math.max(FIRST_EVENTS, GROWTH * lastSeq),
    save: async (live) => {
      const { state } = live;
      if (state.seq === lastSeq) return;
      lastSeq = state.seq;
      await store.saveSnapshot(id, { seq: state.seq, hash: live.lastHash(), state: packState(state) });
    },
  };
}
