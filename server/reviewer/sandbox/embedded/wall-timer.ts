/** One timer for many short spans: it is set anew only when it rings, so that starting and stopping a span costs next to nothing. */

/** The longest span a timer of Node can be set to; a longer one is waited for in pieces. */
const RING_MAX_MS = 2_147_483_647;

export interface WallTimer {
  /** From now on `ms` may pass. A span that is already running is forgotten. */
  start(ms: number): void;
  stop(): void;
}

/** Calls `over` when a span that was started and not stopped has passed, never before. Keeps no process alive. */
export function createWallTimer(over: () => void): WallTimer {
  let endsAt = Infinity;
  let ringsAt = Infinity;
  let timer: NodeJS.Timeout | undefined;

  const set = (ms: number): void => {
    clearTimeout(timer);
    const span = Math.min(Math.max(0, ms), RING_MAX_MS);
    ringsAt = performance.now() + span;
    timer = setTimeout(ring, span);
    timer.unref();
  };
  const ring = (): void => {
    ringsAt = Infinity;
    if (endsAt === Infinity) return;
    const left = endsAt - performance.now();
    if (left > 0) {
      set(left);
      return;
    }
    endsAt = Infinity;
    over();
  };
  return {
    start: (ms) => {
      endsAt = performance.now() + ms;
      if (endsAt < ringsAt) set(ms);
    },
    stop: () => {
      endsAt = Infinity;
    },
  };
}
