/** Reputations, portfolios and skills over HTTP. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bidId, type MilestoneId, milestoneId, participantId, projectId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import type { CommandRequest } from '../../server/protocol/arena/wire.ts';
import { openWorld, type World } from './world.ts';

const USERS = '/api/users/0.1';
const ERIN = participantId(1);
const FAY = participantId(2);

type Found = Record<string, unknown>;
async function read<T = Found>(world: World, who: string, url: string): Promise<T> {
  const { status, body, text } = await world.ask(who, { url });
  expect(status, text).toBe(200);
  return body.result as T;
}

async function done(world: World, who: number, request: CommandRequest): Promise<void> {
  const client = world.arena.connect(world.marketId, { kind: 'participant', participantId: participantId(who) });
  const answer = await client.send(`test/${Math.random()}`, request);
  if (!answer.ok) throw new Error(`${request.type}: ${answer.refusal.code} ${answer.refusal.detail}`);
}

/** The bid is awarded, accepted, paid by one milestone, and ended. */
async function finish(
  world: World,
  employer: number,
  bid: number,
  freelancer: number,
  milestone: MilestoneId,
): Promise<void> {
  await done(world, employer, { type: 'AwardBid', bidId: bidId(bid) });
  await done(world, freelancer, { type: 'AcceptAward', bidId: bidId(bid) });
  const amountCents = cents(5_000);
  await done(world, employer, { type: 'CreateMilestone', bidId: bidId(bid), amountCents, descriptionHash: null });
  await done(world, employer, { type: 'ReleaseMilestone', milestoneId: milestone, amountCents });
}

async function reviewed(world: World): Promise<void> {
  await finish(world, ERIN, 1, FAY, milestoneId(1));
  await done(world, ERIN, { type: 'EndAward', projectId: projectId(1), outcome: 'completed' });
  const review = { type: 'PostReview', projectId: projectId(1), commentHash: null } as const;
  await done(world, ERIN, { ...review, toId: FAY, rating: 4 });
  await done(world, FAY, { ...review, toId: ERIN, rating: 3 });
}

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await reviewed(world);
});
afterAll(() => world.close());

describe('reputations', () => {
  test('a bare map of everybody asked for who is there, empty records included', async () => {
    const found = await read(world, 'walt', `${USERS}/reputations/?users%5B%5D=2&users%5B%5D=3&users%5B%5D=99`);
    expect(Object.keys(found)).toEqual(['2', '3']);
    expect(found).toMatchObject({
      2: {
        user_id: 2,
        role: 'freelancer',
        entire_history: { overall: 4, all: 1, reviews: 1, complete: 1, completion_rate: 1, positive: 1 },
        last3months: { all: 1, completion_rate: 1 },
        job_history: null,
        project_stats: null,
      },
      3: { user_id: 3, entire_history: { overall: 0, all: 0, reviews: 0, completion_rate: null } },
    });
  });

  test('in the other role, with what is asked for besides', async () => {
    const query = 'users[]=1&users[]=4&role=EMPLOYER&job_history=True&project_stats=True&rehire_rates=True';
    expect(await read(world, 'gus', `${USERS}/reputations?${query}`)).toMatchObject({
      1: {
        role: 'employer',
        entire_history: { overall: 3, positive: 0, complete: 1, rehire_rate: 0 },
        job_history: { count_other: 0, job_counts: [{ count: 1, job: { name: 'python' } }] },
        project_stats: { open: 1, work_in_progress: 0, complete: 1 },
      },
      4: { project_stats: { open: 1, work_in_progress: 0, complete: 0 } },
    });
  });

  test('ratings by category, on time and on budget, out of what reviews say in parts', async () => {
    const own = await openWorld();
    await finish(own, ERIN, 1, FAY, milestoneId(1));
    await done(own, ERIN, { type: 'EndAward', projectId: projectId(1), outcome: 'completed' });
    const about = { project_id: 1, to_user_id: 2, from_user_id: 1, role: 'freelancer', comment: 'Well done.' };
    const categories = { quality: 5, communication: 3, expertise: 4, professionalism: 4, hire_again: 4 };
    const payload = { ...about, reputation_data: { on_budget: true, on_time: false, category_ratings: categories } };
    expect((await own.ask('erin', { method: 'POST', url: '/api/projects/0.1/reviews/', payload })).status).toBe(200);
    await done(own, FAY, { type: 'PostReview', projectId: projectId(1), toId: ERIN, rating: 5, commentHash: null });
    expect(await read(own, 'walt', `${USERS}/reputations/?users[]=2`)).toMatchObject({
      2: { entire_history: { overall: 4, category_ratings: categories, on_budget: 1, on_time: 0 } },
    });
    await own.close();
  });

  test('of some skills only', async () => {
    const url = `${USERS}/reputations/?users[]=2&jobs[]=9`;
    expect(await read(world, 'walt', url)).toMatchObject({ 2: { entire_history: { all: 0, reviews: 0, overall: 0 } } });
  });

  test('what was earned is told to those who saw it paid', async () => {
    const url = `${USERS}/reputations/?users[]=2`;
    const earned = async (who: string) =>
      ((await read<Found>(world, who, url))[2] as { entire_history: Found }).entire_history.earnings;
    expect([await earned('fay'), await earned('erin'), await earned('gus'), await earned('walt')]).toEqual([
      50,
      50,
      null,
      null,
    ]);
  });

  test('a review counts for nobody until it is revealed', async () => {
    const own = await openWorld();
    await finish(own, ERIN, 1, FAY, milestoneId(1));
    await done(own, ERIN, { type: 'EndAward', projectId: projectId(1), outcome: 'incomplete' });
    await done(own, ERIN, { type: 'PostReview', projectId: projectId(1), toId: FAY, rating: 1, commentHash: null });
    for (const who of ['erin', 'fay', 'walt']) {
      expect(await read(own, who, `${USERS}/reputations/?users[]=2`)).toMatchObject({
        2: { entire_history: { reviews: 0, overall: 0, incomplete: 1, completion_rate: 0 } },
      });
    }
    await own.close();
  });

  test('the same with the flag beside a user', async () => {
    const url = `${USERS}/users/2/?reputation_extra=True&employer_reputation=True`;
    expect(await read(world, 'gus', url)).toMatchObject({
      reputation: { role: 'freelancer', entire_history: { overall: 4 }, project_stats: { complete: 1 } },
      employer_reputation: { role: 'employer', entire_history: { all: 0 }, project_stats: null },
    });
    const directory = await read(world, 'gus', `${USERS}/users/directory/?ratings=4&sort_field=rating`);
    expect(directory).toMatchObject({ users: [{ id: 2 }], total_count: 1 });
  });
});

describe('portfolios', () => {
  test('every user key is a key of portfolios; the limit is each user’s own', async () => {
    const found = await read<{ portfolios: Record<string, Found[]>; users: Found }>(
      world,
      'walt',
      `${USERS}/portfolios/?users[]=2&users[]=3&users[]=99&limit=10&offset=0`,
    );
    expect(Object.keys(found.users)).toEqual(['2', '3']);
    expect(Object.keys(found.portfolios)).toEqual(Object.keys(found.users));
    expect(found.portfolios).toMatchObject({
      2: [{ id: 1, user_id: 2, title: "Add up last month's sales by region", files: [], articles: [] }],
      3: [],
    });
    expect(await read(world, 'walt', `${USERS}/portfolios?users[]=2&offset=1`)).toMatchObject({
      portfolios: { 2: [] },
    });
    expect(await read(world, 'walt', `${USERS}/portfolios?users[]=2&limit=0`)).toMatchObject({ portfolios: { 2: [] } });
  });
});

describe('self/jobs', () => {
  const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
  const skills = async (own: World): Promise<string[]> => {
    const self = await read<{ jobs: { name: string }[] }>(own, 'fay', `${USERS}/self/?jobs=True`);
    return self.jobs.map(({ name }) => name);
  };

  test.each([
    ['JSON with brackets', { payload: { 'jobs[]': [9, 3] } }],
    ['JSON without', { payload: { jobs: [9, 3] } }],
    ['a form', { payload: 'jobs%5B%5D=9&jobs%5B%5D=3', headers: FORM }],
    ['a form with one', { payload: 'jobs[]=9&jobs=3', headers: FORM }],
  ])('added, set and removed: %s', async (_how, body) => {
    const own = await openWorld();
    const url = `${USERS}/self/jobs/`;
    const ask = async (method: 'POST' | 'PUT' | 'DELETE') => (await own.ask('fay', { method, url, ...body })).body;
    expect(await ask('POST')).toEqual({ status: 'success', request_id: expect.any(String) });
    expect(await skills(own)).toEqual(['python', 'sql', 'javascript', 'php']);
    expect(await ask('DELETE')).toMatchObject({ status: 'success' });
    expect(await skills(own)).toEqual(['python', 'sql']);
    expect(await ask('PUT')).toMatchObject({ status: 'success' });
    expect(await skills(own)).toEqual(['javascript', 'php']);
    await own.close();
  });

  test('they decide who may bid, and outlive the process: they are in the log', async () => {
    const own = await openWorld((scenario) => ({ ...scenario, policy: { ...scenario.policy, skillMatch: true } }));
    const bid = { method: 'POST' as const, url: '/api/projects/0.1/bids', payload: { project_id: 2, amount: 20 } };
    expect((await own.ask('fay', bid)).body).toMatchObject({ error_code: 'ProjectExceptionCodes.NOT_ENOUGH_SKILLS' });
    await own.ask('fay', { method: 'POST', url: `${USERS}/self/jobs`, payload: { 'jobs[]': [9] } });
    expect((await own.ask('fay', bid)).status).toBe(200);
    const log = await own.arena.connectOwner(own.marketId).read(0, 1_000);
    expect(log.map(({ event }) => event)).toContainEqual({
      type: 'SkillsChanged',
      participantId: FAY,
      skills: ['python', 'sql', 'javascript'],
    });
    await own.close();
  });

  test.each([
    ['a number that stands for nothing', { 'jobs[]': [1_999_999_999] }, 400],
    ['no list', {}, 400],
    ['too many', { 'jobs[]': Array.from({ length: 201 }, (_, index) => index + 1) }, 400],
  ])('%s is told so', async (_what, payload, status) => {
    const answer = await world.ask('fay', { method: 'POST', url: `${USERS}/self/jobs/`, payload });
    expect(answer).toMatchObject({ status, body: { message: expect.any(String), error_code: expect.any(String) } });
  });

  test('an onlooker has none', async () => {
    const request = { method: 'PUT' as const, url: `${USERS}/self/jobs`, payload: { 'jobs[]': [9] } };
    expect((await world.ask('walt', request)).status).toBe(403);
  });
});
