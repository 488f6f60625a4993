/** Visible–hidden gap: how much better deliveries do at the cases they could see than at those they could not. */

import { sum } from './moments.ts';

export interface CaseCounts {
  readonly visiblePassed: number;
  readonly visibleCount: number;
  readonly hiddenPassed: number;
  readonly hiddenCount: number;
}

/** All visible cases passed out of all, less the same of hidden ones; null where there are none of a kind. */
export function visibleGap(counts: readonly CaseCounts[]): number | null {
  const visible = sum(counts.map(({ visibleCount }) => visibleCount));
  const hidden = sum(counts.map(({ hiddenCount }) => hiddenCount));
  if (visible === 0 || hidden === 0) return null;
  const visiblePassed = sum(counts.map((one) => one.visiblePassed));
  return visiblePassed / visible - sum(counts.map((one) => one.hiddenPassed)) / hidden;
}
