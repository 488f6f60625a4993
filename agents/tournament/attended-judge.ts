/** A judge whose work is waited for: who stops a run waits for the calls that have begun, so that none is paid for and lost. */

import type { RubricJudge } from '../../server/protocol/arena/rubric.ts';

export interface AttendedJudge {
  /** Undefined where nobody judges beside the tests. */
  readonly judge: RubricJudge | undefined;
  /** Resolves when nothing is being judged. */
  idle(): Promise<void>;
}

export function attended(judge: RubricJudge | undefined): AttendedJudge {
  if (judge === undefined) return { judge, idle: () => Promise.resolve() };
  const working = new Set<Promise<unknown>>();
  return {
    judge: {
      rule: judge.rule,
      opine(work) {
        const opinion = judge.opine(work);
        const over: Promise<unknown> = opinion.catch(() => undefined).then(() => working.delete(over));
        working.add(over);
        return opinion;
      },
    },
    async idle() {
      while (working.size > 0) await Promise.all(working);
    },
  };
}
