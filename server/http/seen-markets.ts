/** Markets as their viewers see them, kept up to date: each is a fold of what `view` gives that viewer, and of nothing else. */

import type { Engine } from '../engine/engine.ts';
import type { MarketId } from '../kernel/id.ts';
import type { Viewer } from '../market/view.ts';
import { foldSeen } from '../protocol/arena/seen/fold.ts';
import { emptySeenMarket, type SeenMarket } from '../protocol/arena/seen/things.ts';

/** Folds kept at the same time; the one used longest ago is given up, and folded anew when it is asked for again. */
const KEPT = 256;

interface Kept {
  readonly market: SeenMarket;
  readonly stop: () => void;
}

export interface SeenMarkets {
  /** The market as this viewer sees it now. For reading only, and only in the same tick. */
  get(marketId: MarketId, viewer: Viewer): Promise<SeenMarket>;
  close(): void;
}

function keyOf(marketId: MarketId, viewer: Viewer): string {
  if (viewer.kind !== 'participant') return `${marketId}/${viewer.kind}`;
  return `${marketId}/${viewer.participantId}/${viewer.roles.join('+')}`;
}

export function createSeenMarkets(engine: Engine): SeenMarkets {
  const kept = new Map<string, Promise<Kept>>();
  /** Who asked last; often the same one again, who need not be moved to the end. */
  let newest: string | null = null;

  async function open(marketId: MarketId, viewer: Viewer): Promise<Kept> {
    const market = emptySeenMarket();
    const stop = await engine.follow(marketId, viewer, 0, (seen) => foldSeen(market, seen));
    return { market, stop };
  }

  function giveUp(key: string): void {
    // What failed to open has nothing to stop, and whoever asked for it was told.
    kept.get(key)?.then(
      ({ stop }) => stop(),
      () => undefined,
    );
    kept.delete(key);
  }

  return {
    get: async (marketId, viewer) => {
      const key = keyOf(marketId, viewer);
      const known = kept.get(key);
      const opening = known ?? open(marketId, viewer);
      if (known === undefined || key !== newest) {
        kept.delete(key);
        kept.set(key, opening);
        newest = key;
      }
      if (known === undefined) opening.catch(() => kept.delete(key));
      if (kept.size > KEPT) {
        const [oldest] = kept.keys();
        if (oldest !== undefined) giveUp(oldest);
      }
      return (await opening).market;
    },
    close: () => {
      for (const key of [...kept.keys()]) giveUp(key);
    },
  };
}
