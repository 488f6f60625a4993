/** The lists that Freelancer.com's clients fill their forms from: what may be asked of them and what is told. */

import { z } from 'zod';
import { currencySchema } from './currency.ts';
import { commonFlags } from './flags.ts';
import { jobSchema } from './job.ts';
import { flag, id, list, paging, word } from './params.ts';

const text = z.string().max(200);
const lang = { lang: text.optional() };

export const jobQuery = z.object({
  'jobs[]': list(id).optional(),
  'job_names[]': list(text).optional(),
  'seo_urls[]': list(text).optional(),
  'seo_texts[]': list(text).optional(),
  'categories[]': list(id).optional(),
  only_local: flag.default(false),
  active_project_count_details: flag.default(false),
  seo_details: flag.default(false),
  seo_country_name: text.optional(),
  ...lang,
  ...commonFlags.shape,
});
export type JobQuery = z.output<typeof jobQuery>;

const byCurrency = { 'currency_codes[]': list(text).optional(), 'currency_ids[]': list(id).optional() };

export const currencyQuery = z.object({
  ...byCurrency,
  include_external_currencies: flag.default(false),
  ...commonFlags.shape,
});

export const budgetQuery = z.object({
  ...byCurrency,
  project_type: word(['fixed', 'hourly']).optional(),
  currency_details: flag.default(false),
  ...lang,
  ...commonFlags.shape,
});

export const categoryQuery = z.object({
  'categories[]': list(id).optional(),
  job_details: flag.default(false),
  active_project_count_details: flag.default(false),
  seo_details: flag.default(false),
  ...lang,
  ...commonFlags.shape,
});

export const bareQuery = z.object({ ...paging, ...commonFlags.shape });

export const jobListSchema = z.array(jobSchema);
export const currencyListSchema = z.object({ currencies: z.array(currencySchema).optional() });
export const budgetListSchema = z.object({
  budgets: z
    .array(
      z.object({
        currency_id: z.int(),
        minimum: z.number(),
        maximum: z.number().nullish(),
        project_type: z.enum(['fixed', 'hourly']),
        name: z.string(),
      }),
    )
    .optional(),
  currencies: z.record(z.string(), currencySchema).nullish(),
});
export const categoryListSchema = z.object({
  categories: z.array(z.object({ id: z.int(), name: z.string() })).optional(),
  jobs: z.record(z.string(), z.array(jobSchema)).nullish(),
});
