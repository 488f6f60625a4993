/** What a route of the arena says about itself, for documents, types and tests. */

import { z } from 'zod';
import { actedSchema, successSchema } from '../../protocol/freelancer/envelope.ts';
import type { Tag } from '../openapi/route-schema.ts';

interface Words {
  readonly tag: Tag;
  readonly operationId: string;
  readonly summary: string;
  /** The form of the result; null: an action, whose answer has none. */
  readonly result: z.ZodType | null;
}

/** `parts` are the schemas of what is asked with. Routes answer with read-only values, so the answer's type stays open. */
export function described<const P extends object>({ tag, operationId, summary, result }: Words, parts: P) {
  const answer: z.ZodType<object> = result === null ? actedSchema : successSchema(result);
  return { schema: { tags: [tag], operationId, summary, ...parts, response: { 200: answer } } };
}

/** An answer of another type than JSON, which stands for itself. */
export function textAnswer(description: string, type: string) {
  const schema: z.ZodType = z.string();
  return { 200: { description, content: { [type]: { schema } } } };
}
