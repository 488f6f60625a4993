/** A lane for programs of ours over whatever sandbox a test has. */

import type { Sandbox } from '../../server/reviewer/sandbox.ts';
import { createTrustedLane, type TrustedLane } from '../../server/reviewer/trusted-lane.ts';

export function laneOver(sandbox: Sandbox): TrustedLane {
  return createTrustedLane({ workers: 2, start: async () => sandbox, imageHash: sandbox.imageHash });
}
