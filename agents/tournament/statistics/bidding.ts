/** Bids beside what the work costs the bidder, and what winners expected beside what they got. */

import { mean } from './moments.ts';

/** One bid whose bidder's cost is known. Money in one unit. */
export interface PricedBid {
  readonly amount: number;
  /** What the price must cover: the cost of the work with the fee on it. */
  readonly breakEven: number;
  /** The most that can be asked. */
  readonly reserve: number;
}

/** (amount − break-even) / break-even: the markup over what the work costs. */
export function markup({ amount, breakEven }: PricedBid): number | null {
  return breakEven <= 0 ? null : (amount - breakEven) / breakEven;
}

/** (amount − break-even) / (reserve − break-even): 0 asks no more than the cost, 1 all that is there. Theory's 1/n under uniform costs up to the reserve. */
export function shading({ amount, breakEven, reserve }: PricedBid): number | null {
  return reserve <= breakEven ? null : (amount - breakEven) / (reserve - breakEven);
}

/** One award that was won and came to an end. Money in one unit. */
export interface Won {
  /** Chance to be paid that the bid stated. */
  readonly stated: number;
  /** Price less fee. */
  readonly price: number;
  readonly cost: number;
  /** What was released less fees. */
  readonly received: number;
}

/** What the winner expected on its own word, less what it got: above 0 the winners were too hopeful. */
export function curseOf({ stated, price, received }: Won): number {
  return stated * price - received;
}

export interface WinnersCurse {
  /** Mean of expected less received, for each award. */
  readonly shortfall: number;
  /** Mean of received less cost. */
  readonly profit: number;
  /** Share of the awards that ended in a loss. */
  readonly lossShare: number;
}

export function winnersCurse(won: readonly Won[]): WinnersCurse | null {
  const shortfall = mean(won.map(curseOf));
  const profit = mean(won.map(({ received, cost }) => received - cost));
  const lossShare = mean(won.map(({ received, cost }) => (received < cost ? 1 : 0)));
  return shortfall === null || profit === null || lossShare === null ? null : { shortfall, profit, lossShare };
}
