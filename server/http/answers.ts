/** What a route's schema says of its answers. Answers are held against it by tests, so the types of handlers are not. */

import type { z } from 'zod';
import { actedSchema, successSchema } from '../protocol/freelancer/envelope.ts';

type Answers = { readonly response: { readonly 200: z.ZodType<object> } };

/** The answer of a route that has a result. */
export const answers = (result: z.ZodType): Answers => ({ response: { 200: successSchema(result) } });

/** The answer of an action. */
export const acts: Answers = { response: { 200: actedSchema } };
