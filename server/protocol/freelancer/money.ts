/** Money on Freelancer.com's wire: decimal numbers of the currency, never cents. */

const CENTS = 100;

export function amountOf(cents: number): number {
  return cents / CENTS;
}

/** Whole cents, or null when the amount has more than two decimals: nobody's money is rounded unasked. */
export function centsOf(amount: number): number | null {
  const cents = Math.round(amount * CENTS);
  return Number.isSafeInteger(cents) && Math.abs(cents / CENTS - amount) < 1e-9 ? cents : null;
}

/** Unix seconds, as all times of the wire. */
export function secondsOf(ms: number): number {
  return Math.floor(ms / 1_000);
}
