/** The standing as a value and as JSON: every figure of every freelancer, and where each comes from. */

import { z } from 'zod';
import { measuredBySchema } from '../../server/protocol/arena/measured-people.ts';

const wholeCents = z.number().int();
const count = z.number().int().min(0);
const shareOrNull = z.number().nullable();

/** `measured`: a real run. `simulated`: drawn from a model of a freelancer. `published`: somebody else's figure. */
export const provenanceSchema = z.enum(['measured', 'simulated', 'published']);
export type Provenance = z.infer<typeof provenanceSchema>;

const rowSchema = z.strictObject({
  rank: z.number().int().min(1),
  name: z.string(),
  kind: z.enum(['human', 'scripted', 'simulated', 'model', 'external']),
  model: z.string().nullable(),
  /** Stands for the human side. */
  baseline: z.boolean(),
  /** The rate that a simulated skill was set to, and who published it. Its provenance is `published`. */
  calibration: z.strictObject({ rate: z.number(), source: z.string() }).nullable(),
  earnings: z.strictObject({
    /** Released to the freelancer, before fees. */
    grossCents: wholeCents,
    feesCents: wholeCents,
    /** Booked to the freelancer's own pocket. */
    ownCostsCents: wholeCents,
    netCents: wholeCents,
    potCents: wholeCents,
    shareOfPot: shareOrNull,
  }),
  projects: z.strictObject({
    offered: count,
    bid: count,
    /** Awarded and accepted. */
    won: count,
    passed: count,
    failed: count,
    /** Of the failed, those of which no case passed: nothing was handed in, or nothing that was right. */
    failedFully: count,
    /** No verdict, ours to answer for, or still running. A lost bid is in none of the three. */
    unscored: count,
  }),
  success: z.strictObject({
    taskShare: shareOrNull,
    low: shareOrNull,
    high: shareOrNull,
    dollarShare: shareOrNull,
    macroCaseRate: shareOrNull,
    microCaseRate: shareOrNull,
  }),
  /** Own earnings over the human side's on the same projects; null where there is no such figure. */
  human: z
    .strictObject({
      ratio: shareOrNull,
      earningsCents: wholeCents,
      baselineCents: wholeCents,
      estimate: z.boolean(),
    })
    .nullable(),
  provenance: z.strictObject({
    earnings: provenanceSchema,
    costs: provenanceSchema,
    success: provenanceSchema,
    /** Of the human side alone; null where there is none. */
    human: provenanceSchema.nullable(),
  }),
});
export type StandingRow = z.infer<typeof rowSchema>;

export const standingSchema = z.strictObject({
  protocol: z.enum(['solo', 'auction']),
  currency: z.string(),
  payRule: z.string(),
  /** What `potCents` sums: `posted_prices` of all projects offered (solo), or `award_prices` accepted (auction). */
  pot: z.enum(['posted_prices', 'award_prices']),
  /** Posted prices of the different projects that were played. */
  prices: z.strictObject({
    count,
    sumCents: wholeCents,
    meanCents: shareOrNull,
    medianCents: shareOrNull,
    /**
     * `posted`: by employers. `assigned`: by a rule, `predicted`: by a model of what such work is paid; `methods` names
     * them. `mixed`: more than one of these. `unknown`: nobody has said.
     */
    kind: z.enum(['posted', 'assigned', 'predicted', 'mixed', 'unknown']).default('unknown'),
    methods: z.array(z.string()).default([]),
  }),
  baseline: z.strictObject({
    kind: z.enum(['published', 'simulated', 'measured', 'none']),
    /** In words: which figure earnings are compared with. */
    description: z.string(),
    /** `measured`: whose tries, and the hash that names them. */
    measuredBy: measuredBySchema.optional(),
  }),
  rows: z.array(rowSchema),
});
export type Standing = z.infer<typeof standingSchema>;
