/** Milestone requests: what a bidder asks the employer to put into escrow. pending; ended as created, rejected or withdrawn. */

import { Bug, known } from '../kernel/assert.ts';
import type { MilestoneRequestId } from '../kernel/id.ts';
import type { Placed } from './event.ts';
import { projectOf } from './project.ts';
import type { MarketState, MilestoneRequest } from './state.ts';

function requestOf(state: MarketState, id: MilestoneRequestId): MilestoneRequest {
  return known(state.milestoneRequests.get(id), `milestone request ${id}`);
}

export function evolveMilestoneRequest(state: MarketState, { event }: Placed): void {
  switch (event.type) {
    case 'MilestoneRequested': {
      const { requestId, projectId, bidId, freelancerId, amountCents, descriptionHash } = event;
      state.next.milestoneRequest = requestId + 1;
      const request = { requestId, projectId, bidId, freelancerId, amountCents, descriptionHash };
      state.milestoneRequests.set(requestId, { ...request, status: 'pending' });
      projectOf(state, projectId).milestoneRequestIds.push(requestId);
      return;
    }
    case 'MilestoneRequestEnded':
      requestOf(state, event.requestId).status = event.outcome;
      return;
    default:
      throw new Bug(`milestone request: ${event.type}`);
  }
}
