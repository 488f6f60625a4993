/** What clients ask of users, reputations, portfolios and skills. */

import { z } from 'zod';
import { commonFlags, newErrorsFlag } from './flags.ts';
import { decimal, flag, id, integer, list, paging, word } from './params.ts';
import { reputationSchema } from './reputation.ts';
import { userSchema } from './user.ts';
import { userFlags } from './user-flags.ts';

const NAME_MAX = 200;
const SKILLS_MAX = 200;

export const userQuery = z.object({ ...userFlags, ...commonFlags.shape });

export const usersQuery = z.object({
  'users[]': list(id).optional(),
  'usernames[]': list(z.string().max(NAME_MAX)).optional(),
  ...paging,
  ...userQuery.shape,
});

export const SORTS = ['registration_date', 'rating', 'review_count', 'username'] as const;
const nothing = z.unknown().optional();

export const directoryQuery = z.object({
  'jobs[]': list(id).optional(),
  'skills[]': list(id).optional(),
  query: z.string().max(NAME_MAX).optional(),
  username: z.string().max(NAME_MAX).optional(),
  ratings: decimal.optional(),
  review_count_min: integer.optional(),
  review_count_max: integer.optional(),
  sort_field: z.string().max(60).optional(),
  reverse_sort: flag.default(false),
  // Nobody here has a country, a rate for an hour, a place or a badge, and everybody who takes part is at home.
  'countries[]': nothing,
  hourly_rate_min: nothing,
  hourly_rate_max: nothing,
  online_only: nothing,
  location_latitude: nothing,
  location_longitude: nothing,
  'insignias[]': nothing,
  'pool_ids[]': nothing,
  ...paging,
  ...userQuery.shape,
});
export type DirectoryQuery = z.output<typeof directoryQuery>;

export const reputationsQuery = z.object({
  'users[]': list(id).optional(),
  'jobs[]': list(id).optional(),
  role: word(['freelancer', 'employer']).default('freelancer'),
  job_history: flag.default(false),
  project_stats: flag.default(false),
  rehire_rates: flag.default(false),
  ...commonFlags.shape,
});

/** Without `compact`: each user's key must be there, with however little in it. */
export const portfoliosQuery = z.object({ 'users[]': list(id).optional(), ...paging, ...newErrorsFlag });

export const skillsBody = z.object({
  'jobs[]': list(id).refine((jobs) => jobs.length <= SKILLS_MAX, `at most ${SKILLS_MAX}`),
});

export const userListSchema = z.object({ users: z.record(z.string(), userSchema) });
export const directorySchema = z.object({ users: z.array(userSchema), total_count: z.int() });
export const reputationMapSchema = z.record(z.string(), reputationSchema);

const portfolioItemSchema = z.object({
  /** The project's number. */
  id: z.int(),
  user_id: z.int(),
  title: z.string(),
  description: z.string(),
  content_type: z.literal('project'),
  /** What was delivered belongs to who paid for it. */
  files: z.array(z.object({ id: z.int(), filename: z.string(), description: z.string() })),
  articles: z.array(z.never()),
  jobs: z.array(z.int()),
  last_modified_date: z.int(),
});
export type PortfolioItem = z.infer<typeof portfolioItemSchema>;
export const portfolioListSchema = z.object({
  portfolios: z.record(z.string(), z.array(portfolioItemSchema)),
  users: z.record(z.string(), userSchema),
});
