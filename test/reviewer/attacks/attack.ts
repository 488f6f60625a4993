/** An attack program and what may become of it. The honest task is: `solve(a)` gives back the sorted list. */

import type { RunExit } from '../../../server/reviewer/sandbox.ts';

export interface Attack {
  readonly name: string;
  /** `@CANARY_FILE@` stands for the path of a file on the host that must never be readable. */
  readonly source: string;
  readonly expected: readonly RunExit[];
  /** When it may be answered: whether that answer is the right one. Without it, any answer will do. */
  readonly answer?: 'right' | 'wrong';
}
