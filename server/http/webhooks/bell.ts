/** Something to wait at until it rings, time has passed, or all is over. What rings while nobody waits is not forgotten. */

export interface Bell {
  ring(): void;
  /** From here on a ring counts for the next wait; what rang before is known already. */
  listen(): void;
  /** Null: however long it takes. */
  wait(ms: number | null): Promise<void>;
}

/** As long as a timer can be. */
const LONGEST_MS = 2_147_483_647;

export function createBell(signal: AbortSignal): Bell {
  let rung = false;
  const nobody = (): void => undefined;
  let wake = nobody;
  signal.addEventListener('abort', () => wake());
  return {
    ring: () => {
      rung = true;
      wake();
    },
    listen: () => {
      rung = false;
    },
    wait: (ms) =>
      new Promise((resolve) => {
        const timer = ms === null ? undefined : setTimeout(() => wake(), Math.min(ms, LONGEST_MS));
        wake = () => {
          clearTimeout(timer);
          wake = nobody;
          rung = false;
          resolve();
        };
        if (rung || signal.aborted) wake();
      }),
  };
}
