/** Shares of tasks, dollars and cases. All are null where there is nothing to divide by. */

export interface Decided {
  readonly passed: boolean;
  readonly priceCents: number;
  readonly casesPassed: number;
  readonly caseCount: number;
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function total<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((sum, item) => sum + value(item), 0);
}

/** Passed out of decided. */
export function taskShare(decided: readonly Decided[]): number | null {
  return share(
    total(decided, ({ passed }) => (passed ? 1 : 0)),
    decided.length,
  );
}

/** Prices of the passed out of prices of the decided: success weighted by price. */
export function dollarShare(decided: readonly Decided[]): number | null {
  const whole = total(decided, ({ priceCents }) => priceCents);
  return share(
    total(decided, ({ passed, priceCents }) => (passed ? priceCents : 0)),
    whole,
  );
}

/** Mean over the decided of cases passed out of cases: every project counts the same. */
export function macroCaseRate(decided: readonly Decided[]): number | null {
  return share(
    total(decided, ({ casesPassed, caseCount }) => casesPassed / caseCount),
    decided.length,
  );
}

/** All cases passed out of all cases: every case counts the same. */
export function microCaseRate(decided: readonly Decided[]): number | null {
  return share(
    total(decided, ({ casesPassed }) => casesPassed),
    total(decided, ({ caseCount }) => caseCount),
  );
}

/** Middle value, or the mean of the two middle ones. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}
