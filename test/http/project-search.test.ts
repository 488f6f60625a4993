/** Filters, orders and flags of project lists and searches; what a market hides is not found out by them either. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { awarded, done, ended, PROJECTS, post, putEmptyForm, told } from './requests.ts';
import { openWorld, type World } from './world.ts';

const URL = `${PROJECTS}/projects`;
const PLAIN = { title: 'One more', description: 'Something', budget: { minimum: 100, maximum: 200 }, jobs: [3] };

interface Container {
  readonly projects: { id: number }[];
  readonly total_count: number | null;
}

let world: World;
beforeAll(async () => {
  world = await awarded(await openWorld());
  await done(world, 'erin', post(`${PROJECTS}/milestones`, { project_id: 1, bidder_id: 2, amount: 10 }));
  const place = { country: { name: 'Australia', code: 'au' }, latitude: -33.8, longitude: 151.2 };
  // Projects 4 and 5: one by the hour, one at a place.
  await done(world, 'hal', post(URL, { ...PLAIN, type: 'hourly', budget: { minimum: 10, maximum: 20 } }));
  await done(world, 'hal', post(URL, { ...PLAIN, local: true, location: place }));
});
afterAll(() => world.close());

const ids = async (who: string, path: string): Promise<number[]> =>
  (await done<Container>(world, who, `${PROJECTS}/${path}`)).projects.map(({ id }) => id);

describe('lists', () => {
  test.each([
    ['owners[]=2', []],
    ['owners[]=4', [5, 4, 3]],
    ['bidders[]=3', [2]],
    ['frontend_project_statuses=work_in_progress', [1]],
    ['frontend_project_statuses=OPEN&frontend_project_statuses=complete', [5, 4, 3, 2]],
    ['frontend_project_statuses%5B%5D=work_in_progress', [1]],
    ['has_milestone=true', [1]],
    ['seo_urls[]=php/One-more', [5, 4]],
    ['from_time=99999999999', []],
    ['to_time=1', []],
    ['limit=2&offset=1', [4, 3]],
    ['unknown_flag=1&projects[]=1', [1]],
  ])('projects?%s are %j', async (query, found) => {
    expect(await ids('erin', `projects/?${query}`)).toEqual(found);
  });

  test('who is no party of the milestone does not learn of it by a filter', async () => {
    expect(await ids('gus', 'projects/?has_milestone=true')).toEqual([]);
  });

  test.each([
    ['erin', '', [2, 1]],
    ['hal', 'role=employer', [5, 4, 3]],
    ['hal', 'role=freelancer', [1]],
    ['hal', 'status=open&sort_field=bid_enddate&reverse_sort=true', [3, 4, 5]],
    ['fay', 'status=awarded', [1]],
    ['erin', 'status=close', []],
    ['erin', 'status=active&query=MEND', [2]],
    ['erin', 'type[]=contests', []],
    ['walt', '', []],
  ])('the own projects of %s, %s: %j', async (who, query, found) => {
    expect(await ids(who, `self?${query}`)).toEqual(found);
  });
});

describe('searches', () => {
  test.each([
    ['query=SORTS', [2]],
    ['query=nothing&or_search_query=sorts', [2]],
    ['jobs[]=9', [2]],
    ['jobs[]=3', [5, 4]],
    ['project_ids[]=3&project_ids[]=4', [4, 3]],
    ['project_types[]=HOURLY', [4]],
    ['project_types[]=fixed', [5, 3, 2, 1]],
    ['project_statuses[]=closed', [1]],
    ['project_statuses[]=active', [5, 4, 3, 2]],
    ['bid_award_statuses[]=awarded', [1]],
    ['bid_award_statuses[]=revoked', []],
    ['bid_complete_statuses[]=pending', [1]],
    ['min_price=201', [4, 3, 1]],
    ['max_price=29', [4, 2]],
    ['max_hourly_rate=9', [5, 3, 2, 1]],
    ['min_hourly_rate=15&project_types=hourly', [4]],
    ['min_avg_price=100&project_types[]=fixed', [1]],
    ['max_avg_price=50', [4, 2]],
    ['min_avg_hourly_rate=1&project_types[]=hourly', []],
    ['countries[]=AU', [5]],
    ['countries[]=australia', [5]],
    ['countries[]=nz', []],
    ['languages[]=en&limit=1', [5]],
    ['languages[]=de', []],
    ['project_upgrades[]=featured', []],
    ['top_right_latitude=-30&bottom_left_latitude=-40&top_right_longitude=160&bottom_left_longitude=150', [5]],
    ['top_right_latitude=-34&bottom_left_latitude=-40&top_right_longitude=160&bottom_left_longitude=150', []],
    ['from_time=99999999999', []],
    ['sort_field=bid_count&limit=1', [1]],
    ['sort_field=bid_avg_usd&limit=2', [1, 2]],
    ['sort_field=submitdate&reverse_sort=True&limit=2', [1, 2]],
    ['sort_field=time_updated&limit=1', [5]],
    ['user_employer_reputation_extra&user_cover_image&user_past_cover_images&limit=1', [5]],
  ])('projects/all?%s are %j', async (query, found) => {
    expect(await ids('gus', `projects/all/?${query}`)).toEqual(found);
  });

  test('only the active ones are where that is asked for; the total counts all', async () => {
    const active = await done<Container>(world, 'gus', `${URL}/active/?query=&limit=1&offset=0`);
    expect([active.projects.length, active.total_count]).toEqual([1, 4]);
  });
});

describe('what is hidden', () => {
  const sealed = () =>
    openWorld((scenario) => ({ ...scenario, policy: { ...scenario.policy, visibility: 'sealed' as const } }));

  test.each(['min_avg_price=1', 'max_avg_price=1000000', 'sort_field=bid_avg_usd', 'bid_award_statuses[]=pending'])(
    'a sealed bid is not found out by %s',
    async (query) => {
      const own = await sealed();
      const before = (await done<Container>(own, 'gus', `${URL}/all?${query}`)).projects.map(({ id }) => id);
      expect(before).toEqual(query.includes('avg_price') || query.includes('award') ? [] : [3, 2, 1]);
      await done(own, 'fay', post(`${PROJECTS}/bids`, { project_id: 3, amount: 200, period: 1, description: 'x' }));
      const after = (await done<Container>(own, 'gus', `${URL}/all?${query}`)).projects.map(({ id }) => id);
      expect(after).toEqual(before);
      await own.close();
    },
  );

  test('the employer of a sealed project finds it by what it knows', async () => {
    const own = await sealed();
    const found = await done<Container>(own, 'erin', `${URL}/all?min_avg_price=100`);
    expect(found.projects.map(({ id }) => id)).toEqual([1]);
    await own.close();
  });
});

describe('flags and fields', () => {
  test('whether one may review comes where it is asked for', async () => {
    const own = await ended(await openWorld());
    const asked = `${URL}/1/?review_availability_details=1`;
    expect(await done(own, 'fay', asked)).toMatchObject({ can_post_review: true });
    expect(await done(own, 'gus', asked)).toMatchObject({ can_post_review: false });
    expect(await done(own, 'fay', `${URL}/1`)).toMatchObject({ can_post_review: null });
    await own.close();
  });

  test.each(['bidinfo', 'bids_info'])('%s says between which amounts a bid must lie', async (path) => {
    expect(await done(world, 'gus', `${URL}/2/${path}/`)).toMatchObject({
      project_id: 2,
      minimum_bid: 0.01,
      maximum_bid: 30,
      minimum_fee: 5,
      rate: 0.1,
      highlight_currency: { code: 'USD' },
    });
    expect(await done(world, 'gus', `${URL}/4/${path}`)).toMatchObject({ maximum_bid: 20 });
    expect(await told(world, 'gus', `${URL}/99/${path}`)).toBe('404 NOT_FOUND');
  });

  test('the projects of bids, and the employer’s fee on one', async () => {
    const query = 'projects[]=1&bidders[]=2&project_details=true&buyer_project_fee=1';
    expect(await done(world, 'gus', `${PROJECTS}/bids/?${query}`)).toMatchObject({
      bids: [{ id: 1, buyer_project_fee: { is_taxed: false, amount: 3.6, currency: { id: 1 } } }],
      projects: { 1: { id: 1, description: null } },
    });
    expect(await done(world, 'gus', `${PROJECTS}/bids/1?compact&buyer_project_fee`)).toMatchObject({
      buyer_project_fee: { amount: 3.6 },
    });
    expect(await done(world, 'gus', `${PROJECTS}/bids/1`)).toMatchObject({ buyer_project_fee: null });
  });

  test.each([
    ['award_statuses[]=AWARDED', [1]],
    ['award_statuses[]=pending', []],
    ['paid_statuses[]=unpaid&projects[]=1', [1, 2]],
    ['paid_statuses[]=pending&projects[]=1', [1, 2]],
    ['paid_statuses[]=fully_paid', []],
    ['complete_statuses[]=pending', [1]],
    ['frontend_bid_statuses[]=in_progress', [1]],
    ['front_bid_statuses[]=active', [2, 3]],
    ['is_shortlisted=true', []],
    ['project_owners[]=4', []],
    ['bids[]=3&bids[]=1', [1, 3]],
    ['from_time=99999999999', []],
  ])('bids?%s are %j', async (query, found) => {
    const { bids } = await done<{ bids: { id: number }[] }>(world, 'gus', `${PROJECTS}/bids?${query}`);
    expect(bids.map(({ id }) => id)).toEqual(found);
  });

  test.each([
    ['gus', 'erin', ['highlight', 'sponsor']],
    ['erin', 'gus', ['shortlist', 'unshortlist', 'hide', 'unhide']],
  ])('%s, and not %s, marks a bid by %j, and nothing changes', async (own, other, actions) => {
    const before = await done(world, 'gus', `${PROJECTS}/bids/3`);
    for (const action of actions) {
      const request = putEmptyForm(`${PROJECTS}/bids/3/?action=${action}`);
      expect(await done(world, own, request)).toBeUndefined();
      expect(await told(world, other, request)).toBe('403 NOT_ALLOWED');
    }
    expect(await done(world, 'gus', `${PROJECTS}/bids/3`)).toEqual(before);
  });

  test('whether bids are sealed is the market’s to say', async () => {
    const seal = putEmptyForm(`${PROJECTS}/bids/3/?action=seal`);
    expect(await told(world, 'gus', seal)).toBe('400 USER_NOT_IN_PFP');
    const own = await openWorld((scenario) => ({ ...scenario, policy: { ...scenario.policy, visibility: 'sealed' } }));
    expect(await done(own, 'gus', seal)).toBeUndefined();
    await own.close();
  });
});
