/** Textbook distributions, from jStat: the only file that names the library. Held against R's values by tests. */

import jstat from 'jstat';

const { normal, studentt, beta, noncentralt } = jstat.jStat;

/** Φ(z). */
export function normalCdf(z: number): number {
  return normal.cdf(z, 0, 1);
}

/** z with Φ(z) = `p`, `p` in (0, 1). */
export function normalQuantile(p: number): number {
  return normal.inv(p, 0, 1);
}

/** Student's t with `freedom` degrees of freedom: chance to be at most `t`. */
export function tCdf(t: number, freedom: number): number {
  return studentt.cdf(t, freedom);
}

export function tQuantile(p: number, freedom: number): number {
  return studentt.inv(p, freedom);
}

/** Chance of |t| or more, under no effect. */
export function twoSidedT(t: number, freedom: number): number {
  return Math.min(1, 2 * tCdf(-Math.abs(t), freedom));
}

export function betaQuantile(p: number, alpha: number, betaParameter: number): number {
  return beta.inv(p, alpha, betaParameter);
}

export function noncentralTCdf(t: number, freedom: number, noncentrality: number): number {
  return noncentralt.cdf(t, freedom, noncentrality);
}
