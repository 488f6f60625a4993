/** The projection flags that Freelancer.com's clients send, in all spellings that are known. */

import { z } from 'zod';
import { flag } from './params.ts';

function flags<const N extends readonly string[]>(names: N) {
  type Shape = { [K in N[number]]: z.ZodDefault<typeof flag> };
  return Object.fromEntries(names.map((name) => [name, flag.default(false)])) as Shape;
}

export const projectFlags = flags([
  'full_description',
  'job_details',
  'upgrade_details',
  'attachment_details',
  'file_details',
  'qualification_details',
  'selected_bids',
  'hireme_details',
  'invited_freelancer_details',
  'recommended_freelancer_details',
  'support_session_details',
  'location_details',
  'nda_signature_details',
  'project_collaboration_details',
  'track_details',
  'attached_details',
  'review_availability_details',
  'user_details',
]);

/** `compact` drops null and empty keys from an answer. */
export const compactFlag = { compact: flag.default(false) };

/** `new_errors` asks for the web's form of an error; read before anything else, here so that it is documented. */
export const newErrorsFlag = { new_errors: flag.default(false) };

export const commonFlags = z.object({ ...compactFlag, ...newErrorsFlag });
