/** Mean, spread and shape of a sample, and the order statistics beside them. Null where a sample is too small to have one. */

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : sum(values) / values.length;
}

/** Mean of (x − mean)ᵏ, dividing by n. */
function centralMoment(values: readonly number[], power: number): number {
  const centre = sum(values) / values.length;
  return sum(values.map((value) => (value - centre) ** power)) / values.length;
}

/** Unbiased: divides by n − 1. */
export function variance(values: readonly number[]): number | null {
  const n = values.length;
  return n < 2 ? null : (centralMoment(values, 2) * n) / (n - 1);
}

export function deviation(values: readonly number[]): number | null {
  const square = variance(values);
  return square === null ? null : Math.sqrt(square);
}

/** Bias-corrected (G₁ of Joanes & Gill 1998, type 2 in R); needs three different values. */
export function skewness(values: readonly number[]): number | null {
  const n = values.length;
  const spread = n < 3 ? 0 : centralMoment(values, 2);
  if (spread === 0) return null;
  return (centralMoment(values, 3) / spread ** 1.5) * (Math.sqrt(n * (n - 1)) / (n - 2));
}

/** Excess over the normal, bias-corrected (G₂ of Joanes & Gill 1998); needs four values. */
export function kurtosis(values: readonly number[]): number | null {
  const n = values.length;
  const spread = n < 4 ? 0 : centralMoment(values, 2);
  if (spread === 0) return null;
  const excess = centralMoment(values, 4) / spread ** 2 - 3;
  return ((n - 1) / ((n - 2) * (n - 3))) * ((n + 1) * excess + 6);
}

/** Linear between order statistics (type 7 in R); `p` in [0, 1]. */
export function quantile(values: readonly number[], p: number): number | null {
  const sorted = Float64Array.from(values).sort();
  const place = (sorted.length - 1) * p;
  const lower = sorted[Math.floor(place)];
  const upper = sorted[Math.ceil(place)];
  return lower === undefined || upper === undefined ? null : lower + (upper - lower) * (place - Math.floor(place));
}
