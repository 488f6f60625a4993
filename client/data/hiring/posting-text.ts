/** What a posting says. Postings are written by employers, and so read as anybody's text: what has not this form is not there. */

import { z } from 'zod';
import { type Acceptance, acceptanceSchema } from '../../../server/protocol/arena/acceptance.ts';

const schema = z.object({
  title: z.string().catch(''),
  description: z.string().catch(''),
  acceptance: acceptanceSchema.nullable().catch(null).default(null),
  estimatedMinutes: z.number().nullable().catch(null).default(null),
});

export interface PostingText {
  readonly title: string;
  readonly description: string;
  readonly acceptance: Acceptance | null;
  readonly estimatedMinutes: number | null;
}

export function postingText(body: string): PostingText | null {
  try {
    return schema.parse(JSON.parse(body));
  } catch (thrown) {
    if (thrown instanceof SyntaxError || thrown instanceof z.ZodError) return null;
    throw thrown;
  }
}
