/** Projects posted, closed, cancelled and ended over Freelancer.com's wire, as its SDKs for Python, Android and Go ask for it. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { awarded, done, PROJECTS, post, putEmptyForm, putForm, putJson, putNothing, told } from './requests.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const FIXED = {
  title: 'Parse a log file',
  description: 'Count the lines of each level, for a month that I name.',
  currency: { id: 1, code: 'USD', sign: '$' },
  budget: { minimum: 30, maximum: 250 },
  jobs: [{ id: 3 }, { id: 9 }],
};
const URL = `${PROJECTS}/projects/`;

interface Posted {
  readonly id: number;
  readonly seo_url: string;
  readonly url: string;
}

describe('posting', () => {
  test('a fixed-price project: result with id, seo_url and url, and everybody finds it', async () => {
    const posted = await done<Posted>(world, 'erin', post(URL, FIXED));
    expect(posted).toMatchObject({
      owner_id: 1,
      title: FIXED.title,
      description: FIXED.description,
      type: 'fixed',
      status: 'active',
      budget: { minimum: 30, maximum: 250 },
      currency: { id: 1 },
      jobs: [
        { id: 3, name: 'php' },
        { id: 9, name: 'javascript' },
      ],
      seo_url: 'php/Parse-a-log-file',
    });
    expect(posted.url).toMatch(/^http:\/\/[^/]+\/projects\/php\/Parse-a-log-file$/);
    const found = await done<{ projects: unknown[] }>(world, 'gus', `${URL}?seo_urls[]=${posted.seo_url}`);
    expect(found.projects).toMatchObject([{ id: posted.id, bidperiod: 7 }]);
  });

  test('jobs as bare numbers, the currency beside the budget, no trailing slash: the Go client', async () => {
    const { currency, ...rest } = FIXED;
    expect(currency.id).toBe(1);
    const body = { ...rest, jobs: [3, 7], budget: { minimum: 250, currency_id: 1 }, bidperiod: 3 };
    const posted = await done(world, 'hal', post(`${PROJECTS}/projects`, body));
    // The range that begins at 250 ends at 750; a number without a known name is called after itself.
    expect(posted).toMatchObject({
      budget: { minimum: 250, maximum: 750 },
      jobs: [{ id: 3 }, { id: 7, name: 'job-7' }],
    });
    expect(posted).toMatchObject({ bidperiod: 3 });
  });

  test('a budget that is open above gets twice its minimum as its end', async () => {
    const posted = await done(world, 'erin', post(URL, { ...FIXED, budget: { minimum: 50_000 } }));
    expect(posted).toMatchObject({ budget: { minimum: 50_000, maximum: 100_000 } });
  });

  test('a market’s own skill keeps its number and its word', async () => {
    const [job] = (await done<{ jobs: { id: number }[] }>(world, 'erin', `${URL}1/?job_details=true`)).jobs;
    const posted = await done(world, 'erin', post(URL, { ...FIXED, jobs: [{ id: job?.id }, { name: 'awk' }] }));
    expect(posted).toMatchObject({ jobs: [{ id: job?.id, name: 'python' }, { name: 'awk' }] });
  });

  test('an hourly project: budget, bids and averages are rates; milestones are sums', async () => {
    const own = await openWorld();
    const body = {
      ...FIXED,
      budget: { minimum: 15, maximum: 25 },
      type: 'HOURLY',
      hourly_project_info: { commitment: { hours: 40, interval: 'WEEK' } },
    };
    const posted = await done<Posted>(own, 'erin', post(URL, body));
    expect(posted).toMatchObject({
      type: 'hourly',
      budget: { minimum: 15, maximum: 25 },
      hourly_project_info: { commitment: { hours: 40, interval: 'week' }, duration_enum: null },
    });
    const bid = { project_id: posted.id, bidder_id: 2, amount: 20.5, period: 3, description: 'By the hour.' };
    const placed = await done<{ id: number }>(own, 'fay', post(`${PROJECTS}/bids/`, bid));
    expect(placed).toMatchObject({ amount: 20.5 });
    expect(await told(own, 'gus', post(`${PROJECTS}/bids/`, { ...bid, bidder_id: 3, amount: 25.01 }))).toBe(
      '400 BID_AMOUNT_TOO_HIGH',
    );
    await done(own, 'fay', putJson(`${PROJECTS}/bids/${placed.id}/`, { amount: 22 }));
    await done(own, 'fay', putJson(`${PROJECTS}/bids/${placed.id}/`, { period: 4 }));
    const listed = await done(own, 'erin', `${PROJECTS}/bids/?projects[]=${posted.id}`);
    expect(listed).toMatchObject({ bids: [{ amount: 22, period: 4 }] });
    expect(await done(own, 'gus', `${URL}${posted.id}`)).toMatchObject({ bid_stats: { bid_count: 1, bid_avg: 22 } });
    await done(own, 'erin', putEmptyForm(`${PROJECTS}/bids/${placed.id}/?action=award`));
    const sum = { project_id: posted.id, bidder_id: 2, amount: 880, reason: 0, description: 'A week' };
    expect(await done(own, 'erin', post(`${PROJECTS}/milestones/`, sum))).toMatchObject({ amount: 880 });
    const selected = await done(own, 'erin', `${URL}?projects[]=${posted.id}&selected_bids=true`);
    expect(selected).toMatchObject({ selected_bids: { [posted.id]: [{ amount: 22 }] } });
    await own.close();
  });

  test.each([
    [
      { country: { name: 'Australia' }, city: 'Sydney', latitude: -33.87, longitude: 151.2, vicinity: 'Ultimo' },
      { country: { name: 'Australia', code: null }, city: 'Sydney', latitude: -33.87, full_address: null },
    ],
    [
      { administrativeArea: 'NSW', fullAddress: '1 Road' },
      { administrative_area: 'NSW', full_address: '1 Road' },
    ],
  ])('a local project knows its place, in either spelling: %j', async (location, shown) => {
    const posted = await done<Posted>(world, 'erin', post(URL, { ...FIXED, local: true, location }));
    expect(posted).toMatchObject({ local: true, location: shown });
    const read = await done(world, 'fay', `${URL}${posted.id}/?location_details=True`);
    expect(read).toMatchObject({ local: true, location: shown });
    expect(await done(world, 'fay', `${URL}${posted.id}/`)).toMatchObject({ local: true, location: null });
  });

  test('a project for one freelancer goes to that one, at the price that was offered', async () => {
    const initial = { id: null, bidder_id: 2, project_id: null, retracted: null, amount: 200, period: 5 };
    const offer = { ...initial, description: 'Please', project_owner_id: 1 };
    const body = { ...FIXED, hireme: true, hireme_initial_bid: offer, jobs: [{ id: 3 }, { id: 417 }] };
    const posted = await done<Posted>(world, 'erin', post(URL, body));
    expect(posted).toMatchObject({ hireme: true, hireme_initial_bid: { bidder_id: 2, amount: 200, period: 5 } });
    const look = await world.arena.engine.read(world.marketId, { kind: 'owner' }, 0, 1_000);
    const event = look.findLast((one) => one.event.type === 'ProjectPosted')?.event;
    expect(event).toMatchObject({
      posting: { mechanism: { kind: 'direct', assignment: 'named' }, assigneeId: 2, postedPriceCents: 20_000 },
    });
    const short = { ...FIXED, hire_me: true, hireme_initial_bid: { bidder_id: 3, amount: 40, period: 1 } };
    expect(await done(world, 'erin', post(`${PROJECTS}/projects`, short))).toMatchObject({ hireme: true });
    expect(await told(world, 'erin', post(URL, { ...FIXED, hireme: true }))).toBe('400 BAD_FORM');
  });

  test.each([
    ['fay', FIXED, '403 NOT_ALLOWED'],
    ['erin', { ...FIXED, currency: { id: 3 } }, '400 CURRENCY_DIFFERS'],
    ['erin', { ...FIXED, currency: { code: 'EUR' } }, '400 CURRENCY_DIFFERS'],
    ['erin', { ...FIXED, budget: { minimum: 30, maximum: 20 } }, '400 BID_AMOUNT_INVALID'],
    ['erin', { ...FIXED, budget: { minimum: 30.001, maximum: 40 } }, '400 BAD_FORM'],
    ['erin', { ...FIXED, budget: { minimum: -1, maximum: 40 } }, '400 BAD_FORM'],
    ['erin', { ...FIXED, budget: { minimum: 1, maximum: 1e15 } }, '400 BAD_FORM'],
    ['erin', { ...FIXED, budget: undefined }, '400 BAD_FORM'],
    ['erin', { ...FIXED, title: '' }, '400 BAD_FORM'],
    ['erin', { ...FIXED, title: 'x'.repeat(201) }, '400 BAD_FORM'],
    ['erin', { ...FIXED, jobs: [{ id: 1_000_001 }] }, '400 BAD_FORM'],
    ['erin', { ...FIXED, jobs: [1, 2, 3, 4, 5, 6] }, '400 LIMIT_REACHED'],
    ['erin', { ...FIXED, bidperiod: 400 }, '400 BAD_FORM'],
    ['erin', { ...FIXED, hireme: true, hireme_initial_bid: { bidder_id: 99, amount: 50 } }, '404 NOT_FOUND'],
  ])('%s posting %j hears %s', async (who, body, heard) => {
    expect(await told(world, who, post(URL, body))).toBe(heard);
  });

  test('the same idempotency key again is the same project again', async () => {
    const request = { ...post(URL, FIXED), headers: { 'idempotency-key': 'p1' } };
    const first = await done<Posted>(world, 'erin', request);
    expect(await done<Posted>(world, 'erin', request)).toEqual(first);
    const other = { ...post(URL, { ...FIXED, title: 'Another' }), headers: { 'idempotency-key': 'p1' } };
    expect(await told(world, 'erin', other)).toBe('409 IDEMPOTENCY_CONFLICT');
  });

  test('where a verdict pays, a project without cases is refused, and told where it belongs', async () => {
    const judged = await openWorld((scenario) => ({
      ...scenario,
      policy: { ...scenario.policy, settlement: 'verdict' },
    }));
    const answer = await judged.ask('erin', post(URL, FIXED));
    expect(answer).toMatchObject({ status: 409, body: { error_code: 'ProjectExceptionCodes.ACCEPTANCE_NEEDED' } });
    expect(answer.body.message).toContain('/api/arena/1.0');
    await judged.close();
  });

  test('a market that has no named assignment takes no project for one freelancer', async () => {
    const bare = await openWorld((scenario) => ({ ...scenario, policy: { ...scenario.policy, otherMechanisms: [] } }));
    const body = { ...FIXED, hireme: true, hireme_initial_bid: { bidder_id: 2, amount: 40, period: 1 } };
    expect(await told(bare, 'erin', post(URL, body))).toBe('400 MECHANISM_NOT_OFFERED');
    await bare.close();
  });
});

describe('afterwards', () => {
  test.each([putNothing(`${URL}1/?action=close`), putJson(`${PROJECTS}/projects/1`, { action: 'CLOSE' })])(
    'the employer closes the bidding: %j',
    async (request) => {
      const own = await openWorld();
      expect(await done(own, 'erin', request)).toBeUndefined();
      expect(await done(own, 'gus', `${URL}1`)).toMatchObject({ status: 'frozen', sub_status: 'frozen_timeout' });
      await own.close();
    },
  );

  test.each([
    putEmptyForm(`${URL}1/?action=cancel`),
    putForm(`${URL}1`, 'action=cancel'),
    { method: 'DELETE' as const, url: `${URL}1`, headers: { 'content-type': 'application/json' } },
  ])('the employer cancels the project: %j', async (request) => {
    const own = await openWorld();
    await done(own, 'erin', request);
    expect(await done(own, 'gus', `${URL}1`)).toMatchObject({ status: 'closed', sub_status: 'cancel_buyer' });
    await own.close();
  });

  test.each([
    ['end', 'complete'],
    ['complete', 'complete'],
    ['incomplete', 'incomplete'],
  ])('the employer ends the award: %s makes the bid %s', async (action, status) => {
    const own = await awarded(await openWorld());
    await done(own, 'erin', putJson(`${URL}1`, { action }));
    expect(await done(own, 'fay', `${PROJECTS}/bids/1`)).toMatchObject({ complete_status: status });
    expect(await done(own, 'fay', `${URL}1`)).toMatchObject({ frontend_project_status: 'complete' });
    await own.close();
  });

  test.each([
    ['erin', 99, 'close', '404 NOT_FOUND'],
    ['hal', 1, 'close', '403 NOT_ALLOWED'],
    ['hal', 1, 'update', '403 NOT_ALLOWED'],
    ['hal', 1, 'cancel', '403 NOT_ALLOWED'],
    ['erin', 1, 'end', '409 NO_AWARD'],
    ['erin', 1, 'update', '409 POSTING_IS_FINAL'],
    ['erin', 1, 'extend', '409 POSTING_IS_FINAL'],
    ['erin', 1, 'set_location', '409 POSTING_IS_FINAL'],
    ['fay', 1, 'sign_nda', '409 NO_AGREEMENT'],
    ['erin', 1, 'burn', '400 BAD_FORM'],
    ['erin', 1, '', '400 BAD_FORM'],
  ])('%s, project %i, action %s: %s', async (who, id, action, heard) => {
    expect(await told(world, who, putJson(`${URL}${id}`, { action }))).toBe(heard);
  });

  test('no action at all is told; an upgrade is taken and means nothing', async () => {
    expect(await told(world, 'erin', putNothing(`${URL}1`))).toBe('400 BAD_FORM');
    await done(world, 'erin', putJson(`${URL}1`, { action: 'upgrade', upgrades: ['featured'] }));
    expect(await done(world, 'erin', `${URL}1?upgrade_details`)).toMatchObject({ upgrades: { featured: false } });
  });

  test('where a mechanism awards, nobody closes early and nobody awards by hand', async () => {
    const own = await openWorld((scenario) => ({
      ...scenario,
      policy: { ...scenario.policy, mechanism: { kind: 'vickrey' } },
    }));
    expect(await told(own, 'erin', putNothing(`${URL}1/?action=close`))).toBe('403 MECHANISM_AWARDS');
    expect(await told(own, 'erin', putEmptyForm(`${PROJECTS}/bids/1/?action=award`))).toBe('403 MECHANISM_AWARDS');
    await own.close();
  });
});
