/** What the Go SDK and a TypeScript client (an MCP server) call. Neither ends its paths with a slash. */

import { expect } from 'vitest';
import { accepted, awarded, ended, funded, talking } from './given.ts';
import { bare, form, get, json, type OtherRow } from './other-client.ts';

const P = 'projects/0.1';
const U = 'users/0.1';
const M = 'messages/0.1';
const acts = undefined;
const PROJECT = { title: 'Tidy up a log file', description: 'How many of each status?' };

/** Every one of them says `Content-Type: application/json`, whether there is a body or not. */
export const GO: readonly OtherRow[] = [
  {
    call: 'POST projects: jobs are numbers, the currency stands in the budget',
    who: 'erin',
    sent: json('POST', `${P}/projects`, {
      ...PROJECT,
      jobs: [3, 7],
      budget: { minimum: 30, maximum: 250, currency_id: 1 },
    }),
    reads: { id: 4, title: PROJECT.title },
  },
  {
    call: 'GET projects',
    who: 'fay',
    sent: get(`${P}/projects?projects[]=1&has_milestone=false`),
    reads: { projects: [{ id: 1 }] },
  },
  {
    call: 'GET projects/active',
    who: 'fay',
    sent: get(`${P}/projects/active?limit=2&min_price=20`),
    reads: { total_count: 3 },
  },
  {
    call: 'GET projects/{id}',
    who: 'fay',
    sent: get(`${P}/projects/1?full_description=true&local_details=true`),
    reads: { id: 1 },
  },
  {
    call: 'GET projects/{id}/bids',
    who: 'erin',
    sent: get(`${P}/projects/1/bids?is_shortlisted=false`),
    reads: { bids: expect.any(Array) },
  },
  {
    call: 'GET projects/{id}/milestones',
    who: 'fay',
    given: funded,
    sent: get(`${P}/projects/1/milestones`),
    reads: { milestones: { 1: { transaction_id: 1 } } },
  },
  { call: 'GET projects/{id}/bids_info', who: 'fay', sent: get(`${P}/projects/1/bids_info`), reads: { project_id: 1 } },
  { call: 'DELETE projects/{id}', who: 'erin', sent: bare('DELETE', `${P}/projects/2`), reads: acts },
  {
    call: 'POST bids',
    who: 'fay',
    sent: json('POST', `${P}/bids`, {
      project_id: 3,
      bidder_id: 2,
      amount: 90,
      period: 3,
      milestone_percentage: 100,
      description: 'A query.',
      profile_id: 5,
    }),
    reads: { id: 4, bidder_id: 2 },
  },
  ...(
    [
      ['award', 'erin', undefined],
      ['accept', 'fay', awarded],
      ['deny', 'fay', awarded],
      ['revoke', 'erin', awarded],
      ['retract', 'fay', undefined],
      ['hide', 'erin', undefined],
      ['unhide', 'erin', undefined],
    ] as const
  ).map(([action, who, given]) => ({
    call: `PUT bids/{id}, action ${action} in JSON`,
    who,
    ...(given === undefined ? {} : { given }),
    sent: json('PUT', `${P}/bids/1`, { action }),
    reads: acts,
  })),
  {
    call: 'POST milestones',
    who: 'erin',
    given: accepted,
    sent: json('POST', `${P}/milestones`, {
      project_id: 1,
      bidder_id: 2,
      amount: 40,
      reason: 'full_payment',
      description: 'All',
    }),
    reads: { transaction_id: 1, reason: 'full_payment' },
  },
  {
    call: 'PUT milestones/{id}, all of it in JSON',
    who: 'erin',
    given: funded,
    sent: json('PUT', `${P}/milestones/1`, {
      action: 'release',
      amount: 40,
      reason: '',
      reason_text: '',
      other_reason: '',
    }),
    reads: acts,
  },
  {
    call: 'POST reviews',
    who: 'erin',
    given: ended,
    sent: json('POST', `${P}/reviews`, {
      project_id: 1,
      from_user_id: 1,
      to_user_id: 2,
      role: 'freelancer',
      review_type: 'project',
      comment: 'Fine.',
      reputation_data: {
        category_ratings: { quality: 5, communication: 5, expertise: 5, professionalism: 5, hire_again: 5 },
      },
    }),
    reads: expect.toSatisfy(() => true),
  },
  { call: 'GET jobs/search', who: 'fay', sent: get(`${P}/jobs/search?job_names[]=python`), reads: expect.anything() },
  { call: 'GET currencies', who: 'fay', sent: get(`${P}/currencies`), reads: { currencies: expect.any(Array) } },
  { call: 'GET common/0.1/countries', who: 'fay', sent: get('common/0.1/countries'), reads: expect.anything() },
  { call: 'GET common/0.1/timezones', who: 'fay', sent: get('common/0.1/timezones'), reads: expect.anything() },
  { call: 'GET self', who: 'fay', sent: get(`${U}/self?display_info=true`), reads: { id: 2, display_name: 'fay' } },
  {
    call: 'GET users',
    who: 'fay',
    sent: get(`${U}/users?users[]=1&user_cover_image=true&corporate_users=true`),
    reads: { users: { 1: { corporate_users: [] } } },
  },
  {
    call: 'GET users/directory',
    who: 'erin',
    sent: get(
      `${U}/users/directory?skills[]=9&review_count_min=0&review_count_max=10&pool_ids[]=1&sort_field=rating&reverse_sort=false`,
    ),
    reads: { users: [{ id: 3 }], total_count: 1 },
  },
  { call: 'POST self/jobs', who: 'fay', sent: json('POST', `${U}/self/jobs`, { 'jobs[]': [9] }), reads: acts },
  {
    call: 'GET reputations',
    who: 'fay',
    sent: get(`${U}/reputations?users[]=2&role=freelancer`),
    reads: { 2: { user_id: 2 } },
  },
  {
    call: 'GET portfolios',
    who: 'fay',
    sent: get(`${U}/portfolios?users[]=2`),
    reads: { portfolios: { 2: [] }, users: { 2: { id: 2 } } },
  },
  { call: 'GET threads', who: 'fay', given: talking, sent: get(`${M}/threads`), reads: { threads: [{ id: 1 }] } },
];

/** Tools of an MCP server: forms for messages and skills, the rest in JSON, filters by names that no server knows. */
export const TYPESCRIPT: readonly OtherRow[] = [
  {
    call: 'search projects',
    who: 'fay',
    sent: get(`${P}/projects/active?query=sales&limit=10&offset=0&full_description=true&job_details=true`),
    reads: { projects: [{ id: 1 }] },
  },
  {
    call: 'get project',
    who: 'fay',
    sent: get(`${P}/projects/1?full_description=true&user_details=true`),
    reads: { id: 1 },
  },
  {
    call: 'list projects, by a name that nobody knows',
    who: 'fay',
    sent: get(`${P}/projects?project_ids[]=1&statuses[]=open`),
    reads: { projects: expect.any(Array) },
  },
  {
    call: 'create project',
    who: 'erin',
    sent: json('POST', `${P}/projects`, {
      ...PROJECT,
      currency: { id: 1 },
      budget: { minimum: 30 },
      jobs: [{ id: 3 }],
    }),
    reads: { id: 4 },
  },
  {
    call: 'place bid, without saying whose',
    who: 'fay',
    sent: json('POST', `${P}/bids`, {
      project_id: 3,
      amount: 90,
      period: 3,
      milestone_percentage: 100,
      description: 'A query.',
    }),
    reads: { bidder_id: 2 },
  },
  {
    call: 'list bids',
    who: 'erin',
    sent: get(`${P}/bids?project_ids[]=1&bidder_ids[]=2`),
    reads: { bids: expect.any(Array) },
  },
  { call: 'award bid', who: 'erin', sent: json('PUT', `${P}/bids/1`, { action: 'award' }), reads: acts },
  {
    call: 'list milestones',
    who: 'fay',
    given: funded,
    sent: get(`${P}/milestones?projects[]=1`),
    reads: { milestones: { 1: { amount: 40 } } },
  },
  { call: 'who am I', who: 'fay', sent: get(`${U}/self`), reads: { id: 2, username: 'fay' } },
  {
    call: 'get user',
    who: 'fay',
    sent: get(`${U}/users/1?reputation=true`),
    reads: { id: 1, reputation: { user_id: 1 } },
  },
  { call: 'get user, nobody', who: 'fay', sent: get(`${U}/users/999999`), reads: 'NOT_FOUND' },
  {
    call: 'search freelancers',
    who: 'erin',
    sent: get(`${U}/users/directory?query=sql&limit=10`),
    reads: { users: [{ id: 2 }] },
  },
  { call: 'reputations', who: 'fay', sent: get(`${U}/reputations?freelancers[]=2`), reads: {} },
  ...(['POST', 'PUT', 'DELETE'] as const).map((method) => ({
    call: `${method} skills`,
    who: 'fay',
    sent: form(method, `${U}/self/jobs`, 'jobs[]=3'),
    reads: acts,
  })),
  {
    call: 'list threads',
    who: 'fay',
    given: talking,
    sent: get(`${M}/threads?context_types[]=project`),
    reads: { threads: [{ id: 1 }] },
  },
  {
    call: 'list messages',
    who: 'fay',
    given: talking,
    sent: get(`${M}/messages?threads[]=1`),
    reads: { messages: [{ id: 1 }] },
  },
  {
    call: 'send message',
    who: 'fay',
    given: talking,
    sent: form('POST', `${M}/threads/1/messages`, 'message=May.'),
    reads: { message: 'May.', thread_id: 1 },
  },
  {
    call: 'begin thread',
    who: 'erin',
    sent: form('POST', `${M}/threads`, 'members[]=2&context_type=project&context=1&message=Hello'),
    reads: { id: 1 },
  },
];
