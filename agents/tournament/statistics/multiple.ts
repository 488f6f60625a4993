/** Many tests at once: adjusted p-values, in the order given. Reject where the adjusted value is at most the level. */

/** Adjusts p-values sorted upwards, rank from 1; `monotone` says from which end they are made monotone. */
function adjusted(
  pValues: readonly number[],
  factor: (rank: number, count: number) => number,
  monotone: 'step_down' | 'step_up',
): number[] {
  const count = pValues.length;
  const order = [...pValues.keys()].sort((a, b) => (pValues[a] ?? 0) - (pValues[b] ?? 0));
  const raw = order.map((index, at) => Math.min(1, (pValues[index] ?? 1) * factor(at + 1, count)));
  if (monotone === 'step_down')
    for (let at = 1; at < count; at += 1) raw[at] = Math.max(raw[at] ?? 1, raw[at - 1] ?? 0);
  else for (let at = count - 2; at >= 0; at -= 1) raw[at] = Math.min(raw[at] ?? 1, raw[at + 1] ?? 1);
  const result = new Array<number>(count).fill(1);
  for (const [at, index] of order.entries()) result[index] = raw[at] ?? 1;
  return result;
}

export function bonferroni(pValues: readonly number[]): number[] {
  return pValues.map((p) => Math.min(1, p * pValues.length));
}

/** Holm 1979: the chance of any false rejection stays below the level. For confirmatory tests. */
export function holm(pValues: readonly number[]): number[] {
  return adjusted(pValues, (rank, count) => count - rank + 1, 'step_down');
}

/** Hochberg 1988: as Holm, more powerful, for tests that are independent or positively dependent. */
export function hochberg(pValues: readonly number[]): number[] {
  return adjusted(pValues, (rank, count) => count - rank + 1, 'step_up');
}

/** Benjamini & Hochberg 1995: the expected share of false rejections stays below the level. For exploratory tests. */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  return adjusted(pValues, (rank, count) => count / rank, 'step_up');
}

/** Benjamini & Yekutieli 2001: the same under any dependence. */
export function benjaminiYekutieli(pValues: readonly number[]): number[] {
  const harmonic = pValues.reduce((sum, _, index) => sum + 1 / (index + 1), 0);
  return adjusted(pValues, (rank, count) => (count * harmonic) / rank, 'step_up');
}
