/** Posts a project whose answer key is kept: the posting goes into the market, and of the key its name. */

import { known } from '../../kernel/assert.ts';
import { canonicalJson } from '../../kernel/hash.ts';
import type { ContentHash, ParticipantId, ProjectId } from '../../kernel/id.ts';
import { cents } from '../../kernel/money.ts';
import type { ArenaClient } from '../../protocol/arena/client.ts';
import { POSTING_MEDIA_TYPE } from '../../protocol/arena/ground.ts';
import type { ProjectPackage } from '../../protocol/arena/project-package.ts';
import type { CommandRequest } from '../../protocol/arena/wire.ts';
import { refused } from '../refusal-map.ts';
import { eventIn } from '../sending.ts';
import { partOfKey } from './registering.ts';

export interface KeptKeyName {
  readonly acceptanceHash: ContentHash;
  readonly caseCount: number;
}

type Posting = Extract<CommandRequest, { type: 'PostProject' }>;
export type HowPosted = Pick<Posting, 'mechanism' | 'biddingMs' | 'draft'> & { readonly assigneeId: number | null };

export const AS_THE_MARKET_SAYS: HowPosted = { mechanism: null, biddingMs: null, draft: false, assigneeId: null };

function postingOf(one: ProjectPackage, caseCount: number): string {
  const { title, description, skills, acceptance, estimatedMinutes } = one;
  return canonicalJson({ title, description, skills, acceptance, caseCount, estimatedMinutes });
}

/** The same key again is the same project again. */
export async function postPackage(
  employer: ArenaClient,
  key: string,
  { one, acceptanceHash, caseCount }: KeptKeyName & { readonly one: ProjectPackage },
  { mechanism, assigneeId, biddingMs, draft }: HowPosted,
): Promise<ProjectId> {
  const document = {
    mediaType: POSTING_MEDIA_TYPE,
    nonce: partOfKey(key, 'posting'),
    body: postingOf(one, caseCount),
  };
  const answer = await employer.send(key, {
    type: 'PostProject',
    contentHash: await employer.put(document),
    acceptanceHash,
    caseCount,
    skills: one.skills,
    budgetMinCents: cents(one.budgetMinCents),
    budgetMaxCents: cents(one.budgetMaxCents),
    postedPriceCents: cents(one.postedPriceCents),
    mechanism,
    assigneeId: assigneeId as ParticipantId | null,
    biddingMs,
    draft,
  });
  if (!answer.ok) throw refused(answer.refusal);
  return known(eventIn(answer.events, 'ProjectPosted')?.projectId, 'posted project');
}
