/** A model that is asked again when its provider is in trouble: waits what it asks for, and keeps waiting apart from work. */

import { setTimeout as sleep } from 'node:timers/promises';
import { type Model, ModelFault, type Question, type Reply } from './model.ts';
import type { Pace } from './pace.ts';

export interface Retries {
  /** Calls in all, the first included. */
  readonly attempts: number;
  readonly baseMs: number;
  readonly maxMs: number;
  /** A number in [0, 1) for each wait, so that callers who failed together do not come back together. */
  readonly chance: () => number;
}

/** A reply, and where the time went: `workingMs` is the provider's, `waitedMs` is queues, rests and failed calls. */
export interface TimedReply extends Reply {
  readonly workingMs: number;
  readonly waitedMs: number;
  readonly attempts: number;
}

/** A call that came to nothing. `waitMs`: until it was to be tried again; null: it was not. */
export interface FailedAttempt {
  readonly attempt: number;
  readonly fault: ModelFault;
  readonly waitMs: number | null;
}

export type Asker = (
  question: Question,
  signal: AbortSignal,
  onFailure?: (failed: FailedAttempt) => void,
) => Promise<TimedReply>;

/** Seconds that are asked for are waited for; without, twice as long each time, with chance. */
function waitMs({ retryAfterMs }: ModelFault, attempt: number, { baseMs, maxMs, chance }: Retries): number {
  if (retryAfterMs !== null) return retryAfterMs;
  return Math.min(maxMs, baseMs * 2 ** (attempt - 1)) * (0.5 + chance() / 2);
}

/**
 * Rejects with the last `ModelFault` when the attempts are used up, or at once when asking again cannot help. The signal
 * that a question comes with lets no further call begin; `abandon` ends those that have begun, and is the same if not said.
 */
export function createAsker(model: Model, pace: Pace, retries: Retries, abandon?: AbortSignal): Asker {
  return async (question, signal, onFailure = () => undefined) => {
    const since = performance.now();
    for (let attempt = 1; ; attempt += 1) {
      let startedAt = 0;
      try {
        const { value } = await pace.run(() => {
          startedAt = performance.now();
          return model.ask(question, abandon ?? signal);
        }, signal);
        const now = performance.now();
        return { ...value, workingMs: now - startedAt, waitedMs: startedAt - since, attempts: attempt };
      } catch (problem) {
        if (!(problem instanceof ModelFault)) throw problem;
        const again = problem.passes && attempt < retries.attempts;
        const ms = again ? waitMs(problem, attempt, retries) : null;
        onFailure({ attempt, fault: problem, waitMs: ms });
        if (ms === null) throw problem;
        if (problem.kind === 'rate_limited') pace.rest(ms);
        else await sleep(ms, undefined, { signal });
      }
    }
  };
}
