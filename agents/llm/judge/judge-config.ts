/** A judge as a file says it: which model, how much its opinion counts, and what it must reach before it does. */

import { z } from 'zod';
import { reviewRuleSchema } from '../../../server/protocol/arena/rubric.ts';
import { modelUseSchema } from '../role-entry.ts';
import { thresholdsSchema } from './report.ts';

export const judgeSchema = z.strictObject({
  /** Null: the tests alone. */
  model: modelUseSchema.nullable().default(null),
  rule: reviewRuleSchema.default('tests_only'),
  /** Deliveries with known verdicts, mixed among the others. */
  canaries: z.boolean().default(true),
  /** What happens where the judge is of the family of a model that it judges. */
  sameFamily: z.enum(['refuse', 'warn']).default('refuse'),
  /** The report of an earlier run, beside this file, that found this judge fit; without one the tests alone decide. */
  fitness: z.string().min(1).nullable().default(null),
  thresholds: thresholdsSchema.prefault({}),
});
export type JudgeConfig = z.infer<typeof judgeSchema>;

/** What a model that employs pays under settlement `employer`: what passed the tests, or what the model accepts. */
export const releaseSchema = z.enum(['passed', 'model']);
