/** A freelancer that is a language model: reads postings, bids, writes programs, tries them out, repairs and delivers. */

import type { Millis } from '../../server/kernel/clock.ts';
import type { ProjectId } from '../../server/kernel/id.ts';
import { BPS_ONE } from '../../server/kernel/money.ts';
import { keyedHash } from '../../server/kernel/prng.ts';
import type { Files } from '../../server/protocol/arena/acceptance.ts';
import type { Action, Agent, Plan } from '../agent.ts';
import { type Observation, type ObservedProject, ownBid } from '../observation.ts';
import { within } from '../scripted/bid-range.ts';
import { planBid, type StrategyChoice } from '../scripted/registry.ts';
import { giveUp, nextAttempt } from '../simulated/delivering.ts';
import { formOpinion, type Opinion } from './bidding.ts';
import { reviseProgram, type Work, type Written, writeProgram } from './coding.ts';
import type { Limits } from './limits.ts';
import { LimitReached, type Purse, type Session } from './session.ts';
import type { PostingDocument, Workbench } from './workbench.ts';

export interface LlmFreelancer {
  readonly name: string;
  readonly seed: string;
  readonly skills: readonly string[];
  /** `model`: bids what the model says. Any other: the strategy bids, and the model's estimates are its costs. */
  readonly strategy: StrategyChoice | { readonly name: 'model' };
  readonly competitors: number | null;
  readonly limits: Limits;
  readonly workbench: Workbench;
  readonly purse: Purse;
  readonly openSession: (project: ObservedProject) => Session;
  /** Hears of a limit that ended work, and of answers that nobody could read. */
  readonly onStop: (project: ProjectId, why: string) => void;
}

/** What is known of one project. It can be lost: with recorded calls the same comes out again. */
interface Known {
  readonly session: Session;
  readonly mark: string;
  posting: PostingDocument | null | undefined;
  opinion: Opinion | null | undefined;
  /** Programs by attempt, from 1; null: none could be written. */
  readonly programs: Map<number, Written | null>;
}

const MINUTE_MS = 60_000;
const CENTS = 100;

export function createLlmFreelancer(freelancer: LlmFreelancer): Agent {
  const known = new Map<ProjectId, Known>();
  const about = (project: ObservedProject): Known => {
    const before = known.get(project.projectId);
    if (before !== undefined) return before;
    const mark = keyedHash(freelancer.seed, 'mark', freelancer.name, project.projectId).slice(0, 16);
    const one: Known = {
      ...{ session: freelancer.openSession(project), mark, posting: undefined, opinion: undefined },
      programs: new Map(),
    };
    known.set(project.projectId, one);
    return one;
  };
  return {
    name: freelancer.name,
    async act(observation): Promise<Plan> {
      const actions: Action[] = [];
      for (const project of [...observation.live.values()]) {
        if (project.employerId === observation.self) continue;
        const action = await nextAction(freelancer, about(project), observation, project);
        if (action !== null) actions.push(action);
      }
      return { actions, wakeAt: null };
    },
  };
}

async function nextAction(
  freelancer: LlmFreelancer,
  known: Known,
  observation: Observation,
  project: ObservedProject,
): Promise<Action | null> {
  const { award } = project;
  if (project.status === 'open') return nextBid(freelancer, known, observation, project);
  if (award === null || award.freelancerId !== observation.self) return null;
  if (award.status === 'in_progress') return nextDelivery(freelancer, known, observation, project);
  if (award.status !== 'pending' || observation.now >= award.acceptBy) return null;
  const request = { type: 'AcceptAward', bidId: award.bidId } as const;
  return { kind: 'command', key: `accept/${award.bidId}`, request };
}

async function readPosting({ workbench }: LlmFreelancer, known: Known, project: ObservedProject) {
  known.posting ??= await workbench.posting(project);
  return known.posting;
}

/** One opinion on a project; a limit or an answer that nobody can read is none, and stays none. */
async function opinionOn(freelancer: LlmFreelancer, known: Known, observation: Observation, project: ObservedProject) {
  if (known.opinion !== undefined) return known.opinion;
  const posting = await readPosting(freelancer, known, project);
  known.opinion =
    posting &&
    (await withinLimits(freelancer, project, () =>
      formOpinion(known.session, observation, project, posting, known.mark),
    ));
  if (known.opinion === null) freelancer.onStop(project.projectId, 'no opinion');
  return known.opinion;
}

async function withinLimits<T>(
  { onStop }: LlmFreelancer,
  { projectId }: ObservedProject,
  work: () => Promise<T>,
): Promise<T | null> {
  try {
    return await work();
  } catch (problem) {
    if (!(problem instanceof LimitReached)) throw problem;
    onStop(projectId, problem.limit);
    return null;
  }
}

async function nextBid(
  freelancer: LlmFreelancer,
  known: Known,
  observation: Observation,
  project: ObservedProject,
): Promise<Action | null> {
  if (observation.now >= project.closesAt || ownBid(observation, project) !== null) return null;
  const opinion = await opinionOn(freelancer, known, observation, project);
  if (opinion === null || !opinion.bid) return null;
  const plan = planOf(freelancer, opinion, observation, project);
  if (plan === null) return null;
  const { projectId } = project;
  return {
    ...{ kind: 'bid', key: `bid/${projectId}`, projectId, ...plan, qualityBps: BPS_ONE },
    proposal: opinion.proposal.trim() === '' ? null : opinion.proposal,
    confidenceBps: Math.round(opinion.chance * BPS_ONE),
  };
}

function planOf(
  { strategy, name, seed, skills, competitors }: LlmFreelancer,
  { amountUsd, costUsd, days, minutes }: Opinion,
  observation: Observation,
  project: ObservedProject,
): { readonly amountCents: number; readonly days: number } | null {
  const { budgetMinCents, budgetMaxCents } = project.posting;
  const costCents = Math.max(1, Math.round(costUsd * CENTS));
  if (strategy.name === 'model') {
    const range = { floorCents: Math.max(1, budgetMinCents), ceilingCents: budgetMaxCents };
    const most = observation.policy?.limits.deliveryDays ?? days;
    return { amountCents: within(range, amountUsd * CENTS), days: Math.min(most, days) };
  }
  const workMs: Millis = Math.max(1, Math.round(minutes * MINUTE_MS));
  const costModel = { kind: 'uniform', fromShare: 0, toShare: 1 } as const;
  const context = { observation, project, costCents, costModel, workMs, skills, name, seed, competitors };
  return planBid(strategy, context);
}

async function nextDelivery(
  freelancer: LlmFreelancer,
  known: Known,
  observation: Observation,
  project: ObservedProject,
): Promise<Action | null> {
  const attempt = nextAttempt(observation, project);
  if (attempt === null) {
    return project.deliveries.at(-1)?.status === 'failed' ? giveUp(observation, project).action : null;
  }
  const written = await programFor(freelancer, known, project, attempt.number);
  if (written === null) return giveUp(observation, project).action;
  const { projectId } = project;
  return { kind: 'deliver', key: `deliver/${projectId}/${attempt.number}`, projectId, files: written.files };
}

async function programFor(
  freelancer: LlmFreelancer,
  known: Known,
  project: ObservedProject,
  attempt: number,
): Promise<Written | null> {
  const before = known.programs.get(attempt);
  if (before !== undefined) return before;
  const posting = await readPosting(freelancer, known, project);
  const { workbench, limits } = freelancer;
  const work: Work | null = posting && {
    session: known.session,
    workbench,
    project,
    posting,
    limits,
    mark: known.mark,
  };
  const last: Files | undefined = known.programs.get(attempt - 1)?.files;
  const written =
    work &&
    (await (last === undefined ? writeProgram(work) : reviseProgram(work, last, 'Not all hidden tests passed.')));
  if (written === null) freelancer.onStop(project.projectId, 'no program');
  else if (written.stoppedBy !== null) freelancer.onStop(project.projectId, written.stoppedBy);
  known.programs.set(attempt, written);
  return written;
}
