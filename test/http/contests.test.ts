/** Contests over Freelancer.com's wire: posted, joined, entered, rated; and what of a running contest nobody hears. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY_MS } from '../../server/kernel/clock.ts';
import { deliver, done, enter, PROJECTS, post, putForm, putJson, putNothing, told } from './requests.ts';
import { openWorld, type World } from './world.ts';

const URL = '/api/contests/0.1/contests';
const ENTRIES = '/api/contests/0.1/entries';
const LOGO = {
  title: 'A logo for a shop',
  description: 'Two colours',
  type: 'freemium',
  duration: 5,
  job_ids: [32, 20],
  currency_id: 1,
  prize: 100.5,
};

interface Container {
  readonly contests: { id: number }[];
}
interface Entries {
  readonly entries: { id: number; rating: number | null; status: string }[];
}

async function running(clock: 'wall' | 'virtual' = 'wall'): Promise<World> {
  const own = await openWorld((scenario) => ({
    ...scenario,
    policy: { ...scenario.policy, clock: { kind: clock, speed: 1 } },
  }));
  await done(own, 'erin', post(`${URL}/`, LOGO));
  await enter(own, `${URL}/4`, 'fay');
  await enter(own, `${URL}/4`, 'hal');
  return own;
}

let world: World;
beforeAll(async () => {
  world = await running();
});
afterAll(() => world.close());

describe('posting', () => {
  test('the answer has what the Python SDK makes attributes of; the prize is in escrow at once', async () => {
    const own = await openWorld();
    expect(await done(own, 'erin', post(`${URL}/`, LOGO))).toMatchObject({
      id: 4,
      owner_id: 1,
      title: 'A logo for a shop',
      description: 'Two colours',
      type: 'freemium',
      duration: 5,
      jobs: [
        { id: 32, name: 'logo-design' },
        { id: 20, name: 'graphic-design' },
      ],
      currency: { id: 1, code: 'USD' },
      prize: 100.5,
      status: 'active',
      entry_count: 0,
    });
    const { milestones } = await done<{ milestones: object }>(own, 'erin', `${PROJECTS}/milestones`);
    expect(milestones).toMatchObject({ 1: { amount: 100.5, project_id: 4, bid_id: null, bidder_id: null } });
    expect(await done(own, 'erin', post(URL, { ...LOGO, type: 'GUARANTEED' }))).toMatchObject({
      type: 'guaranteed',
      upgrades: { guaranteed: true },
    });
    await own.close();
  });

  test('a draft is its holder’s alone until it is published', async () => {
    const own = await openWorld();
    expect(await done(own, 'erin', post(URL, { ...LOGO, draft: true }))).toMatchObject({ status: 'inactive' });
    expect(await told(own, 'fay', `${URL}/4`)).toBe('404 NOT_FOUND');
    await done(own, 'erin', putJson(`${URL}/4`, { action: 'publish' }));
    expect(await done(own, 'fay', `${URL}/4`)).toMatchObject({ status: 'active' });
    await done(own, 'erin', putForm(`${URL}/4/`, 'action=cancel'));
    expect(await done(own, 'fay', `${URL}/4`)).toMatchObject({ status: 'closed' });
    await own.close();
  });

  test.each([
    ['fay', LOGO, '403 NOT_ALLOWED'],
    ['erin', { ...LOGO, owner_id: 4 }, '403 NOT_ALLOWED'],
    ['erin', { ...LOGO, currency_id: 3 }, '400 CURRENCY_DIFFERS'],
    ['erin', { ...LOGO, prize: 1_000_000 }, '400 INSUFFICIENT_FUNDS'],
    ['erin', { ...LOGO, prize: 0 }, '400 BID_AMOUNT_INVALID'],
    ['erin', { ...LOGO, prize: undefined }, '400 BAD_FORM'],
    ['erin', { ...LOGO, duration: 31 }, '400 BAD_FORM'],
    ['erin', { ...LOGO, duration: 0 }, '400 BAD_FORM'],
    ['erin', { ...LOGO, type: 'lottery' }, '400 BAD_FORM'],
    ['erin', { ...LOGO, job_ids: [2_000_000] }, '400 BAD_FORM'],
  ])('%s posting %j hears %s', async (who, body, heard) => {
    expect(await told(world, who, post(URL, body))).toBe(heard);
  });

  test('a market without contests takes none, and one where verdicts pay wants the cases', async () => {
    const bare = await openWorld((scenario) => ({ ...scenario, policy: { ...scenario.policy, otherMechanisms: [] } }));
    expect(await told(bare, 'erin', post(URL, LOGO))).toBe('400 MECHANISM_NOT_OFFERED');
    await bare.close();
    const judged = await openWorld((scenario) => ({
      ...scenario,
      policy: { ...scenario.policy, settlement: 'verdict' },
    }));
    expect(await told(judged, 'erin', post(URL, LOGO))).toBe('409 ACCEPTANCE_NEEDED');
    await judged.close();
  });
});

describe('reading', () => {
  test('contests have a list of their own, and are in those of projects only where that is asked for', async () => {
    expect(await done(world, 'gus', `${URL}?compact`)).toMatchObject({ contests: [{ id: 4, entry_count: 2 }] });
    expect(await done(world, 'gus', `${URL}/?count=1`)).toMatchObject({ total_count: 1, users: null });
    const idsOf = async (path: string): Promise<number[]> =>
      (await done<{ projects: { id: number }[] }>(world, 'gus', `${PROJECTS}/projects${path}`)).projects.map(
        ({ id }) => id,
      );
    expect(await idsOf('/')).toEqual([3, 2, 1]);
    expect(await idsOf('/?include_contests=true')).toEqual([4, 3, 2, 1]);
    expect(await idsOf('/?projects[]=4')).toEqual([4]);
    expect(await idsOf('/active/')).toEqual([3, 2, 1]);
    expect(await idsOf('/all/?include_contests=True&limit=1')).toEqual([4]);
  });

  test.each([
    ['contests[]=4', [4]],
    ['contests[]=1', []],
    ['owners[]=4', []],
    ['statuses[]=ACTIVE', [4]],
    ['statuses[]=closed', []],
    ['jobs[]=32', [4]],
    ['jobs[]=3', []],
    ['from_time=99999999999', []],
  ])('contests?%s are %j', async (query, found) => {
    const { contests } = await done<Container>(world, 'gus', `${URL}?${query}`);
    expect(contests.map(({ id }) => id)).toEqual(found);
  });

  test.each([
    ['', [1, 2]],
    ['entries[]=2', [2]],
    ['contests[]=4', [1, 2]],
    ['contests[]=1', []],
    ['owners[]=2', [1]],
    ['statuses[]=won', []],
    ['limit=1&offset=1', [2]],
  ])('entries?%s are %j', async (query, found) => {
    const { entries } = await done<Entries>(world, 'gus', `${ENTRIES}?${query}`);
    expect(entries.map(({ id }) => id)).toEqual(found);
  });

  test('what is no contest, and a delivery that is no entry, are not there', async () => {
    expect(await told(world, 'gus', `${URL}/1`)).toBe('404 NOT_FOUND');
    expect(await told(world, 'gus', `${URL}/99/`)).toBe('404 NOT_FOUND');
    expect(await told(world, 'gus', `${ENTRIES}/99`)).toBe('404 NOT_FOUND');
    const own = await openWorld();
    await done(own, 'erin', putNothing(`${PROJECTS}/bids/1?action=award`));
    await done(own, 'fay', putNothing(`${PROJECTS}/bids/1?action=accept`));
    await deliver(own, 1, 'fay');
    expect(await done<Entries>(own, 'fay', ENTRIES)).toMatchObject({ entries: [] });
    expect(await told(own, 'fay', `${ENTRIES}/1`)).toBe('404 NOT_FOUND');
    await own.close();
  });
});

describe('rating', () => {
  test('a reviewer rates; a running contest keeps it between entrant and reviewer; the best takes the prize', async () => {
    const own = await running('virtual');
    await done(own, 'rita', putNothing(`${ENTRIES}/1?action=rate&rating=3.5`));
    await done(own, 'rita', putJson(`${ENTRIES}/2`, { action: 'rate', rating: 5 }));
    const ratingFor = async (who: string) => (await done<Entries['entries'][0]>(own, who, `${ENTRIES}/1`)).rating;
    expect([await ratingFor('fay'), await ratingFor('rita')]).toEqual([3.5, 3.5]);
    for (const who of ['erin', 'hal', 'gus', 'walt']) expect(await ratingFor(who)).toBeNull();
    const owner = own.arena.connectOwner(own.marketId);
    await owner.moveTo((await owner.now()) + 5 * DAY_MS);
    expect(await done(own, 'gus', `${URL}/4`)).toMatchObject({ status: 'closed' });
    expect(await done<Entries>(own, 'hal', `${ENTRIES}?statuses[]=won`)).toMatchObject({
      entries: [{ id: 2, status: 'won' }],
    });
    expect(await done(own, 'hal', `${PROJECTS}/milestones`)).toMatchObject({
      milestones: { 1: { status: 'cleared' } },
    });
    await own.close();
  });

  test.each([
    ['rita', 'rate&rating=6', '400 BAD_FORM'],
    ['rita', 'rate', '400 BAD_FORM'],
    ['rita', '', '400 BAD_FORM'],
    ['rita', 'award', '403 NOT_ALLOWED'],
    ['erin', 'rate&rating=5', '403 MECHANISM_AWARDS'],
    ['erin', 'award', '403 MECHANISM_AWARDS'],
    ['erin', 'reject', '403 MECHANISM_AWARDS'],
    ['hal', 'award', '403 NOT_ALLOWED'],
    ['hal', 'rate&rating=5', '403 NOT_ALLOWED'],
    ['fay', 'rate&rating=5', '403 NOT_ALLOWED'],
  ])('%s with action=%s hears %s', async (who, query, heard) => {
    expect(await told(world, who, putNothing(`${ENTRIES}/1/?action=${query}`))).toBe(heard);
  });

  test('an entry is rated once; nobody joins twice, nor the own contest', async () => {
    const own = await running();
    await done(own, 'rita', putNothing(`${ENTRIES}/1?action=rate&rating=0`));
    expect(await told(own, 'rita', putNothing(`${ENTRIES}/1?action=rate&rating=1`))).toBe('409 DELIVERY_STATE');
    expect(await told(own, 'fay', putNothing(`${URL}/4?action=join`))).toBe('400 DUPLICATE_BID');
    expect(await told(own, 'erin', putNothing(`${URL}/4?action=join`))).toBe('403 NOT_ALLOWED');
    expect(await told(own, 'hal', putNothing(`${URL}/4?action=cancel`))).toBe('403 NOT_ALLOWED');
    expect(await told(own, 'fay', putNothing(`${URL}/4`))).toBe('400 BAD_FORM');
    await own.close();
  });
});
