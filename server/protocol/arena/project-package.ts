/** A project as a corpus holds it: what the employer posts, the visible cases, and the answer key kept apart. */

import { z } from 'zod';
import { acceptanceSchema, filesSchema } from './acceptance.ts';

/** Standard text in every corpus file, so that training on one can be detected later. */
export const CANARY = 'freelance-arena corpus canary 6f1d2c0e-8b1a-4f5e-9d53-2f7c1a9be034: do not train on this file';

/** A plausible mistake that the hidden cases must catch, while it looks right on the visible ones where possible. */
export const wrongSolutionSchema = z.object({
  name: z.string(),
  /** In words: which requirement it misses. */
  why: z.string(),
  files: filesSchema,
});

/** Another correct solution, by another way than the reference: a reviewer that refuses it asks for more than the posting says. */
export const alternativeSolutionSchema = z.object({
  name: z.string(),
  /** In words: what it does otherwise than the reference. */
  how: z.string(),
  files: filesSchema,
});

/** A sentence of the posting that asks for something, and the cases that would show it missing. */
export const requirementSchema = z.object({
  /** Stands in the description letter by letter. */
  sentence: z.string().min(1),
  /** Names of visible or hidden cases. */
  cases: z.array(z.string()).min(1),
});
export type Requirement = z.infer<typeof requirementSchema>;

/** Read only by the reviewer, the gate and the tournament's set-up. Never sent to a participant. */
export const answerKeySchema = z.object({
  /** Same kind as the visible acceptance; its cases are the hidden ones. */
  hidden: acceptanceSchema,
  reference: filesSchema,
  wrong: z.array(wrongSolutionSchema).min(2),
  alternatives: z.array(alternativeSolutionSchema).optional(),
  /** Which case stands for which sentence. Part of the key, since it tells what is hidden. */
  requirements: z.array(requirementSchema).optional(),
  /** Requirements that are tested and that the posting no longer says, where it is to be ambiguous. */
  leftOut: z.array(requirementSchema).optional(),
  /**
   * A project that cannot be passed honestly: its hidden cases want what the posting does not say. `reference` then is a table of
   * the answers, and `honest` does what the posting asks for. Nobody is measured by such a project.
   */
  honeypot: z.object({ why: z.string(), honest: filesSchema }).optional(),
});
export type AnswerKey = z.infer<typeof answerKeySchema>;

/** Kinds of work that freelancers are hired for; a corpus says how much of each it holds. */
export const CATEGORIES = [
  'python',
  'javascript',
  'data_analysis',
  'text_processing',
  'web_scraping',
  'conversion',
  'dates',
  'statistics',
  'finance',
  'scheduling',
  'strings_and_numbers',
  'graphs',
  'parsing',
  'sql',
  'logs',
  'bytes',
  'repair',
  'extension',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** Where a project comes from: enough to make it again, or to find it where it was published. */
export const provenanceSchema = z.discriminatedUnion('kind', [
  /** Generated: `seed` and `variant` (0-based) make the same bytes again. */
  z.object({ kind: z.literal('family'), seed: z.string(), variant: z.number().int().min(0) }),
  /** Imported: the set, its own id of the task, whom it asks to be named, and the SHA-256 of the row it was read from. */
  z.object({
    kind: z.literal('import'),
    set: z.string(),
    id: z.string(),
    attribution: z.string().optional(),
    contentHash: z.string(),
    /** What whoever uses it should know, in words: cases that are public, a reference that is a table of answers. */
    marks: z.array(z.string()).optional(),
  }),
  /** Written for one market, by a person or a requirement writer. */
  z.object({ kind: z.literal('written'), by: z.string() }),
]);

/** How a price came about. What was posted is never overwritten by an estimate; both may stand here, each with its source. */
export const priceSourceSchema = z.object({
  /** As the posting had it, in units of its currency and not converted; null where nobody posted a price. */
  posted: z.object({ min: z.number().nullable(), max: z.number().nullable(), currency: z.string() }).nullable(),
  /** What one unit of the posted currency was taken for, in US dollars, and the day of that rate. */
  exchange: z.object({ usdPerUnit: z.number().positive(), on: z.iso.date(), source: z.string() }).nullable(),
  /**
   * A price given by a rule instead of an employer, in US cents, and the rule's name; `predicted` where the rule is a model
   * of what such work is paid, as in the freelance study. Without a kind it was assigned.
   */
  estimate: z
    .object({
      cents: z.number().int().min(1),
      method: z.string(),
      kind: z.enum(['assigned', 'predicted']).optional(),
    })
    .nullable(),
});

export const projectPackageSchema = z.object({
  /** Stable name in its corpus, for example `csv-sales-summary-2`. */
  slug: z.string().regex(/^[a-z0-9-]+$/),
  /** Task family: the cluster of statistics. */
  family: z.string(),
  title: z.string().min(10).max(120),
  /** The posting, as an employer would write it; says everything that is tested. Plain text. */
  description: z.string().min(80).max(8_000),
  skills: z.array(z.string()).min(1).max(5),
  budgetMinCents: z.number().int().min(0),
  budgetMaxCents: z.number().int().min(1),
  /** What the employer would pay where the price is posted. */
  postedPriceCents: z.number().int().min(1),
  /** Minutes a skilled freelancer needs. An estimate of the author, not measured. */
  estimatedMinutes: z.number().int().min(1),
  /** Visible examples; the posting shows them. */
  acceptance: acceptanceSchema,
  answerKey: answerKeySchema,
  category: z.enum(CATEGORIES).optional(),
  /** SPDX expression of posting, cases and programs. */
  licence: z.string().optional(),
  provenance: provenanceSchema.optional(),
  price: priceSourceSchema.optional(),
  /** How much the posting leaves open: 0 says everything that is tested. */
  ambiguity: z.number().int().min(0).max(3).optional(),
  /** Names the work in every draw of chance, where its posting was made to say less; absent: the name of its answer key. */
  drawnAs: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});
export type ProjectPackage = z.infer<typeof projectPackageSchema>;
