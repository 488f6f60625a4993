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

export function requestStatusOf(status: SeenMilestoneRequest['status']): Status {
  return STATUSES[status];
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
    status: requestStatusOf(request.status),
    time_requested: secondsOf(request.requestedAt),
  };
}
