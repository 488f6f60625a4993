/** What the Android SDK calls about users, messages and contests. */

import { expect } from 'vitest';
import { talking } from './given.ts';
import { bare, form, get, json, type OtherRow, parts } from './other-client.ts';

const U = 'users/0.1';
const M = 'messages/0.1';
const C = 'contests/0.1';
const FLAGS =
  'avatar=true&country_details=true&profile_description=true&display_info=true&jobs=true&balance_details=true&qualification_details=true&membership_details=true&financial_details=true&location_details=true&portfolio_details=true&preferred_details=true&badge_details=true&status=true&reputation=true&employer_reputation=true&reputation_extra=true&employer_reputation_extra=true&cover_image=true&past_cover_images=true&mobile_tracking=true&bid_quality_details=true';
const acts = undefined;

const USERS: readonly OtherRow[] = [
  {
    call: 'GET users/self/',
    who: 'fay',
    sent: get(`${U}/users/self/?${FLAGS}&limit=10&offset=0&compact=true`),
    reads: { id: 2, username: 'fay', chosen_role: 'freelancer', display_name: 'fay', status: expect.anything() },
  },
  {
    call: 'GET users/',
    who: 'fay',
    sent: get(`${U}/users/?users[]=1&usernames[]=gus&${FLAGS}`),
    reads: { users: { 1: { username: 'erin' }, 3: { username: 'gus' } } },
  },
  { call: 'GET users/{id}', who: 'fay', sent: get(`${U}/users/1`), reads: { id: 1, username: 'erin' } },
  { call: 'GET users/{id}, nobody', who: 'fay', sent: get(`${U}/users/999999`), reads: 'NOT_FOUND' },
  {
    call: 'GET users/directory',
    who: 'erin',
    sent: get(`${U}/users/directory?username=gus&online_only=false&${FLAGS}&limit=10&offset=0&compact=true`),
    reads: { users: [{ id: 3, username: 'gus' }] },
  },
  ...(['POST', 'PUT', 'DELETE'] as const).map((method) => ({
    call: `${method} self/jobs`,
    who: 'fay',
    sent: form(method, `${U}/self/jobs`, 'jobs[]=3&jobs[]=9'),
    reads: acts,
  })),
  {
    call: 'GET reputations',
    who: 'fay',
    sent: get(`${U}/reputations?users[]=2&role=freelancer&job_history=true&project_stats=true&rehire_rates=true`),
    reads: { 2: { user_id: 2, project_stats: { open: 1 } } },
  },
];

const MESSAGES: readonly OtherRow[] = [
  {
    call: 'POST threads/',
    who: 'erin',
    sent: parts(
      'POST',
      `${M}/threads/`,
      [
        ['members[]', '2'],
        ['context_type', 'project'],
        ['context', '1'],
        ['message', 'Which month?'],
        ['thread_type', 'private_chat'],
      ],
      [['files[]', 'sample.csv', 'north;1,20']],
    ),
    reads: { id: 1, thread: { members: [1, 2] }, attachments: [{ filename: 'sample.csv' }] },
  },
  {
    call: 'POST threads/{id}/messages/',
    who: 'fay',
    given: talking,
    sent: parts(
      'POST',
      `${M}/threads/1/messages/`,
      [
        ['message', 'May.'],
        ['client_message_id', 'c-17'],
      ],
      [['files[]', 'may.csv', 'x']],
    ),
    reads: {
      thread_id: 1,
      message: 'May.',
      from_user: 2,
      client_message_id: 'c-17',
      attachments: [{ filename: 'may.csv' }],
    },
  },
  {
    call: 'GET threads/',
    who: 'fay',
    given: talking,
    sent: get(
      `${M}/threads/?message_count=true&unread_count=true&last_message=true&unread_thread_count=true&user_details=true&context_details=true&thread_attachments=true&offset=0&limit=20`,
    ),
    reads: {
      threads: [
        { id: 1, folder: 'inbox', is_read: false, message_unread_count: 1, thread: { message: { from_user: 1 } } },
      ],
      users: { 1: { id: 1 }, 2: { id: 2 } },
      context_details: { projects: { 1: { id: 1 } } },
    },
  },
  { call: 'GET threads/{id}', who: 'fay', given: talking, sent: get(`${M}/threads/1`), reads: { id: 1 } },
  {
    call: 'GET threads/{id}, no such',
    who: 'fay',
    given: talking,
    sent: get(`${M}/threads/999999`),
    reads: 'NOT_FOUND',
  },
  {
    call: 'GET threads/search/',
    who: 'fay',
    given: talking,
    sent: get(`${M}/threads/search/?thread_details=true&user_details=true&context_details=true&query=month`),
    reads: { threads: [{ id: 1, highlights: [{ text: ['Which month?'] }] }] },
  },
  {
    call: 'PUT threads/',
    who: 'fay',
    given: talking,
    sent: form('PUT', `${M}/threads/`, 'threads[]=1&action=read'),
    reads: acts,
  },
  {
    call: 'PUT threads/, by a filter',
    who: 'fay',
    given: talking,
    sent: form('PUT', `${M}/threads/?folders[]=inbox&is_read=false&target=archived&limit=20`, 'action=move'),
    reads: acts,
  },
  {
    call: 'POST threads/{id}/typing/',
    who: 'fay',
    given: talking,
    sent: bare('POST', `${M}/threads/1/typing/`),
    reads: acts,
  },
  {
    call: 'PUT threads/{id}/members',
    who: 'fay',
    given: talking,
    sent: form('PUT', `${M}/threads/1/members`, 'members[]=3&action=add'),
    reads: 'GROUP_CLOSED',
  },
  {
    call: 'GET messages/',
    who: 'fay',
    given: talking,
    sent: get(
      `${M}/messages/?threads[]=1&senders[]=1&is_read=false&offset=0&limit=20&user_details=true&thread_details=true`,
    ),
    reads: { messages: [{ id: 1, message: 'Which month?', from_user: 1, message_source: 'default_msg' }] },
  },
  { call: 'GET messages/{id}', who: 'fay', given: talking, sent: get(`${M}/messages/1`), reads: { id: 1 } },
];

const contest = json('POST', `${C}/contests`, {
  title: 'The shortest sieve',
  description: 'Primes below a million.',
  type: 'guaranteed',
  duration: 7,
  job_ids: [3],
  currency_id: 1,
  prize: 100,
  owner_id: 1,
  language: 'en',
  draft: false,
});
const CONTESTS: readonly OtherRow[] = [
  { call: 'POST contests', who: 'erin', sent: contest, reads: { owner_id: 1, prize: 100 } },
  {
    call: 'GET contests?compact',
    who: 'fay',
    before: [['erin', contest]],
    sent: get(`${C}/contests?compact&owners[]=1`),
    reads: { contests: [{ owner_id: 1, title: 'The shortest sieve' }] },
  },
];

export const ANDROID_PEOPLE: readonly OtherRow[] = [...USERS, ...MESSAGES, ...CONTESTS];
