/** By what Freelancer.com's clients look for bids, in each spelling that is known. */

import { z } from 'zod';
import { AWARD_STATUSES } from './bid.ts';
import { flag, id, list, seconds, word } from './params.ts';

const PAID_STATUSES = ['unpaid', 'partly_paid', 'fully_paid'] as const;

/** One client calls the same three by other names. */
const paidStatus = word([...PAID_STATUSES, 'pending', 'incomplete', 'complete']).transform((status) => {
  if (status === 'pending') return 'unpaid';
  if (status === 'incomplete') return 'partly_paid';
  return status === 'complete' ? 'fully_paid' : status;
});

const frontendStatuses = list(word(['active', 'in_progress', 'complete'])).optional();

export const bidFilters = {
  'bids[]': list(id).optional(),
  'projects[]': list(id).optional(),
  'bidders[]': list(id).optional(),
  'project_owners[]': list(id).optional(),
  'award_statuses[]': list(word(AWARD_STATUSES)).optional(),
  'paid_statuses[]': list(paidStatus).optional(),
  'complete_statuses[]': list(word(['pending', 'incomplete', 'complete'])).optional(),
  'frontend_bid_statuses[]': frontendStatuses,
  'front_bid_statuses[]': frontendStatuses,
  /** Nobody's bid is marked here, so there is none to be found. */
  is_shortlisted: flag.optional(),
  from_time: seconds.optional(),
  to_time: seconds.optional(),
  project_details: flag.default(false),
  buyer_project_fee: flag.default(false),
};
const bidFiltersSchema = z.object(bidFilters);
export type BidFilters = z.output<typeof bidFiltersSchema>;
