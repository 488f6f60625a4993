/**
 * A market as somebody at work in it keeps it: all that this one sees, but of projects that are over and were somebody else's only that
 * they were there, and of one's own older ones no more than the bids that mattered. So its size is that of what is going on, whatever one
 * has behind oneself, and it is the same whoever made it: the server in one answer, or a page event by event.
 */

import type { BidId, ParticipantId, ProjectId } from '../../../kernel/id.ts';
import type { Seen } from '../client.ts';
import { foldSeen } from './fold.ts';
import { emptySeenMarket, type SeenMarket, type SeenProject } from './things.ts';

export interface DeskMarket extends SeenMarket {
  /** Whose desk it is; null: somebody who only looks on. */
  you: ParticipantId | null;
  /** So many of one's own projects that are over are kept with every bid: those that were posted last. */
  pastKept: number;
}

export const PAST_KEPT = 10;

export function emptyDesk(): DeskMarket {
  return { ...emptySeenMarket(), you: null, pastKept: PAST_KEPT };
}

const OVER: ReadonlySet<SeenProject['status']> = new Set(['completed', 'expired', 'cancelled']);

type Whose = Pick<DeskMarket, 'bids' | 'you'>;

/** Whether the project is over and was no affair of one's own. */
export function isPast({ bids, you }: Whose, { status, employerId, bidIds }: SeenProject): boolean {
  if (!OVER.has(status)) return false;
  return employerId !== you && !bidIds.some((id) => bids.get(id)?.bidderId === you);
}

function isOwnPast(desk: Whose, project: SeenProject): boolean {
  return OVER.has(project.status) && !isPast(desk, project);
}

/** One's own projects that are over and no longer among the newest. */
function filedOf(desk: Whose & Pick<DeskMarket, 'projects' | 'pastKept'>): readonly SeenProject[] {
  const past = [...desk.projects.values()].filter((project) => isOwnPast(desk, project));
  // Not in the map's order: a draft stands there by its writing to its employer, and by its publishing to whoever asks a common fold.
  past.sort((one, other) => one.projectId - other.projectId);
  return past.slice(0, Math.max(0, past.length - desk.pastKept));
}

/** The bids of a filed project that leave the desk: neither one's own nor ever awarded. Nobody can do anything with them any more. */
function goingBids({ bids, you }: Whose, { bidIds, award }: SeenProject): ReadonlySet<BidId> {
  const stays = (id: BidId): boolean => {
    const bid = bids.get(id);
    return bid === undefined || bid.bidderId === you || bid.awardedAt !== null || id === award?.bidId;
  };
  return new Set(bidIds.filter((id) => !stays(id)));
}

/** A filed project, as the desk keeps it: with the bids that leave it counted. */
function filed(bids: DeskMarket['bids'], project: SeenProject, going: ReadonlySet<BidId>): SeenProject {
  const bidIds = project.bidIds.filter((id) => !going.has(id));
  const counted = [...going].filter((id) => bids.get(id)?.status !== 'retracted').length;
  return { ...project, bidIds, bidsLeftOut: (project.bidsLeftOut ?? 0) + counted };
}

/** A past project, as the desk keeps it. What was asked and answered about it stays. */
const bareOf = (project: SeenProject): SeenProject => ({ ...project, bidIds: [], milestoneIds: [], deliveryIds: [] });

/** The desk that this one would have after hearing everything that is in the market; shares what it holds with the market. */
export function deskOf(market: SeenMarket, you: ParticipantId | null, pastKept = PAST_KEPT): DeskMarket {
  const past = new Set<ProjectId>();
  const projects = new Map<ProjectId, SeenProject>();
  for (const [id, project] of market.projects) {
    const over = isPast({ bids: market.bids, you }, project);
    if (over) past.add(id);
    projects.set(id, over ? bareOf(project) : project);
  }
  const left = new Set<BidId>();
  for (const project of filedOf({ bids: market.bids, projects, you, pastKept })) {
    const leaving = goingBids({ bids: market.bids, you }, project);
    if (leaving.size === 0) continue;
    for (const id of leaving) left.add(id);
    projects.set(project.projectId, filed(market.bids, project, leaving));
  }
  const going = <Id, T extends { readonly projectId: ProjectId }>(things: Map<Id, T>): Map<Id, T> =>
    past.size === 0 ? things : new Map([...things].filter(([, { projectId }]) => !past.has(projectId)));
  return {
    ...market,
    you,
    pastKept,
    projects,
    bids: left.size === 0 ? going(market.bids) : new Map([...going(market.bids)].filter(([id]) => !left.has(id))),
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

function file(desk: DeskMarket): void {
  for (const project of filedOf(desk)) {
    const going = goingBids(desk, project);
    if (going.size === 0) continue;
    desk.projects.set(project.projectId, filed(desk.bids, project, going));
    forgetAll(desk.bids, [...going]);
  }
}

/** Folds one seen event in. Events must come in the order of their cursors, each once. */
export function foldDesk(desk: DeskMarket, seen: Seen): void {
  foldSeen(desk, seen);
  const { event } = seen;
  if (!('projectId' in event) || typeof event.projectId !== 'number') return;
  const project = desk.projects.get(event.projectId);
  if (project === undefined || !OVER.has(project.status)) return;
  if (isPast(desk, project)) forget(desk, project);
  else file(desk);
}
