/** Projects: draft, open, bidding_closed, awarded, in_progress; ended as completed, expired or cancelled. */

import { Bug, known } from '../kernel/assert.ts';
import type { ProjectId } from '../kernel/id.ts';
import type { EventOf, Placed } from './event.ts';
import type { MarketState, Project, ProjectStatus } from './state.ts';

/** States in which a project still wants a freelancer: they count against the market's limit of open projects. */
const SEEKING: ReadonlySet<ProjectStatus> = new Set(['open', 'bidding_closed', 'awarded']);

export function isEnded(status: ProjectStatus): boolean {
  return status === 'completed' || status === 'expired' || status === 'cancelled';
}

export function setProjectStatus(state: MarketState, project: Project, status: ProjectStatus): void {
  const before = SEEKING.has(project.status) ? 1 : 0;
  const after = SEEKING.has(status) ? 1 : 0;
  state.openProjectCount += after - before;
  project.status = status;
}

export function projectOf(state: MarketState, id: ProjectId): Project {
  return known(state.projects.get(id), `project ${id}`);
}

/** Open bids of a project that has found somebody, or nobody, are lost. */
export function loseOpenBids(state: MarketState, project: Project): void {
  for (const id of project.bidOf.values()) known(state.bids.get(id), 'bid').status = 'lost';
  project.bidOf.clear();
}

function postProject(state: MarketState, event: EventOf<'ProjectPosted'>): void {
  state.next.project = event.projectId + 1;
  const project: Project = {
    projectId: event.projectId,
    employerId: event.employerId,
    posting: event.posting,
    biddingMs: event.biddingMs,
    status: 'draft',
    closesAt: event.closesAt,
    expiresAt: event.expiresAt,
    bidIds: [],
    bidOf: new Map(),
    standingCents: null,
    award: null,
    milestoneIds: [],
    milestoneRequestIds: [],
    deliveryIds: [],
    awaitingVerdict: 0,
    messageCount: 0,
    addressed: new Set(),
    reviews: [],
    reviewsRevealed: false,
  };
  state.projects.set(event.projectId, project);
  if (!event.draft) setProjectStatus(state, project, 'open');
}

export function evolveProject(state: MarketState, { event }: Placed): void {
  switch (event.type) {
    case 'ProjectPosted':
      postProject(state, event);
      return;
    case 'ProjectPublished': {
      const project = projectOf(state, event.projectId);
      project.closesAt = event.closesAt;
      project.expiresAt = event.expiresAt;
      setProjectStatus(state, project, 'open');
      return;
    }
    case 'BiddingExtended':
      projectOf(state, event.projectId).closesAt = event.closesAt;
      return;
    case 'BiddingClosed':
      setProjectStatus(state, projectOf(state, event.projectId), 'bidding_closed');
      return;
    case 'ProjectCompleted':
    case 'ProjectExpired':
    case 'ProjectCancelled': {
      const project = projectOf(state, event.projectId);
      setProjectStatus(state, project, ENDS[event.type]);
      loseOpenBids(state, project);
      return;
    }
    default:
      throw new Bug(`project: ${event.type}`);
  }
}

const ENDS = { ProjectCompleted: 'completed', ProjectExpired: 'expired', ProjectCancelled: 'cancelled' } as const;
