/** Which bid an employer takes: the model sees an unordered set, in an order drawn by the seed, and what it saw is written down. */

import { z } from 'zod';
import { chance } from '../../../server/kernel/prng.ts';
import type { Observation, ObservedBid, ObservedProject } from '../../observation.ts';
import { chooseBid } from '../../scripted/award-rule.ts';
import { projectKey } from '../../scripted/bid-range.ts';
import { askStructured } from '../structured.ts';
import { type EmployerDesk, orNull } from './desk.ts';
import { textOf } from './inbox.ts';
import { chooseTurns, type ShownBid } from './prompt.ts';

/** With longer lists models choose worse and by place. */
const SHOWN_MAX = 20;
const PROPOSAL_CHARACTERS = 1_500;
const NONE = 'none';

/** One choice as it was put to the model: the set in the order shown, and what came of it. */
export const choiceSchema = z.strictObject({
  market: z.string(),
  project: z.number().int(),
  prompt: z.string(),
  shown: z.array(
    z.strictObject({
      label: z.string(),
      bid: z.number().int(),
      bidder: z.number().int(),
      amountCents: z.number().int(),
      days: z.number().int(),
    }),
  ),
  /** Open bids that were not shown, because there were more than can be read with care. */
  notShown: z.number().int(),
  chosen: z.number().int().nullable(),
  /** `rule`: the model gave no answer that could be read, and the scripted rule decided. */
  by: z.enum(['model', 'rule']),
  why: z.string(),
});
export type Choice = z.infer<typeof choiceSchema>;

function labelOf(index: number): string {
  return String.fromCharCode(65 + index);
}

/** Open bids within the budget, in an order that depends on the seed and the project and on nothing that a bidder does. */
function shuffledBids({ seed }: EmployerDesk, project: ObservedProject): ObservedBid[] {
  const open = [...project.bids.values()].filter(
    ({ status, amountCents }) => status === 'placed' && amountCents <= project.posting.budgetMaxCents,
  );
  const byNumber = open.toSorted((one, other) => one.bidId - other.bidId);
  return chance(seed, 'shown', projectKey(project)).shuffle(byNumber);
}

async function shownBid(
  desk: EmployerDesk,
  observation: Observation,
  bid: ObservedBid,
  index: number,
): Promise<ShownBid> {
  const rating = observation.ratings.get(bid.bidderId);
  const proposal = await textOf(desk.client, desk.inbox.proposals.get(bid.bidId));
  return {
    label: labelOf(index),
    amountUsd: bid.amountCents / 100,
    days: bid.days,
    rating: rating === undefined ? null : { mean: rating.total / rating.count, count: rating.count },
    proposal: proposal?.slice(0, PROPOSAL_CHARACTERS) ?? null,
  };
}

/** The bid that is taken, or null: none of them. */
export async function chooseByModel(
  desk: EmployerDesk,
  observation: Observation,
  project: ObservedProject,
): Promise<ObservedBid | null> {
  const all = shuffledBids(desk, project);
  if (all.length === 0) return null;
  const bids = all.slice(0, SHOWN_MAX);
  const shown = await Promise.all(bids.map((bid, index) => shownBid(desk, observation, bid, index)));
  const { session, posting, mark } = await desk.about(project);
  const labels = [...shown.map(({ label }) => label), NONE];
  const schema = z.object({
    choice: z.enum(labels as [string, ...string[]]).describe('the letter of a bid, or none'),
    why: z.string().max(4_000).describe('one sentence'),
  });
  const answer = await orNull(() =>
    askStructured((question) => session.ask('choose', question), {
      ...{ name: 'choice', schema, turns: chooseTurns(posting, shown, mark), maxTokens: 400, temperature: 0 },
      ...{ repetition: project.occurrence, repairs: 2 },
    }),
  );
  const chosen =
    answer?.ok === true
      ? (bids[labels.indexOf(answer.value.choice)] ?? null)
      : chooseBid('lowest', desk.seed, observation, project);
  desk.onChoice({
    market: desk.client.marketId,
    project: project.projectId,
    prompt: desk.prompt,
    shown: bids.map(({ bidId, bidderId, amountCents, days }, index) => ({
      ...{ label: labelOf(index), bid: bidId, bidder: bidderId, amountCents, days },
    })),
    notShown: all.length - bids.length,
    chosen: chosen?.bidId ?? null,
    by: answer?.ok === true ? 'model' : 'rule',
    why: answer?.ok === true ? answer.value.why.slice(0, 500) : (answer?.why ?? 'a limit was reached').slice(0, 500),
  });
  return chosen;
}
