/** The floor of a market, live: opened as it stands, followed over whatever becomes of the connection, painted part by part. */

import { emptyFloor, type Floor } from '../../server/protocol/arena/floor/floor.ts';
import { foldFloor } from '../../server/protocol/arena/floor/fold.ts';
import { readFloor } from '../../server/protocol/sdk/floor-call.ts';
import { createAudience, type FollowState, followMarket, onePerMarket } from './follow.ts';
import { createPainter, type Frames } from './painter.ts';

export interface LiveFloor {
  /** The floor now. It changes in place; whoever paints it is told when by `add`. */
  floor(): Floor;
  state(): FollowState;
  /** Hears of changes of the state. */
  subscribe(listener: () => void): () => void;
  /** Calls `paint` within a frame after the floor changed, at most once in `everyMs`. */
  add(paint: () => void, everyMs: number): () => void;
}

const FRAMES: Frames = {
  now: () => performance.now(),
  after: (ms, frame) => {
    if (ms <= 0) requestAnimationFrame(frame);
    else setTimeout(() => requestAnimationFrame(frame), ms);
  },
};

/** One for all pages that show the floor of this market. */
export const liveFloor = onePerMarket((market: string, forget): LiveFloor => {
  const painter = createPainter(FRAMES);
  const { door, folded, state } = followMarket(market, {
    empty: emptyFloor,
    snapshot: ({ http }) => readFloor(http),
    fold: foldFloor,
    changed: (what) => {
      if (what === 'event') painter.changed();
      else audience.tell();
    },
  });
  const audience = createAudience(
    () => state().connection === 'ended',
    () => {
      door.close();
      forget();
    },
  );
  return { floor: folded, state, subscribe: audience.subscribe, add: painter.add };
});
