/** What a project would cost a simulated freelancer: drawn once per freelancer and project, the same under every mechanism. */

import { chance } from '../server/kernel/prng.ts';

/** Costs as shares of the project's budget maximum. */
export type CostModel =
  /** Uniform between two shares of the budget maximum: the setting of the closed-form equilibria. */
  | { readonly kind: 'uniform'; readonly fromShare: number; readonly toShare: number }
  /** Log-normal around a median share, cut at the budget maximum. */
  | { readonly kind: 'log_normal'; readonly medianShare: number; readonly sigma: number };

/** Private cost in whole cents, at least 1 and at most the budget maximum. `name` is the freelancer, `key` the project. */
export function privateCost(
  model: CostModel,
  seed: string,
  name: string,
  project: { readonly key: string; readonly budgetMaxCents: number },
): number {
  const draw = chance(seed, 'cost', name, project.key);
  const share =
    model.kind === 'uniform'
      ? model.fromShare + (model.toShare - model.fromShare) * draw.unit()
      : model.medianShare * Math.exp(model.sigma * draw.normal());
  return Math.min(project.budgetMaxCents, Math.max(1, Math.round(share * project.budgetMaxCents)));
}
