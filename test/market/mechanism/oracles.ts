/** Closed forms of auction theory, in units of the largest cost or prize: what the mechanisms must reproduce. */

/** Simpson's rule with `pieces` (even) pieces. */
export function integrate(f: (x: number) => number, from: number, to: number, pieces = 4_000): number {
  const width = (to - from) / pieces;
  let total = f(from) + f(to);
  for (let index = 1; index < pieces; index += 1) total += f(from + index * width) * (index % 2 === 0 ? 2 : 4);
  return (total * width) / 3;
}

/** First-price equilibrium bid for costs with distribution function F, reserve r and n bidders, by quadrature. */
export function generalBid(
  cost: number,
  bidders: number,
  reserve: number,
  distribution: (x: number) => number,
): number {
  const survival = (x: number): number => (1 - distribution(x)) ** (bidders - 1);
  return cost + integrate(survival, cost, reserve) / survival(cost);
}

/** Costs uniform on [low, high], reserve at `high`. */
export function uniformBid(cost: number, bidders: number, high = 1): number {
  return cost + (high - cost) / bidders;
}

/** Costs uniform on [0, 1], reserve r. */
export function reserveBid(cost: number, bidders: number, reserve: number): number {
  return cost + ((1 - cost) ** bidders - (1 - reserve) ** bidders) / (bidders * (1 - cost) ** (bidders - 1));
}

/** Costs uniform on [0, 1], reserve 1, utility profit^power. */
export function riskAverseBid(cost: number, bidders: number, power: number): number {
  return cost + ((1 - cost) * power) / (bidders - 1 + power);
}

/** Costs uniform on [0, 1]; the freelancer keeps the share 1 − fee of his price. */
export function feeBid(cost: number, bidders: number, fee: number, reserve: number): number {
  const grossCost = cost / (1 - fee);
  const highest = 1 / (1 - fee);
  const gap = (highest - grossCost) ** bidders - (highest - reserve) ** bidders;
  return grossCost + gap / (bidders * (highest - grossCost) ** (bidders - 1));
}

/** Standard normal distribution function by its everywhere convergent series; 1e-15 for |z| < 6. */
export function normalDistribution(z: number): number {
  let term = z;
  let total = z;
  for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(total); odd += 2) {
    term *= (z * z) / odd;
    total += term;
  }
  return 0.5 + (total * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}

/** Log-normal distribution function with the given median and standard deviation of the logarithm. */
export function logNormalDistribution(x: number, median: number, sigma: number): number {
  return x <= 0 ? 0 : normalDistribution(Math.log(x / median) / sigma);
}

/** Log-normal costs, median 250, sigma .6358, reserve 750. */
export function logNormalBid(cost: number, bidders: number): number {
  return generalBid(cost, bidders, 750, (x) => logNormalDistribution(x, 250, 0.6358));
}

/** Expected payment of first price, Vickrey and clocks: the second-lowest of n costs uniform on [low, high]. */
export function expectedPayment(bidders: number, low = 0, high = 1): number {
  return low + ((high - low) * 2) / (bidders + 1);
}

/** Expected lowest of n uniform costs. */
export function expectedLowestCost(bidders: number): number {
  return 1 / (bidders + 1);
}

/** A bidder's expected profit before he knows his cost. */
export function expectedProfit(bidders: number): number {
  return 1 / (bidders * (bidders + 1));
}

export function firstPriceVariance(n: number): number {
  return (((n - 1) / n) ** 2 * n) / ((n + 1) ** 2 * (n + 2));
}

export function secondPriceVariance(n: number): number {
  return (2 * (n - 1)) / ((n + 1) ** 2 * (n + 2));
}

/** Chance that the lowest of n uniform costs is at most a reserve or posted price. */
export function tradeChance(bidders: number, price: number): number {
  return 1 - (1 - price) ** bidders;
}

/** Expected payment with reserve r, counting no trade as nothing. */
export function reservePayment(bidders: number, reserve: number): number {
  return integrate((x) => bidders * 2 * x * (1 - x) ** (bidders - 1), 0, reserve);
}

/** The cost up to which paying `credit` for a bid is worth while; reserve 1. */
export function entryCutoff(bidders: number, credit: number): number {
  return 1 - credit ** (1 / bidders);
}

/** The employer's best posted price when the work is worth 1. */
export function bestPostedPrice(bidders: number): number {
  return 1 - (bidders + 1) ** (-1 / bidders);
}

/** The employer's expected gain from posting `price` when the work is worth 1. */
export function postedGain(bidders: number, price: number): number {
  return (1 - price) * tradeChance(bidders, price);
}

/** Surplus of a lottery over the best possible surplus, for a value of 1. */
export function lotteryEfficiency(bidders: number): number {
  return 0.5 / (1 - 1 / (bidders + 1));
}

/** All-pay effort for a private value uniform on [0, 1]. */
export function allPayEffort(value: number, entrants: number): number {
  return ((entrants - 1) / entrants) * value ** entrants;
}

export function allPayTotal(entrants: number): number {
  return (entrants - 1) / (entrants + 1);
}

export function allPayBest(entrants: number): number {
  return (entrants - 1) / (2 * entrants);
}

/** Expected best effort when everybody values the prize at 1 and knows it. */
export function knownPrizeBest(entrants: number): number {
  return entrants / (2 * entrants - 1);
}

/** Tullock effort for a prize of 1: chance of winning proportional to effort^exponent, exponent ≤ n/(n − 1). */
export function tullockEffort(entrants: number, exponent: number): number {
  return (exponent * (entrants - 1)) / entrants ** 2;
}

/** Chances of winning with the given numbers of equally able entries. */
export function contestShares(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / total);
}

/** Scoring with V = 2√q and cost θq, in k = 1/θ uniform on [1, 2]: quality, first-score bid and its price. */
export function scoringBid(pseudoType: number, bidders: number) {
  const score = 1 + ((bidders - 1) / bidders) * (pseudoType - 1);
  return { quality: pseudoType ** 2, worth: 2 * pseudoType, score, price: 2 * pseudoType - score };
}

/** The employer's expected score under either scoring rule. */
export function expectedScore(bidders: number): number {
  return (2 * bidders) / (bidders + 1);
}
