/** Re-clearing recorded bids, and the report of what was won by latency, on the wire. */

import { z } from 'zod';
import { integer } from '../freelancer/params.ts';
import { mechanismSchema } from './policy.ts';

export const newReClearingSchema = z.strictObject({
  mechanism: mechanismSchema.refine(
    ({ kind }) => kind !== 'contest',
    'a contest is cleared from entries, not from bids',
  ),
  /** Not said: every project that was cleared by its bids. */
  projects: z.array(z.int().min(1)).min(1).max(1_000).optional(),
});

const awardSchema = z.object({ bidId: z.int(), bidderId: z.int(), priceCents: z.int() });
const reasonSchema = z.enum([
  'awarded',
  'no_eligible_bid',
  'below_minimum_score',
  'no_entry_passed',
  'awaits_employer',
  'nobody_available',
]);

export const reClearingsSchema = z.object({
  mechanism: z.looseObject({ kind: z.string() }),
  clearings: z.array(
    z.object({
      projectId: z.int(),
      bidCount: z.int(),
      recorded: z.object({
        mechanism: z.string(),
        /** `by_hand`: the employer chose. */
        reason: z.enum([...reasonSchema.options, 'by_hand']),
        award: awardSchema.nullable(),
      }),
      recleared: z.object({
        reason: reasonSchema,
        award: awardSchema.nullable(),
        trace: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
      }),
      sameWinner: z.boolean(),
      priceDifferenceCents: z.int().nullable(),
    }),
  ),
  /** Projects that were asked for and have no cleared bids: unknown, still open, or contests. */
  skipped: z.array(z.int()),
});

export const latencyQuery = z.strictObject({
  /** Where the market has no batch windows of its own: bids this close together count as simultaneous. */
  window_ms: integer.pipe(z.int().min(1).max(86_400_000)).default(1_000),
  shuffles: integer.pipe(z.int().min(0).max(200)).default(50),
});
export const latencySchema = z.object({
  windowMs: z.int(),
  batched: z.boolean(),
  shuffles: z.int(),
  awards: z.int(),
  changedByReversal: z.int(),
  expectedChanges: z.number(),
  lines: z.array(
    z.object({
      projectId: z.int(),
      mechanism: z.string(),
      bidCount: z.int(),
      sharedWindows: z.int(),
      decidedBy: z.enum(['terms', 'arrival', 'batch_window', 'employer', 'entries', 'nobody']),
      winnerId: z.int().nullable(),
      reversedWinnerId: z.int().nullable(),
      changedByReversal: z.boolean(),
      changedByShuffle: z.int(),
    }),
  ),
});
