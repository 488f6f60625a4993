/** The filters of the list of projects, as they stand in the address and as Freelancer.com's search wants them. */

import type { Skill } from '../../../server/protocol/sdk/work.ts';

export const TYPES = ['any', 'fixed', 'hourly'] as const;
export const STATES = ['open', 'frozen', 'closed', 'all'] as const;
export const SORTS = ['newest', 'oldest', 'ending', 'fewest', 'most'] as const;

export interface FindSearch {
  readonly q?: string;
  readonly skills?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  readonly type?: (typeof TYPES)[number];
  readonly state?: (typeof STATES)[number];
  readonly sort?: (typeof SORTS)[number];
  readonly page?: number;
}

const among = <T extends string>(values: readonly T[], given: unknown): T | undefined =>
  values.find((value) => value === given);

function positive(given: unknown): number | undefined {
  const value = Number(given);
  return typeof given !== 'boolean' && given !== '' && given !== null && Number.isFinite(value) && value > 0
    ? value
    : undefined;
}

/** Whatever stands in an address: what is no filter is left out. */
export function readSearch(given: { readonly [K in keyof FindSearch]?: unknown }): FindSearch {
  const { q, skills } = given;
  const min = positive(given.min);
  const max = positive(given.max);
  const page = positive(given.page);
  const type = among(TYPES, given.type);
  const state = among(STATES, given.state);
  const sort = among(SORTS, given.sort);
  const named = Array.isArray(skills)
    ? skills.filter((one): one is string => typeof one === 'string').slice(0, 50)
    : [];
  return {
    ...(typeof q === 'string' && q !== '' ? { q: q.slice(0, 200) } : typeof q === 'number' ? { q: String(q) } : {}),
    ...(named.length > 0 ? { skills: named } : {}),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(type === undefined || type === 'any' ? {} : { type }),
    ...(state === undefined || state === 'open' ? {} : { state }),
    ...(sort === undefined || sort === 'newest' ? {} : { sort }),
    ...(page === undefined || page < 2 ? {} : { page: Math.floor(page) }),
  };
}

export const PAGE_SIZE = 20;

const ORDER = {
  newest: { sort_field: 'submitdate', reverse_sort: 'false' },
  oldest: { sort_field: 'submitdate', reverse_sort: 'true' },
  ending: { sort_field: 'bid_enddate', reverse_sort: 'true' },
  fewest: { sort_field: 'bid_count', reverse_sort: 'true' },
  most: { sort_field: 'bid_count', reverse_sort: 'false' },
} as const;

export function wireQuery(search: FindSearch, skills: readonly Skill[]) {
  const { q = '', min, max, type = 'any', state = 'open', sort = 'newest', page = 1 } = search;
  const wanted = skills.filter(({ name }) => search.skills?.includes(name)).map(({ id }) => id);
  const query = {
    ...(q === '' ? {} : { query: q }),
    ...(wanted.length === 0 ? {} : { 'jobs[]': wanted }),
    ...(min === undefined ? {} : { min_price: min }),
    ...(max === undefined ? {} : { max_price: max }),
    ...(type === 'any' ? { include_contests: 'true' } : { 'project_types[]': [type] }),
    ...(state === 'frozen' || state === 'closed' ? { 'project_statuses[]': [state] } : {}),
    ...ORDER[sort],
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  };
  return { list: state === 'open' ? ('active' as const) : ('all' as const), query };
}
