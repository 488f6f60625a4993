/** Candidate pay rules of the study: what a task's outcome earns of its price. */

export interface Outcome {
  readonly passed: boolean;
  readonly casesPassed: number;
  readonly caseCount: number;
}

export interface PayRule {
  readonly key: string;
  readonly title: string;
  /** In units of the price. */
  readonly earned: (outcome: Outcome) => number;
  /** What the task pays at most, in the same units. */
  readonly most: (outcome: Outcome) => number;
}

export const PAY_RULES: readonly PayRule[] = [
  {
    key: 'allOrNothing',
    title: 'All or nothing',
    earned: ({ passed }) => (passed ? 1 : 0),
    most: () => 1,
  },
  {
    key: 'proportional',
    title: 'Proportional',
    earned: ({ casesPassed, caseCount }) => casesPassed / caseCount,
    most: () => 1,
  },
  {
    key: 'perTest',
    title: 'A price for each test',
    earned: ({ casesPassed }) => casesPassed,
    most: ({ caseCount }) => caseCount,
  },
];
