/**
 * The floor as a fold of what its viewer sees: projects with their bids in a few figures, money in sums, the last happenings. What is
 * over is forgotten after a while, so that it holds no more after a million bids than after a thousand.
 */

import type { Seen } from '../client.ts';
import type { SeenProjectStatus } from '../seen/things.ts';
import type { EventOf, EventType, SeenEvent } from '../wire.ts';
import type { Floor, FloorProject } from './floor.ts';

export const HAPPENINGS_MAX = 300;
const OVER_MAX = 400;
const LOWS_MAX = 32;
const SAMPLES_MAX = 480;

type Look<T extends EventType> = { readonly type: T } & Partial<EventOf<T>>;

function post(floor: Floor, event: Look<'ProjectPosted' | 'ProjectPublished'>, { at, cursor }: Seen): void {
  const { projectId, employerId, posting, closesAt = at } = event;
  if (projectId === undefined || employerId === undefined || posting === undefined) return;
  const draft = event.type === 'ProjectPosted' && event.draft === true;
  const published = event.type === 'ProjectPublished';
  if (!published) floor.totals.projects += 1;
  if (!draft) floor.totals.openProjects += 1;
  floor.projects.set(projectId, {
    projectId,
    employerId,
    skills: posting.skills,
    budgetMinCents: posting.budgetMinCents,
    budgetMaxCents: posting.budgetMaxCents,
    mechanism: posting.mechanism.kind,
    postedAt: at,
    changed: cursor,
    status: draft ? 'draft' : 'open',
    closesAt,
    bids: new Map(),
    bidCount: 0,
    lowestCents: null,
    lows: [],
    freelancerId: null,
    priceCents: null,
    delivery: null,
    casesPassed: null,
    caseCount: posting.caseCount,
    releasedCents: 0,
  });
}

/** Only where the lowest may have gone up is every bid looked at again. */
function setLowest(project: FloorProject, amountCents: number | null): void {
  const before = project.lowestCents;
  if (amountCents !== null && (before === null || amountCents <= before)) project.lowestCents = amountCents;
  else project.lowestCents = project.bids.size === 0 ? null : Math.min(...project.bids.values());
  if (project.lowestCents === null || project.lowestCents === before) return;
  project.lows.push(project.lowestCents);
  if (project.lows.length > LOWS_MAX) project.lows = project.lows.filter((_, index) => index % 2 === 1);
}

function placeBid(floor: Floor, project: FloorProject, bidId: number, amountCents: number): void {
  const before = project.bids.get(bidId);
  if (before === undefined) {
    project.bidCount += 1;
    floor.totals.bids += 1;
  }
  project.bids.set(bidId, amountCents);
  const raised = before !== undefined && before === project.lowestCents && amountCents > before;
  if (raised) setLowest(project, null);
  else if (project.lowestCents === null || amountCents < project.lowestCents) setLowest(project, amountCents);
}

function retractBid(project: FloorProject, bidId: number): void {
  const amount = project.bids.get(bidId);
  project.bids.delete(bidId);
  project.bidCount = Math.max(0, project.bidCount - 1);
  if (amount === project.lowestCents) setLowest(project, null);
}

function closeBidding(floor: Floor, project: FloorProject, status: SeenProjectStatus): void {
  if (project.status === 'open') floor.totals.openProjects -= 1;
  project.status = status;
}

const ENDS = { ProjectCompleted: 'completed', ProjectExpired: 'expired', ProjectCancelled: 'cancelled' } as const;

function end(floor: Floor, project: FloorProject, status: SeenProjectStatus): void {
  closeBidding(floor, project, status);
  project.bids.clear();
  floor.over.push(project.projectId);
  if (floor.over.length <= OVER_MAX) return;
  const oldest = floor.over.shift();
  if (oldest !== undefined) floor.projects.delete(oldest);
}

function foldProject(floor: Floor, project: FloorProject, event: SeenEvent): void {
  switch (event.type) {
    case 'BidPlaced':
    case 'BidAmended':
      if (event.bidId !== undefined) placeBid(floor, project, event.bidId, event.amountCents ?? 0);
      return;
    case 'BidRetracted':
      if (event.bidId !== undefined) retractBid(project, event.bidId);
      return;
    case 'BidsRevealed':
      for (const { bidId, amountCents } of event.bids ?? []) placeBid(floor, project, bidId, amountCents);
      return;
    case 'BiddingExtended':
      project.closesAt = event.closesAt ?? project.closesAt;
      return;
    case 'BiddingClosed':
      project.bidCount = event.bidCount ?? project.bidCount;
      closeBidding(floor, project, 'bidding_closed');
      return;
    case 'BidAwarded':
      closeBidding(floor, project, 'awarded');
      project.freelancerId = event.freelancerId ?? null;
      project.priceCents = event.priceCents ?? null;
      return;
    case 'AwardAccepted':
      closeBidding(floor, project, 'in_progress');
      floor.totals.awards += 1;
      floor.totals.awardedCents += event.priceCents ?? project.priceCents ?? 0;
      return;
    case 'AwardDeclined':
    case 'AwardRevoked':
    case 'AwardLapsed':
      project.status = 'bidding_closed';
      project.freelancerId = null;
      project.priceCents = null;
      return;
    case 'ProjectCompleted':
    case 'ProjectExpired':
    case 'ProjectCancelled':
      end(floor, project, ENDS[event.type]);
      return;
    default:
      foldWork(floor, project, event);
  }
}

function foldWork({ totals }: Floor, project: FloorProject, event: SeenEvent): void {
  switch (event.type) {
    case 'DeliverySubmitted':
      totals.deliveries += 1;
      totals.inReview += 1;
      project.delivery = 'submitted';
      return;
    case 'DeliveryTaken':
      project.delivery = 'under_review';
      return;
    case 'VerdictRecorded':
      totals.inReview = Math.max(0, totals.inReview - 1);
      if (event.status === 'passed') totals.passed += 1;
      if (event.status === 'failed') totals.failed += 1;
      project.delivery = event.status ?? null;
      project.casesPassed = event.casesPassed ?? null;
      project.caseCount = event.caseCount ?? project.caseCount;
      return;
    case 'DeliveryVoided':
      totals.inReview = Math.max(0, totals.inReview - 1);
      project.delivery = 'voided';
      return;
    case 'MilestoneCreated':
      totals.escrowCents += event.amountCents ?? 0;
      return;
    case 'MilestoneReleased':
      totals.escrowCents -= event.amountCents ?? 0;
      totals.releasedCents += event.amountCents ?? 0;
      project.releasedCents += event.amountCents ?? 0;
      return;
    case 'MilestoneRefunded':
      totals.escrowCents -= event.amountCents ?? 0;
      return;
    default:
  }
}

/** One sample for each step of market time; where there are too many, half of them and twice the step. */
function sample(floor: Floor): void {
  const { at, totals, samples } = floor;
  const last = samples.at(-1);
  const { bids, awards, releasedCents } = totals;
  const now = { at, bids, awards, releasedCents };
  // Where nothing that is counted moves, the picture does not grow: a market waits weeks for its last deadlines.
  if (last !== undefined && last.bids === bids && last.awards === awards && last.releasedCents === releasedCents)
    return;
  if (last !== undefined && at - last.at < floor.sampleStepMs) {
    samples[samples.length - 1] = { ...now, at: last.at };
    return;
  }
  samples.push(now);
  if (samples.length <= SAMPLES_MAX) return;
  floor.samples = samples.filter((_, index) => index % 2 === 0);
  floor.sampleStepMs *= 2;
}

/** What the list of happenings leaves out: the market's own book-keeping. */
const QUIET: ReadonlySet<EventType> = new Set(['DeliveryTaken', 'ContentErased', 'CreditsReturned', 'SkillsChanged']);

/** Folds one seen event in. Events must come in the order of their cursors, each once. */
export function foldFloor(floor: Floor, seen: Seen): void {
  const { event, at, cursor } = seen;
  floor.at = Math.max(floor.at, at);
  floor.cursor = cursor;
  if (event.type === 'MarketOpened') floor.currency = event.policy?.currency ?? floor.currency;
  if (event.type === 'ProjectPosted' || event.type === 'ProjectPublished') post(floor, event, seen);
  else if ('projectId' in event && typeof event.projectId === 'number') {
    const project = floor.projects.get(event.projectId);
    if (project !== undefined) {
      project.changed = cursor;
      foldProject(floor, project, event);
    }
  }
  sample(floor);
  if (QUIET.has(event.type)) return;
  floor.happenings.push(seen);
  // Cut seldom, so that a busy market does not copy the list for every bid.
  if (floor.happenings.length > 2 * HAPPENINGS_MAX) floor.happenings = floor.happenings.slice(-HAPPENINGS_MAX);
}
