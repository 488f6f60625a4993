/** Milestones and requests for them on Freelancer.com's wire: what clients send, what they are told, and the note kept with one. */

import { z } from 'zod';
import { currencySchema } from './currency.ts';
import { commonFlags } from './flags.ts';
import { decimal, id, list, paging, seconds, word } from './params.ts';
import { userFlags } from './user-flags.ts';

const DESCRIPTION_MAX = 4_000;

/** In the order of their numbers on the wire. */
export const REASONS = ['full_payment', 'partial_payment', 'task_description', 'other'] as const;
export type Reason = (typeof REASONS)[number];

/** A reason by number or by word; one client writes `partly_payment`. */
export const reasonSchema = z
  .union([
    z.number().transform(String),
    z.string().transform((text) => text.toLowerCase().replace('partly_payment', 'partial_payment')),
  ])
  .transform((text) => (/^[0-3]$/.test(text) ? (REASONS[Number(text)] ?? text) : text))
  .pipe(z.enum(REASONS));

export const MILESTONE_STATUSES = [
  'pending',
  'requested_release',
  'cleared',
  'canceled',
  'disputed',
  'frozen',
] as const;
export const REQUEST_STATUSES = ['pending', 'created', 'rejected', 'deleted'] as const;

/** What a milestone is for, as its parties wrote it: a document of its own, since the market knows no reasons. */
export const NOTE_MEDIA_TYPE = 'application/vnd.freelance-arena.milestone-note+json';
const noteSchema = z.object({ description: z.string(), reason: z.enum(REASONS).catch('other') });
export type Note = z.infer<typeof noteSchema>;

/** The note that a text is; a text that came by another door is a description. */
export function noteOf(text: string | null): Note {
  if (text === null) return { description: '', reason: 'other' };
  try {
    const note = noteSchema.safeParse(JSON.parse(text));
    if (note.success) return note.data;
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
  }
  return { description: text, reason: 'other' };
}

const description = z.string().max(DESCRIPTION_MAX).nullish();

export const milestoneBody = z.object({
  project_id: id,
  bidder_id: id,
  amount: decimal.nullish(),
  reason: reasonSchema.nullish(),
  description,
  other_reason: description,
  /** The request that this milestone answers. */
  request_id: id.nullish(),
});

export const MILESTONE_ACTIONS = [
  'release',
  'request_release',
  'cancel',
  'update',
  'request_cancel',
  'reject_cancel',
] as const;
export const milestoneAction = z.object({
  action: word(MILESTONE_ACTIONS).optional(),
  amount: decimal.nullish(),
  reason: z.union([z.string().max(200), z.number()]).nullish(),
  reason_text: description,
  other_reason: description,
});
export type MilestoneAction = z.output<typeof milestoneAction>;

export const requestBody = z.object({ project_id: id, bid_id: id, amount: decimal, description });
export const REQUEST_ACTIONS = ['accept', 'reject', 'delete'] as const;
export const requestAction = z.object({ action: word(REQUEST_ACTIONS).optional() });
export type RequestAction = z.output<typeof requestAction>;

const filters = {
  'milestones[]': list(id).optional(),
  'projects[]': list(id).optional(),
  'project_owners[]': list(id).optional(),
  'bidders[]': list(id).optional(),
  'users[]': list(id).optional(),
  'bids[]': list(id).optional(),
  sort_field: word(['time_created', 'time_requested', 'amount']).optional(),
  sort_direction: word(['asc', 'desc']).default('desc'),
  from_time: seconds.optional(),
  to_time: seconds.optional(),
  ...userFlags,
  ...paging,
  ...commonFlags.shape,
};
export const milestoneQuery = z.object({
  ...filters,
  'statuses[]': list(word(MILESTONE_STATUSES)).optional(),
  'excluded_milestones[]': list(id).optional(),
});
export type MilestoneQuery = z.output<typeof milestoneQuery>;

export const requestQuery = z.object({
  ...filters,
  'milestone_requests[]': list(id).optional(),
  'statuses[]': list(word(REQUEST_STATUSES)).optional(),
});
export type RequestQuery = z.output<typeof requestQuery>;

/** Optional is what `compact` may drop. */
const parties = {
  project_id: z.int(),
  bid_id: z.int().nullish(),
  bidder_id: z.int().nullish(),
  project_owner_id: z.int(),
  amount: z.number(),
  currency: currencySchema,
};

export const milestoneSchema = z
  .object({
    transaction_id: z.int(),
    ...parties,
    reason: z.enum(REASONS),
    other_reason: z.string().optional(),
    description: z.string().optional(),
    status: z.enum(MILESTONE_STATUSES),
    is_from_prepaid: z.literal(false),
    dispute_id: z.int().nullish(),
    time_created: z.int(),
  })
  .meta({ id: 'Milestone' });
export type WireMilestone = z.infer<typeof milestoneSchema>;

export const requestSchema = z
  .object({
    id: z.int(),
    ...parties,
    description: z.string().optional(),
    status: z.enum(REQUEST_STATUSES),
    time_requested: z.int(),
  })
  .meta({ id: 'MilestoneRequest' });
export type WireRequest = z.infer<typeof requestSchema>;
