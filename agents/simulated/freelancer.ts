/** A simulated freelancer: bids by a scripted strategy, accepts at once, and hands in deliveries prepared at set-up. */

import type { Millis } from '../../server/kernel/clock.ts';
import type { ContentHash } from '../../server/kernel/id.ts';
import { BPS_ONE } from '../../server/kernel/money.ts';
import type { Action, Agent, Plan } from '../agent.ts';
import { type Observation, type ObservedProject, ownBid } from '../observation.ts';
import { type CostModel, privateCost } from '../private-cost.ts';
import { isOutbid, projectKey } from '../scripted/bid-range.ts';
import { planBid, type StrategyChoice } from '../scripted/registry.ts';
import type { BidContext, BidPlan } from '../scripted/strategy.ts';
import { nextDelivery, type Worker } from './delivering.ts';
import { NO_STEP, type Step } from './step.ts';
import { workTime } from './work-time.ts';

export interface SimulatedFreelancer extends Worker {
  readonly skills: readonly string[];
  readonly strategy: StrategyChoice;
  readonly costModel: CostModel;
  /** Bidders a project is expected to have, oneself included; null: unknown. */
  readonly competitors: number | null;
  /** How it bids; not said: by its strategy. */
  readonly plan?: (situation: Omit<BidContext, 'params'>) => BidPlan | null;
  /** Under which name its costs and its pace are drawn; not said: its own. */
  readonly drawnAs?: string;
  /** False: declines whatever it is awarded. */
  readonly takesAwards?: boolean;
  /** Stated chance to pass in basis points, or null. */
  readonly confidenceBps: (acceptanceHash: ContentHash) => number | null;
}

/** What chance says about one freelancer and one project: always the same, so it is remembered. */
interface Drawn {
  readonly costCents: number;
  readonly workMs: Millis;
}

interface Bidder {
  readonly freelancer: SimulatedFreelancer;
  readonly drawn: WeakMap<ObservedProject, Drawn>;
}

/** Keeps nothing that a restart in the middle of a market would miss. */
export function createSimulatedFreelancer(freelancer: SimulatedFreelancer): Agent {
  const bidder: Bidder = { freelancer, drawn: new WeakMap() };
  return {
    name: freelancer.name,
    act(observation): Plan {
      const actions: Action[] = [];
      let wakeAt: Millis | null = null;
      for (const project of observation.live.values()) {
        if (project.employerId === observation.self) continue;
        const step = nextStep(bidder, observation, project);
        if (step.action !== null) actions.push(step.action);
        if (step.wakeAt !== null && (wakeAt === null || step.wakeAt < wakeAt)) wakeAt = step.wakeAt;
      }
      return { actions, wakeAt };
    },
  };
}

function nextStep(bidder: Bidder, observation: Observation, project: ObservedProject): Step {
  const { award } = project;
  if (project.status === 'open') {
    const bidding = nextBid(bidder, observation, project);
    const entered = project.posting.mechanism.kind === 'contest' && bidding === NO_STEP;
    return entered ? nextDelivery(bidder.freelancer, observation, project) : bidding;
  }
  if (award === null || award.freelancerId !== observation.self) return NO_STEP;
  if (award.status === 'in_progress') return nextDelivery(bidder.freelancer, observation, project);
  if (award.status !== 'pending' || observation.now >= award.acceptBy) return NO_STEP;
  const { bidId } = award;
  const takes = bidder.freelancer.takesAwards ?? true;
  const request = { type: takes ? 'AcceptAward' : 'DeclineAward', bidId } as const;
  return { action: { kind: 'command', key: `${takes ? 'accept' : 'decline'}/${bidId}`, request }, wakeAt: null };
}

function nextBid(bidder: Bidder, observation: Observation, project: ObservedProject): Step {
  if (observation.now >= project.closesAt) return NO_STEP;
  const own = ownBid(observation, project);
  // Only a rival's better bid is a reason to think again about an own one.
  if (own !== null && (own.status !== 'placed' || !isOutbid(observation, project, own.bidId))) return NO_STEP;
  const plan = bidPlan(bidder, observation, project);
  if (plan === null || (own !== null && plan.amountCents >= own.amountCents)) return NO_STEP;
  if (plan.at > observation.now) return { action: null, wakeAt: plan.at };
  const { amountCents, days } = plan;
  const terms = { amountCents, days, qualityBps: BPS_ONE };
  if (own !== null) {
    const key = `amend/${own.bidId}/${amountCents}`;
    return { action: { kind: 'amend', key, bidId: own.bidId, ...terms }, wakeAt: null };
  }
  const { projectId, posting } = project;
  const confidenceBps = bidder.freelancer.confidenceBps(posting.acceptanceHash);
  const key = `bid/${projectId}`;
  return { action: { kind: 'bid', key, projectId, ...terms, proposal: null, confidenceBps }, wakeAt: null };
}

function bidPlan({ freelancer, drawn }: Bidder, observation: Observation, project: ObservedProject): BidPlan | null {
  const { name, seed, costModel, competitors, skills, strategy } = freelancer;
  const { costCents, workMs } = drawnFor(freelancer, drawn, project);
  const { plan = (situation) => planBid(strategy, situation) } = freelancer;
  return plan({
    observation,
    project,
    costCents,
    costModel,
    workMs,
    skills,
    name,
    seed,
    competitors,
  });
}

function drawnFor(freelancer: SimulatedFreelancer, drawn: Bidder['drawn'], project: ObservedProject): Drawn {
  const before = drawn.get(project);
  if (before !== undefined) return before;
  const key = projectKey(project);
  const { seed, costModel, speed } = freelancer;
  const name = freelancer.drawnAs ?? freelancer.name;
  const { acceptanceHash, budgetMaxCents } = project.posting;
  const one: Drawn = {
    costCents: privateCost(costModel, seed, name, { key, budgetMaxCents }),
    workMs: workTime(speed, freelancer.minutesOf(acceptanceHash), { seed, name, project: key, attempt: 1 }),
  };
  drawn.set(project, one);
  return one;
}
