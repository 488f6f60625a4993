/**
 * Markets as their viewers see them, kept up to date: each is a fold of what `view` gives that viewer, and of nothing else. What
 * everybody sees is folded once for all; over it each participant that asks has the projects in which it is told more.
 */

import type { Engine } from '../engine/engine.ts';
import type { MarketId } from '../kernel/id.ts';
import { OWNER_VIEW, type Viewer } from '../market/view.ts';
import { foldSeen } from '../protocol/arena/seen/fold.ts';
import { emptySeenMarket, type ReadMarket, type SeenMarket } from '../protocol/arena/seen/things.ts';
import { keptBySize } from './kept-by-size.ts';
import { createOwnMarket, type OwnMarket } from './seen/own-part.ts';
import { createSharedMarket, type SharedMarket } from './seen/shared-market.ts';

/** Folds of whole markets kept at the same time; the one asked for longest ago is given up, and folded anew when it is asked for again. */
const WHOLE_KEPT = 256;
/** Things kept for participants alone, a hundred megabytes or two of them. Folding those of one anew reads no log. */
const OWN_KEPT = 400_000;

interface Following<Market> {
  readonly market: Market;
  readonly stop: () => void;
}

export interface Telling {
  readonly market: ReadMarket;
  readonly told: OwnMarket['told'];
}

export interface SeenMarkets {
  /**
   * The market as this viewer sees it now. For reading only, and only in the same tick. Documents of what everybody sees may stand
   * there in everybody's cursor: `contentSeen` reads them.
   */
  get(marketId: MarketId, viewer: Viewer): Promise<ReadMarket>;
  /** The same, and what makes a thing of it fit to be handed out: every document then stands in the viewer's own cursor. */
  telling(marketId: MarketId, viewer: Viewer): Promise<Telling>;
  /** All of it, fit to be handed out. */
  whole(marketId: MarketId, viewer: Viewer): Promise<SeenMarket>;
  close(): void;
}

type ParticipantViewer = Extract<Viewer, { readonly kind: 'participant' }>;

/** Reviewers see every delivery, and there are few of them: they have folds of their own, as the owner has. */
const seesAsParty = (viewer: Viewer): viewer is ParticipantViewer =>
  viewer.kind === 'participant' && !viewer.roles.includes('reviewer');

/** Whole folds by their names, opened by whoever asks first. */
function createKept<Market>(open: (marketId: MarketId, viewer: Viewer) => Promise<Following<Market>>) {
  const stopped = (opening: Promise<Following<Market>>): void => {
    // What failed to open has nothing to stop, and whoever asked for it was told.
    opening.then(
      ({ stop }) => stop(),
      () => undefined,
    );
  };
  const kept = keptBySize<Promise<Following<Market>>>(WHOLE_KEPT, stopped);
  return {
    get: async (key: string, marketId: MarketId, viewer: Viewer): Promise<Market> => {
      const known = kept.get(key);
      const opening = known ?? open(marketId, viewer);
      if (known === undefined) {
        kept.keep(key, opening, 1);
        opening.catch(() => kept.drop(key));
      }
      return (await opening).market;
    },
    close: () => {
      for (const opening of kept.values()) stopped(opening);
    },
  };
}

export function createSeenMarkets(engine: Pick<Engine, 'follow'>): SeenMarkets {
  const plain = createKept<SeenMarket>(async (marketId, viewer) => {
    const market = emptySeenMarket();
    return { market, stop: await engine.follow(marketId, viewer, 0, (seen) => foldSeen(market, seen)) };
  });
  const own = keptBySize<{ readonly of: SharedMarket; readonly seen: OwnMarket }>(OWN_KEPT);
  const shared = createKept<SharedMarket>(async (marketId) => {
    const market = createSharedMarket();
    const unfollow = await engine.follow(marketId, OWNER_VIEW, 0, market.hear);
    const stop = (): void => {
      unfollow();
      // However small, each of them would keep all of the market that it lies over.
      own.dropWhere(({ of }) => of === market);
    };
    return { market, stop };
  });

  async function ownOf(marketId: MarketId, viewer: ParticipantViewer): Promise<OwnMarket> {
    const of = await shared.get(marketId, marketId, viewer);
    const key = `${marketId}/${viewer.participantId}`;
    const known = own.get(key);
    const one = known?.of === of ? known : { of, seen: createOwnMarket(of, viewer) };
    own.keep(key, one, 1 + one.seen.size());
    return one.seen;
  }

  async function wholeOf(marketId: MarketId, viewer: Viewer): Promise<SeenMarket> {
    if (viewer.kind === 'watcher') return (await shared.get(marketId, marketId, viewer)).everybody;
    const reviewer = viewer.kind === 'participant' ? viewer.participantId : viewer.kind;
    return plain.get(`${marketId}/${reviewer}`, marketId, viewer);
  }

  return {
    get: async (marketId, viewer) =>
      seesAsParty(viewer) ? (await ownOf(marketId, viewer)).market : wholeOf(marketId, viewer),
    telling: async (marketId, viewer) =>
      seesAsParty(viewer)
        ? ownOf(marketId, viewer)
        : { market: await wholeOf(marketId, viewer), told: (thing) => thing },
    whole: async (marketId, viewer) =>
      seesAsParty(viewer) ? (await ownOf(marketId, viewer)).whole() : wholeOf(marketId, viewer),
    close: () => {
      plain.close();
      shared.close();
    },
  };
}
