/** Amounts that clients send, as whole cents of the market. */

import { CENTS_MAX, type Cents, cents } from '../../kernel/money.ts';
import { centsOf } from '../../protocol/freelancer/money.ts';
import { problems } from '../wire-error.ts';

/**
 * The amount that `field` names, times `hours` where it is a rate. Throws a 400 where there is none, or where it is no
 * whole number of cents or more than money can name; whether so much is allowed is the market's to say.
 */
export function centsIn(field: string, amount: number | null | undefined, hours = 1): Cents {
  if (amount === undefined || amount === null) throw problems.badForm(`${field}: in the currency of the market`);
  const found = centsOf(amount);
  if (found === null) throw problems.badForm(`${field}: at most two decimals`);
  const total = found * hours;
  if (total < 0 || total > CENTS_MAX) throw problems.badForm(`${field}: between 0 and ${CENTS_MAX / 100 / hours}`);
  return cents(total);
}
