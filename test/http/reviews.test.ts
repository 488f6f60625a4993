/** Reviews over Freelancer.com's wire: both roles, and who sees them when. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reviewOf } from '../../server/protocol/freelancer/review.ts';
import { ABOUT_ERIN, ABOUT_FAY, done, ended, PROJECTS, post, putJson, reviewed, told } from './requests.ts';
import { openWorld, type World } from './world.ts';

const URL = `${PROJECTS}/reviews`;

interface Container {
  readonly reviews: { id: number }[];
  readonly reviews_count: number | null;
}

let world: World;
beforeAll(async () => {
  world = await reviewed(await ended(await openWorld()));
});
afterAll(() => world.close());

const found = async (who: string, query: string): Promise<number[]> =>
  (await done<Container>(world, who, `${URL}/?${query}`)).reviews.map(({ id }) => id);

describe('posting', () => {
  test('the answer is a status; only its author sees a review until both are in', async () => {
    const own = await ended(await openWorld());
    const answer = await own.ask('erin', post(`${URL}/`, ABOUT_FAY));
    expect(answer).toMatchObject({ status: 200, body: { status: 'success' } });
    expect(answer.body).not.toHaveProperty('result');
    expect(await done(own, 'erin', URL)).toMatchObject({ reviews: [{ id: 1, status: 'pending' }] });
    for (const who of ['fay', 'gus', 'walt']) expect(await done(own, who, URL)).toMatchObject({ reviews: [] });
    await done(own, 'fay', post(URL, ABOUT_ERIN));
    expect(await done(own, 'gus', URL)).toMatchObject({
      reviews: [
        { id: 2, status: 'active' },
        { id: 1, status: 'active' },
      ],
    });
    await own.close();
  });

  test.each([
    ['erin', { ...ABOUT_FAY, from_user_id: 2 }, '403 NOT_ALLOWED'],
    ['erin', { ...ABOUT_FAY, role: 'employer' }, '400 BAD_FORM'],
    ['erin', { ...ABOUT_FAY, to_user_id: 3 }, '403 NOT_ALLOWED'],
    ['erin', { ...ABOUT_FAY, project_id: 99 }, '404 NOT_FOUND'],
    ['erin', { ...ABOUT_FAY, reputation_data: { category_ratings: {} } }, '400 BAD_FORM'],
    ['erin', { ...ABOUT_FAY, reputation_data: { category_ratings: { quality: 6 } } }, '400 BAD_FORM'],
    ['erin', { ...ABOUT_FAY, reputation_data: { category_ratings: { quality: 0 } } }, '400 BAD_FORM'],
    ['erin', { ...ABOUT_FAY, reputation_data: { category_ratings: { clarity_spec: 5 } } }, '400 BAD_FORM'],
    ['erin', { ...ABOUT_FAY, reputation_data: undefined }, '400 BAD_FORM'],
    ['erin', { ...ABOUT_FAY, comment: 'x'.repeat(4_001) }, '400 BAD_FORM'],
    ['hal', { ...ABOUT_FAY, from_user_id: undefined }, '403 NOT_ALLOWED'],
    ['rita', ABOUT_FAY, '403 NOT_ALLOWED'],
  ])('%s posting %j hears %s', async (who, body, heard) => {
    const own = await ended(await openWorld());
    expect(await told(own, who, post(URL, body))).toBe(heard);
    await own.close();
  });

  test('there is nothing to review before the end, and nobody reviews twice', async () => {
    const own = await openWorld();
    expect(await told(own, 'erin', post(URL, ABOUT_FAY))).toBe('400 REVIEW_CLOSED');
    await ended(own);
    await done(own, 'erin', post(URL, ABOUT_FAY));
    expect(await told(own, 'erin', post(URL, ABOUT_FAY))).toBe('400 ALREADY_REVIEWED');
    await own.close();
  });
});

describe('reading', () => {
  test('a review has the wire’s keys; its rating is the mean of its parts', async () => {
    const { reviews } = await done<Container>(world, 'fay', `${URL}/?to_users[]=2`);
    expect(reviews).toEqual([
      {
        id: 1,
        to_user_id: 2,
        from_user_id: 1,
        project_id: 1,
        role: 'freelancer',
        status: 'active',
        time_submitted: expect.any(Number),
        submitdate: expect.any(Number),
        description: 'Quick and careful',
        rating: 4,
        review_project_status: 'complete',
        rating_details: {
          category_ratings: ABOUT_FAY.reputation_data.category_ratings,
          on_time: false,
          on_budget: true,
        },
        ratings: null,
        review_context: {
          review_type: 'project',
          context_id: 1,
          context_name: 'Add up last month’s sales by region'.replace('’', "'"),
          seo_url: 'python/Add-up-last-month-s-sales-by-region',
        },
        currency: expect.objectContaining({ code: 'USD' }),
        bid_amount: 120,
        paid_amount: 0,
        price_usd: null,
        sealed: false,
        featured: false,
      },
    ]);
    expect(await done(world, 'gus', `${URL}?from_users[]=1`)).toMatchObject({ reviews: [{ paid_amount: null }] });
    expect(await done(world, 'gus', `${URL}?from_users[]=2&ratings=1`)).toMatchObject({
      reviews: [
        { rating: 3, role: 'employer', ratings: expect.arrayContaining([{ name: 'payment_prom', rating: 3 }]) },
      ],
    });
  });

  test('the container is Freelancer.com’s; what was not asked for is null', async () => {
    const bare = await done(world, 'walt', `${URL}/`);
    expect(Object.keys(bare).sort()).toEqual(['contests', 'projects', 'reviews', 'reviews_count', 'users']);
    expect(bare).toMatchObject({ users: null, projects: null, contests: null, reviews_count: null });
    const query = 'review_count=True&project_details=True&project_job_details=1&limit=1&contest_details';
    expect(await done(world, 'walt', `${URL}/?${query}`)).toMatchObject({
      reviews: [{ id: 2 }],
      reviews_count: 2,
      projects: { 1: { id: 1, jobs: [{ name: 'python' }], description: null } },
      contests: {},
    });
    const compact = await done<Container>(world, 'walt', `${URL}/?compact`);
    expect(Object.keys(compact)).toEqual(['reviews']);
  });

  test.each([
    ['projects[]=1', [2, 1]],
    ['projects[]=2', []],
    ['contests[]=1', []],
    ['from_users=1', [1]],
    ['to_users[]=1', [2]],
    ['role=FREELANCER', [1]],
    ['role=employer', [2]],
    ['review_types[]=contest', []],
    ['review_types[]=project', [2, 1]],
    ['completion_statuses=complete', [2, 1]],
    ['completion_statuses[]=incomplete', []],
    ['review_status[]=active', [2, 1]],
    ['review_status[]=hidden', []],
    ['job_ids[]=9', []],
    ['from_time=99999999999', []],
    ['to_time=1', []],
    ['limit=1&offset=1', [1]],
  ])('the filter %s finds %j', async (query, ids) => {
    expect(await found('walt', query)).toEqual(ids);
  });

  test('a comment that came by another door is told as it is', () => {
    expect(reviewOf('Fine')).toMatchObject({ comment: 'Fine', categories: {} });
    expect(reviewOf('{"comment":"Fine","categories":{"quality":9}}')).toMatchObject({
      comment: 'Fine',
      categories: {},
    });
    expect(reviewOf('"x"')).toMatchObject({ comment: '"x"' });
    expect(reviewOf(null)).toMatchObject({ comment: '' });
  });
});

test.each([
  ['fay', 1, { action: 'feature' }, '200'],
  ['erin', 1, { action: 'feature' }, '403 NOT_ALLOWED'],
  ['fay', 99, { action: 'feature' }, '404 NOT_FOUND'],
  ['fay', 1, {}, '400 BAD_FORM'],
])('%s marking review %i with %j hears %s', async (who, id, body, heard) => {
  const request = putJson(`${URL}/${id}`, body);
  if (heard === '200') expect(await done(world, who, request)).toBeUndefined();
  else expect(await told(world, who, request)).toBe(heard);
});
