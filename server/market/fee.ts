/** Fees on what is really paid. Each depends on the total so far only, so the number of releases changes nothing. */

import { type Cents, largest, proportionOf, shareOf, smallest, subtract, ZERO } from '../kernel/money.ts';
import type { FeePolicy } from './policy.ts';

/** The freelancer's fee on `gross` cents released in total: the rate or the minimum, never more than the gross. */
export function freelancerFee(fees: FeePolicy, gross: Cents): Cents {
  return smallest(gross, largest(shareOf(gross, fees.freelancerBps), fees.freelancerMinCents));
}

/** What to withhold from a release of `amount` after `released` cents of the same award. */
export function withheldFee(fees: FeePolicy, released: Cents, amount: Cents): Cents {
  const total = (released + amount) as Cents;
  return subtract(freelancerFee(fees, total), freelancerFee(fees, released));
}

/** The employer's fee on a price: the rate or the minimum; nothing on nothing. */
export function employerFee(fees: FeePolicy, price: Cents): Cents {
  return price === ZERO ? ZERO : largest(shareOf(price, fees.employerBps), fees.employerMinCents);
}

/**
 * The employer's further fee when milestones outgrow the price: the rate on what `committed` cents exceed it by, less
 * `charged`, what earlier milestones of the award hold or have paid of it.
 */
export function overageFee(fees: FeePolicy, price: Cents, committed: Cents, charged: Cents): Cents {
  if (committed <= price) return ZERO;
  return largest(ZERO, subtract(shareOf(subtract(committed, price), fees.employerBps), charged));
}

/** The part of a held fee that goes with `amount` out of `held`. */
export function heldFeeFor(feeHeld: Cents, amount: Cents, held: Cents): Cents {
  return amount === held ? feeHeld : proportionOf(feeHeld, amount, held);
}
