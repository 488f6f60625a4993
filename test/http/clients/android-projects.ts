/** What the Android SDK calls about projects, bids, money and lists. */

import { expect } from 'vitest';
import { accepted, awarded, funded } from './given.ts';
import { bare, form, get, json, type OtherRow, parts } from './other-client.ts';

const P = 'projects/0.1';
const USD = { id: 1, code: 'USD', sign: '$', name: 'US Dollar', exchange_rate: 1, country: 'US' };
const PROJECT = {
  title: 'Tidy up a log file',
  description: 'How many of each status?',
  currency: USD,
  budget: { minimum: 30, maximum: 250, currency_id: 1, project_type: 'fixed' },
  jobs: [{ id: 3, name: 'PHP' }],
  bidperiod: 7,
  isContest: false,
  isFavourite: false,
  featured: false,
  urgent: false,
};
const HOURLY = {
  type: 'hourly',
  hourly_project_info: { commitment: { hours: 10, interval: 'week' }, duration_enum: 'ongoing' },
  location: {
    administrativeArea: 'NSW',
    fullAddress: '1 George St',
    city: 'Sydney',
    latitude: -33.8,
    longitude: 151.2,
  },
};
const acts = undefined;
const request = json('POST', `${P}/milestone_requests/`, { project_id: 1, bid_id: 1, amount: 30, description: 'Half' });

const bidAction = (action: string, who: string, given?: OtherRow['given']): OtherRow => ({
  call: `PUT bids, action ${action}`,
  who,
  ...(given === undefined ? {} : { given }),
  sent: form('PUT', `${P}/bids/1/`, `action=${action}`),
  reads: acts,
});

const BIDS: readonly OtherRow[] = [
  { call: 'GET bids/{id}', who: 'fay', sent: get(`${P}/bids/1`), reads: { id: 1, bidder_id: 2 } },
  {
    call: 'PUT bids/{id}/, an edit',
    who: 'fay',
    sent: json('PUT', `${P}/bids/1/`, { description: 'Cheaper.', amount: 110, period: 4, milestone_percentage: 50 }),
    reads: acts,
  },
  bidAction('award', 'erin'),
  bidAction('revoke', 'erin', awarded),
  bidAction('accept', 'fay', awarded),
  bidAction('deny', 'fay', awarded),
  bidAction('retract', 'fay'),
  bidAction('highlight', 'fay'),
  bidAction('sponsor', 'fay'),
  bidAction('shortlist', 'erin'),
  bidAction('unshortlist', 'erin'),
];

const MONEY: readonly OtherRow[] = [
  {
    call: 'POST milestones, for a request',
    who: 'erin',
    given: accepted,
    before: [['fay', request]],
    sent: json('POST', `${P}/milestones`, {
      project_id: 1,
      bidder_id: 2,
      amount: 30,
      reason: 'partly_payment',
      request_id: 1,
    }),
    reads: { transaction_id: 1, amount: 30 },
  },
  ...(['release', 'request_release', 'cancel'] as const).map((action) => ({
    call: `PUT milestones, action ${action}`,
    who: action === 'release' ? 'erin' : 'fay',
    given: funded,
    sent: bare('PUT', `${P}/milestones/1/?action=${action}&amount=40.0`),
    reads: acts,
  })),
  {
    call: 'PUT milestone_requests, with a reason',
    who: 'erin',
    before: [['fay', request]],
    sent: bare('PUT', `${P}/milestone_requests/1/?action=reject&reason=too early`),
    reads: acts,
  },
  {
    call: 'GET milestone_requests/',
    who: 'erin',
    before: [['fay', request]],
    sent: get(`${P}/milestone_requests/?projects[]=1`),
    reads: { milestone_requests: { 1: { id: 1, amount: 30 } } },
  },
  { call: 'GET reviews', who: 'fay', sent: get(`${P}/reviews?to_users[]=2&role=freelancer`), reads: { reviews: [] } },
];

const LISTS: readonly OtherRow[] = [
  {
    call: 'GET budgets/',
    who: 'fay',
    sent: get(`${P}/budgets/?currency_codes[]=USD&project_type=fixed&currency_details=true`),
    reads: {
      budgets: expect.arrayContaining([expect.objectContaining({ currency_id: 1, minimum: 30, maximum: 250 })]),
    },
  },
  {
    call: 'GET currencies/',
    who: 'fay',
    sent: get(`${P}/currencies/?currency_ids[]=1`),
    reads: { currencies: [{ id: 1, code: 'USD' }] },
  },
  {
    call: 'GET categories',
    who: 'fay',
    sent: get(`${P}/categories?lang=en`),
    reads: { categories: expect.arrayContaining([{ id: 1, name: 'Websites, IT & Software' }]) },
  },
  { call: 'GET job_bundles', who: 'fay', sent: get(`${P}/job_bundles`), reads: expect.anything() },
  { call: 'GET job_bundle_categories', who: 'fay', sent: get(`${P}/job_bundle_categories`), reads: expect.anything() },
];

export const ANDROID_PROJECTS: readonly OtherRow[] = [
  {
    call: 'POST projects',
    who: 'erin',
    sent: json('POST', `${P}/projects`, PROJECT),
    reads: { id: 4, title: PROJECT.title, seo_url: expect.any(String) },
  },
  {
    call: 'POST projects, hourly, at a place in camel case',
    who: 'erin',
    sent: json('POST', `${P}/projects`, { ...PROJECT, ...HOURLY }),
    reads: { id: 4, type: 'hourly' },
  },
  {
    call: 'POST projects, for one freelancer',
    who: 'erin',
    sent: json('POST', `${P}/projects`, {
      ...PROJECT,
      hireme: true,
      hireme_initial_bid: { bidder_id: 2, amount: 100, period: 3 },
    }),
    reads: { id: 4, hireme: true },
  },
  {
    call: 'GET projects?compact',
    who: 'fay',
    sent: get(`${P}/projects?compact&owners[]=1&frontend_project_statuses[]=open&frontend_project_statuses[]=complete`),
    reads: { projects: [{ id: 2 }, { id: 1 }] },
  },
  {
    call: 'GET projects/all, with flags that made the live search fail',
    who: 'fay',
    sent: get(
      `${P}/projects/all?query=sales&user_employer_reputation_extra=true&user_cover_image=true&user_past_cover_images=true`,
    ),
    reads: { projects: [{ id: 1 }], users: { 1: { past_cover_images: [] } } },
  },
  {
    call: 'GET projects/{id}/bids/',
    who: 'erin',
    sent: get(`${P}/projects/1/bids/?bidders[]=2`),
    reads: { bids: [{ id: 1 }] },
  },
  {
    call: 'GET projects/{id}/bidinfo/',
    who: 'fay',
    sent: get(`${P}/projects/1/bidinfo/`),
    reads: { project_id: 1, maximum_bid: 250 },
  },
  { call: 'PUT projects, close', who: 'erin', sent: json('PUT', `${P}/projects/1/`, { action: 'close' }), reads: acts },
  {
    call: 'PUT projects, upgrade',
    who: 'erin',
    sent: json('PUT', `${P}/projects/1/`, { action: 'upgrade', upgrades: ['featured'] }),
    reads: acts,
  },
  {
    call: 'PUT projects, set_location',
    who: 'erin',
    sent: json('PUT', `${P}/projects/1/`, { action: 'set_location', location: HOURLY.location }),
    reads: 'POSTING_IS_FINAL',
  },
  {
    call: 'PUT projects, add_attachment',
    who: 'erin',
    sent: parts('PUT', `${P}/projects/1/`, [['action', 'add_attachment']], [['files[]', 'a.txt', 'x']]),
    reads: /POSTING_IS_FINAL|UNSUPPORTED_MEDIA_TYPE/,
  },
  ...BIDS,
  ...MONEY,
  ...LISTS,
];
