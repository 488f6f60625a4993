/** What a user's work so far amounts to, on Freelancer.com's wire. */

import { z } from 'zod';

/** One stretch of time. Null where nothing happened of which it would be a share, or where it is not the viewer's to know. */
const periodSchema = z.object({
  overall: z.number(),
  on_budget: z.number().nullable(),
  on_time: z.number().nullable(),
  positive: z.number().nullable(),
  completion_rate: z.number().nullable(),
  category_ratings: z.record(z.string(), z.number()),
  all: z.int(),
  reviews: z.int(),
  incomplete_reviews: z.int(),
  complete: z.int(),
  incomplete: z.int(),
  earnings: z.number().nullable(),
  rehire_rate: z.number().nullable(),
});
export type Period = z.infer<typeof periodSchema>;

const jobCountSchema = z.object({
  count: z.int(),
  job: z.object({ id: z.int(), name: z.string(), seo_url: z.string() }),
});

const fullReputationSchema = z.object({
  user_id: z.int(),
  role: z.enum(['freelancer', 'employer']),
  earnings_score: z.null(),
  entire_history: periodSchema.partial(),
  last3months: periodSchema.partial(),
  last12months: periodSchema.partial(),
  job_history: z
    .object({ count_other: z.int(), job_counts: z.array(jobCountSchema) })
    .partial()
    .nullable(),
  project_stats: z.object({ open: z.int(), work_in_progress: z.int(), complete: z.int() }).nullable(),
});
export type Reputation = z.infer<typeof fullReputationSchema>;

/** As it is sent: `compact` drops what is null or empty. */
export const reputationSchema = fullReputationSchema
  .partial()
  .required({ user_id: true, role: true })
  .meta({ id: 'Reputation' });
