/** How a route of the arena says what it answers with, for documents and tests. */

import type { z } from 'zod';
import { actedSchema, successSchema } from '../../protocol/freelancer/envelope.ts';

/** A result of this form. Routes answer with read-only values, which zod's own types would not let them. */
export function answers(result: z.ZodType): { readonly 200: z.ZodType<object> } {
  return { 200: successSchema(result) };
}

export const ACTED: { readonly 200: z.ZodType<object> } = { 200: actedSchema };
