/** How many visible and hidden cases a verdict's evidence counts. */

import { evidenceSchema } from '../../../server/protocol/arena/delivery.ts';
import type { CaseKinds } from './observed-market.ts';

const countedSchema = evidenceSchema.pick({ visible: true, hidden: true });

const passed = (cases: readonly { readonly outcome: string }[]): number =>
  cases.filter(({ outcome }) => outcome === 'passed').length;

/** Null where it is no evidence: it was erased, or never here. */
export function caseKindsIn(evidence: unknown): CaseKinds | null {
  const parsed = countedSchema.safeParse(evidence);
  if (!parsed.success) return null;
  const { visible, hidden } = parsed.data;
  return {
    visiblePassed: passed(visible),
    visibleCount: visible.length,
    hiddenPassed: passed(hidden),
    hiddenCount: hidden.length,
  };
}
