/** What clients send to post a project or to do something with one: SDKs for Python, Android and Go, each in its own spelling. */

import { z } from 'zod';
import { decimal, flag, id, integer, word } from './params.ts';
import { DURATIONS, INTERVALS } from './posting-document.ts';

const TITLE_MAX = 200;
const DESCRIPTION_MAX = 16_000;
const JOBS_MAX = 100;

const shortText = z.string().max(200).nullish();
const coordinate = decimal.nullish();

/** A job as an object, or as a bare number. */
export const namedJob = z.union([
  z.object({ id: id.nullish(), name: shortText }),
  id.transform((number) => ({ id: number, name: undefined })),
]);

const budgetSchema = z.object({
  minimum: decimal,
  maximum: decimal.nullish(),
  currency_id: id.nullish(),
});

const hourlySchema = z.object({
  commitment: z.object({ hours: decimal.nullish(), interval: word(INTERVALS).nullish() }).nullish(),
  duration_enum: word(DURATIONS).nullish(),
});

const locationSchema = z.object({
  country: z.object({ name: shortText, code: shortText }).nullish(),
  city: shortText,
  latitude: coordinate,
  longitude: coordinate,
  vicinity: shortText,
  administrative_area: shortText,
  administrativeArea: shortText,
  full_address: shortText,
  fullAddress: shortText,
});

const offerSchema = z.object({
  bidder_id: id,
  amount: decimal,
  period: integer.nullish(),
  description: z.string().max(4_000).nullish(),
});

export const projectBody = z.object({
  title: z.string().min(1).max(TITLE_MAX),
  description: z.string().max(DESCRIPTION_MAX),
  currency: z.object({ id: id.nullish(), code: shortText }).nullish(),
  budget: budgetSchema,
  jobs: z.array(namedJob).max(JOBS_MAX).default([]),
  type: word(['fixed', 'hourly']).default('fixed'),
  hourly_project_info: hourlySchema.nullish(),
  local: flag.default(false),
  location: locationSchema.nullish(),
  hireme: flag.default(false),
  hire_me: flag.default(false),
  hireme_initial_bid: offerSchema.nullish(),
  /** Days of bidding. */
  bidperiod: integer.nullish(),
});
export type ProjectBody = z.output<typeof projectBody>;

export const PROJECT_ACTIONS = [
  'close',
  'cancel',
  'end',
  'complete',
  'incomplete',
  'update',
  'extend',
  'set_location',
  'add_attachment',
  'upgrade',
  'sign_nda',
] as const;

export const projectAction = z.object({ action: word(PROJECT_ACTIONS).optional() });
export type ProjectAction = z.output<typeof projectAction>;
