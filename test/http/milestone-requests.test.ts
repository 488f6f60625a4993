/** Milestone requests over Freelancer.com's wire: a bidder asks, the employer answers. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { awarded, done, PROJECTS, post, putEmptyForm, putForm, putJson, putNothing, told } from './requests.ts';
import { openWorld, type World } from './world.ts';

const URL = `${PROJECTS}/milestone_requests`;
const ASK = { project_id: 1, bid_id: 1, amount: 40.5, description: 'The first table' };

interface Container {
  readonly milestone_requests: Record<string, { status: string }>;
  readonly users: null;
}

async function asked(open: () => Promise<World> = openWorld): Promise<World> {
  const own = await open();
  await done(own, 'fay', post(`${URL}/`, ASK));
  return own;
}
const atWork = async (): Promise<World> => awarded(await openWorld());
const stateOf = async (own: World, who = 'fay') =>
  (await done<Container>(own, who, `${URL}/1`)).milestone_requests[1]?.status;

let world: World;
beforeAll(async () => {
  world = await asked();
});
afterAll(() => world.close());

test('a bidder asks, even before the award; the answer has Android’s keys', async () => {
  const own = await openWorld();
  expect(await done(own, 'fay', post(`${URL}/`, ASK))).toEqual({
    id: 1,
    project_id: 1,
    bid_id: 1,
    bidder_id: 2,
    project_owner_id: 1,
    amount: 40.5,
    currency: expect.objectContaining({ id: 1 }),
    description: 'The first table',
    status: 'pending',
    time_requested: expect.any(Number),
  });
  await own.close();
});

test.each([
  putNothing(`${URL}/1/?action=accept`),
  putForm(`${URL}/1?reason=1`, 'action=accept'),
  putJson(`${URL}/1`, { action: 'accept' }),
])('accepting creates the milestone: %j', async (request) => {
  const own = await asked(atWork);
  await done(own, 'erin', request);
  expect(await stateOf(own)).toBe('created');
  const { milestones } = await done<{ milestones: object }>(own, 'fay', `${PROJECTS}/milestones`);
  expect(milestones).toMatchObject({ 1: { amount: 40.5, description: 'The first table', status: 'pending' } });
  expect(await told(own, 'erin', request)).toBe('409 MILESTONE_STATE');
  await own.close();
});

test.each([
  [{ request_id: 1 }, '200'],
  [{ request_id: 1, amount: 40.5, reason: 0 }, '200'],
  [{ request_id: 1, amount: 41 }, '400 BAD_FORM'],
  [{ request_id: 9 }, '404 MILESTONE_REQUEST_NOT_FOUND'],
])('a milestone that answers a request is that request’s: %j gives %s', async (more, heard) => {
  const own = await asked(atWork);
  const request = post(`${PROJECTS}/milestones`, { project_id: 1, bidder_id: 2, ...more });
  if (heard === '200') {
    expect(await done(own, 'erin', request)).toMatchObject({ amount: 40.5, description: 'The first table' });
    expect(await stateOf(own)).toBe('created');
  } else {
    expect(await told(own, 'erin', request)).toBe(heard);
    expect(await stateOf(own)).toBe('pending');
  }
  await own.close();
});

test('a request that is about another bid is not answered by this one’s milestone', async () => {
  const own = await openWorld();
  await done(own, 'hal', post(URL, { ...ASK, bid_id: 2 }));
  await awarded(own);
  const request = post(`${PROJECTS}/milestones`, { project_id: 1, bidder_id: 2, request_id: 1 });
  expect(await told(own, 'erin', request)).toBe('400 BAD_FORM');
  await own.close();
});

test('the employer rejects, the bidder takes back', async () => {
  const own = await asked();
  await done(own, 'erin', putNothing(`${URL}/1/?action=reject`));
  expect(await stateOf(own)).toBe('rejected');
  await done(own, 'fay', post(URL, ASK));
  await done(own, 'fay', putEmptyForm(`${URL}/2/?action=delete`));
  const { milestone_requests } = await done<Container>(own, 'erin', `${URL}/`);
  expect(milestone_requests).toMatchObject({ 1: { status: 'rejected' }, 2: { status: 'deleted' } });
  await own.close();
});

test('a request that nobody answered is over with its bid', async () => {
  const retracted = await asked();
  await done(retracted, 'fay', putEmptyForm(`${PROJECTS}/bids/1/?action=retract`));
  const cancelled = await asked();
  await done(cancelled, 'erin', putNothing(`${PROJECTS}/projects/1?action=cancel`));
  const completed = await asked(atWork);
  await done(completed, 'erin', putNothing(`${PROJECTS}/projects/1?action=end`));
  for (const own of [retracted, cancelled, completed]) {
    expect(await stateOf(own)).toBe('deleted');
    const pending = await done<Container>(own, 'fay', `${URL}?statuses[]=pending`);
    expect(pending.milestone_requests).toEqual({});
    expect(await told(own, 'erin', putNothing(`${URL}/1?action=reject`))).toBe('409 BID_NOT_OPEN');
    await own.close();
  }
});

test.each([
  ['', ['1']],
  ['milestone_requests[]=1', ['1']],
  ['milestone_requests[]=2', []],
  ['projects=1', ['1']],
  ['projects[]=2', []],
  ['bids[]=1', ['1']],
  ['bidders[]=3', []],
  ['project_owners[]=1', ['1']],
  ['users[]=2', ['1']],
  ['users[]=3', []],
  ['statuses[]=Pending', ['1']],
  ['statuses[]=deleted', []],
  ['from_time=99999999999', []],
  ['offset=1', []],
])('the filter %s finds %j', async (query, found) => {
  const listed = await done<Container>(world, 'fay', `${URL}/?${query}`);
  expect([Object.keys(listed.milestone_requests), listed.users]).toEqual([found, null]);
});

test('a method that a path has not is told as that, with those that it has', async () => {
  const answer = await world.ask('fay', { method: 'DELETE', url: `${URL}/1/?x=1` });
  expect(answer.headers.allow).toBe('GET, PUT');
  expect(answer.body.message).toContain('GET, PUT');
  expect(await told(world, 'fay', { method: 'POST', url: `${URL}/1/2` })).toBe('404 NOT_FOUND');
});

test('it is listed with its project; who is no party finds none', async () => {
  const ofProject = `${PROJECTS}/projects/1/milestone_requests`;
  expect(Object.keys((await done<Container>(world, 'erin', ofProject)).milestone_requests)).toEqual(['1']);
  for (const who of ['gus', 'hal', 'rita', 'walt']) {
    expect((await done<Container>(world, who, ofProject)).milestone_requests).toEqual({});
    expect(await told(world, who, `${URL}/1`)).toBe('404 MILESTONE_REQUEST_NOT_FOUND');
  }
});

test.each([
  ['fay', post(URL, { ...ASK, bid_id: 2 }), '404 BID_NOT_FOUND'],
  ['fay', post(URL, { ...ASK, bid_id: 99 }), '404 BID_NOT_FOUND'],
  ['fay', post(URL, { ...ASK, project_id: 2 }), '400 BAD_FORM'],
  ['fay', post(URL, { ...ASK, project_id: 99 }), '404 NOT_FOUND'],
  ['fay', post(URL, { ...ASK, amount: 0 }), '400 BID_AMOUNT_INVALID'],
  ['fay', post(URL, { ...ASK, amount: undefined }), '400 BAD_FORM'],
  ['erin', post(URL, ASK), '403 NOT_ALLOWED'],
  ['fay', putNothing(`${URL}/1/?action=accept`), '403 NOT_ALLOWED'],
  ['erin', putNothing(`${URL}/1/?action=delete`), '403 NOT_ALLOWED'],
  ['erin', putNothing(`${URL}/1/?action=accept`), '409 NO_AWARD'],
  ['erin', putNothing(`${URL}/1/?action=burn`), '400 BAD_FORM'],
  ['erin', putNothing(`${URL}/1/`), '400 BAD_FORM'],
  ['erin', putNothing(`${URL}/99/?action=accept`), '404 MILESTONE_REQUEST_NOT_FOUND'],
  ['erin', putJson(`${URL}/99`, { action: 'reject' }), '404 MILESTONE_REQUEST_NOT_FOUND'],
  ['fay', { method: 'DELETE' as const, url: `${URL}/1` }, '405 METHOD_NOT_ALLOWED'],
])('%s asking %j hears %s', async (who, request, heard) => {
  expect(await told(world, who, request)).toBe(heard);
});
