/** Postings that somebody published with a price and without cases: material for studies of bidding, not for a scored market. */

import { z } from 'zod';
import { priceSourceSchema, provenanceSchema } from '../../protocol/arena/project-package.ts';

const textSchema = z.string().max(1_000_000);

export const importedPostingSchema = z.strictObject({
  title: z.string().min(1).max(500),
  description: textSchema,
  skills: z.array(z.string().min(1).max(200)).max(100),
  rateType: z.enum(['fixed', 'hourly']),
  /** What somebody really offered, in units of its currency and not converted; null in `posted`: nobody named a price. */
  price: priceSourceSchema,
  /** Every price field of the source, letter by letter. */
  original: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** Who posted it, as far as the source says. */
  employer: z
    .strictObject({ country: z.string().nullable(), rating: z.number().nullable(), reviewCount: z.number().nullable() })
    .optional(),
  /** A choice among proposals instead of work: the texts, and which of them was taken. */
  choice: z.strictObject({ proposals: textSchema, correct: z.number().int() }).optional(),
  licence: z.string(),
  provenance: provenanceSchema,
});
export type ImportedPosting = z.infer<typeof importedPostingSchema>;
export type PriceSource = z.infer<typeof priceSourceSchema>;
