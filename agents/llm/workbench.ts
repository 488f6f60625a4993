/** What a freelancer that writes its own programs has on its desk: the whole posting, and a sandbox for the visible cases. */

import { z } from 'zod';
import { acceptanceSchema, type Files } from '../../server/protocol/arena/acceptance.ts';
import type { ArenaClient } from '../../server/protocol/arena/client.ts';
import type { Draft } from '../../server/protocol/arena/delivery.ts';
import type { ObservedProject } from '../observation.ts';

export const postingDocumentSchema = z.object({
  title: z.string(),
  description: z.string(),
  skills: z.array(z.string()),
  acceptance: acceptanceSchema,
  caseCount: z.number().int(),
});
export type PostingDocument = z.infer<typeof postingDocumentSchema>;

export interface Workbench {
  /** What the employer wrote, with the visible cases; null where there is nothing that can be read. */
  posting(project: ObservedProject): Promise<PostingDocument | null>;
  /** Runs the files against the visible cases; null where nobody can do that here. */
  tryOut(project: ObservedProject, files: Files): Promise<Draft | null>;
}

type TryOut = (project: ObservedProject, files: Files) => Promise<Draft | null>;

/** The bench of one participant: the posting comes through its own door, as its viewer may see it. */
export function createWorkbench(client: Pick<ArenaClient, 'get'>, tryOut: TryOut): Workbench {
  return {
    async posting({ posting, cursor }) {
      const document = await client.get(posting.contentHash, cursor);
      if (document === null || document === 'erased') return null;
      const read = postingDocumentSchema.safeParse(jsonOf(document.body));
      return read.success ? read.data : null;
    },
    tryOut,
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
