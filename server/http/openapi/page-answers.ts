/** Answers that are pages or redirects instead of JSON, as routes describe them. */

import { z } from 'zod';
import { errorSchema, newErrorSchema } from '../../protocol/freelancer/envelope.ts';

const page = { schema: z.string() };

export function pageAnswer(description: string) {
  return { description, content: { 'text/html': page } };
}

/** A page that says what is wrong, or an error in the envelope where there is no page to say it on. */
export function pageOrProblem(description: string) {
  const problem = { schema: z.union([errorSchema, newErrorSchema]) };
  return { description, content: { 'text/html': page, 'application/json': problem } };
}

/** An answer that only sends its reader somewhere else. */
export function redirectAnswer(description: string) {
  return z.null().meta({ description });
}
