/** Floors as their viewers see them: folded when somebody asks, gone on from when somebody asks again, and free in between. */

import type { Engine } from '../../engine/engine.ts';
import type { MarketId } from '../../kernel/id.ts';
import type { Viewer } from '../../market/view.ts';
import { emptyFloor, type Floor } from '../../protocol/arena/floor/floor.ts';
import { foldFloor } from '../../protocol/arena/floor/fold.ts';

/** Floors kept at the same time; the one used longest ago is given up and folded anew. */
const KEPT = 64;
const PAGE = 5_000;

export interface Floors {
  /** The floor as this viewer sees it now. For reading only, and only in the same tick. */
  get(marketId: MarketId, viewer: Viewer): Promise<Floor>;
}

interface Kept {
  readonly floor: Floor;
  /** Reads one after the other, so that no event is folded twice. */
  reading: Promise<void>;
}

export function createFloors(engine: Engine): Floors {
  const kept = new Map<string, Kept>();

  /** To where the log ended at some moment of the reading: while things happen there is no other end. */
  async function readOn(marketId: MarketId, viewer: Viewer, floor: Floor): Promise<void> {
    for (;;) {
      const page = await engine.read(marketId, viewer, floor.cursor, PAGE);
      for (const seen of page) foldFloor(floor, seen);
      if (page.length < PAGE) return;
    }
  }

  return {
    get: async (marketId, viewer) => {
      const who = viewer.kind === 'participant' ? `${viewer.participantId}/${viewer.roles.join('+')}` : viewer.kind;
      const key = `${marketId}/${who}`;
      const one = kept.get(key) ?? { floor: emptyFloor(), reading: Promise.resolve() };
      kept.delete(key);
      kept.set(key, one);
      const [oldest] = kept.keys();
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
      // A read that failed was told to whoever asked for it; the next begins where it stopped.
      one.reading = one.reading.catch(() => undefined).then(() => readOn(marketId, viewer, one.floor));
      await one.reading;
      return one.floor;
    },
  };
}
