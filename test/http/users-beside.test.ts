/** The `users` container beside projects and bids: null unless asked for, by id, with the details that flags name. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { participantId, projectId } from '../../server/kernel/id.ts';
import { ERIN, ended, FAY, order } from './clients/given.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const usersIn = async (who: string, url: string): Promise<Record<string, Record<string, unknown>> | null> => {
  const { status, body, text } = await world.ask(who, { url });
  expect(status, text).toBe(200);
  return (body.result as { users: Record<string, Record<string, unknown>> | null }).users;
};

test('nobody asked, nobody told', async () => {
  expect(await usersIn('fay', '/api/projects/0.1/projects/')).toBeNull();
  expect(await usersIn('fay', '/api/projects/0.1/bids/?user_details=False')).toBeNull();
});

test('owners of projects; bidders of bids', async () => {
  const owners = await usersIn('fay', '/api/projects/0.1/projects/?projects[]=1&projects[]=2&user_details=True');
  expect(owners).toMatchObject({ 1: { id: 1, username: 'erin', role: 'employer', display_name: null, jobs: null } });
  expect(Object.keys(owners ?? {})).toEqual(['1']);
  const bidders = await usersIn('erin', '/api/projects/0.1/bids/?projects[]=1&user_jobs=True&user_display_info=1');
  expect(bidders).toMatchObject({
    2: { username: 'fay', display_name: 'fay', jobs: [{ name: 'python' }, { name: 'sql' }] },
    4: { username: 'hal', display_name: 'hal', chosen_role: 'freelancer' },
  });
});

test('parties of milestones, of requests for them and of reviews', async () => {
  const own = await openWorld();
  await ended(own);
  await order(own, ERIN, {
    type: 'PostReview',
    projectId: projectId(1),
    toId: participantId(FAY),
    rating: 5,
    commentHash: null,
  });
  const names = async (url: string): Promise<unknown> => {
    const { body, text } = await own.ask('erin', { url: `/api/projects/0.1/${url}` });
    expect(body.status, text).toBe('success');
    const { users } = body.result as { users: Record<string, { display_name: string }> | null };
    return users === null ? null : Object.values(users).map(({ display_name: name }) => name);
  };
  expect(await names('milestones/?projects[]=1&display_info=True')).toEqual(['erin', 'fay']);
  expect(await names('milestones/1/?user_display_info=True')).toEqual(['erin', 'fay']);
  expect(await names('milestones/?projects[]=1')).toBeNull();
  expect(await names('milestone_requests/?user_display_info=True')).toEqual([]);
  expect(await names('reviews/?user_display_info=True')).toEqual(expect.arrayContaining(['erin', 'fay']));
  expect(await names('reviews/')).toBeNull();
  await own.close();
});

test.each(['all', 'active'])('a search among projects/%s does not take the filter jobs for a flag', async (path) => {
  const url = `/api/projects/0.1/projects/${path}/?jobs=1&jobs[]=9&user_avatar=True`;
  expect(await usersIn('fay', url)).toMatchObject({ 1: { username: 'erin', jobs: null, avatar: null } });
});

test('no container tells anybody’s address or balance, not even one’s own', async () => {
  const users = await usersIn('fay', '/api/projects/0.1/bids/?user_balance_details=True&user_details=True');
  for (const user of Object.values(users ?? {})) expect(user).toMatchObject({ email: null, account_balances: null });
});

test('behind pseudonyms others are numbers', async () => {
  const masked = await openWorld((scenario) => ({
    ...scenario,
    policy: { ...scenario.policy, identities: 'pseudonyms' },
  }));
  const answer = await masked.ask('fay', { url: '/api/projects/0.1/bids/?projects[]=1&user_display_info=True' });
  expect(answer.body.result).toMatchObject({
    users: { 2: { username: 'fay' }, 4: { username: 'participant-4', display_name: 'participant-4' } },
  });
  expect(answer.text).not.toContain('hal');
  await masked.close();
});
