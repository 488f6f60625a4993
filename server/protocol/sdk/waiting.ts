/** Waits between tries: longer each time, never the same for two clients, and over at once when nobody wants them any more. */

const FIRST_MS = 100;
const LONGEST_MS = 10_000;

/** Half of the wait is chance, so that all who lost the same server do not come back to it in the same moment. */
export function waitMs(tries: number, draw: number = Math.random()): number {
  const longest = Math.min(FIRST_MS * 2 ** Math.min(tries, 20), LONGEST_MS);
  return longest / 2 + (longest / 2) * draw;
}

/** Resolves after the time, or at once when the signal says so. */
export function waited(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', over);
      resolve();
    };
    const timer = setTimeout(over, ms);
    signal.addEventListener('abort', over);
    if (signal.aborted) over();
  });
}
