/** What the Python SDK calls under `/api/projects/0.1/`: projects and bids. */

import { expect } from 'vitest';
import { awarded } from './given.ts';
import type { Pairs, SdkCall } from './python-sdk.ts';
import type { Result, Row } from './row.ts';

const USD = { id: 1, code: 'USD', sign: '$', name: 'US Dollar', exchange_rate: 1, country: 'US' };
const PROJECT = {
  title: 'Tidy up a log file',
  description: 'Two gigabytes, one line a request: how many of each status?',
  currency: USD,
  budget: { minimum: 30, maximum: 250 },
  jobs: [{ id: 3, name: 'PHP' }, { id: 7 }],
};
const create = (more: object = {}): SdkCall => ({
  method: 'POST',
  path: 'projects/0.1/projects/',
  json: { ...PROJECT, ...more } as never,
});
/** The client makes an attribute of every key, and an address of `seo_url`. */
const asProject = (result: Result): void => {
  expect(result).toMatchObject({
    id: expect.any(Number),
    seo_url: expect.stringMatching(/^[^/]+\/.+$/),
    title: PROJECT.title,
  });
  expect(Object.keys(result)).toContain('owner_id');
};

const bid = (project: number): SdkCall => ({
  method: 'POST',
  path: 'projects/0.1/bids/',
  json: {
    project_id: project,
    bidder_id: 2,
    description: 'A query — tested.',
    amount: 90,
    period: 3,
    milestone_percentage: 100,
  },
});
const onBid = (id: number, action: string): SdkCall => ({
  method: 'PUT',
  path: `projects/0.1/bids/${id}/`,
  query: [['action', action]],
  emptyForm: true,
});
const bidRow = (call: string, who: string, action: string, given?: Row['given']): Row => ({
  call,
  who,
  ...(given === undefined ? {} : { given }),
  request: onBid(1, action),
  reads: 'status',
  unknown: onBid(999_999, action),
});

const PROJECT_FLAGS: Pairs = [
  ['full_description', true],
  ['job_details', true],
  ['upgrade_details', true],
  ['attachment_details', true],
  ['file_details', true],
  ['qualification_details', true],
  ['selected_bids', true],
  ['hireme_details', true],
  ['invited_freelancer_details', true],
  ['recommended_freelancer_details', true],
  ['support_session_details', true],
  ['location_details', true],
  ['nda_signature_details', true],
  ['project_collaboration_details', true],
  ['track_details', true],
  ['user_details', true],
  ['user_avatar', true],
  ['user_country_details', true],
  ['user_reputation', true],
  ['user_employer_reputation_extra', true],
  ['cover_image', true],
  ['past_covers', true],
  ['responsiveness', true],
  ['corporate_accounts', true],
];
const search = (path: string): SdkCall => ({
  method: 'GET',
  path: `projects/0.1/projects/${path}/`,
  query: [
    ['query', 'sales by region'],
    ['limit', 10],
    ['offset', 0],
    ['project_types[]', 'fixed'],
    ['languages[]', 'en'],
    ['min_avg_price', 10],
    ['max_avg_price', 5_000],
    ['include_contests', true],
    ['sort_field', 'submitdate'],
    ['reverse_sort', false],
    ...PROJECT_FLAGS,
  ],
});
const found = (result: Result): void =>
  expect(result).toMatchObject({
    projects: [{ id: 1, description: expect.any(String), jobs: [{ name: 'python' }] }],
    users: { 1: { id: 1, username: 'erin', reputation: { user_id: 1 } } },
    selected_bids: {},
    total_count: 1,
  });

const POINT = { latitude: -33.86, longitude: 151.2 };
export const PROJECT_ROWS: readonly Row[] = [
  { call: 'create_project', who: 'erin', request: create(), reads: asProject },
  {
    call: 'create_hourly_project',
    who: 'erin',
    request: create({ type: 'HOURLY', hourly_project_info: { commitment: { hours: 40, interval: 'WEEK' } } }),
    reads: asProject,
  },
  {
    call: 'create_local_project',
    who: 'erin',
    request: create({
      jobs: [{ id: 649 }],
      local: true,
      location: {
        country: { name: 'Australia' },
        city: 'Sydney',
        ...POINT,
        vicinity: 'Sydney',
        full_address: 'Sydney',
      },
    }),
    reads: asProject,
  },
  {
    call: 'create_hireme_project',
    who: 'erin',
    request: create({
      jobs: [{ id: 7 }, { id: 417 }],
      hireme: true,
      hireme_initial_bid: {
        id: null,
        bidder_id: 2,
        project_id: null,
        retracted: null,
        amount: 100,
        period: 3,
        description: 'For you.',
        project_owner_id: 1,
      },
    }),
    reads: asProject,
  },
  {
    call: 'get_projects',
    who: 'fay',
    request: {
      method: 'GET',
      path: 'projects/0.1/projects/',
      query: [
        ['projects[]', 1],
        ['projects[]', 2],
        ['owners[]', 1],
        ['frontend_project_statuses', 'open'],
        ['frontend_project_statuses', 'complete'],
        ['count', true],
        ['limit', 10],
        ...PROJECT_FLAGS,
      ],
    },
    reads: (result) =>
      expect(result).toMatchObject({ projects: [{ id: 2 }, { id: 1 }], users: { 1: { id: 1 } }, total_count: 2 }),
    unknown: { method: 'GET', path: 'projects/0.1/projects/999999/' },
  },
  {
    call: 'get_project_by_id',
    who: 'fay',
    request: { method: 'GET', path: 'projects/0.1/projects/1/', query: PROJECT_FLAGS },
    reads: (result) => expect(result).toMatchObject({ id: 1, title: expect.any(String), track_ids: expect.any(Array) }),
    unknown: { method: 'GET', path: 'projects/0.1/projects/999999/', query: PROJECT_FLAGS },
  },
  { call: 'search_projects', who: 'fay', request: search('all'), reads: found },
  { call: 'search_projects (active only)', who: 'fay', request: search('active'), reads: found },
  {
    call: 'place_project_bid',
    who: 'fay',
    request: bid(3),
    reads: (result) =>
      expect(result).toMatchObject({
        id: expect.any(Number),
        project_id: 3,
        bidder_id: 2,
        project_owner_id: 4,
        amount: 90,
        period: 3,
        milestone_percentage: 100,
        description: 'A query — tested.',
        retracted: false,
        submitdate: expect.any(Number),
        time_submitted: expect.any(Number),
      }),
    unknown: bid(999_999),
  },
  {
    call: 'get_bids',
    who: 'erin',
    request: {
      method: 'GET',
      path: 'projects/0.1/bids/',
      query: [
        ['projects[]', 1],
        ['projects[]', 2],
        ['limit', 10],
        ['offset', 0],
      ],
    },
    reads: ({ bids, ...beside }) => {
      expect(bids).toMatchObject([{ bidder_id: 2, amount: 120, project_id: 1 }, { id: 2 }, { id: 3 }]);
      expect(beside).toMatchObject({ users: null, projects: null });
    },
    unknown: { method: 'GET', path: 'projects/0.1/bids/999999/' },
  },
  bidRow('award_project_bid', 'erin', 'award'),
  bidRow('revoke_project_bid', 'erin', 'revoke', awarded),
  bidRow('accept_project_bid', 'fay', 'accept', awarded),
  bidRow('retract_project_bid', 'fay', 'retract'),
  bidRow('highlight_project_bid', 'fay', 'highlight'),
];
