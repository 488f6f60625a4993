/** The projects of a run as its folder keeps them: what a log does not say of a project, above all its task family. */

import { z } from 'zod';
import { canonicalJson } from '../../../server/kernel/hash.ts';
import { type ContentHash, contentHash } from '../../../server/kernel/id.ts';
import type { PostableProject } from '../../../server/protocol/arena/ground.ts';
import { InputError } from '../input-error.ts';
import { describeProblems, problemsOf } from '../problem.ts';
import type { ProjectFacts } from './observed-market.ts';

const projectListSchema = z.strictObject({
  projects: z.array(
    z.strictObject({
      /** As postings name the project. */
      acceptanceHash: z.string().regex(/^[0-9a-f]{64}$/),
      slug: z.string(),
      family: z.string(),
      estimatedMinutes: z.number(),
      /** Names the work in draws of chance, where `acceptanceHash` does not. */
      drawKey: z.string().exactOptional(),
      priceKind: z.enum(['posted', 'assigned', 'predicted']),
      priceMethod: z.string().nullable(),
      /** Nobody can pass it honestly. */
      honeypot: z.literal(true).optional(),
    }),
  ),
});

export function projectListText(
  projects: readonly PostableProject[],
  honeypots: ReadonlySet<string> = new Set(),
): string {
  const listed = projects.map(({ acceptanceHash, slug, family, estimatedMinutes, priceOrigin, drawKey }) => ({
    acceptanceHash,
    slug,
    family,
    estimatedMinutes,
    drawKey,
    priceKind: priceOrigin.kind,
    priceMethod: priceOrigin.kind === 'posted' ? null : priceOrigin.method,
    ...(honeypots.has(acceptanceHash) ? { honeypot: true } : {}),
  }));
  return `${canonicalJson({ projects: listed })}\n`;
}

/** Throws an `InputError` where `value`, out of `file`, is no such list. */
export function projectFactsIn(value: unknown, file: string): Map<ContentHash, ProjectFacts> {
  const parsed = projectListSchema.safeParse(value);
  if (!parsed.success) throw new InputError(`${file}: ${describeProblems(problemsOf(parsed.error))[0]}`);
  const { projects } = parsed.data;
  return new Map(projects.map(({ acceptanceHash, ...facts }) => [contentHash(acceptanceHash), facts]));
}
