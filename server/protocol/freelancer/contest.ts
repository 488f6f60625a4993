/** Contests and their entries on Freelancer.com's wire: what clients send and are told. */

import { z } from 'zod';
import { currencySchema } from './currency.ts';
import { commonFlags } from './flags.ts';
import { jobSchema } from './job.ts';
import { decimal, flag, id, integer, list, paging, seconds, word } from './params.ts';
import { CONTEST_TYPES } from './posting-document.ts';
import { usersContainerSchema } from './user.ts';
import { userContainerFlags } from './user-flags.ts';

export const CONTEST_STATUSES = ['inactive', 'active', 'pending', 'closed'] as const;
export const ENTRY_STATUSES = ['active', 'won', 'eliminated'] as const;

export const contestBody = z.object({
  owner_id: id.nullish(),
  title: z.string().min(1).max(200),
  description: z.string().max(16_000),
  type: word(CONTEST_TYPES).default('regular'),
  /** Days. */
  duration: integer,
  job_ids: z.array(id).max(100).default([]),
  currency_id: id.nullish(),
  prize: decimal,
  draft: flag.default(false),
});
export type ContestBody = z.output<typeof contestBody>;

export const contestAction = z.object({ action: word(['join', 'publish', 'cancel']).optional() });
export type ContestAction = z.output<typeof contestAction>;

export const entryAction = z.object({
  action: word(['rate', 'award', 'reject', 'unreject']).optional(),
  rating: decimal.optional(),
});
export type EntryAction = z.output<typeof entryAction>;

export const contestQuery = z.object({
  'contests[]': list(id).optional(),
  'owners[]': list(id).optional(),
  'statuses[]': list(word(CONTEST_STATUSES)).optional(),
  'jobs[]': list(id).optional(),
  from_time: seconds.optional(),
  to_time: seconds.optional(),
  count: flag.default(false),
  ...paging,
  ...userContainerFlags,
  ...commonFlags.shape,
});
export type ContestQuery = z.output<typeof contestQuery>;

export const entryQuery = z.object({
  'entries[]': list(id).optional(),
  'contests[]': list(id).optional(),
  'owners[]': list(id).optional(),
  'statuses[]': list(word(ENTRY_STATUSES)).optional(),
  count: flag.default(false),
  ...paging,
  ...userContainerFlags,
  ...commonFlags.shape,
});
export type EntryQuery = z.output<typeof entryQuery>;

const time = z.int();

/** Optional is what `compact` may drop. */
export const contestSchema = z
  .object({
    id: z.int(),
    owner_id: z.int(),
    title: z.string().optional(),
    seo_url: z.string(),
    currency: currencySchema,
    prize: z.number(),
    duration: z.int().meta({ description: 'Days' }),
    type: z.enum(CONTEST_TYPES),
    status: z.enum(CONTEST_STATUSES),
    jobs: z.array(jobSchema).optional(),
    description: z.string().optional(),
    time_submitted: time,
    time_posted: time.nullish(),
    time_ended: time.nullish(),
    time_modified: time,
    locked: z.boolean(),
    upgrades: z.record(z.string(), z.boolean()),
    files: z.array(z.never()).optional(),
    entry_count: z.int().meta({ description: 'Of entries that the viewer may see' }),
    language: z.literal('en'),
    deleted: z.literal(false),
  })
  .meta({ id: 'Contest' });
export type WireContest = z.infer<typeof contestSchema>;

export const entrySchema = z
  .object({
    id: z.int(),
    contest_id: z.int(),
    owner_id: z.int(),
    number: z.int().meta({ description: 'Which of its entrant’s entries it is' }),
    status: z.enum(ENTRY_STATUSES),
    rating: z
      .number()
      .nullish()
      .meta({ description: 'Out of five; null where there is none, or it is not the viewer’s' }),
    time_entered: time,
    deleted: z.literal(false),
  })
  .meta({ id: 'Entry' });
export type WireEntry = z.infer<typeof entrySchema>;

const users = usersContainerSchema.optional();
const total = z.int().nullish();
export const contestListSchema = z.object({
  contests: z.array(contestSchema).optional(),
  users,
  total_count: total,
});
export const entryListSchema = z.object({ entries: z.array(entrySchema).optional(), users, total_count: total });
