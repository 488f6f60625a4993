/** How many calls a provider takes at once: more after each good answer, half as many when it asks for patience. */

import { setTimeout as sleep } from 'node:timers/promises';

export interface PaceState {
  readonly running: number;
  readonly waiting: number;
  readonly allowed: number;
  /** Wall time until which the provider wants to be left alone; null: it does not. */
  readonly restsUntil: number | null;
}

export interface Pace {
  /** Waits for a place, then runs; gives back how long the wait was, apart from the work. */
  run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<{ readonly value: T; readonly waitedMs: number }>;
  /** The provider asked for patience: everybody waits so long, and fewer go at once afterwards. */
  rest(ms: number): void;
  readonly state: PaceState;
}

/** `most`: places at any time; begins with a quarter of them. Places grow by one for each `allowed` good answers. */
export function createPace({ most }: { readonly most: number }): Pace {
  let allowed = Math.max(1, Math.ceil(most / 4));
  let running = 0;
  let goodAnswers = 0;
  let restsUntil = 0;
  const queue: (() => void)[] = [];

  function admit(): void {
    while (running < Math.floor(allowed) && queue.length > 0) {
      running += 1;
      queue.shift()?.();
    }
  }

  function place(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const enter = (): void => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        queue.splice(queue.indexOf(enter), 1);
        reject(signal.reason);
      };
      signal.throwIfAborted();
      signal.addEventListener('abort', leave, { once: true });
      queue.push(enter);
      admit();
    });
  }

  function free(): void {
    running -= 1;
    admit();
  }

  async function rested(signal: AbortSignal): Promise<void> {
    for (let left = restsUntil - Date.now(); left > 0; left = restsUntil - Date.now()) {
      await sleep(left, undefined, { signal });
    }
  }

  return {
    async run(work, signal) {
      const since = performance.now();
      await place(signal);
      try {
        await rested(signal);
        const waitedMs = performance.now() - since;
        const value = await work();
        goodAnswers += 1;
        if (goodAnswers >= allowed && allowed < most) {
          allowed += 1;
          goodAnswers = 0;
        }
        return { value, waitedMs };
      } finally {
        free();
      }
    },
    rest(ms) {
      restsUntil = Math.max(restsUntil, Date.now() + ms);
      allowed = Math.max(1, Math.floor(allowed / 2));
      goodAnswers = 0;
    },
    get state() {
      return { running, waiting: queue.length, allowed, restsUntil: restsUntil > Date.now() ? restsUntil : null };
    },
  };
}
