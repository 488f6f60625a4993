/**
 * A market as somebody at work in it keeps it: all that this one sees, but of projects that are over and were somebody else's only that
 * they were there. So it holds no more than what is going on and what is one's own, and is the same whoever made it: the server in
 * one answer, or a page event by event.
 */

import type { ParticipantId, ProjectId } from '../../../kernel/id.ts';
import type { Seen } from '../client.ts';
import { foldSeen } from './fold.ts';
import { emptySeenMarket, type SeenMarket, type SeenProject } from './things.ts';

export interface DeskMarket extends SeenMarket {
  /** Whose desk it is; null: somebody who only looks on. */
  you: ParticipantId | null;
}

export function emptyDesk(): DeskMarket {
  return { ...emptySeenMarket(), you: null };
}

const OVER: ReadonlySet<SeenProject['status']> = new Set(['completed', 'expired', 'cancelled']);

type Whose = Pick<DeskMarket, 'bids' | 'you'>;

/** Whether the project is over and was no affair of one's own. */
export function isPast({ bids, you }: Whose, { status, employerId, bidIds }: SeenProject): boolean {
  if (!OVER.has(status)) return false;
  return employerId !== you && !bidIds.some((id) => bids.get(id)?.bidderId === you);
}

/** A past project, as the desk keeps it. What was asked and answered about it stays. */
const bareOf = (project: SeenProject): SeenProject => ({ ...project, bidIds: [], milestoneIds: [], deliveryIds: [] });

/** The desk that this one would have after hearing everything that is in the market; shares what it holds with the market. */
export function deskOf(market: SeenMarket, you: ParticipantId | null): DeskMarket {
  const past = new Set<ProjectId>();
  const projects = new Map<ProjectId, SeenProject>();
  for (const [id, project] of market.projects) {
    const over = isPast({ bids: market.bids, you }, project);
    if (over) past.add(id);
    projects.set(id, over ? bareOf(project) : project);
  }
  const going = <Id, T extends { readonly projectId: ProjectId }>(things: Map<Id, T>): Map<Id, T> =>
    past.size === 0 ? things : new Map([...things].filter(([, { projectId }]) => !past.has(projectId)));
  return {
    ...market,
    you,
    projects,
    bids: going(market.bids),
    milestones: going(market.milestones),
    milestoneRequests: going(market.milestoneRequests),
    disputes: going(market.disputes),
    deliveries: going(market.deliveries),
  };
}

function forgetAll<Id>(things: Map<Id, unknown>, ids: readonly Id[]): void {
  for (const id of ids) things.delete(id);
}

function forgetOf<Id>(things: Map<Id, { readonly projectId: ProjectId }>, past: ProjectId): void {
  for (const [id, { projectId }] of things) if (projectId === past) things.delete(id);
}

function forget(desk: DeskMarket, project: SeenProject): void {
  forgetAll(desk.bids, project.bidIds);
  forgetAll(desk.milestones, project.milestoneIds);
  forgetAll(desk.deliveries, project.deliveryIds);
  forgetOf(desk.milestoneRequests, project.projectId);
  forgetOf(desk.disputes, project.projectId);
  desk.projects.set(project.projectId, bareOf(project));
}

/** Folds one seen event in. Events must come in the order of their cursors, each once. */
export function foldDesk(desk: DeskMarket, seen: Seen): void {
  foldSeen(desk, seen);
  const { event } = seen;
  if (!('projectId' in event) || typeof event.projectId !== 'number') return;
  const project = desk.projects.get(event.projectId);
  if (project !== undefined && isPast(desk, project)) forget(desk, project);
}
