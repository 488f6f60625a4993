/** A freelancer that is a language model: reads postings, bids, writes programs, tries them out, repairs and delivers. */

import type { Millis } from '../../server/kernel/clock.ts';
import type { ProjectId } from '../../server/kernel/id.ts';
import { BPS_ONE } from '../../server/kernel/money.ts';
import { keyedHash } from '../../server/kernel/prng.ts';
import type { Action, Agent, Plan } from '../agent.ts';
import { type Observation, type ObservedProject, ownBid } from '../observation.ts';
import { within } from '../scripted/bid-range.ts';
import { planBid, type StrategyChoice } from '../scripted/registry.ts';
import { type Attempt, giveUp, nextAttempt } from '../simulated/delivering.ts';
import { NO_STEP, type Step } from '../simulated/step.ts';
import { doAll } from './at-once.ts';
import { formOpinion, type Opinion } from './bidding.ts';
import type { Work } from './coding.ts';
import type { Limits } from './limits.ts';
import { LimitReached, type Purse, type Session } from './session.ts';
import { spanned } from './spans.ts';
import { emptyOrder, goOn, type Progress, READING_MS, saidBefore, type WorkOrder } from './work-order.ts';
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
  /** Whether so many projects can be worked on at once; not said: any number. */
  readonly mayRunAtOnce?: (count: number) => boolean;
  /** Hears of a limit that ended work, and of answers that nobody could read. */
  readonly onStop: (project: ProjectId, why: string) => void;
}

/** What is known of one project. It can be lost: with recorded calls the same comes out again. */
interface Known {
  readonly session: Session;
  readonly mark: string;
  posting: PostingDocument | null | undefined;
  opinion: Opinion | null | undefined;
  readonly order: WorkOrder;
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
      order: emptyOrder(),
    };
    known.set(project.projectId, one);
    return one;
  };
  return {
    name: freelancer.name,
    asked: 'at_once',
    async act(observation): Promise<Plan> {
      const projects = [...observation.live.values()].filter(({ employerId }) => employerId !== observation.self);
      const works = projects.map(
        (project) => () => nextStep({ freelancer, known: about(project), observation, project }),
      );
      const steps = await doAll(works, freelancer.mayRunAtOnce?.(works.length) ?? true);
      const wakes = steps.map(({ wakeAt }) => wakeAt).filter((at) => at !== null);
      return {
        actions: steps.map(({ action }) => action).filter((action) => action !== null),
        wakeAt: wakes.length === 0 ? null : Math.min(...wakes),
      };
    },
  };
}

/** One project, as it stands for this freelancer. */
interface Scene {
  readonly freelancer: LlmFreelancer;
  readonly known: Known;
  readonly observation: Observation;
  readonly project: ObservedProject;
}

const doing = (action: Action | null): Step => ({ action, wakeAt: null });

async function nextStep(scene: Scene): Promise<Step> {
  const { observation, project } = scene;
  const { award } = project;
  if (project.status === 'open') {
    const entered = project.posting.mechanism.kind === 'contest' && ownBid(observation, project) !== null;
    return entered ? nextDelivery(scene) : doing(await nextBid(scene));
  }
  if (award === null || award.freelancerId !== observation.self) return NO_STEP;
  if (award.status === 'in_progress') return nextDelivery(scene);
  if (award.status !== 'pending' || observation.now >= award.acceptBy) return NO_STEP;
  return doing({
    ...{ kind: 'command', key: `accept/${award.bidId}` },
    request: { type: 'AcceptAward', bidId: award.bidId },
  });
}

async function readPosting({ workbench }: LlmFreelancer, known: Known, project: ObservedProject) {
  known.posting ??= await workbench.posting(project);
  return known.posting;
}

/** One opinion on a project; a limit or an answer that nobody can read is none, and stays none. */
async function opinionOn({ freelancer, known, observation, project }: Scene): Promise<Opinion | null> {
  if (known.opinion !== undefined) return known.opinion;
  const posting = await readPosting(freelancer, known, project);
  known.opinion =
    posting &&
    (await withinLimits(freelancer, project, () =>
      formOpinion(known.session, observation, project, posting, known.mark, freelancer.limits.answerTokens),
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

async function nextBid(scene: Scene): Promise<Action | null> {
  const { freelancer, observation, project } = scene;
  if (observation.now >= project.closesAt || ownBid(observation, project) !== null) return null;
  const opinion = await opinionOn(scene);
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

async function nextDelivery(scene: Scene): Promise<Step> {
  const { observation, project } = scene;
  const attempt = nextAttempt(observation, project);
  if (attempt === null) {
    return project.deliveries.at(-1)?.status === 'failed' ? giveUp(observation, project) : NO_STEP;
  }
  if (attempt.endsAt <= observation.now) return NO_STEP;
  const readUntil = attempt.startsAt + READING_MS;
  if (observation.now < readUntil && readUntil < attempt.endsAt) return { action: null, wakeAt: readUntil };
  const progress = await workOn(scene, attempt);
  const { projectId, employerId } = project;
  switch (progress.kind) {
    case 'waits':
      return { action: null, wakeAt: progress.until };
    case 'asks': {
      const key = `ask/${projectId}/${progress.number}`;
      return doing({ kind: 'message', key, projectId, toId: employerId, text: progress.question });
    }
    case 'written': {
      const { files } = progress.written;
      if (files === null) return giveUp(observation, project);
      return doing({ kind: 'deliver', key: `deliver/${projectId}/${attempt.number}`, projectId, files });
    }
  }
}

const NOTHING_WRITTEN: Progress = { kind: 'written', written: { files: null, visiblePassed: null, stoppedBy: null } };

/** The attempts up to this one, in their order: after a restart the earlier ones come from the record. */
async function workOn(scene: Scene, attempt: Attempt): Promise<Progress> {
  const { freelancer, known, observation, project } = scene;
  const { workbench, onStop } = freelancer;
  // Asked first, as it was: what the limits allow counts from there.
  await opinionOn(scene);
  const posting = await readPosting(freelancer, known, project);
  if (posting === null || posting === undefined) return NOTHING_WRITTEN;
  let progress = NOTHING_WRITTEN;
  let before: Work['before'] = null;
  for (let number = 1; number <= attempt.number; number += 1) {
    const earlier = before;
    const isNew = !known.order.tasks.has(number);
    const place = { observation, project, workbench, endsAt: attempt.endsAt };
    const begin = (): Promise<Work> => workFor(scene, posting, number, attempt, earlier);
    const agent = { agent: freelancer.name, conversation: known.session.conversation };
    const go = (): Promise<Progress> => goOn(known.order, number, begin, place);
    progress = await (isNew ? spanned(`invoke_agent ${freelancer.name}`, agent, go) : go());
    if (progress.kind !== 'written') return progress;
    const { files, stoppedBy } = progress.written;
    if (isNew && files === null) onStop(project.projectId, `no program: ${stoppedBy ?? 'none given'}`);
    else if (isNew && stoppedBy !== null) onStop(project.projectId, stoppedBy);
    before = files && { files, findings: await findingsOn(workbench, project, number) };
  }
  return progress;
}

async function workFor(
  { freelancer, known, project }: Scene,
  posting: PostingDocument,
  number: number,
  attempt: Attempt,
  before: Work['before'],
): Promise<Work> {
  const { workbench, limits } = freelancer;
  // An earlier attempt, made again after a restart, read what had been written by then.
  const startsAt = number === attempt.number ? attempt.startsAt : startOf(project, number);
  const said = await saidBefore(workbench, project, startsAt + READING_MS);
  return { session: known.session, workbench, project, posting, limits, mark: known.mark, said, before };
}

function startOf({ award, deliveries }: ObservedProject, number: number): Millis {
  return number === 1 ? (award?.acceptedAt ?? 0) : (deliveries[number - 2]?.changedAt ?? 0);
}

async function findingsOn(workbench: Workbench, { deliveries }: ObservedProject, attempt: number) {
  const delivery = deliveries.find((one) => one.attempt === attempt);
  const evidence = delivery?.evidence ? await workbench.evidence(delivery.evidence) : null;
  const comment = delivery?.comment ? await workbench.text(delivery.comment) : null;
  return { evidence, comment };
}
