/** Shill bids: below whoever leads at one employer's projects, so that the others go lower still. Nothing elsewhere. */

import type { ParticipantId } from '../../../server/kernel/id.ts';
import { lowestRival, ownOpenBid, paysPostedPrice } from '../bid-range.ts';
import { type BidContext, type BidPlan, bidAtOnce } from '../strategy.ts';

/** Below the leader by this share, and never below this share of the budget, where nobody would believe it. */
const STEP = 0.07;
const LEAST = 0.3;
/** What it asks while it sees nobody, as a share of the budget. */
const OPENING = 0.6;

export function shillBid(employerId: ParticipantId, situation: Omit<BidContext, 'params'>): BidPlan | null {
  const { observation, project } = situation;
  const { posting } = project;
  if (project.employerId !== employerId || paysPostedPrice(posting)) return null;
  const rival = lowestRival(observation, project);
  const own = ownOpenBid(observation, project);
  const leads = own !== null && (rival === null || own.amountCents < rival.amountCents);
  const wanted = rival === null ? posting.budgetMaxCents * OPENING : rival.amountCents * (1 - STEP);
  const amount = leads ? own.amountCents : Math.round(Math.max(wanted, posting.budgetMaxCents * LEAST));
  return bidAtOnce({ ...situation, params: {} }, amount);
}
