/** Counts one market's events by freelancer: bids, work, verdicts, money. The fold under the standing. */

import type { ParticipantId, ProjectId } from '../../server/kernel/id.ts';
import type { AwardOutcome, EventOf, MarketEvent, Policy, Posting } from '../../server/protocol/arena/wire.ts';

/** What one freelancer did on one project: an award that was accepted, or an entry to a contest. */
export interface Engagement {
  readonly projectId: ProjectId;
  won: boolean;
  grossCents: number;
  passed: boolean;
  /** A verdict after which no further delivery was asked for. */
  failed: boolean;
  outcome: AwardOutcome | null;
  /** Cases of the best verdict. */
  casesPassed: number;
}

export interface FreelancerTally {
  readonly bidOn: Set<ProjectId>;
  readonly engagements: Map<ProjectId, Engagement>;
  feesCents: number;
  ownCostsCents: number;
}

export interface ProjectTally {
  readonly employerId: ParticipantId;
  readonly posting: Posting;
  /** Price of the accepted award; null: none. */
  awardCents: number | null;
}

export interface MarketTally {
  policy: Policy | null;
  readonly projects: Map<ProjectId, ProjectTally>;
  readonly freelancers: Map<ParticipantId, FreelancerTally>;
}

function freelancer(tally: MarketTally, id: ParticipantId): FreelancerTally {
  let known = tally.freelancers.get(id);
  if (known === undefined) {
    known = { bidOn: new Set(), engagements: new Map(), feesCents: 0, ownCostsCents: 0 };
    tally.freelancers.set(id, known);
  }
  return known;
}

function engagement(tally: MarketTally, id: ParticipantId, projectId: ProjectId): Engagement {
  const { engagements } = freelancer(tally, id);
  let known = engagements.get(projectId);
  if (known === undefined) {
    known = { projectId, won: false, grossCents: 0, passed: false, failed: false, outcome: null, casesPassed: 0 };
    engagements.set(projectId, known);
  }
  return known;
}

function addVerdict(tally: MarketTally, event: EventOf<'VerdictRecorded'>): void {
  const work = engagement(tally, event.freelancerId, event.projectId);
  if (event.status === 'passed') work.passed = true;
  if (event.status === 'failed') work.failed = true;
  work.casesPassed = Math.max(work.casesPassed, event.casesPassed);
}

function addRelease(tally: MarketTally, event: EventOf<'MilestoneReleased'>): void {
  if (event.freelancerId === null) return;
  engagement(tally, event.freelancerId, event.projectId).grossCents += event.amountCents;
  freelancer(tally, event.freelancerId).feesCents += event.freelancerFeeCents;
}

function addEvent(tally: MarketTally, event: MarketEvent): void {
  switch (event.type) {
    case 'MarketOpened':
      tally.policy = event.policy;
      return;
    case 'ProjectPosted':
    case 'ProjectPublished': {
      if (event.type === 'ProjectPosted' && event.draft) return;
      const { projectId, employerId, posting } = event;
      tally.projects.set(projectId, { employerId, posting, awardCents: null });
      return;
    }
    case 'BidPlaced':
      freelancer(tally, event.bidderId).bidOn.add(event.projectId);
      return;
    case 'AwardAccepted': {
      engagement(tally, event.freelancerId, event.projectId).won = true;
      const project = tally.projects.get(event.projectId);
      if (project !== undefined) project.awardCents = event.priceCents;
      return;
    }
    case 'AwardEnded':
      engagement(tally, event.freelancerId, event.projectId).outcome = event.outcome;
      return;
    case 'DeliverySubmitted':
      engagement(tally, event.freelancerId, event.projectId);
      return;
    case 'VerdictRecorded':
      addVerdict(tally, event);
      return;
    case 'MilestoneReleased':
      addRelease(tally, event);
      return;
    case 'CostBooked':
      freelancer(tally, event.participantId).ownCostsCents += event.amountCents;
      return;
    default:
  }
}

export function tallyMarket(events: Iterable<MarketEvent>): MarketTally {
  const tally: MarketTally = { policy: null, projects: new Map(), freelancers: new Map() };
  for (const event of events) addEvent(tally, event);
  return tally;
}

/** How an engagement came out. What is still running, or had no verdict for a reason of ours, is unscored. */
export function resultOf({ passed, failed, outcome }: Engagement): 'passed' | 'failed' | 'unscored' {
  if (passed) return 'passed';
  if (outcome === 'unscored') return 'unscored';
  return failed || outcome !== null ? 'failed' : 'unscored';
}
