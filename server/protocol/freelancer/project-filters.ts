/** By what Freelancer.com's clients look for projects, in each spelling that is known. */

import { z } from 'zod';
import { AWARD_STATUSES } from './bid.ts';
import { decimal, flag, id, list, seconds, word } from './params.ts';
import { FRONTEND_STATUSES } from './project.ts';

const text = z.string().max(1_000);
/** One schema for each filter: the maker of the document loses sight of one that it meets again. */
const words = () => list(z.string().max(200));

const sortField = word([
  'submitdate',
  'time_submitted',
  'time_updated',
  'bid_count',
  'bid_enddate',
  'bid_avg_usd',
  'time_released',
]).optional();

/** Of lists by number and owner. */
export const listFilters = {
  'projects[]': list(id).optional(),
  'owners[]': list(id).optional(),
  'seo_urls[]': words().optional(),
  'bidders[]': list(id).optional(),
  'frontend_project_statuses[]': list(word(FRONTEND_STATUSES)).optional(),
  has_milestone: flag.default(false),
  team: text.optional(),
  include_contests: flag.default(false),
  from_time: seconds.optional(),
  to_time: seconds.optional(),
};
const listFiltersSchema = z.object(listFilters);
export type ListFilters = z.output<typeof listFiltersSchema>;

/** Of searches; what filters by place goes by the corners of a box. */
export const searchFilters = {
  query: text.default(''),
  or_search_query: text.default(''),
  'jobs[]': list(id).optional(),
  'project_types[]': list(word(['fixed', 'hourly'])).optional(),
  'project_ids[]': list(id).optional(),
  'project_statuses[]': list(word(['draft', 'active', 'frozen', 'closed', 'pending', 'deleted'])).optional(),
  'bid_award_statuses[]': list(word(AWARD_STATUSES)).optional(),
  'bid_complete_statuses[]': list(word(['pending', 'incomplete', 'complete'])).optional(),
  'project_upgrades[]': words().optional(),
  'contest_upgrades[]': words().optional(),
  'countries[]': words().optional(),
  'languages[]': words().optional(),
  include_contests: flag.default(false),
  min_price: decimal.optional(),
  max_price: decimal.optional(),
  min_hourly_rate: decimal.optional(),
  max_hourly_rate: decimal.optional(),
  min_avg_price: decimal.optional(),
  max_avg_price: decimal.optional(),
  min_avg_hourly_rate: decimal.optional(),
  max_avg_hourly_rate: decimal.optional(),
  top_right_latitude: decimal.optional(),
  top_right_longitude: decimal.optional(),
  bottom_left_latitude: decimal.optional(),
  bottom_left_longitude: decimal.optional(),
  latitude: decimal.optional(),
  longitude: decimal.optional(),
  highlight_pre_tags: text.optional(),
  highlight_post_tags: text.optional(),
  from_time: seconds.optional(),
  to_time: seconds.optional(),
  sort_field: sortField,
  reverse_sort: flag.default(false),
};
/** Of one's own, as one client asks for them. */
export const ownFilters = {
  status: word(['active', 'all', 'awarded', 'open', 'close']).default('all'),
  role: word(['employer', 'freelancer']).optional(),
  'type[]': list(word(['projects', 'contests'])).default(['projects']),
  query: text.default(''),
  recruiter: flag.default(false),
  sort_field: sortField,
  reverse_sort: flag.default(false),
};
const ownFiltersSchema = z.object(ownFilters);
export type OwnFilters = z.output<typeof ownFiltersSchema>;

const searchFiltersSchema = z.object(searchFilters);
export type SearchFilters = z.output<typeof searchFiltersSchema>;
