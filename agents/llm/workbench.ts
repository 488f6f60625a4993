/** What a freelancer that writes its own programs has on its desk: the whole posting, and a sandbox for the visible cases. */

import { z } from 'zod';
import { acceptanceSchema, type Files } from '../../server/protocol/arena/acceptance.ts';
import type { ArenaClient } from '../../server/protocol/arena/client.ts';
import { type Draft, evidenceSchema } from '../../server/protocol/arena/delivery.ts';
import type { ObservedProject } from '../observation.ts';
import type { NamedContent } from '../observed-delivery.ts';

export const postingDocumentSchema = z.object({
  title: z.string(),
  description: z.string(),
  skills: z.array(z.string()),
  acceptance: acceptanceSchema,
  caseCount: z.number().int(),
});
export type PostingDocument = z.infer<typeof postingDocumentSchema>;

export type Evidence = z.infer<typeof evidenceSchema>;

export interface Workbench {
  /** What the employer wrote, with the visible cases; null where there is nothing that can be read. */
  posting(project: ObservedProject): Promise<PostingDocument | null>;
  /** Runs the files against the visible cases; null where nobody can do that here. */
  tryOut(project: ObservedProject, files: Files): Promise<Draft | null>;
  /** What the reviewer says of a delivery, hidden cases by their outcome only; null where it cannot be read. */
  evidence(named: NamedContent): Promise<Evidence | null>;
  /** What somebody wrote; null where it was erased, or is not for this viewer. */
  text(named: NamedContent): Promise<string | null>;
}

type TryOut = (project: ObservedProject, files: Files) => Promise<Draft | null>;

/** The bench of one participant: the posting comes through its own door, as its viewer may see it. */
export function createWorkbench(client: Pick<ArenaClient, 'get'>, tryOut: TryOut): Workbench {
  async function text({ hash, cursor }: NamedContent): Promise<string | null> {
    const document = await client.get(hash, cursor);
    return document === null || document === 'erased' ? null : document.body;
  }

  async function read<T>(schema: z.ZodType<T>, named: NamedContent): Promise<T | null> {
    const body = await text(named);
    const parsed = body === null ? null : schema.safeParse(jsonOf(body));
    return parsed?.success === true ? parsed.data : null;
  }

  return {
    posting: ({ posting, cursor }) => read(postingDocumentSchema, { hash: posting.contentHash, cursor }),
    tryOut,
    evidence: (named) => read(evidenceSchema, named),
    text,
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
