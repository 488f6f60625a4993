/** Projects as a viewer knows them: posted, closed for bids, ended. */

import { documentOf, type SeenOf, type Step } from './step.ts';
import type { SeenMarket, SeenProject } from './things.ts';

type ProjectEvent =
  | 'ProjectPosted'
  | 'ProjectPublished'
  | 'ProjectCancelled'
  | 'ProjectExpired'
  | 'ProjectCompleted'
  | 'BiddingExtended'
  | 'BiddingClosed'
  | 'ProjectCleared';

const ENDS = { ProjectCompleted: 'completed', ProjectExpired: 'expired', ProjectCancelled: 'cancelled' } as const;

/** A published draft is a new posting to everybody but its employer, who keeps the day it was written. */
function post(market: SeenMarket, step: Step<SeenOf<'ProjectPosted' | 'ProjectPublished'>>): void {
  const { event, at } = step;
  const { projectId, employerId, posting, closesAt = at, expiresAt = at } = event;
  const document = documentOf(step, posting?.contentHash);
  if (projectId === undefined || employerId === undefined || posting === undefined || document === null) return;
  const project: SeenProject = {
    projectId,
    employerId,
    posting,
    document,
    postedAt: at,
    changedAt: at,
    status: event.type === 'ProjectPosted' && event.draft === true ? 'draft' : 'open',
    closesAt,
    expiresAt,
    bidIds: [],
    bidCount: null,
    award: null,
    milestoneIds: [],
    deliveryIds: [],
    reviewIds: [],
    messageIds: [],
  };
  market.projects.set(projectId, project);
}

export function foldProject(market: SeenMarket, step: Step<SeenOf<ProjectEvent>>): void {
  const { event, at } = step;
  if (event.type === 'ProjectPosted' || event.type === 'ProjectPublished') {
    post(market, { ...step, event });
    return;
  }
  const project = event.projectId === undefined ? undefined : market.projects.get(event.projectId);
  if (project === undefined) return;
  project.changedAt = at;
  switch (event.type) {
    case 'BiddingExtended':
      project.closesAt = event.closesAt ?? project.closesAt;
      return;
    case 'BiddingClosed':
      project.status = 'bidding_closed';
      project.bidCount = event.bidCount ?? null;
      return;
    case 'ProjectCleared':
      project.bidCount = event.bidCount ?? project.bidCount;
      return;
    default:
      project.status = ENDS[event.type];
      loseOpenBids(market, project);
  }
}

/** Open bids of a project that has found somebody, or nobody, are lost. */
export function loseOpenBids(market: SeenMarket, project: SeenProject): void {
  for (const id of project.bidIds) {
    const bid = market.bids.get(id);
    if (bid?.status === 'placed') bid.status = 'lost';
  }
}
