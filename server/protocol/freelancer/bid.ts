/** A bid on Freelancer.com's wire. What `compact` may drop is optional. */

import { z } from 'zod';
import { currencySchema } from './currency.ts';
import { usersContainerSchema } from './user.ts';

export const AWARD_STATUSES = ['pending', 'awarded', 'rejected', 'revoked', 'canceled'] as const;
const awardStatus = z.enum(AWARD_STATUSES);

/** Seconds since the Unix epoch. */
const time = z.int();

/** Keys that Freelancer.com has and an arena gives no meaning to. */
const unused = {
  highlighted: z.literal(false),
  sponsored: z.literal(0),
  shortlisted: z.null().optional(),
  score: z.null().optional(),
  reputation: z.null().optional(),
  hourly_rate: z.null().optional(),
  hireme_counter_offer: z.null().optional(),
  negotiated_offer: z.null().optional(),
  hidden: z.null().optional(),
  hidden_reason: z.null().optional(),
  distance: z.null().optional(),
  milestone_percentage: z.literal(100),
  bid_rank: z.null().optional(),
  new_bid_rank: z.null().optional(),
};

const feeSchema = z.object({ is_taxed: z.literal(false), amount: z.number(), currency: currencySchema });

export const bidSchema = z
  .object({
    id: z.int(),
    bidder_id: z.int(),
    project_id: z.int(),
    project_owner_id: z.int(),
    amount: z.number().meta({ description: 'In the currency of the market' }),
    period: z.int().meta({ description: 'Days' }),
    description: z.string().nullish().meta({ description: 'The proposal; null where it is not the viewer’s to read' }),
    submitdate: time,
    time_submitted: time,
    time_awarded: time.nullish(),
    time_accepted: time.nullish(),
    retracted: z.boolean(),
    award_status: awardStatus.nullish(),
    award_status_possibilities: z.array(awardStatus).optional(),
    paid_status: z.enum(['unpaid', 'partly_paid', 'fully_paid']),
    paid_amount: z.number(),
    complete_status: z.enum(['pending', 'incomplete', 'complete']).nullish(),
    frontend_bid_status: z.enum(['active', 'in_progress', 'complete']),
    sealed: z.boolean(),
    buyer_project_fee: feeSchema.nullish(),
    ...unused,
  })
  .meta({ id: 'Bid' });
export type Bid = z.output<typeof bidSchema>;

export const bidListSchema = z.object({
  bids: z.array(bidSchema).optional(),
  users: usersContainerSchema.optional(),
  projects: z.record(z.string(), z.looseObject({ id: z.int() })).nullish(),
  recommended_bid: z.null().optional(),
});
