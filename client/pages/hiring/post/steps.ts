/** What every step of the form is given. */

import type { Policy } from '../../../../server/protocol/arena/wire.ts';
import type { Draft } from '../../../data/hiring/draft.ts';

export interface StepProps {
  readonly draft: Draft;
  readonly policy: Policy;
  readonly change: (part: Partial<Draft>) => void;
}
