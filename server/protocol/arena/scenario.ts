/** A scenario: a small named world to try clients out in, with fixed numbers and tokens. Never for a real database. */

import { z } from 'zod';
import { policyPatchSchema } from './policy.ts';

const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/, 'lower-case letters, digits and dashes');

export const scenarioSchema = z.strictObject({
  name,
  /** What the market is called; its participants are numbered from 1 in the order given here. */
  market: name,
  seed: z.string().min(1),
  policy: policyPatchSchema.default({}),
  people: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(60),
        roles: z.array(z.enum(['owner', 'watcher', 'employer', 'freelancer', 'reviewer'])).min(1),
        skills: z.array(z.string()).default([]),
        depositCents: z.number().int().min(0).default(0),
        /** Known to everybody: that is what a scenario is for. */
        token: z.string().min(8),
      }),
    )
    .min(1),
  projects: z
    .array(
      z.strictObject({
        employer: z.string(),
        title: z.string().min(1),
        description: z.string(),
        skills: z.array(z.string()).min(1),
        budgetMinCents: z.number().int().min(0),
        budgetMaxCents: z.number().int().min(1),
      }),
    )
    .default([]),
  bids: z
    .array(
      z.strictObject({
        freelancer: z.string(),
        /** Number of the project, from 1. */
        project: z.number().int().min(1),
        amountCents: z.number().int().min(1),
        days: z.number().int().min(1),
        proposal: z.string(),
      }),
    )
    .default([]),
});
export type Scenario = z.infer<typeof scenarioSchema>;
