/** What work brought in beside what it cost. Money in any one unit; null where there is nothing to divide by. */

export interface Work {
  readonly passed: boolean;
  /** What the project pays. */
  readonly price: number;
  /** What the freelancer spent on it from its own pocket. */
  readonly cost: number;
}

function total(works: readonly Work[], value: (work: Work) => number): number {
  return works.reduce((sum, work) => sum + value(work), 0);
}

/** Prices of what passed. */
export function solvedValue(works: readonly Work[]): number {
  return total(works, ({ passed, price }) => (passed ? price : 0));
}

/** Costs of everything, lost and failed work included, over the prices of what passed. */
export function costPerSolvedDollar(works: readonly Work[]): number | null {
  const solved = solvedValue(works);
  return solved === 0 ? null : total(works, ({ cost }) => cost) / solved;
}

/** Earned and paid by the rule all or nothing, less costs. */
export function profit(works: readonly Work[]): number {
  return solvedValue(works) - total(works, ({ cost }) => cost);
}

/** Profit for each unit of cost. */
export function returnOnCost(works: readonly Work[]): number | null {
  const cost = total(works, (work) => work.cost);
  return cost === 0 ? null : profit(works) / cost;
}
