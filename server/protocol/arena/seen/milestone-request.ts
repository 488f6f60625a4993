/** Milestone requests, as their parties know them. */

import { documentOf, type SeenOf, type Step } from './step.ts';
import type { SeenMarket } from './things.ts';

type RequestEvent = 'MilestoneRequested' | 'MilestoneRequestEnded';

export function foldMilestoneRequest(market: SeenMarket, step: Step<SeenOf<RequestEvent>>): void {
  const { event, at } = step;
  const { requestId, projectId, employerId, bidId, freelancerId } = event;
  if (requestId === undefined) return;
  if (event.type === 'MilestoneRequestEnded') {
    const request = market.milestoneRequests.get(requestId);
    if (request !== undefined) Object.assign(request, { status: event.outcome ?? request.status, changedAt: at });
    return;
  }
  if (projectId === undefined || employerId === undefined || bidId === undefined || freelancerId === undefined) return;
  const parties = { projectId, employerId, bidId, freelancerId };
  const { amountCents = 0, descriptionHash } = event;
  const description = documentOf(step, descriptionHash);
  const asked = { amountCents, description, requestedAt: at, changedAt: at, status: 'pending' } as const;
  market.milestoneRequests.set(requestId, { requestId, ...parties, ...asked });
}
