/** Packages with programs of their author's that would run among our own: only a market's owner is trusted that far. */

import type { Seat } from '../../engine/access.ts';
import type { ProjectPackage } from '../../protocol/arena/project-package.ts';
import { problems } from '../wire-error.ts';

export function requireTrust(
  { kind }: Pick<Seat, 'kind'>,
  { acceptance, answerKey: { hidden } }: ProjectPackage,
): void {
  if (kind === 'owner') return;
  const runs = [acceptance, hidden].some((one) => one.kind === 'assertions' || one.comparator.kind === 'checker');
  if (runs) throw problems.notAllowed('Assertions and checkers run among our own programs: only the owner posts them');
}
