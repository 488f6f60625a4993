/** Reviews on Freelancer.com's wire: what clients send and are told, and the document that is kept of one. */

import { z } from 'zod';
import { currencySchema } from './currency.ts';
import { commonFlags } from './flags.ts';
import { flag, id, integer, list, paging, seconds, word } from './params.ts';
import { projectSchema } from './project.ts';
import { usersContainerSchema } from './user.ts';
import { userContainerFlags } from './user-flags.ts';

const COMMENT_MAX = 4_000;

/** What a freelancer and what an employer is rated in, each from 1 to 5. */
export const CATEGORIES = {
  freelancer: ['quality', 'communication', 'expertise', 'professionalism', 'hire_again'],
  employer: ['clarity_spec', 'communication', 'payment_prom', 'professionalism', 'work_for_again'],
} as const;
export const ROLES = ['freelancer', 'employer'] as const;
export type ReviewRole = (typeof ROLES)[number];

const stars = z.number().min(1).max(5);
const sentStars = z.union([integer, z.number()]).pipe(stars);
const shape = <T extends z.ZodType>(one: T) =>
  Object.fromEntries([...CATEGORIES.freelancer, ...CATEGORIES.employer].map((name) => [name, one.optional()]));

/** A comment with its ratings in parts: the market knows a comment and one rating. */
export const REVIEW_MEDIA_TYPE = 'application/vnd.freelance-arena.review+json';
const documentSchema = z.object({
  comment: z.string(),
  categories: z.record(z.string(), stars).catch({}).default({}),
  onTime: z.boolean().nullable().catch(null).default(null),
  onBudget: z.boolean().nullable().catch(null).default(null),
});
export type ReviewDocument = z.infer<typeof documentSchema>;

/** The document that a text is; a text that came by another door is a comment. */
export function reviewOf(text: string | null): ReviewDocument {
  const bare = { comment: text ?? '', categories: {}, onTime: null, onBudget: null };
  if (text === null) return bare;
  try {
    return documentSchema.safeParse(JSON.parse(text)).data ?? bare;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return bare;
    throw thrown;
  }
}

export const reviewBody = z.object({
  project_id: id,
  to_user_id: id,
  from_user_id: id.nullish(),
  role: word(ROLES).nullish(),
  review_type: word(['project', 'contest']).nullish(),
  reputation_data: z.object({
    on_budget: flag.nullish(),
    on_time: flag.nullish(),
    category_ratings: z.object(shape(sentStars)),
  }),
  comment: z.string().max(COMMENT_MAX).nullish(),
});
export type ReviewBody = z.output<typeof reviewBody>;

export const reviewAction = z.object({ action: word(['feature', 'unfeature']).optional() });

export const REVIEW_STATUSES = ['pending', 'awaiting', 'active', 'withdrawn', 'hidden', 'denied', 'expired'] as const;
const PROJECT_FLAGS = [
  'project_full_description',
  'project_upgrade_details',
  'project_job_details',
  'project_selected_bids',
  'project_qualification_details',
  'project_attachment_details',
  'project_hireme_details',
] as const;
type ProjectFlag = (typeof PROJECT_FLAGS)[number];
const projectDetailFlags = Object.fromEntries(PROJECT_FLAGS.map((name) => [name, flag.default(false)])) as {
  [K in ProjectFlag]: z.ZodDefault<typeof flag>;
};

export const reviewQuery = z.object({
  'projects[]': list(id).optional(),
  'contests[]': list(id).optional(),
  'from_users[]': list(id).optional(),
  'to_users[]': list(id).optional(),
  'review_types[]': list(word(['project', 'contest'])).optional(),
  'job_ids[]': list(id).optional(),
  'completion_statuses[]': list(word(['complete', 'incomplete'])).optional(),
  'review_status[]': list(word(REVIEW_STATUSES)).optional(),
  role: word(ROLES).optional(),
  from_time: seconds.optional(),
  to_time: seconds.optional(),
  ratings: flag.default(false),
  review_count: flag.default(false),
  project_details: flag.default(false),
  contest_details: flag.default(false),
  contest_job_details: flag.default(false),
  ...projectDetailFlags,
  ...userContainerFlags,
  ...paging,
  ...commonFlags.shape,
});
export type ReviewQuery = z.output<typeof reviewQuery>;

/** Optional is what `compact` may drop. */
export const reviewSchema = z
  .object({
    id: z.int(),
    to_user_id: z.int(),
    from_user_id: z.int(),
    project_id: z.int(),
    role: z.enum(ROLES),
    status: z.enum(REVIEW_STATUSES),
    time_submitted: z.int(),
    submitdate: z.int(),
    description: z.string().optional(),
    rating: z.number(),
    review_project_status: z.enum(['complete', 'incomplete']),
    rating_details: z
      .object({
        category_ratings: z.record(z.string(), z.number()).optional(),
        on_time: z.boolean().nullish(),
        on_budget: z.boolean().nullish(),
      })
      .optional(),
    ratings: z.array(z.object({ name: z.string(), rating: z.number() })).nullish(),
    review_context: z.object({
      review_type: z.enum(['project', 'contest']),
      context_id: z.int(),
      context_name: z.string().optional(),
      seo_url: z.string(),
    }),
    currency: currencySchema,
    bid_amount: z.number().nullish(),
    paid_amount: z.number().nullish(),
    price_usd: z.null().optional(),
    sealed: z.literal(false),
    featured: z.literal(false),
  })
  .meta({ id: 'Review' });
export type WireReview = z.infer<typeof reviewSchema>;

const byId = <T extends z.ZodType>(one: T) => z.record(z.string(), one).nullish();
export const reviewListSchema = z.object({
  reviews: z.array(reviewSchema).optional(),
  users: usersContainerSchema.optional(),
  projects: byId(projectSchema),
  contests: byId(z.looseObject({ id: z.int() })),
  reviews_count: z.int().nullish(),
});
