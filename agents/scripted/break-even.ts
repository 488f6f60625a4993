/** The smallest amount that covers a cost when the market's fee is taken out of it. */

import { CENTS_MAX, type Cents, shareOf } from '../../server/kernel/money.ts';
import type { Policy } from '../../server/protocol/arena/wire.ts';

export type FreelancerFee = Pick<Policy['fees'], 'freelancerBps' | 'freelancerMinCents'>;

export const NO_FEE: FreelancerFee = { freelancerBps: 0, freelancerMinCents: 0 as Cents };

/** What is left of `grossCents` after the fee: the rate or the minimum, never more than the gross. */
export function netOf(fee: FreelancerFee, grossCents: number): number {
  const byRate = shareOf(grossCents as Cents, fee.freelancerBps);
  return grossCents - Math.min(grossCents, Math.max(byRate, fee.freelancerMinCents));
}

/** The smallest gross amount in cents whose net is at least `costCents`; infinite where the fee takes everything. */
export function breakEven(fee: FreelancerFee, costCents: number): number {
  if (netOf(fee, CENTS_MAX) < costCents) return Number.POSITIVE_INFINITY;
  let below = costCents - 1;
  let enough = CENTS_MAX;
  if (netOf(fee, costCents) >= costCents) return costCents;
  while (enough - below > 1) {
    const middle = Math.floor((below + enough) / 2);
    if (netOf(fee, middle) >= costCents) enough = middle;
    else below = middle;
  }
  return enough;
}
