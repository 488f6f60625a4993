/** A scripted employer: posts on schedule, awards by hand where the rule leaves it to it, pays what passed, reviews. */

import { known } from '../../server/kernel/assert.ts';
import type { Millis } from '../../server/kernel/clock.ts';
import type { ParticipantId } from '../../server/kernel/id.ts';
import { type Cents, cents } from '../../server/kernel/money.ts';
import type { PostableProject } from '../../server/protocol/arena/ground.ts';
import type { CommandRequest, Mechanism } from '../../server/protocol/arena/wire.ts';
import type { Action, Agent, Plan } from '../agent.ts';
import type { Observation, ObservedAward, ObservedProject } from '../observation.ts';
import type { ObservedMilestone } from '../observed-milestone.ts';
import { type AwardRule, chooseBid } from './award-rule.ts';
import { type EmployerMoods, insistOnWish, isSilent, STEADY, tellWish, wishOf } from './employer-moods.ts';

export interface ScheduledProject {
  readonly project: PostableProject;
  /** Market time of posting. */
  readonly at: Millis;
  /** Absent or null: the market's default. */
  readonly mechanism?: Mechanism | null;
  readonly biddingMs?: Millis | null;
}

export interface ScriptedEmployer {
  readonly name: string;
  readonly seed: string;
  /** A project that is listed again is posted again: a further round. */
  readonly projects: readonly ScheduledProject[];
  readonly awardRule: AwardRule;
  /** Whose bids it never chooses; absent: nobody's. */
  readonly avoids?: ReadonlySet<ParticipantId>;
  /** Absent: answers, pays and reviews, and asks for nothing more. */
  readonly moods?: EmployerMoods;
}

interface Posting extends ScheduledProject {
  readonly round: number;
}

/** Posts the scheduled projects that are due and not posted yet; wakes for the next one. */
export function createPoster(projects: readonly ScheduledProject[]): (observation: Observation) => Plan {
  const schedule = inOrder(projects);
  // How many of the schedule's first postings an observation is known to hold: spares looking at them again.
  const finished = new WeakMap<Observation, number>();
  return (observation) => {
    let first = finished.get(observation) ?? 0;
    while (isPosted(observation, schedule[first])) first += 1;
    finished.set(observation, first);
    const actions: Action[] = [];
    let wakeAt: Millis | null = null;
    for (let index = first; index < schedule.length && wakeAt === null; index += 1) {
      const posting = known(schedule[index], 'scheduled project');
      if (posting.at > observation.now) wakeAt = posting.at;
      else if (!isPosted(observation, posting)) actions.push(post(posting));
    }
    return { actions, wakeAt };
  };
}

export function createEmployer(employer: ScriptedEmployer): Agent {
  const poster = createPoster(employer.projects);
  return {
    name: employer.name,
    act(observation): Plan {
      const posted = poster(observation);
      const actions: Action[] = [...posted.actions];
      for (const project of observation.live.values()) {
        if (project.employerId === observation.self) actions.push(...tend(employer, observation, project));
      }
      for (const project of observation.unreviewed.values()) {
        const silent = isSilent(employer.moods ?? STEADY, employer.seed, project);
        if (!silent) actions.push(...review(observation, project));
      }
      return { actions, wakeAt: posted.wakeAt };
    },
  };
}

/** By time, numbering the postings of the same project. */
function inOrder(projects: readonly ScheduledProject[]): Posting[] {
  const rounds = new Map<string, number>();
  const ordered = [...projects].sort((a, b) => a.at - b.at);
  return ordered.map((scheduled) => {
    const round = (rounds.get(scheduled.project.acceptanceHash) ?? 0) + 1;
    rounds.set(scheduled.project.acceptanceHash, round);
    return { ...scheduled, round };
  });
}

function isPosted(observation: Observation, posting: Posting | undefined): boolean {
  if (posting === undefined) return false;
  let own = 0;
  for (const id of observation.postings.get(posting.project.acceptanceHash) ?? []) {
    if (observation.projects.get(id)?.employerId === observation.self) own += 1;
  }
  return own >= posting.round;
}

function post({ project, round, mechanism = null, biddingMs = null }: Posting): Action {
  return { kind: 'post', key: `post/${project.slug}/${round}`, project, mechanism, biddingMs };
}

function command(key: string, request: CommandRequest): Action[] {
  return [{ kind: 'command', key, request }];
}

/** What an own project needs that is not over: an award, escrow, a release, or its end. */
function tend(employer: ScriptedEmployer, observation: Observation, project: ObservedProject): Action[] {
  const { awardRule, seed, avoids, moods = STEADY } = employer;
  const { projectId, award, posting, status } = project;
  if (award === null) {
    if (status !== 'bidding_closed' || posting.mechanism.kind !== 'buyer_determined') return [];
    const bid = chooseBid(awardRule, seed, observation, project, avoids);
    return bid === null ? [] : command(`award/${bid.bidId}`, { type: 'AwardBid', bidId: bid.bidId });
  }
  if (award.status !== 'in_progress' || observation.policy?.settlement !== 'employer') return [];
  if (isSilent(moods, seed, project)) return [];
  const wish = wishOf(moods, seed, project);
  if (project.milestones.length === 0) return [...tellWish(project, wish), ...putIntoEscrow(award)];
  const held = heldBy(project);
  if (held === undefined) return endForNothing(projectId);
  if (!hasPassed(project)) return [];
  const insisting = insistOnWish(observation, project, wish);
  if (insisting.length > 0) return insisting;
  return releaseAll(held);
}

/** The whole price as one milestone. */
export function putIntoEscrow({ bidId, priceCents }: ObservedAward): Action[] {
  const amountCents = cents(priceCents ?? 0);
  return command(`escrow/${bidId}`, { type: 'CreateMilestone', bidId, amountCents, descriptionHash: null });
}

export function heldBy({ milestones }: ObservedProject): ObservedMilestone | undefined {
  return milestones.find((milestone) => milestone.status !== 'ended');
}

/** The freelancer gave everything back: nothing is left to wait for. */
export function endForNothing(projectId: ObservedProject['projectId']): Action[] {
  return command(`end/${projectId}`, { type: 'EndAward', projectId, outcome: 'incomplete' });
}

export function releaseAll({ milestoneId, heldCents }: ObservedMilestone): Action[] {
  const request = { type: 'ReleaseMilestone', milestoneId, amountCents: heldCents as Cents } as const;
  return command(`release/${milestoneId}`, request);
}

export function hasPassed({ deliveries }: ObservedProject): boolean {
  return deliveries.some(({ status }) => status === 'passed');
}

const RATING_PASSED = 5;
const RATING_FAILED = 2;

/** The award to review now, or null. None when no verdict came: that was our fault, not the freelancer's. */
export function reviewable({ self, now }: Observation, { award, employerId }: ObservedProject): ObservedAward | null {
  if (employerId !== self || award === null || award.outcome === 'unscored') return null;
  return award.reviewBy !== null && now >= award.reviewBy ? null : award;
}

export function ratingOf(project: ObservedProject): number {
  return hasPassed(project) ? RATING_PASSED : RATING_FAILED;
}

/** One review of the freelancer. */
function review(observation: Observation, project: ObservedProject): Action[] {
  const award = reviewable(observation, project);
  if (award === null) return [];
  const { projectId } = project;
  const rating = ratingOf(project);
  const toId = award.freelancerId;
  return command(`review/${projectId}`, { type: 'PostReview', projectId, toId, rating, commentHash: null });
}
