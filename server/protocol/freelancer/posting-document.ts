/** What Freelancer.com's wire says of a project beyond what a market knows: kept in the posting, read again with it. */

import { z } from 'zod';

const shortText = z.string().max(200);
const coordinate = z.number().min(-180).max(180);

export const INTERVALS = [
  'second',
  'minute',
  'hour',
  'day',
  'week',
  'month',
  'year',
  'decade',
  'century',
  'millenium',
] as const;

export const DURATIONS = [
  'less_than_one_week',
  'one_to_four_weeks',
  'one_to_three_months',
  'three_to_six_months',
  'ongoing',
  'unspecified',
] as const;

/** An hourly project is priced here by its commitment: one interval's hours. On the wire its amounts are rates. */
const hourlySchema = z.object({
  hours: z.number().int().min(1).max(1_000),
  interval: z.enum(INTERVALS),
  duration: z.enum(DURATIONS).nullable(),
});
export type Hourly = z.infer<typeof hourlySchema>;

const countrySchema = z.object({ name: shortText.nullable(), code: shortText.nullable() });
const locationSchema = z.object({
  country: countrySchema.nullable(),
  city: shortText.nullable(),
  latitude: coordinate.nullable(),
  longitude: coordinate.nullable(),
  vicinity: shortText.nullable(),
  administrative_area: shortText.nullable(),
  full_address: shortText.nullable(),
});
export type Location = z.infer<typeof locationSchema>;

/** What the employer offers the freelancer whom the project is for. */
const offerSchema = z.object({
  bidderId: z.number().int(),
  amountCents: z.number().int(),
  period: z.number().int(),
  description: z.string().max(4_000),
});
export type Offer = z.infer<typeof offerSchema>;

export const CONTEST_TYPES = ['regular', 'prepaid', 'guaranteed', 'freemium'] as const;

const extrasSchema = z.object({
  hourly: hourlySchema.nullable().catch(null).default(null),
  local: z.boolean().catch(false).default(false),
  location: locationSchema.nullable().catch(null).default(null),
  hireme: offerSchema.nullable().catch(null).default(null),
  contest: z.enum(CONTEST_TYPES).nullable().catch(null).default(null),
});
export type PostingExtras = z.infer<typeof extrasSchema>;

/** The posting's extras. Postings are written by employers: what has not this form is not there. */
export function extrasOf(posting: object): PostingExtras {
  return extrasSchema.parse(posting);
}

/** By how much the market's amounts are more than the wire's: the hours of an hourly project, else one. */
export function hoursOf(posting: object): number {
  return extrasOf(posting).hourly?.hours ?? 1;
}
