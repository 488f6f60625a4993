/** Whether the server can be reached: what every call that a page makes has found, for whoever tells of it. */

export interface Reach {
  /** Hears what became of a try. */
  readonly heard: (reached: boolean) => void;
  /** When the server was last reached, in epoch milliseconds; null: it is there. */
  readonly lostSince: () => number | null;
  readonly subscribe: (listener: () => void) => () => void;
}

export function createReach(now: () => number): Reach {
  const listeners = new Set<() => void>();
  let reachedAt = now();
  let lost: number | null = null;

  function become(since: number | null): void {
    if (since === lost) return;
    lost = since;
    for (const listener of listeners) listener();
  }

  return {
    heard: (reached) => {
      if (reached) reachedAt = now();
      become(reached ? null : reachedAt);
    },
    lostSince: () => lost,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Of every call of this page. */
export const reach = createReach(Date.now);
