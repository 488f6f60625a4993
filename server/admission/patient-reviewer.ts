/**
 * A reviewer that does not take a busy machine for a finding. What the wall clock stopped is run once more with nothing else of the
 * gate beside it; only what stops there too has stopped. In the native tier the sandbox has done so already.
 */

import type { CaseResult } from '../reviewer/combine.ts';
import { ReviewFault } from '../reviewer/fault.ts';
import type { CasesRequest, Reviewer } from '../reviewer/reviewer.ts';
import type { RunRequest } from '../reviewer/sandbox.ts';
import { casesOf, withCases } from './cases.ts';

/** Whether the machine's clock ended it, which says nothing about the program. */
export function stoppedByClock({ unrepeatable }: Pick<CaseResult, 'unrepeatable'>): boolean {
  return unrepeatable === 'wall_clock';
}

/** A correct solution was stopped by the wall clock even alone: nobody can say whether it passes, here and now. */
export class StoppedByClock extends ReviewFault {
  constructor(who: string, cases: readonly string[]) {
    const which = cases.map((name) => `"${name}"`).join(', ');
    super(
      'sandbox_unavailable',
      `The wall clock stopped ${who} in ${which}, also with nothing beside it: it is no finding. The same command tries again; on a quiet machine it means that the program takes too long.`,
    );
  }
}

interface Room {
  /** Beside others. */
  together<Result>(work: () => Promise<Result>): Promise<Result>;
  /** After all others have left and before the next come in. Not from within `together`, which would wait for itself. */
  alone<Result>(work: () => Promise<Result>): Promise<Result>;
}

export function createRoom(): Room {
  let inside = 0;
  let closed: Promise<void> | null = null;
  let emptied = (): void => undefined;
  return {
    together: async (work) => {
      while (closed !== null) await closed;
      inside += 1;
      try {
        return await work();
      } finally {
        inside -= 1;
        if (inside === 0) emptied();
      }
    },
    alone: async (work) => {
      while (closed !== null) await closed;
      const { promise, resolve } = Promise.withResolvers<void>();
      closed = promise;
      try {
        if (inside > 0)
          await new Promise<void>((empty) => {
            emptied = empty;
          });
        return await work();
      } finally {
        emptied = () => undefined;
        closed = null;
        resolve();
      }
    },
  };
}

function mayTryAgain(environment: RunRequest['environment'] | undefined): boolean {
  return environment?.tier !== 'native';
}

async function runCases(reviewer: Reviewer, room: Room, request: CasesRequest): Promise<readonly CaseResult[]> {
  const { acceptance, until } = request;
  const ends = (result: CaseResult): boolean => stoppedByClock(result) || until?.(result) === true;
  const run = (cases: ReturnType<typeof casesOf>, more: Partial<CasesRequest>): Promise<readonly CaseResult[]> =>
    reviewer.runCases({ ...request, acceptance: withCases(acceptance, cases), ...more });
  const results: CaseResult[] = [];
  let left = casesOf(acceptance);
  while (left.length > 0) {
    const cases = left;
    const round = await room.together(() => run(cases, { until: ends }));
    left = left.slice(round.length);
    const last = round.at(-1);
    results.push(...round.slice(0, -1));
    if (last === undefined) break;
    const stopped = cases.slice(round.length - 1, round.length);
    const [again = last] = stoppedByClock(last) ? await room.alone(() => run(stopped, {})) : [last];
    results.push(again);
    if (until?.(again) === true) break;
  }
  return results;
}

/** All that go through one of these count as one another's neighbours. */
export function patientReviewer(reviewer: Reviewer, room = createRoom()): Reviewer {
  return {
    ...reviewer,
    runCases: (request) =>
      mayTryAgain(request.acceptance.environment)
        ? runCases(reviewer, room, request)
        : room.together(() => reviewer.runCases(request)),
    runOnce: async (request, signal) => {
      const first = await room.together(() => reviewer.runOnce(request, signal));
      return stoppedByClock(first) && mayTryAgain(request.environment)
        ? room.alone(() => reviewer.runOnce(request, signal))
        : first;
    },
  };
}
