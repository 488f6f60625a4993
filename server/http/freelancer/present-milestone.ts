/** A milestone in Freelancer.com's form. */

import type { SeenMilestone } from '../../protocol/arena/seen/things.ts';
import { currencyOf } from '../../protocol/freelancer/currency.ts';
import { noteOf, type WireMilestone } from '../../protocol/freelancer/milestone.ts';
import { amountOf, secondsOf } from '../../protocol/freelancer/money.ts';
import type { RouteOptions } from '../route-options.ts';
import type { Look } from './looking.ts';

/** The text of a document that the viewer's own events name; null where it was erased. */
export async function textOf(
  { place }: Look,
  { texts }: RouteOptions,
  document: SeenMilestone['description'],
): Promise<string | null> {
  return document === null ? null : texts.text(place.marketId, place.viewer, document);
}

export async function presentMilestone(
  look: Look,
  options: RouteOptions,
  milestone: SeenMilestone,
): Promise<WireMilestone> {
  const { description, reason } = noteOf(await textOf(look, options, milestone.description));
  return {
    transaction_id: milestone.milestoneId,
    project_id: milestone.projectId,
    bid_id: milestone.bidId,
    bidder_id: milestone.freelancerId,
    project_owner_id: milestone.employerId,
    amount: amountOf(milestone.amountCents),
    currency: currencyOf(look.market.policy?.currency ?? 'USD'),
    reason,
    other_reason: description,
    description,
    status: milestone.status,
    is_from_prepaid: false,
    dispute_id: milestone.disputeId,
    time_created: secondsOf(milestone.createdAt),
  };
}
