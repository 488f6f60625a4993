/** What the Python SDK calls about money and reviews: milestones, requests for them, reviews. */

import { expect } from 'vitest';
import { accepted, awarded, ended, funded, type Given } from './given.ts';
import type { Pairs, SdkCall } from './python-sdk.ts';
import type { Result, Row } from './row.ts';

/** The SDK's own example sends these without their prefix. */
const USER_FLAGS: Pairs = [
  ['avatar', true],
  ['country_details', true],
  ['profile_description', true],
  ['display_info', true],
  ['status', true],
  ['reputation', true],
];

const create = (project: number): SdkCall => ({
  method: 'POST',
  path: 'projects/0.1/milestones/',
  json: { project_id: project, bidder_id: 2, amount: 40, reason: 1, description: 'The first half' },
});

const act = (
  kind: 'milestones' | 'milestone_requests',
  id: number,
  action: string,
  json?: { amount: number },
): SdkCall => ({
  method: 'PUT',
  path: `projects/0.1/${kind}/${id}/`,
  query: [['action', action]],
  ...(json === undefined ? {} : { json }),
});

const milestoneRow = (call: string, who: string, action: string, json?: { amount: number }): Row => ({
  call,
  who,
  given: funded,
  request: act('milestones', 1, action, json),
  reads: 'status',
  unknown: act('milestones', 999_999, action, json),
});

const ask: SdkCall = {
  method: 'POST',
  path: 'projects/0.1/milestone_requests/',
  json: { project_id: 1, bid_id: 1, description: 'When the columns add up', amount: 30 },
};
const requestRow = (call: string, who: string, action: string, given: Given): Row => ({
  call,
  who,
  given,
  before: [['fay', ask]],
  request: act('milestone_requests', 1, action),
  reads: 'status',
  unknown: act('milestone_requests', 999_999, action),
});

const inMap = (result: Result): void =>
  expect(result.milestones).toMatchObject({
    1: { transaction_id: 1, project_id: 1, bidder_id: 2, amount: 40, status: 'pending' },
  });

const reviewOf = (role: 'freelancer' | 'employer', project: number): SdkCall => {
  const [to, from] = role === 'freelancer' ? [2, 1] : [1, 2];
  const ratings =
    role === 'freelancer'
      ? { quality: 5, communication: 4, expertise: 5, professionalism: 5, hire_again: 4 }
      : { clarity_spec: 5, communication: 4, payment_prom: 5, professionalism: 5, work_for_again: 4 };
  return {
    method: 'POST',
    path: 'projects/0.1/reviews/',
    json: {
      project_id: project,
      to_user_id: to,
      from_user_id: from,
      role,
      reputation_data: {
        ...(role === 'freelancer' ? { on_budget: true, on_time: true } : {}),
        category_ratings: ratings,
      },
      comment: 'A pleasure.',
    },
  };
};

export const MONEY_ROWS: readonly Row[] = [
  {
    call: 'get_milestones',
    who: 'fay',
    given: funded,
    request: {
      method: 'GET',
      path: 'projects/0.1/milestones/',
      query: [['projects[]', 1], ['limit', 10], ['offset', 0], ...USER_FLAGS],
    },
    reads: (result) => {
      inMap(result);
      expect(result.users).toMatchObject({ 1: { username: 'erin' }, 2: { display_name: 'fay' } });
    },
  },
  {
    call: 'get_milestone_by_id',
    who: 'erin',
    given: funded,
    request: { method: 'GET', path: 'projects/0.1/milestones/1/', query: USER_FLAGS },
    reads: inMap,
    unknown: { method: 'GET', path: 'projects/0.1/milestones/999999/', query: USER_FLAGS },
  },
  {
    call: 'create_milestone_payment',
    who: 'erin',
    given: accepted,
    request: create(1),
    reads: (result) => expect(result).toMatchObject({ transaction_id: 1, amount: 40, reason: 'partial_payment' }),
    unknown: create(999_999),
  },
  milestoneRow('release_milestone_payment', 'erin', 'release', { amount: 40 }),
  milestoneRow('request_release_milestone_payment', 'fay', 'request_release'),
  milestoneRow('cancel_milestone_payment', 'fay', 'cancel'),
  {
    call: 'create_milestone_request',
    who: 'fay',
    given: awarded,
    request: ask,
    reads: (result) => expect(result).toMatchObject({ id: 1, project_id: 1, bid_id: 1, amount: 30, status: 'pending' }),
    unknown: { ...ask, json: { project_id: 999_999, bid_id: 999_999, description: '', amount: 30 } },
  },
  requestRow('accept_milestone_request', 'erin', 'accept', accepted),
  requestRow('reject_milestone_request', 'erin', 'reject', awarded),
  requestRow('delete_milestone_request', 'fay', 'delete', awarded),
  {
    call: 'post_review (about a freelancer)',
    who: 'erin',
    given: ended,
    request: reviewOf('freelancer', 1),
    reads: 'status',
    unknown: reviewOf('freelancer', 999_999),
  },
  {
    call: 'post_review (about an employer)',
    who: 'fay',
    given: ended,
    request: reviewOf('employer', 1),
    reads: 'status',
    unknown: reviewOf('employer', 999_999),
  },
];
