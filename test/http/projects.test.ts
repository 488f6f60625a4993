/** Projects and bids over HTTP, as Freelancer.com's clients ask for them. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('success is 200, in the envelope, of exactly the type that the Android SDK unwraps', async () => {
  const answer = await world.ask('fay', { url: '/api/projects/0.1/projects/' });
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toBe('application/json');
  expect(answer.body).toMatchObject({ status: 'success', request_id: expect.stringMatching(/^[0-9a-f]{32}$/) });
});

test('projects come with their public fields; details only where a flag asks for them', async () => {
  const plain = await world.ask('fay', { url: '/api/projects/0.1/projects/1' });
  expect(plain.body.result).toMatchObject({
    id: 1,
    owner_id: 1,
    status: 'active',
    frontend_project_status: 'open',
    currency: { id: 1, code: 'USD' },
    budget: { minimum: 30, maximum: 250 },
    bid_stats: { bid_count: 2, bid_avg: 109.5 },
    description: null,
    jobs: null,
    seo_url: 'python/Add-up-last-month-s-sales-by-region',
  });
  const full = await world.ask('fay', { url: '/api/projects/0.1/projects/1/?full_description=True&job_details=1' });
  expect(full.body.result).toMatchObject({
    description: expect.stringContaining('comma before the cents'),
    jobs: [{ name: 'python' }],
  });
});

test.each(['projects%5B%5D=1&projects%5B%5D=3', 'projects=1&projects=3', 'projects[]=1&projects=3'])(
  'a list is a list however it is written: %s',
  async (query) => {
    const answer = await world.ask('fay', { url: `/api/projects/0.1/projects/?${query}` });
    expect(answer.body.result).toMatchObject({ projects: [{ id: 3 }, { id: 1 }], total_count: null });
  },
);

test('compact drops what is null or empty; a flag without a value is set', async () => {
  const answer = await world.ask('fay', { url: '/api/projects/0.1/projects?compact&count&limit=1' });
  expect(answer.body.result).toMatchObject({ total_count: 3 });
  expect(answer.text).not.toMatch(/null|\[\]/);
});

test('a search finds words of title and text, and by skill; only open ones where that was asked', async () => {
  const found = await world.ask('fay', { url: '/api/projects/0.1/projects/active/?query=sorts&limit=10&offset=0' });
  expect(found.body.result).toMatchObject({ projects: [{ id: 2 }], total_count: 1 });
});

test('a bid is placed, edited, retracted; the second one on a project is a duplicate', async () => {
  const bid = { project_id: 3, bidder_id: 2, amount: 90.5, period: 4, description: 'A query of mine.' };
  const placed = await world.ask('fay', { method: 'POST', url: '/api/projects/0.1/bids/', payload: bid });
  expect(placed.body.result).toMatchObject({ id: 4, amount: 90.5, period: 4, description: 'A query of mine.' });
  const again = await world.ask('fay', { method: 'POST', url: '/api/projects/0.1/bids/', payload: bid });
  expect(again).toMatchObject({ status: 400, body: { error_code: 'ProjectExceptionCodes.DUPLICATE_BID' } });
  const edited = await world.ask('fay', { method: 'PUT', url: '/api/projects/0.1/bids/4/', payload: { amount: 80 } });
  expect(edited).toMatchObject({ status: 200, body: { status: 'success' } });
  const listed = await world.ask('fay', { url: '/api/projects/0.1/bids/?projects[]=3' });
  expect(listed.body.result).toMatchObject({ bids: [{ id: 4, amount: 80, period: 4 }] });
  const url = '/api/projects/0.1/bids/4/?action=retract';
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '0' };
  expect((await world.ask('fay', { method: 'PUT', url, headers })).status).toBe(200);
  const after = await world.ask('fay', { url: '/api/projects/0.1/bids/4' });
  expect(after.body.result).toMatchObject({ retracted: true });
});

test.each([
  { url: '/api/projects/0.1/bids/1/?action=award' },
  { url: '/api/projects/0.1/bids/1', payload: { action: 'award' } },
  {
    url: '/api/projects/0.1/bids/1/',
    payload: 'action=award',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  },
])('an action is read from query, JSON and form: %j', async (request) => {
  const own = await openWorld();
  expect((await own.ask('erin', { method: 'PUT', ...request })).status).toBe(200);
  expect((await own.ask('fay', { url: '/api/projects/0.1/bids/1' })).body.result).toMatchObject({
    award_status: 'pending',
    award_status_possibilities: ['awarded', 'rejected', 'revoked'],
  });
  await own.close();
});

test('the same idempotency key again is the same bid again', async () => {
  const own = await openWorld();
  const bid = { project_id: 3, amount: 90, period: 4, description: 'Once.' };
  const request = { method: 'POST', url: '/api/projects/0.1/bids', payload: bid, headers: { 'idempotency-key': 'k1' } };
  const first = await own.ask('fay', request as never);
  const second = await own.ask('fay', request as never);
  expect(second.body.result).toEqual(first.body.result);
  const other = { ...request, payload: { ...bid, amount: 91 } };
  expect(await own.ask('fay', other as never)).toMatchObject({
    status: 409,
    body: { error_code: 'RestExceptionCodes.IDEMPOTENCY_CONFLICT' },
  });
  await own.close();
});

test('a rival’s sealed bid is absent, and so is every average', async () => {
  const sealed = await openWorld((scenario) => ({ ...scenario, policy: { ...scenario.policy, visibility: 'sealed' } }));
  const bids = await sealed.ask('fay', { url: '/api/projects/0.1/bids/?projects[]=1' });
  expect(bids.body.result).toMatchObject({ bids: [{ id: 1, bidder_id: 2 }] });
  expect((bids.body.result as { bids: unknown[] }).bids.length).toBe(1);
  expect(bids.text).not.toContain('Cheap and careful');
  const project = await sealed.ask('fay', { url: '/api/projects/0.1/projects/1' });
  expect(project.body.result).toMatchObject({ hidebids: true, bid_stats: { bid_avg: null } });
  expect((await sealed.ask('fay', { url: '/api/projects/0.1/bids/2' })).status).toBe(404);
  const employer = await sealed.ask('erin', { url: '/api/projects/0.1/bids/?projects[]=1' });
  expect((employer.body.result as { bids: unknown[] }).bids.length).toBe(2);
  await sealed.close();
});

test.each([
  [null, { url: '/api/projects/0.1/projects/' }, 401, 'RestExceptionCodes.NOT_AUTHENTICATED'],
  ['nobody', { url: '/api/projects/0.1/projects/' }, 401, 'RestExceptionCodes.NOT_AUTHENTICATED'],
  ['fay', { url: '/api/projects/0.1/projects/99' }, 404, 'RestExceptionCodes.NOT_FOUND'],
  ['fay', { url: '/api/nothing/' }, 404, 'RestExceptionCodes.NOT_FOUND'],
  ['fay', { url: '/api/projects/0.1/projects/x' }, 400, 'RestExceptionCodes.BAD_FORM'],
  ['fay', { url: '/m/elsewhere/api/projects/0.1/projects/1' }, 403, 'AuthorisationExceptionCodes.NOT_ALLOWED'],
  [
    'walt',
    { method: 'PUT', url: '/api/projects/0.1/bids/1/?action=award' },
    403,
    'AuthorisationExceptionCodes.NOT_ALLOWED',
  ],
  ['gus', { method: 'PUT', url: '/api/projects/0.1/bids/1/?action=award' }, 404, 'ProjectExceptionCodes.BID_NOT_FOUND'],
  [
    'fay',
    {
      method: 'POST',
      url: '/api/projects/0.1/bids',
      payload: '{"a":',
      headers: { 'content-type': 'application/json' },
    },
    400,
    'RestExceptionCodes.BAD_FORM',
  ],
  [
    'fay',
    { method: 'POST', url: '/api/projects/0.1/bids', payload: '<a/>', headers: { 'content-type': 'text/xml' } },
    415,
    'RestExceptionCodes.UNSUPPORTED_MEDIA_TYPE',
  ],
])('%s asking %j hears %i %s with message and request id', async (who, request, status, code) => {
  const answer = await world.ask(who, request as never);
  expect(answer).toMatchObject({ status, body: { status: 'error', error_code: code } });
  expect(answer.body.message).toEqual(expect.any(String));
  expect(answer.body.request_id).toMatch(/^[0-9a-f]{32}$/);
  expect(answer.headers['content-type']).toBe('application/json');
});

test('new_errors gives the web’s form', async () => {
  const answer = await world.ask('fay', { url: '/api/projects/0.1/projects/99?new_errors=true' });
  expect(answer.body).toMatchObject({ error: { code: 'RestExceptionCodes.NOT_FOUND', http_code: 404, source: null } });
});

test('the path may name the market', async () => {
  const answer = await world.ask('fay', { url: '/m/high-street/api/projects/0.1/projects/1/' });
  expect(answer.body.result).toMatchObject({ id: 1 });
});
