/** A project on Freelancer.com's wire. What `compact` may drop is optional. */

import { z } from 'zod';
import { bidSchema } from './bid.ts';
import { countrySchema } from './country.ts';
import { currencySchema } from './currency.ts';
import { jobSchema } from './job.ts';
import { DURATIONS, INTERVALS } from './posting-document.ts';
import { usersContainerSchema } from './user.ts';

/** Seconds since the Unix epoch. */
const time = z.int();
const empty = z.array(z.never()).nullish();

/** Keys that Freelancer.com has and an arena gives no meaning to. */
const unused = {
  deleted: z.literal(false),
  assisted: z.null().optional(),
  active_prepaid_milestone: z.null().optional(),
  urgent: z.literal(false),
  featured: z.literal(false),
  language: z.literal('en'),
  negotiated: z.literal(false),
  negotiated_bid: z.null().optional(),
  can_post_review: z.boolean().nullish(),
  user_distance: z.null().optional(),
  from_user_location: z.null().optional(),
  drive_files: z.null().optional(),
  nda_details: z.null().optional(),
  pool_ids: z.array(z.literal('freelancer')),
  enterprise_ids: empty,
  timeframe: z.null().optional(),
  deloitte_details: z.null().optional(),
  is_escrow_project: z.literal(false),
  is_seller_kyc_required: z.literal(false),
  is_buyer_kyc_required: z.literal(false),
  local_details: z.null().optional(),
  equipment: z.null().optional(),
  nda_signatures_new: z.null().optional(),
  billing_code: z.null().optional(),
  enterprise_metadata_values: z.null().optional(),
  project_reject_reason: z.null().optional(),
  repost_id: z.null().optional(),
  client_engagement: z.null().optional(),
  contract_signatures: z.null().optional(),
  quotation_id: z.null().optional(),
  quotation_version_id: z.null().optional(),
  enterprise_linked_projects_details: z.null().optional(),
  equipment_groups: z.null().optional(),
  project_source: z.null().optional(),
  project_source_reference: z.null().optional(),
};

const text = z.string().nullish();
const nothing = z.null().optional();

const place = {
  country: countrySchema.optional(),
  city: text,
  vicinity: text,
  administrative_area: text,
  full_address: text,
  latitude: z.number().nullish(),
  longitude: z.number().nullish(),
};

/** An hourly project's amounts are rates; its hours in one interval say what they come to in the market. */
const hourlyInfo = z.object({
  commitment: z.object({ hours: z.int(), interval: z.enum(INTERVALS) }),
  duration_enum: z.enum(DURATIONS).nullish(),
});

const offer = z.object({
  id: nothing,
  bidder_id: z.int(),
  project_id: z.int(),
  retracted: nothing,
  amount: z.number(),
  period: z.int(),
  description: z.string().optional(),
  project_owner_id: z.int(),
});

/** Null unless the flag that asks for them is set. */
const details = {
  description: z.string().nullish(),
  jobs: z.array(jobSchema).nullish(),
  upgrades: z.record(z.string(), z.boolean()).nullish(),
  attachments: empty,
  files: empty,
  qualifications: empty,
  invited_freelancers: empty,
  recommended_freelancers: empty,
  support_sessions: empty,
  location: z.object(place).nullish(),
  hireme_initial_bid: offer.nullish(),
  true_location: z.null().optional(),
  nda_signatures: empty,
  project_collaborations: empty,
  track_ids: z.array(z.int()).nullish(),
};

export const FRONTEND_STATUSES = ['draft', 'pending', 'open', 'work_in_progress', 'complete'] as const;

export const projectSchema = z
  .object({
    id: z.int(),
    owner_id: z.int(),
    title: z.string().optional(),
    status: z.enum(['draft', 'active', 'frozen', 'closed']),
    sub_status: z.string().nullish(),
    frontend_project_status: z.enum(FRONTEND_STATUSES),
    seo_url: z.string(),
    currency: currencySchema,
    submitdate: time,
    preview_description: z.string().optional(),
    nonpublic: z.boolean(),
    hidebids: z.boolean(),
    type: z.enum(['fixed', 'hourly']),
    hourly_project_info: hourlyInfo.nullish(),
    local: z.boolean(),
    hireme: z.boolean(),
    bidperiod: z.int().meta({ description: 'Days' }),
    budget: z.object({
      minimum: z.number(),
      maximum: z.number(),
      name: z.null().optional(),
      project_type: z.null().optional(),
      currency_id: z.null().optional(),
    }),
    bid_stats: z.object({
      bid_count: z.int(),
      bid_avg: z.number().nullish().meta({ description: 'Null where rivals’ bids are hidden, or there are none' }),
    }),
    time_submitted: time,
    time_updated: time,
    time_free_bids_expire: time,
    ...unused,
    ...details,
  })
  .meta({ id: 'Project' });
export type Project = z.output<typeof projectSchema>;

export const projectListSchema = z.object({
  projects: z.array(projectSchema).optional(),
  users: usersContainerSchema.optional(),
  selected_bids: z.record(z.string(), z.array(bidSchema)).nullish(),
  total_count: z.int().nullish(),
});
