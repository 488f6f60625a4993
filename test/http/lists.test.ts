/** The lists that forms are filled from, as Freelancer.com's clients ask for them. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { CURRENCIES } from '../../server/protocol/freelancer/currency.ts';
import { jobIdOf } from '../../server/protocol/freelancer/job.ts';
import { done, PROJECTS, told } from './requests.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

interface NamedJob {
  readonly id: number;
  readonly name: string;
  readonly active_project_count: number | null;
}
const jobs = (query: string) => done<NamedJob[]>(world, 'fay', `${PROJECTS}/jobs/?${query}`);

test('jobs are a bare list: those of the market and those that Freelancer.com is known to have', async () => {
  const all = await jobs('seo_details=True&lang=en');
  expect(Array.isArray(all)).toBe(true);
  expect(Object.keys(all[0] ?? {}).sort()).toEqual(
    ['active_project_count', 'category', 'id', 'local', 'name', 'seo_info', 'seo_url'].sort(),
  );
  const names = all.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['python', 'sql', 'javascript', 'php', 'logo-design']));
  expect(names).toEqual(names.toSorted());
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});

test.each([
  ['jobs%5B%5D=9&jobs%5B%5D=3&seo_details=True&lang=en', ['javascript', 'php']],
  ['jobs[]=632&jobs[]=1', ['job-632', 'job-1']],
  ['jobs[]=1000001', []],
  [`jobs=${jobIdOf('python')}`, ['python']],
  ['job_names[]=PHP', ['php']],
  ['seo_urls[]=graphic-design', ['graphic-design']],
  ['categories[]=3', ['graphic-design', 'logo-design']],
  ['jobs[]=649&only_local=True', ['job-649']],
  ['jobs[]=3&only_local=True', []],
])('jobs?%s are %j', async (query, names) => {
  expect((await jobs(query)).map(({ name }) => name)).toEqual(names);
});

test('a search finds parts of names; the count is of open projects and comes where it is asked for', async () => {
  const found = await done<NamedJob[]>(world, 'fay', `${PROJECTS}/jobs/search?seo_texts[]=Design`);
  expect(found.map(({ name }) => name)).toEqual(['graphic-design', 'logo-design']);
  const [python] = await jobs('job_names[]=python&active_project_count_details=True');
  expect(python?.active_project_count).toBe(2);
  expect((await jobs('job_names[]=python'))[0]?.active_project_count).toBeNull();
});

test('currencies have Freelancer.com’s numbers', async () => {
  const { currencies } = await done<{ currencies: object[] }>(world, 'fay', `${PROJECTS}/currencies/`);
  expect(currencies).toEqual(CURRENCIES);
  expect(currencies.length).toBe(26);
  const some = `${PROJECTS}/currencies?currency_codes[]=eur&currency_codes[]=usd&currency_ids[]=8`;
  expect(await done(world, 'fay', some)).toMatchObject({ currencies: [{ id: 8, code: 'EUR', sign: '€' }] });
});

interface Budgets {
  readonly budgets: { minimum: number; maximum: number | null; name: string; project_type: string }[];
  readonly currencies: object | null;
}
const budgets = (query: string) => done<Budgets>(world, 'fay', `${PROJECTS}/budgets/?${query}`);

test('budgets are Freelancer.com’s ranges, the last of each kind open above', async () => {
  const dollars = await budgets('currency_ids[]=1');
  expect(dollars.budgets.length).toBe(15);
  expect(dollars.currencies).toBeNull();
  expect(dollars.budgets[0]).toEqual({
    currency_id: 1,
    minimum: 10,
    maximum: 30,
    project_type: 'fixed',
    name: 'Micro Project',
  });
  expect(dollars.budgets[9]).toMatchObject({ minimum: 50_000, maximum: null, name: 'Major Project' });
  expect(dollars.budgets.at(-1)).toMatchObject({ minimum: 50, maximum: null, name: 'Expert', project_type: 'hourly' });
  const pounds = await budgets('currency_codes[]=GBP&project_type=HOURLY&currency_details=true');
  expect(pounds.budgets.map(({ minimum, maximum }) => [minimum, maximum])).toEqual([
    [2, 5],
    [5, 10],
    [10, 15],
    [18, 36],
    [36, null],
  ]);
  expect(pounds.currencies).toMatchObject({ 4: { code: 'GBP' } });
});

test('categories have Freelancer.com’s numbers, and their jobs where they are asked for', async () => {
  const bare = await done(world, 'fay', `${PROJECTS}/categories`);
  expect(bare).toMatchObject({ categories: expect.arrayContaining([{ id: 99, name: 'Other' }]), jobs: null });
  const full = await done(world, 'fay', `${PROJECTS}/categories/?categories[]=3&job_details=True`);
  expect(full).toEqual({
    categories: [{ id: 3, name: 'Design, Media & Architecture' }],
    jobs: { 3: [expect.objectContaining({ id: 20 }), expect.objectContaining({ id: 32 })] },
  });
});

test('countries and time zones; a person without a market may ask too', async () => {
  const { countries } = await done<{ countries: { name: string }[] }>(world, 'walt', '/api/common/0.1/countries/');
  expect(countries.length).toBe(249);
  expect(countries).toContainEqual(expect.objectContaining({ name: 'Australia', code: 'AU', iso3: null }));
  const { timezones } = await done<{ timezones: object[] }>(world, 'walt', '/api/common/0.1/timezones');
  expect(timezones).toContainEqual(expect.objectContaining({ timezone: 'Asia/Tokyo', offset: 9 }));
  expect(timezones).toContainEqual(expect.objectContaining({ timezone: 'Asia/Kabul', offset: 4.5 }));
  expect(await told(world, 'nobody', '/api/common/0.1/timezones')).toBe('401 NOT_AUTHENTICATED');
});

test.each(['job_bundles', 'job_bundle_categories', 'services'])('of %s there are none', async (name) => {
  expect(await done(world, 'fay', `${PROJECTS}/${name}/?limit=10`)).toEqual({ [name]: [] });
});

test('compact leaves out what is null', async () => {
  const compact = await jobs('jobs[]=3&compact');
  expect(compact[0]).not.toHaveProperty('seo_info');
  expect(await told(world, 'fay', `${PROJECTS}/jobs/?jobs[]=x`)).toBe('400 BAD_FORM');
});
