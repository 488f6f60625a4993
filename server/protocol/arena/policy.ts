/** A market's policy and mechanisms on the wire and in files, checked field by field. */

import { z } from 'zod';
import { type Cents, cents } from '../../kernel/money.ts';

/** Whole cents, never negative. */
export const centsSchema = z
  .number()
  .int()
  .min(0)
  .max(1e12)
  .transform((value): Cents => cents(value));
const bpsSchema = z.number().int().min(0).max(10_000);
const spanSchema = z.number().int().min(1).max(1e12);
const countSchema = z.number().int().min(1).max(1e12);
const stepSchema = z
  .number()
  .int()
  .min(1)
  .max(1e12)
  .transform((value): Cents => cents(value));

export const mechanismSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fp_sealed') }),
  z.strictObject({ kind: z.literal('vickrey') }),
  z.strictObject({
    kind: z.literal('english_rev'),
    stepCents: stepSchema,
    softCloseMs: z.number().int().min(0).max(1e12),
  }),
  z.strictObject({ kind: z.literal('clock_rev'), stepCents: stepSchema }),
  z.strictObject({ kind: z.literal('dutch_rev'), stepCents: stepSchema }),
  z.strictObject({
    kind: z.literal('scoring_first'),
    valueCents: centsSchema.nullable().default(null),
    minScoreCents: centsSchema.nullable().default(null),
  }),
  z.strictObject({ kind: z.literal('scoring_second'), valueCents: centsSchema.nullable().default(null) }),
  z.strictObject({ kind: z.literal('buyer_determined') }),
  z.strictObject({ kind: z.literal('posted'), draw: z.enum(['uniform', 'first_come']).default('uniform') }),
  z.strictObject({ kind: z.literal('direct'), assignment: z.enum(['named', 'rotation']).default('rotation') }),
  z.strictObject({ kind: z.literal('lottery'), pays: z.enum(['posted', 'own']).default('posted') }),
  z.strictObject({
    kind: z.literal('contest'),
    entrantsMax: countSchema.default(100),
    entriesMax: countSchema.default(1),
    thresholdBps: bpsSchema.default(10_000),
    guaranteed: z.boolean().default(false),
  }),
]);

const feesSchema = z.strictObject({
  freelancerBps: bpsSchema,
  freelancerMinCents: centsSchema,
  employerBps: bpsSchema,
  employerMinCents: centsSchema,
  refundEmployerFee: z.boolean(),
});

const creditsSchema = z.strictObject({
  initial: z.number().int().min(0),
  cap: z.number().int().min(0),
  refillMs: spanSchema,
  returnUnawarded: z.boolean(),
});

const deadlinesSchema = z.strictObject({
  biddingMs: spanSchema,
  expiryMs: spanSchema,
  acceptanceMs: spanSchema,
  deliveryGraceMs: spanSchema,
  verdictMs: spanSchema,
  autoReleaseMs: spanSchema,
  staleMilestoneMs: spanSchema,
  disputeFreelancerMs: spanSchema,
  disputeEmployerMs: spanSchema,
  arbitrationMs: spanSchema,
  reviewMs: spanSchema,
});

const limitsSchema = z.strictObject({
  participants: countSchema,
  openProjects: countSchema,
  bidsPerProject: countSchema,
  milestonesPerAward: countSchema,
  deliveriesPerAward: countSchema,
  messagesPerProject: countSchema,
  skillsPerProject: countSchema,
  skillsPerParticipant: countSchema,
  amountCents: centsSchema,
  deliveryDays: countSchema,
  deliveryBytes: countSchema,
  rememberedCommands: countSchema,
});

const payRuleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all_or_nothing') }),
  z.strictObject({ kind: z.literal('proportional') }),
  z.strictObject({ kind: z.literal('threshold'), thresholdBps: z.number().int().min(1).max(10_000) }),
]);

/** The whole policy: every field said, as `OpenMarket` carries it. */
export const policySchema = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/, 'three capital letters (ISO 4217)'),
  mechanism: mechanismSchema,
  otherMechanisms: z.array(mechanismSchema).max(12),
  visibility: z.enum(['open', 'sealed']),
  revealAtClose: z.boolean(),
  settlement: z.enum(['verdict', 'employer']),
  payRule: payRuleSchema,
  fees: feesSchema,
  credits: creditsSchema.nullable(),
  identities: z.enum(['shown', 'pseudonyms']),
  questions: z.enum(['none', 'employer_first', 'anyone']),
  skillMatch: z.boolean(),
  deadlines: deadlinesSchema,
  limits: limitsSchema,
  clock: z.strictObject({ kind: z.enum(['virtual', 'paced', 'wall']), speed: z.number().positive() }),
  speed: z.strictObject({ batchMs: z.number().int().min(0).max(1e9) }),
});

/** What a file may say of a policy: any part of it; the rest is the default's. Known fee schedules go by name. */
export const policyPatchSchema = policySchema
  .extend({
    fees: z.union([z.enum(['none', 'freelancer_com']), feesSchema]),
    deadlines: deadlinesSchema.partial(),
    limits: limitsSchema.partial(),
  })
  .partial();
export type PolicyPatch = z.infer<typeof policyPatchSchema>;
