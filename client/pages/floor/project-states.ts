/** The colours of what a project or a delivery is. */

import type { FloorProject } from '../../../server/protocol/arena/floor/floor.ts';
import type { SeenProjectStatus } from '../../../server/protocol/arena/seen/things.ts';
import type { Tone } from '../../parts/badge.tsx';

export const PROJECT_TONES: Readonly<Record<SeenProjectStatus, Tone>> = {
  draft: 'neutral',
  open: 'accent',
  bidding_closed: 'warn',
  awarded: 'warn',
  in_progress: 'calm',
  completed: 'good',
  expired: 'neutral',
  cancelled: 'neutral',
};

export const DELIVERY_TONES: Readonly<Record<NonNullable<FloorProject['delivery']>, Tone>> = {
  submitted: 'calm',
  under_review: 'calm',
  passed: 'good',
  failed: 'bad',
  revision_requested: 'warn',
  voided: 'neutral',
};
