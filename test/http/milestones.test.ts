/** Milestones over Freelancer.com's wire: created, released, given back; each encoding that its clients use for it. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noteOf } from '../../server/protocol/freelancer/milestone.ts';
import { awarded, done, PROJECTS, post, putEmptyForm, putForm, putJson, putNothing, told } from './requests.ts';
import { openWorld, type World } from './world.ts';

const URL = `${PROJECTS}/milestones`;
const HALF = { project_id: 1, bidder_id: 2, amount: 60.5, reason: 1, description: 'First half' };

interface Container {
  readonly milestones: Record<string, { status: string; amount: number }>;
  readonly users: null;
}

async function funded(): Promise<World> {
  const own = await awarded(await openWorld());
  await done(own, 'erin', post(`${URL}/`, HALF));
  return own;
}

let world: World;
beforeAll(async () => {
  world = await funded();
  await done(world, 'erin', post(URL, { ...HALF, amount: 10, reason: 'task_description', description: 'More' }));
});
afterAll(() => world.close());

const numbers = async (who: string, query: string): Promise<string[]> =>
  Object.keys((await done<Container>(world, who, `${URL}/?${query}`)).milestones);

describe('creating', () => {
  test('the answer has the live keys, the note, and the reason as a word', async () => {
    const own = await awarded(await openWorld());
    const created = await done(own, 'erin', post(`${URL}/`, HALF));
    expect(created).toEqual({
      transaction_id: 1,
      project_id: 1,
      bid_id: 1,
      bidder_id: 2,
      project_owner_id: 1,
      amount: 60.5,
      currency: expect.objectContaining({ id: 1, code: 'USD' }),
      reason: 'partial_payment',
      other_reason: 'First half',
      description: 'First half',
      status: 'pending',
      is_from_prepaid: false,
      dispute_id: null,
      time_created: expect.any(Number),
    });
    await own.close();
  });

  test.each([
    [0, 'full_payment'],
    [1, 'partial_payment'],
    [2, 'task_description'],
    [3, 'other'],
    ['2', 'task_description'],
    ['OTHER', 'other'],
    ['partly_payment', 'partial_payment'],
    [undefined, 'other'],
  ])('the reason %s is %s', async (reason, word) => {
    const own = await awarded(await openWorld());
    expect(await done(own, 'erin', post(URL, { ...HALF, reason }))).toMatchObject({ reason: word });
    await own.close();
  });

  test.each([
    ['erin', { ...HALF, reason: 4 }, '400 BAD_FORM'],
    ['erin', { ...HALF, amount: undefined }, '400 BAD_FORM'],
    ['erin', { ...HALF, amount: 0 }, '400 BID_AMOUNT_INVALID'],
    ['erin', { ...HALF, amount: 1_000_000 }, '400 INSUFFICIENT_FUNDS'],
    ['erin', { ...HALF, bidder_id: 3 }, '409 NO_AWARD'],
    ['erin', { ...HALF, project_id: 2 }, '409 NO_AWARD'],
    ['erin', { ...HALF, project_id: 99 }, '404 NOT_FOUND'],
    ['erin', { ...HALF, description: 'x'.repeat(4_001) }, '400 BAD_FORM'],
    ['hal', HALF, '404 BID_NOT_FOUND'],
    ['fay', HALF, '403 NOT_ALLOWED'],
  ])('%s sending %j hears %s', async (who, body, heard) => {
    expect(await told(world, who, post(URL, body))).toBe(heard);
  });

  test('where a verdict pays there are no milestones to create', async () => {
    const judged = await openWorld((scenario) => ({
      ...scenario,
      policy: { ...scenario.policy, settlement: 'verdict' },
    }));
    await awarded(judged);
    expect(await told(judged, 'erin', post(URL, HALF))).toBe('409 SETTLEMENT_DIFFERS');
    // What the award holds in escrow is seen as a milestone all the same.
    expect((await done<Container>(judged, 'fay', URL)).milestones).toMatchObject({ 1: { amount: 120 } });
    await judged.close();
  });
});

describe('reading', () => {
  test('a list and a single one come as a map by number, with users null where nobody asked', async () => {
    const listed = await done<Container>(world, 'fay', `${URL}/?projects%5B%5D=1&limit=10&offset=0`);
    expect(Object.keys(listed)).toEqual(['milestones', 'users']);
    expect(Object.keys(listed.milestones)).toEqual(['1', '2']);
    expect(listed.users).toBeNull();
    const single = await done<Container>(world, 'erin', `${URL}/2/`);
    expect(single.milestones).toMatchObject({ 2: { transaction_id: 2, amount: 10, description: 'More' } });
    expect((await done<Container>(world, 'erin', `${URL}/2?compact`)).milestones[2]).not.toHaveProperty('dispute_id');
    expect(await done<Container>(world, 'fay', `${PROJECTS}/projects/1/milestones`)).toEqual(listed);
    expect(await told(world, 'fay', `${PROJECTS}/projects/99/milestones`)).toBe('404 NOT_FOUND');
  });

  test.each([
    ['milestones[]=2', ['2']],
    ['milestones=1&milestones=2', ['1', '2']],
    ['projects[]=2', []],
    ['project_owners[]=1', ['1', '2']],
    ['project_owners[]=2', []],
    ['bidders[]=2', ['1', '2']],
    ['bidders[]=1', []],
    ['users[]=1', ['1', '2']],
    ['users[]=2', ['1', '2']],
    ['users[]=3', []],
    ['bids[]=1', ['1', '2']],
    ['bids[]=2', []],
    ['statuses[]=PENDING', ['1', '2']],
    ['statuses[]=cleared', []],
    ['excluded_milestones=1', ['2']],
    ['limit=1&sort_field=amount&sort_direction=desc', ['1']],
    ['limit=1&sort_field=amount&sort_direction=asc', ['2']],
    ['limit=1', ['2']],
    ['from_time=99999999999', []],
    ['to_time=1', []],
  ])('the filter %s finds %j', async (query, found) => {
    expect(await numbers('fay', query)).toEqual(found);
  });

  test.each(['gus', 'rita', 'walt', 'hal'])('%s, who is no party, finds none', async (who) => {
    expect(await numbers(who, '')).toEqual([]);
    expect(await told(world, who, `${URL}/1`)).toBe('404 MILESTONE_NOT_FOUND');
  });
});

describe('acting', () => {
  test.each([
    putJson(`${URL}/1/?action=release`, { amount: 20.25 }),
    putJson(`${URL}/1`, { action: 'release', amount: 20.25, reason: 'partial_payment' }),
    putForm(`${URL}/1/`, 'action=release&amount=20.25'),
    putNothing(`${URL}/1/?action=release&amount=20.25`),
  ])('the amount of a release is read wherever it stands: %j', async (request) => {
    const own = await funded();
    await done(own, 'erin', request);
    const bid = await done(own, 'fay', `${PROJECTS}/bids/1`);
    expect(bid).toMatchObject({ paid_amount: 20.25, paid_status: 'partly_paid' });
    expect((await done<Container>(own, 'fay', `${URL}/1`)).milestones[1]?.status).toBe('pending');
    await own.close();
  });

  test('a release without an amount is one of all that is held', async () => {
    const own = await funded();
    await done(own, 'erin', putNothing(`${URL}/1/?action=release`));
    expect((await done<Container>(own, 'erin', `${URL}/1`)).milestones[1]?.status).toBe('cleared');
    await own.close();
  });

  test('the freelancer asks for release; and gives a milestone back once the award is accepted', async () => {
    const own = await funded();
    await done(own, 'fay', putNothing(`${URL}/1/?action=request_release`));
    expect((await done<Container>(own, 'erin', `${URL}/1`)).milestones[1]?.status).toBe('requested_release');
    expect(await told(own, 'erin', putNothing(`${URL}/1/?action=cancel`))).toBe('403 MILESTONE_LOCKED');
    await done(own, 'fay', putNothing(`${URL}/1/?action=cancel`));
    expect((await done<Container>(own, 'erin', `${URL}/1`)).milestones[1]?.status).toBe('canceled');
    await own.close();
  });

  test('before the award is accepted the employer takes it back', async () => {
    const own = await openWorld();
    await done(own, 'erin', putEmptyForm(`${PROJECTS}/bids/1/?action=award`));
    await done(own, 'erin', post(URL, HALF));
    await done(own, 'erin', putJson(`${URL}/1`, { action: 'cancel', reason: 'accidentally_created' }));
    expect((await done<Container>(own, 'erin', `${URL}/1`)).milestones[1]?.status).toBe('canceled');
    await own.close();
  });

  test.each([
    ['erin', 'release&amount=60.51', '400 BID_AMOUNT_INVALID'],
    ['erin', 'release&amount=0.001', '400 BAD_FORM'],
    ['erin', 'request_release', '403 NOT_ALLOWED'],
    ['fay', 'release&amount=1', '403 NOT_ALLOWED'],
    ['fay', 'update&amount=1', '409 MILESTONE_IS_FINAL'],
    ['erin', 'request_cancel', '409 MILESTONE_IS_FINAL'],
    ['erin', '', '400 BAD_FORM'],
    ['hal', 'release', '404 MILESTONE_NOT_FOUND'],
  ])('%s with action=%s hears %s', async (who, query, heard) => {
    expect(await told(world, who, putNothing(`${URL}/1/?action=${query}`))).toBe(heard);
  });

  test('an unknown milestone gives the three keys in each encoding', async () => {
    for (const request of [
      putNothing(`${URL}/99/?action=cancel`),
      putJson(`${URL}/99/?action=release`, { amount: 40 }),
      putForm(`${URL}/99`, 'action=release'),
    ]) {
      expect(await told(world, 'erin', request)).toBe('404 MILESTONE_NOT_FOUND');
    }
  });

  test('the same idempotency key releases once', async () => {
    const own = await funded();
    const release = { ...putJson(`${URL}/1`, { action: 'release', amount: 5 }), headers: { 'idempotency-key': 'r' } };
    await done(own, 'erin', release);
    await done(own, 'erin', release);
    expect(await done(own, 'fay', `${PROJECTS}/bids/1`)).toMatchObject({ paid_amount: 5 });
    await own.close();
  });
});

test('a note that came by another door is a description', () => {
  expect(noteOf('Half now')).toEqual({ description: 'Half now', reason: 'other' });
  expect(noteOf('[1]')).toEqual({ description: '[1]', reason: 'other' });
  expect(noteOf('{"description":"x","reason":"?"}')).toEqual({ description: 'x', reason: 'other' });
  expect(noteOf(null)).toEqual({ description: '', reason: 'other' });
});
