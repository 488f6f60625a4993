/** A drafted project before the admission gate, on the wire: asked for, waited for, and what each gate found. */

import { z } from 'zod';
import { projectPackageSchema } from './project-package.ts';

export const newAdmissionCheckSchema = z.strictObject({
  /** As it would be posted. Nothing of it is kept. */
  package: projectPackageSchema,
});

const foundSchema = z.object({
  /** Its name, as `docs/admission.md` has it. */
  gate: z.string(),
  /** `warned`: admitted, and somebody should look; `not_run`: it needs people, models or other projects. */
  outcome: z.enum(['passed', 'failed', 'not_run', 'warned']),
  /** One sentence. */
  summary: z.string(),
  figures: z.record(z.string(), z.number()),
  /** One line each: what is wrong, or worth a look. */
  findings: z.array(z.string()),
});
export type GateFound = z.infer<typeof foundSchema>;

const reportSchema = z.object({ admitted: z.boolean(), gates: z.array(foundSchema) });
export type AdmissionCheckReport = z.infer<typeof reportSchema>;

export const admissionCheckSchema = z.discriminatedUnion('status', [
  /** `before`: checks of others that come first. */
  z.object({ status: z.literal('waiting'), before: z.int() }),
  z.object({ status: z.literal('running') }),
  z.object({ status: z.literal('done'), report: reportSchema }),
  /** The trouble was the server's: ask again. */
  z.object({ status: z.literal('broken_off'), reason: z.string() }),
]);
export type AdmissionCheck = z.infer<typeof admissionCheckSchema>;
