/** A milestone request in Freelancer.com's form. */

import type { SeenMilestoneRequest } from '../../protocol/arena/seen/things.ts';
import { currencyOf } from '../../protocol/freelancer/currency.ts';
import { noteOf, type WireRequest } from '../../protocol/freelancer/milestone.ts';
import { amountOf, secondsOf } from '../../protocol/freelancer/money.ts';
import type { RouteOptions } from '../route-options.ts';
import type { Look } from './looking.ts';
import { textOf } from './present-milestone.ts';

type Status = WireRequest['status'];

const STATUSES: Readonly<Record<SeenMilestoneRequest['status'], Status>> = {
  pending: 'pending',
  created: 'created',
  rejected: 'rejected',
  withdrawn: 'deleted',
};

const OVER: ReadonlySet<string> = new Set(['retracted', 'declined', 'revoked', 'lapsed', 'lost']);

/** A request that nobody answered is over with its bid, and with its project. */
export function requestStatusOf({ market }: Look, { status, bidId, projectId }: SeenMilestoneRequest): Status {
  const bid = market.bids.get(bidId);
  const ended = market.projects.get(projectId)?.award?.status === 'ended';
  const dead = bid !== undefined && (OVER.has(bid.status) || (bid.status === 'accepted' && ended));
  return status === 'pending' && dead ? 'deleted' : STATUSES[status];
}

export async function presentMilestoneRequest(
  look: Look,
  options: RouteOptions,
  request: SeenMilestoneRequest,
): Promise<WireRequest> {
  const { description } = noteOf(await textOf(look, options, request.description));
  return {
    id: request.requestId,
    project_id: request.projectId,
    bid_id: request.bidId,
    bidder_id: request.freelancerId,
    project_owner_id: request.employerId,
    amount: amountOf(request.amountCents),
    currency: currencyOf(look.market.policy?.currency ?? 'USD'),
    description,
    status: requestStatusOf(look, request),
    time_requested: secondsOf(request.requestedAt),
  };
}
