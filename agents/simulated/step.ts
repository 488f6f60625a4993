/** What one project asks of a freelancer now, and when to look at it again. */

import type { Millis } from '../../server/kernel/clock.ts';
import type { Action } from '../agent.ts';

export interface Step {
  readonly action: Action | null;
  readonly wakeAt: Millis | null;
}

export const NO_STEP: Step = { action: null, wakeAt: null };
