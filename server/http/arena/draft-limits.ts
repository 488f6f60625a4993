/** How many draft runs there are: one of each freelancer at a time, so many an hour, and few of all together. */

import type { Millis } from '../../kernel/clock.ts';
import { createCounter } from '../counter.ts';
import { tooOften, WireError } from '../wire-error.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const WINDOWS = [
  { ms: MINUTE_MS, max: 12 },
  { ms: HOUR_MS, max: 120 },
];
/** Runs of all freelancers together; who comes then is sent away, not kept waiting. */
const AT_ONCE = 16;
const SOON_MS = 5_000;

export interface DraftLimits {
  /** Runs `work` for the freelancer named by `key`, or answers with a 429. */
  run<T>(key: string, work: () => Promise<T>): Promise<T>;
  running(): number;
}

export function createDraftLimits(now: () => Millis): DraftLimits {
  const counter = createCounter(WINDOWS, now);
  const running = new Set<string>();
  return {
    running: () => running.size,
    run: async (key, work) => {
      if (running.has(key)) {
        throw new WireError({
          status: 429,
          code: 'AuthorisationExceptionCodes.RATE_LIMITED',
          message: 'A draft of yours is running: wait for what comes of it',
          retryAfter: 1,
        });
      }
      if (running.size >= AT_ONCE) throw tooOften('Many drafts are running', SOON_MS);
      const allowance = counter.take(key);
      if (!allowance.ok) throw tooOften('Too many drafts', allowance.resetMs);
      running.add(key);
      try {
        return await work();
      } finally {
        running.delete(key);
      }
    },
  };
}
