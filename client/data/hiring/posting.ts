/** Posting a draft: with its answer key, or, where the employer judges, as a posting alone. */

import type { ContentHash, ParticipantId } from '../../../server/kernel/id.ts';
import { cents } from '../../../server/kernel/money.ts';
import { POSTING_MEDIA_TYPE } from '../../../server/protocol/arena/ground.ts';
import { NO_ANSWER_KEY, NO_ANSWER_KEY_CASES } from '../../../server/protocol/arena/no-answer-key.ts';
import type { Policy } from '../../../server/protocol/arena/wire.ts';
import { postPackage, sendCommand } from '../../../server/protocol/sdk/hiring-calls.ts';
import type { SessionDoor } from '../../../server/protocol/sdk/session-door.ts';
import { inMarket } from '../market.ts';
import type { Draft } from './draft.ts';
import type { Packed } from './package-of.ts';

const MINUTE_MS = 60_000;
const TIMES: Readonly<Record<Exclude<Draft['bidding'], 'market' | 'custom'>, number>> = {
  hour: 60,
  day: 1_440,
  three: 4_320,
  week: 10_080,
};

function biddingMsOf({ bidding, biddingMinutes }: Draft): number | null {
  if (bidding === 'market') return null;
  const minutes = bidding === 'custom' ? Number(biddingMinutes) : TIMES[bidding];
  return Number.isFinite(minutes) && minutes > 0 ? Math.round(minutes * MINUTE_MS) : null;
}

export interface Posting {
  readonly market: string;
  readonly door: SessionDoor;
  readonly draft: Draft;
  readonly policy: Policy;
  readonly pack: Extract<Packed, { ok: true }>;
  /** Whether it stays a draft in the market until it is published. */
  readonly asDraft: boolean;
  readonly key: string;
}

async function postPlain({ market, door, pack, asDraft, key, ...given }: Posting, terms: Terms): Promise<number> {
  const { title, description, skills, estimatedMinutes, ...amounts } = pack.project;
  const body = JSON.stringify({ title, description, skills, estimatedMinutes });
  const contentHash: ContentHash = await door.put({ mediaType: POSTING_MEDIA_TYPE, nonce: key, body });
  const events = await sendCommand(
    inMarket(market),
    {
      type: 'PostProject',
      contentHash,
      acceptanceHash: NO_ANSWER_KEY,
      caseCount: NO_ANSWER_KEY_CASES,
      skills,
      budgetMinCents: cents(amounts.budgetMinCents),
      budgetMaxCents: cents(amounts.budgetMaxCents),
      postedPriceCents: cents(amounts.postedPriceCents),
      mechanism: given.policy.mechanism === terms.mechanism ? null : terms.mechanism,
      assigneeId: terms.assigneeId,
      biddingMs: terms.biddingMs,
      draft: asDraft,
    },
    key,
  );
  for (const event of events) {
    if (event.type === 'ProjectPosted' && event.projectId !== undefined) return event.projectId;
  }
  throw new Error('the market did not tell the number of the project');
}

interface Terms {
  readonly mechanism: Policy['mechanism'];
  readonly assigneeId: ParticipantId | null;
  readonly biddingMs: number | null;
}

/** The number of the project. Rejects with the market's own no, or with what is wrong with the answer key. */
export async function postDraft(given: Posting): Promise<number> {
  const { market, draft, policy, pack, asDraft, key } = given;
  const mechanism = [policy.mechanism, ...policy.otherMechanisms][draft.mechanism] ?? policy.mechanism;
  const named = mechanism.kind === 'direct' && mechanism.assignment === 'named' && draft.assignee !== '';
  const terms: Terms = {
    mechanism,
    assigneeId: named ? (Number(draft.assignee) as ParticipantId) : null,
    biddingMs: biddingMsOf(draft),
  };
  if (pack.judged === 'employer') return postPlain(given, terms);
  const body = { package: pack.project, ...terms, draft: asDraft };
  return (await postPackage(inMarket(market), body, key)).projectId;
}
