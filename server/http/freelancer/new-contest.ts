/** A contest in Freelancer.com's words, as the command that posts it here. */

import { canonicalJson } from '../../kernel/hash.ts';
import { POSTING_MEDIA_TYPE } from '../../protocol/arena/ground.ts';
import { NO_ANSWER_KEY, NO_ANSWER_KEY_CASES } from '../../protocol/arena/no-answer-key.ts';
import type { CommandRequest, Mechanism, Policy } from '../../protocol/arena/wire.ts';
import type { ContestBody } from '../../protocol/freelancer/contest.ts';
import { refused } from '../refusal-map.ts';
import { clientOf } from '../sending.ts';
import { problems } from '../wire-error.ts';
import { centsIn } from './amounts.ts';
import type { Look } from './looking.ts';
import { requireCurrency, requireEmployerPays, skillsOf } from './new-project.ts';

const DAY_MS = 86_400_000;

/** The market's contest that pays as the type says: a guaranteed prize is paid whatever the entries are worth. */
function contestOf({ mechanism, otherMechanisms }: Policy, type: ContestBody['type']): Mechanism {
  const guaranteed = type === 'guaranteed';
  const found = [mechanism, ...otherMechanisms].find((one) => one.kind === 'contest' && one.guaranteed === guaranteed);
  if (found === undefined) throw refused({ code: 'mechanism_not_offered', detail: `${type} contest` });
  return found;
}

export async function contestPosting(
  look: Look,
  policy: Policy,
  key: string,
  body: ContestBody,
): Promise<Extract<CommandRequest, { readonly type: 'PostProject' }>> {
  requireEmployerPays(policy, 'contest');
  requireCurrency(policy, { id: body.currency_id });
  const { seat } = look.place;
  if (typeof body.owner_id === 'number' && (seat.kind !== 'participant' || seat.participantId !== body.owner_id)) {
    throw problems.notAllowed('owner_id: a contest is its poster’s');
  }
  const { title, description, type, duration, job_ids, draft } = body;
  const mechanism = contestOf(policy, type);
  const skills = skillsOf(
    look.market,
    job_ids.map((id) => ({ id })),
  );
  const prizeCents = centsIn('prize', body.prize);
  const document = canonicalJson({ title, description, skills, contest: type });
  return {
    type: 'PostProject',
    contentHash: await clientOf(look.place).put({ mediaType: POSTING_MEDIA_TYPE, nonce: key, body: document }),
    acceptanceHash: NO_ANSWER_KEY,
    caseCount: NO_ANSWER_KEY_CASES,
    skills,
    budgetMinCents: centsIn('prize', 0),
    budgetMaxCents: prizeCents,
    postedPriceCents: prizeCents,
    mechanism,
    assigneeId: null,
    biddingMs: duration * DAY_MS,
    draft,
  };
}
