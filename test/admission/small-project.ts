/** A small project that passes every gate, and ways to spoil it. */

import { type AcceptanceCase, acceptanceSchema } from '../../server/protocol/arena/acceptance.ts';
import { type ProjectPackage, projectPackageSchema } from '../../server/protocol/arena/project-package.ts';

const REFERENCE = `def fee(amounts, limit):
    total = 0
    for amount in amounts:
        if amount < 0:
            continue
        total += amount
    if total > limit:
        total = limit
    return total
`;
const ALTERNATIVE = `def fee(amounts, limit):
    return min(limit, sum(max(0, amount) for amount in amounts))
`;

const SENTENCES = {
  sum: 'The function must add up the amounts, and none add up to 0.',
  negative: 'Amounts below zero are credits that belong to another system: they must be left out.',
  limit: 'The sum must not be above limit; a larger one becomes limit.',
} as const;

const answer = (amounts: readonly number[], limit: number): number =>
  Math.min(
    limit,
    amounts.filter((amount) => amount > 0).reduce((sum, amount) => sum + amount, 0),
  );

function cases(inputs: Readonly<Record<string, readonly [readonly number[], number]>>): AcceptanceCase[] {
  return Object.entries(inputs).map(([name, [amounts, limit]]) => ({
    name,
    weight: 1,
    args: [amounts, limit],
    expected: answer(amounts, limit),
  }));
}

const HIDDEN: Readonly<Record<string, readonly [readonly number[], number]>> = {
  'no amounts': [[], 10],
  'one amount': [[7], 100],
  'a credit among them': [[5, -3, 4], 100],
  'a credit at the end': [[1, 6, -9], 100],
  'credits only': [[-3, -4], 50],
  'above the limit': [[60, 50], 100],
  'one above the limit': [[100, 1], 100],
  'at the limit': [[60, 40], 100],
  'many small ones': [[1, 1, 1, 1, 1, 1, 1, 1], 100],
};

export const part = (
  hidden: Readonly<Record<string, readonly [readonly number[], number]>>,
): ProjectPackage['acceptance'] =>
  acceptanceSchema.parse({
    kind: 'function',
    language: 'python',
    file: 'solution.py',
    entry: 'fee',
    cases: cases(hidden),
  });

export function smallProject(
  changes: Partial<ProjectPackage> = {},
  key: Partial<ProjectPackage['answerKey']> = {},
): ProjectPackage {
  return projectPackageSchema.parse({
    slug: 'monthly-fee-1',
    family: 'monthly-fee',
    title: 'Monthly fee out of single amounts',
    description: `Our billing needs fee(amounts, limit) in solution.py, in plain Python. ${Object.values(SENTENCES).join(' ')} Amounts and limit are whole numbers.`,
    skills: ['Python'],
    budgetMinCents: 1_000,
    budgetMaxCents: 3_000,
    postedPriceCents: 2_000,
    estimatedMinutes: 10,
    acceptance: part({ 'two amounts': [[3, 4], 100], 'with a credit': [[8, -2], 100] }),
    answerKey: {
      hidden: part(HIDDEN),
      reference: { 'solution.py': REFERENCE },
      wrong: [
        {
          name: 'adds credits',
          why: 'amounts below zero are left out',
          files: { 'solution.py': 'def fee(amounts, limit):\n    return min(limit, sum(amounts))\n' },
        },
        {
          name: 'knows no limit',
          why: 'the sum is not above limit',
          files: { 'solution.py': 'def fee(amounts, limit):\n    return sum(a for a in amounts if a > 0)\n' },
        },
      ],
      alternatives: [{ name: 'alternative', how: 'a sum of maxima', files: { 'solution.py': ALTERNATIVE } }],
      requirements: [
        { sentence: SENTENCES.sum, cases: ['no amounts', 'one amount', 'many small ones', 'two amounts'] },
        {
          sentence: SENTENCES.negative,
          cases: ['a credit among them', 'a credit at the end', 'credits only', 'with a credit'],
        },
        { sentence: SENTENCES.limit, cases: ['above the limit', 'one above the limit', 'at the limit'] },
      ],
      ...key,
    },
    ...changes,
  });
}
