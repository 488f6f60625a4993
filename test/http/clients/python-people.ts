/** What the Python SDK calls under `/api/users/0.1/` and `/api/messages/0.1/`. */

import { expect } from 'vitest';
import { ended, talking } from './given.ts';
import type { Pairs, SdkCall } from './python-sdk.ts';
import type { Result, Row } from './row.ts';

const USER_FLAGS: Pairs = [
  ['country_details', true],
  ['profile_description', true],
  ['display_info', true],
  ['jobs', true],
  ['balance_details', true],
  ['membership_details', true],
  ['status', true],
  ['reputation', true],
  ['cover_image', true],
];
const get = (path: string, query: Pairs = []): SdkCall => ({ method: 'GET', path, query });

const jobs = (method: SdkCall['method'], ids: number[] = [3, 9]): SdkCall => ({
  method,
  path: 'users/0.1/self/jobs/',
  json: { 'jobs[]': ids },
});

const thread = (project: number): SdkCall => ({
  method: 'POST',
  path: 'messages/0.1/threads/',
  form: [
    ['members[]', 1],
    ['members[]', 2],
    ['context_type', 'project'],
    ['context', project],
    ['message', "Let's talk"],
  ],
});
const say = (id: number): SdkCall => ({
  method: 'POST',
  path: `messages/0.1/threads/${id}/messages/`,
  form: [['message', 'May — all of it']],
});
const attach = (id: number): SdkCall => ({
  method: 'POST',
  path: `messages/0.1/threads/${id}/messages/`,
  parts: {
    fields: [
      ['attachments[]', 'may.csv'],
      ['attachments[]', 'june.csv'],
    ],
    files: [
      ['files[]', 'may.csv', 'north;1,20\n'],
      ['files[]', 'june.csv', 'south;2,10\n'],
    ],
  },
});

const USER_ROWS: readonly Row[] = [
  {
    call: 'get_self (without flags)',
    who: 'fay',
    request: get('users/0.1/self/'),
    reads: (result) => {
      expect(result).toMatchObject({ id: 2, username: 'fay' });
      expect(result).toHaveProperty('email');
    },
  },
  {
    call: 'get_self (with flags)',
    who: 'erin',
    request: get('users/0.1/self/', [...USER_FLAGS, ['compact', true]]),
    reads: (result) =>
      expect(result).toMatchObject({ id: 1, username: 'erin', account_balances: { balances: [{ amount: 5_000 }] } }),
  },
  {
    call: 'get_self_user_id',
    who: 'hal',
    request: get('users/0.1/self/'),
    reads: (result) => expect(result.id).toBe(4),
  },
  {
    call: 'get_user_by_id',
    who: 'fay',
    request: get('users/0.1/users/1/', [...USER_FLAGS, ['compact', true]]),
    reads: (result) => expect(result).toMatchObject({ id: 1, username: 'erin', display_name: 'erin' }),
    unknown: get('users/0.1/users/999999/', USER_FLAGS),
  },
  {
    call: 'get_users',
    who: 'fay',
    request: get('users/0.1/users/', [['users[]', 1], ['users[]', 3], ['usernames[]', 'hal'], ...USER_FLAGS]),
    reads: ({ users }) => {
      expect(users).toMatchObject({ 1: { username: 'erin' }, 3: { username: 'gus' }, 4: { username: 'hal' } });
    },
  },
  {
    call: 'search_freelancers',
    who: 'erin',
    request: get('users/0.1/users/directory/', [
      ['jobs[]', 9],
      ['countries[]', 'au'],
      ['query', 'gus'],
      ['hourly_rate_min', 1],
      ['hourly_rate_max', 900],
      ['online_only', true],
      ['compact', true],
      ['limit', 10],
      ['offset', 0],
      ...USER_FLAGS,
    ]),
    reads: (result) => expect(result).toMatchObject({ users: [{ id: 3, username: 'gus' }], total_count: 1 }),
  },
  {
    call: 'get_reputations',
    who: 'erin',
    given: ended,
    request: get('users/0.1/reputations/', [
      ['users[]', 2],
      ['users[]', 3],
      ['role', 'freelancer'],
      ['job_history', true],
      ['project_stats', true],
      ['rehire_rates', true],
    ]),
    reads: (result) =>
      expect(result).toMatchObject({
        2: { user_id: 2, last3months: { completion_rate: 1, all: 1 } },
        3: { user_id: 3, last3months: { completion_rate: null, all: 0 } },
      }),
  },
  {
    call: 'get_portfolios',
    who: 'erin',
    given: ended,
    request: get('users/0.1/portfolios/', [
      ['users[]', 2],
      ['users[]', 3],
      ['limit', 10],
      ['offset', 0],
    ]),
    reads: ({ users, portfolios }) => {
      const kept = portfolios as Record<string, Result[]>;
      // What the client does with it.
      const items = Object.keys(users as object).map((key) => kept[key]);
      expect(items).toMatchObject([[{ user_id: 2, files: [], articles: [], description: expect.any(String) }], []]);
    },
  },
  { call: 'add_user_jobs', who: 'fay', request: jobs('POST'), reads: 'status', unknown: jobs('POST', [1_999_999_999]) },
  { call: 'set_user_jobs', who: 'fay', request: jobs('PUT'), reads: 'status', unknown: jobs('PUT', [1_999_999_999]) },
  {
    call: 'delete_user_jobs',
    who: 'fay',
    request: jobs('DELETE'),
    reads: 'status',
    unknown: jobs('DELETE', [1_999_999_999]),
  },
];

const author = { from_user: 2, from_user_id: 2, thread_id: 1 };
const MESSAGE_ROWS: readonly Row[] = [
  {
    call: 'create_project_thread',
    who: 'erin',
    request: thread(1),
    reads: (result) =>
      expect(result).toMatchObject({
        id: 1,
        thread: {
          thread_type: 'private_chat',
          time_created: expect.any(Number),
          members: [1, 2],
          context: { id: 1, type: 'project' },
          owner: 1,
        },
      }),
    unknown: thread(999_999),
  },
  {
    call: 'post_message',
    who: 'fay',
    given: talking,
    request: say(1),
    reads: (result) => expect(result).toMatchObject({ id: 2, message: 'May — all of it', ...author }),
    unknown: say(999_999),
  },
  {
    call: 'post_attachment',
    who: 'fay',
    given: talking,
    request: attach(1),
    reads: (result) =>
      expect(result).toMatchObject({
        id: 2,
        message: '',
        ...author,
        attachments: ['may.csv', 'june.csv'].map((filename) => ({ key: expect.any(String), filename, message_id: 2 })),
      }),
    unknown: attach(999_999),
  },
  {
    call: 'get_messages',
    who: 'fay',
    given: talking,
    request: get('messages/0.1/messages/', [
      ['threads[]', 1],
      ['senders[]', 1],
      ['messages', 1],
      ['count', true],
      ['user_details', true],
      ['thread_details', true],
      ['limit', 10],
      ['offset', 0],
    ]),
    reads: (result) =>
      expect(result).toMatchObject({ messages: [{ id: 1, message: 'Which month?' }], unfiltered_count: 1 }),
  },
  {
    call: 'search_messages',
    who: 'fay',
    given: talking,
    request: get('messages/0.1/messages/search/', [
      ['thread_id', 1],
      ['query', 'month'],
      ['limit', 20],
      ['offset', 0],
      ['message_context_details', true],
      ['window_above', 1],
      ['window_below', 1],
    ]),
    reads: (result) => expect(result).toMatchObject({ messages: [{ id: 1 }], unfiltered_count: 1 }),
    unknown: get('messages/0.1/messages/search/', [
      ['thread_id', 999_999],
      ['query', 'month'],
    ]),
  },
  {
    call: 'get_threads',
    who: 'fay',
    given: talking,
    request: get('messages/0.1/threads/', [
      ['threads[]', 1],
      ['folders[]', 'inbox'],
      ['message_count', true],
      ['unread_count', true],
      ['last_message', true],
      ['unread_thread_count', true],
      ['user_details', true],
      ['context_details', true],
      ['thread_attachments', true],
      ['count', true],
    ]),
    reads: ({ threads }) =>
      expect(threads).toMatchObject([{ id: 1, thread: { id: 1, message: { message: 'Which month?' } } }]),
  },
];

export const PEOPLE_ROWS: readonly Row[] = [...USER_ROWS, ...MESSAGE_ROWS];
