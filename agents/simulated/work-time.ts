/** How long a simulated freelancer works on a project: the estimate times a personal, log-normally spread factor. */

import { MINUTE_MS, type Millis } from '../../server/kernel/clock.ts';
import { chance } from '../../server/kernel/prng.ts';

export interface WorkSpeed {
  /** Median of work time over the estimate of a skilled person: 0.1 is ten times as fast. */
  readonly medianFactor: number;
  /** Standard deviation of the factor's logarithm. */
  readonly sigma: number;
}

/** Market time for one attempt, at least a millisecond; drawn once per freelancer, project and attempt. */
export function workTime(
  speed: WorkSpeed,
  minutes: number,
  draw: { readonly seed: string; readonly name: string; readonly project: string; readonly attempt: number },
): Millis {
  const spread = chance(draw.seed, 'work-time', draw.name, draw.project, draw.attempt).normal();
  return Math.max(1, Math.round(minutes * MINUTE_MS * speed.medianFactor * Math.exp(speed.sigma * spread)));
}
