/** Holds the time of a tournament's market: before its runner moves on, it waits as long as somebody who watches wants. */

import type { Pacer } from './engine/pacing.ts';

export interface WaitingPacer extends Pacer {
  /** Resolves when market time may pass from one moment to the other; at once where the signal has ended the run. */
  wait(fromMs: number, toMs: number): Promise<void>;
}

/** A timer can wait no longer in one piece. */
const PIECE_MS = 1_000_000_000;

/** `now` is wall time in milliseconds, which never goes back. */
export function createPacer(
  initial: number | null,
  signal: AbortSignal,
  now: () => number = () => performance.now(),
): WaitingPacer {
  let speed = initial;
  let paused = false;
  let steps = 0;
  const changed = new Set<() => void>();
  const tell = (): void => {
    for (const wake of changed) wake();
  };
  signal.addEventListener('abort', tell, { once: true });

  /** Until somebody changes something, or so many milliseconds have passed. */
  async function change(afterMs: number | null): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = afterMs === null ? undefined : setTimeout(resolve, Math.min(afterMs, PIECE_MS));
    changed.add(resolve);
    await promise;
    changed.delete(resolve);
    clearTimeout(timer);
  }

  return {
    reading: () => ({ kind: 'virtual', speed, paused }),
    pause: () => {
      paused = true;
      tell();
    },
    resume: () => {
      paused = false;
      steps = 0;
      tell();
    },
    step: () => {
      steps += 1;
      tell();
    },
    setSpeed: (wanted) => {
      speed = wanted;
      tell();
    },
    wait: async (fromMs, toMs) => {
      let left = toMs - fromMs;
      while (left > 0 && !signal.aborted) {
        if (steps > 0) {
          steps -= 1;
          return;
        }
        if (paused) await change(null);
        else if (speed === null) return;
        else {
          const begun = now();
          const rate = speed;
          await change(left / rate);
          left -= (now() - begun) * rate;
        }
      }
    },
  };
}
