/** The lists that forms are filled from: jobs, currencies, budgets, categories, countries, time zones. */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ReadMarket } from '../../../protocol/arena/seen/things.ts';
import { BUDGET_RANGES } from '../../../protocol/freelancer/budget.ts';
import { CATEGORIES } from '../../../protocol/freelancer/category.ts';
import {
  bareQuery,
  budgetListSchema,
  budgetQuery,
  categoryListSchema,
  categoryQuery,
  currencyListSchema,
  currencyQuery,
  type JobQuery,
  jobListSchema,
  jobQuery,
} from '../../../protocol/freelancer/common-list.ts';
import { COUNTRIES, countrySchema, timezoneSchema, timezonesAt } from '../../../protocol/freelancer/country.ts';
import { CURRENCIES, type Currency } from '../../../protocol/freelancer/currency.ts';
import { type Job, jobOf, KNOWN_SKILLS, skillOf } from '../../../protocol/freelancer/job.ts';
import { answers } from '../../answers.ts';
import { among } from '../../freelancer/among.ts';
import { compacted } from '../../freelancer/compact.ts';
import { lookOf } from '../../freelancer/looking.ts';
import { skillsIn } from '../../freelancer/market-skills.ts';
import { success } from '../../plugins/envelope.ts';
import { COMMON, PROJECTS, type RouteOptions } from '../../route-options.ts';

const tags = ['Common'];

/** How many open projects ask for each skill. */
function countsIn(market: ReadMarket): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { posting, status } of market.projects.values()) {
    if (status !== 'open') continue;
    for (const skill of posting.skills) counts.set(skill, (counts.get(skill) ?? 0) + 1);
  }
  return counts;
}

/** The market's skills and those that Freelancer.com is known to have, each number once, in the order of their names. */
function jobsIn(market: ReadMarket, withCounts: boolean): Job[] {
  const counts = withCounts ? countsIn(market) : null;
  const jobs = new Map<number, Job>();
  for (const skill of [...skillsIn(market), ...KNOWN_SKILLS]) {
    const job = jobOf(skill, counts === null ? null : (counts.get(skill) ?? 0));
    if (!jobs.has(job.id)) jobs.set(job.id, job);
  }
  return [...jobs.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

/** A job that is asked for by its number is there, even where only the number is known of it. */
function named(market: ReadMarket, ids: readonly number[], listed: readonly Job[]): Job[] {
  const words = skillsIn(market);
  return ids.flatMap((id) => {
    const known = listed.find((job) => job.id === id);
    const skill = known === undefined ? skillOf(id, words) : null;
    return known ?? (skill === null ? [] : jobOf(skill));
  });
}

const lowered = (words: readonly string[] | undefined): readonly string[] | undefined =>
  words?.map((word) => word.toLowerCase());

function jobsFor(market: ReadMarket, query: JobQuery): Job[] {
  const all = jobsIn(market, query.active_project_count_details);
  const ids = query['jobs[]'] ?? [];
  const texts = lowered(query['seo_texts[]']);
  return (ids.length === 0 ? all : named(market, ids, all)).filter(
    ({ name, seo_url, category, local }) =>
      among(lowered(query['job_names[]']), name.toLowerCase()) &&
      among(lowered(query['seo_urls[]']), seo_url) &&
      (texts === undefined || texts.some((text) => seo_url.includes(text) || name.toLowerCase().includes(text))) &&
      among(query['categories[]'], category.id) &&
      (!query.only_local || local),
  );
}

interface CurrencyFilter {
  readonly 'currency_codes[]'?: readonly string[] | undefined;
  readonly 'currency_ids[]'?: readonly number[] | undefined;
}

function currenciesFor(query: CurrencyFilter): Currency[] {
  const codes = query['currency_codes[]']?.map((code) => code.toUpperCase());
  return CURRENCIES.filter(({ id, code }) => among(codes, code) && among(query['currency_ids[]'], id));
}

function answer(request: FastifyRequest, result: object, { compact }: { readonly compact: boolean }): object {
  return success(request, compact ? compacted(result) : result);
}

function addJobLists(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const schema = { tags, querystring: jobQuery, ...answers(jobListSchema) };
  for (const [path, operationId, summary] of [
    ['jobs', 'listJobs', 'List skills'],
    ['jobs/search', 'searchJobs', 'Search skills'],
  ] as const) {
    app.get(`${PROJECTS}/${path}`, { schema: { ...schema, operationId, summary } }, async (request) => {
      const { market } = await lookOf(request, options);
      return answer(request, jobsFor(market, request.query), request.query);
    });
  }

  const categories = {
    tags,
    operationId: 'listCategories',
    summary: 'List categories of work',
    querystring: categoryQuery,
    ...answers(categoryListSchema),
  };
  app.get(`${PROJECTS}/categories`, { schema: categories }, async (request) => {
    const { query } = request;
    const { market } = await lookOf(request, options);
    const wanted = CATEGORIES.filter(({ id }) => among(query['categories[]'], id));
    const jobs = query.job_details ? jobsIn(market, query.active_project_count_details) : null;
    const byCategory =
      jobs === null
        ? null
        : wanted.map(({ id }) => [String(id), jobs.filter((job) => job.category.id === id)] as const);
    const result = { categories: wanted, jobs: byCategory === null ? null : Object.fromEntries(byCategory) };
    return answer(request, result, query);
  });
}

/** What a market has none of: asked for by clients, and told to be empty. */
const EMPTY = [
  ['job_bundles', 'listJobBundles', 'List bundles of skills: there are none'],
  ['job_bundle_categories', 'listJobBundleCategories', 'List categories of bundles: there are none'],
  ['services', 'listServices', 'List services: there are none'],
  ['services/active', 'listActiveServices', 'List active services: there are none'],
  ['hourly_contracts', 'listHourlyContracts', 'List contracts by the hour: there are none'],
  ['expert_guarantees', 'listExpertGuarantees', 'List guarantees: there are none'],
] as const;

function addEmptyLists(instance: FastifyInstance): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  for (const [path, operationId, summary] of EMPTY) {
    const [name = path] = path.split('/');
    const result = z.object({ [name]: z.array(z.never()).optional() });
    const schema = { tags, operationId, summary, querystring: bareQuery, ...answers(result) };
    app.get(`${PROJECTS}/${path}`, { schema }, async (request) => answer(request, { [name]: [] }, request.query));
  }
}

function addReferenceLists(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  const currencies = { querystring: currencyQuery, ...answers(currencyListSchema) };
  const listing = { tags, operationId: 'listCurrencies', summary: 'List currencies', ...currencies };
  app.get(`${PROJECTS}/currencies`, { schema: listing }, async (request) =>
    answer(request, { currencies: currenciesFor(request.query) }, request.query),
  );

  const budgets = { querystring: budgetQuery, ...answers(budgetListSchema) };
  const ranges = { tags, operationId: 'listBudgets', summary: 'List budget ranges', ...budgets };
  app.get(`${PROJECTS}/budgets`, { schema: ranges }, async (request) => {
    const { query } = request;
    const wanted = currenciesFor(query);
    const ids = wanted.map(({ id }) => id);
    const found = BUDGET_RANGES.filter(
      ({ currency_id, project_type }) =>
        ids.includes(currency_id) && (query.project_type === undefined || query.project_type === project_type),
    );
    const beside = query.currency_details ? Object.fromEntries(wanted.map((one) => [String(one.id), one])) : null;
    return answer(request, { budgets: found, currencies: beside }, query);
  });

  const countries = answers(z.object({ countries: z.array(countrySchema).optional() }));
  const lands = { tags, operationId: 'listCountries', summary: 'List countries', querystring: bareQuery, ...countries };
  app.get(`${COMMON}/countries`, { schema: lands }, async (request) =>
    answer(request, { countries: COUNTRIES }, request.query),
  );

  const zones = answers(z.object({ timezones: z.array(timezoneSchema).optional() }));
  const times = { tags, operationId: 'listTimezones', summary: 'List time zones', querystring: bareQuery, ...zones };
  app.get(`${COMMON}/timezones`, { schema: times }, async (request) =>
    answer(request, { timezones: timezonesAt(options.wallNow()) }, request.query),
  );
}

export function addListRoutes(app: FastifyInstance, options: RouteOptions): void {
  addJobLists(app, options);
  addEmptyLists(app);
  addReferenceLists(app, options);
}
