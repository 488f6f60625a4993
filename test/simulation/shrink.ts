/** Cuts a failing list of steps down to a small one that still breaks the same promise, and prints it for copying. */

import type { Setup } from './bench.ts';
import type { CheckFailure } from './failure.ts';
import { type Played, playSteps } from './run.ts';
import type { Step } from './world.ts';

export interface Shrunk {
  readonly setup: Setup;
  readonly steps: readonly Step[];
  readonly failure: CheckFailure;
}

/** Plays after which shrinking stops with what it has. */
const PLAYS_MAX = 400;

/** Bursts taken apart, so that their commands can be cut one by one. */
function singly(steps: readonly Step[]): Step[] {
  return steps.flatMap((step): Step[] => {
    return step.kind === 'ask' ? step.commands.map((command) => ({ ...step, commands: [command] })) : [step];
  });
}

/**
 * Delta debugging: leaves out chunks, half of the list at first and ever smaller ones, as long as the same checker fails.
 * Gives the played list back, with its failure, when nothing could be left out or when it does not fail again.
 */
export async function shrink({ setup, steps, failure }: Played & { failure: CheckFailure }): Promise<Shrunk> {
  let plays = 0;
  const fails = async (candidate: readonly Step[], inMemory: Setup): Promise<CheckFailure | null> => {
    plays += 1;
    const again = await playSteps(inMemory, candidate);
    return again?.checker === failure.checker ? again : null;
  };
  let best: Shrunk = { setup, steps, failure };
  const simpler = [
    { ...setup, kind: 'memory', rivals: false, failOneIn: 0 },
    { ...setup, kind: 'memory' },
  ] as const;
  for (const easier of simpler) {
    const again = await fails(best.steps, easier);
    if (again === null) continue;
    best = { setup: easier, steps: best.steps, failure: again };
    break;
  }
  const apart = singly(best.steps);
  const same = await fails(apart, best.setup);
  if (same !== null) best = { ...best, steps: apart, failure: same };
  for (let size = Math.ceil(best.steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < best.steps.length && plays < PLAYS_MAX; ) {
      const candidate = [...best.steps.slice(0, start), ...best.steps.slice(start + size)];
      const again = await fails(candidate, best.setup);
      if (again === null) start += size;
      else best = { ...best, steps: candidate, failure: again };
    }
  }
  return best;
}

/** Seed, setup, failure and steps as text: one step a line, which `replay-seed.ts` reads again from a file. */
export function describeShrunk({ setup, steps, failure }: Shrunk): string {
  const lines = steps.map((step) => JSON.stringify(step));
  return [failure.message, JSON.stringify(setup), ...lines].join('\n');
}
