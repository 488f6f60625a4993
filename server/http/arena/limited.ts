/** Heavy reads: so many at the same time, and the next one is sent away instead of kept waiting. */

import { tooOften } from '../wire-error.ts';

const SOON_MS = 1_000;

export function limited(most: number, why: string) {
  let running = 0;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= most) throw tooOften(why, SOON_MS);
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
    }
  };
}
