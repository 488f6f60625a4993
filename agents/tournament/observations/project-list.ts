/** The projects of a run as its folder keeps them: what a log does not say of a project, above all its task family. */

import { z } from 'zod';
import { canonicalJson } from '../../../server/kernel/hash.ts';
import { type ContentHash, contentHash } from '../../../server/kernel/id.ts';
import type { PostableProject } from '../../../server/protocol/arena/ground.ts';
import type { ProjectFacts } from './observed-market.ts';

const projectListSchema = z.strictObject({
  projects: z.array(
    z.strictObject({
      /** As postings name the project. */
      acceptanceHash: z.string().regex(/^[0-9a-f]{64}$/),
      slug: z.string(),
      family: z.string(),
      estimatedMinutes: z.number(),
      priceMethod: z.string().nullable(),
    }),
  ),
});

export function projectListText(projects: readonly PostableProject[]): string {
  const listed = projects.map(({ acceptanceHash, slug, family, estimatedMinutes, priceMethod }) => ({
    acceptanceHash,
    slug,
    family,
    estimatedMinutes,
    priceMethod,
  }));
  return `${canonicalJson({ projects: listed })}\n`;
}

/** Throws a zod error where it is no such list. */
export function projectFactsIn(value: unknown): Map<ContentHash, ProjectFacts> {
  const { projects } = projectListSchema.parse(value);
  return new Map(projects.map(({ acceptanceHash, ...facts }) => [contentHash(acceptanceHash), facts]));
}
