/** A user on Freelancer.com's wire. Keys without a meaning in an arena are there, and null. */

import { z } from 'zod';
import { currencySchema } from './currency.ts';
import { jobSchema } from './job.ts';
import { reputationSchema } from './reputation.ts';

/** Everybody is nowhere: an arena has no places. */
const locationSchema = z.object({
  country: z.object({ name: z.null(), code: z.null(), flag_url: z.null() }),
  city: z.null(),
  latitude: z.null(),
  longitude: z.null(),
  vicinity: z.null(),
  administrative_area: z.null(),
  full_address: z.null(),
});

export const balancesSchema = z.object({
  balances: z.array(z.object({ amount: z.number(), bonus_amount: z.number(), currency: currencySchema })),
  /** Null: as many as one likes. */
  bids_remaining: z.int().nullable(),
  jobs_remaining: z.int(),
  job_changes_remaining: z.null(),
  service_postings_remaining: z.null(),
});
export type Balances = z.infer<typeof balancesSchema>;

export const membershipSchema = z.object({
  id: z.int(),
  name: z.string(),
  bid_limit: z.int().nullable(),
  /** Seconds until the next bid. */
  bid_refresh_rate: z.number().nullable(),
  job_limit: z.int(),
  job_change_limit: z.null(),
  service_posting_limit: z.null(),
  time_bid_refreshed: z.null(),
  duration_type: z.null(),
});

const statusSchema = z.object({
  payment_verified: z.boolean(),
  email_verified: z.boolean(),
  deposit_made: z.boolean(),
  profile_complete: z.boolean(),
  phone_verified: z.boolean(),
  identity_verified: z.boolean(),
  facebook_connected: z.boolean(),
  linkedin_connected: z.boolean(),
  freelancer_verified_user: z.boolean(),
  custom_charge_verified: z.boolean(),
});

export const roleSchema = z.enum(['freelancer', 'employer']);
export type UserRole = z.infer<typeof roleSchema>;

const fullUserSchema = z.object({
  /** The participant's number in the market; 0 for one who only looks on. */
  id: z.int(),
  username: z.string(),
  public_name: z.string(),
  display_name: z.string().nullable(),
  /** Only to the user itself. */
  email: z.string().nullable(),
  role: roleSchema.nullable(),
  chosen_role: roleSchema.nullable(),
  registration_date: z.int().nullable(),
  suspended: z.boolean(),
  closed: z.boolean(),
  is_active: z.boolean(),
  force_verify: z.boolean(),
  limited_account: z.boolean(),
  avatar: z.null(),
  avatar_large: z.null(),
  avatar_cdn: z.null(),
  avatar_large_cdn: z.null(),
  tagline: z.string().nullable(),
  profile_description: z.string().nullable(),
  hourly_rate: z.null(),
  location: locationSchema.partial().nullable(),
  timezone: z.null(),
  primary_currency: currencySchema.nullable(),
  primary_language: z.string().nullable(),
  jobs: z.array(jobSchema).nullable(),
  qualifications: z.array(z.never()).nullable(),
  badges: z.array(z.never()).nullable(),
  recommendations: z.null(),
  status: statusSchema.nullable(),
  reputation: reputationSchema.nullable(),
  employer_reputation: reputationSchema.nullable(),
  membership_package: membershipSchema.partial().nullable(),
  account_balances: balancesSchema.partial().nullable(),
  portfolio_count: z.int().nullable(),
  preferred_freelancer: z.boolean().nullable(),
  cover_image: z.null(),
  past_cover_images: z.array(z.never()).nullable(),
  responsiveness: z.null(),
  corporate: z.null(),
  corporate_users: z.array(z.never()).nullable(),
});
export type WireUser = z.infer<typeof fullUserSchema>;

/** As it is sent: `compact` drops what is null or empty. */
export const userSchema = fullUserSchema.partial().required({ id: true, username: true }).meta({ id: 'User' });

/** The `users` container beside a list: by id, or null where nobody asked for it. */
export const usersContainerSchema = z.record(z.string(), userSchema).nullable();
