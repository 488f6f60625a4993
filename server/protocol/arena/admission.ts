/** The certificate of a bank of projects: which packages passed the admission gate, by hash. A scored market asks for it. */

import { z } from 'zod';

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);

export const admissionSchema = z.object({
  format: z.literal('arena-admission'),
  /** Of the gate that admitted them. */
  version: z.number().int(),
  bank: z.string(),
  /** SHA-256 of the whole report, as canonical JSON. */
  report: hashSchema,
  /** Hashes of the packages that were frozen, by slug. */
  frozen: z.record(z.string(), hashSchema),
});
export type Admission = z.infer<typeof admissionSchema>;
