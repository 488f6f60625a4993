/** The work of a simulated freelancer: when a prepared delivery is ready, and when there is nothing more to hand in. */

import { MINUTE_MS, type Millis } from '../../server/kernel/clock.ts';
import type { ContentHash } from '../../server/kernel/id.ts';
import type { PreparedDelivery } from '../../server/protocol/arena/ground.ts';
import type { Action } from '../agent.ts';
import { type Observation, type ObservedProject, ownBid } from '../observation.ts';
import { projectKey } from '../scripted/bid-range.ts';
import { NO_STEP, type Step } from './step.ts';
import { type WorkSpeed, workTime } from './work-time.ts';

export interface Worker {
  readonly name: string;
  readonly seed: string;
  readonly speed: WorkSpeed;
  /** `at_the_end`: shortly before it would be too late; not said: as soon as it is ready. */
  readonly handsIn?: 'at_the_end';
  /** Estimated minutes of the work, which no posting says. */
  readonly minutesOf: (acceptanceHash: ContentHash) => number;
  /** What to hand in at this attempt (from 1) in this round (from 1); null: nothing, so that the freelancer gives up. */
  readonly prepared: (acceptanceHash: ContentHash, attempt: number, round: number) => PreparedDelivery | null;
}

/** Between which moments the next attempt is worked on; null: none is to be made. */
export interface Attempt {
  readonly number: number;
  readonly startsAt: Millis;
  /** A delivery at this moment is too late. */
  readonly endsAt: Millis;
}

/** Which delivery is due next of this participant, or null. */
export function nextAttempt(observation: Observation, project: ObservedProject): Attempt | null {
  const last = project.deliveries.at(-1);
  if (project.posting.mechanism.kind === 'contest') {
    const own = ownBid(observation, project);
    if (own === null || own.status !== 'placed' || last !== undefined) return null;
    return { number: 1, startsAt: own.placedAt, endsAt: project.closesAt };
  }
  const { award } = project;
  if (award === null || award.acceptedAt === null || award.deliverBy === null) return null;
  const endsAt = award.deliverBy;
  if (last === undefined) return { number: 1, startsAt: award.acceptedAt, endsAt };
  if (last.status !== 'revision_requested' && last.status !== 'voided') return null;
  return { number: last.attempt + 1, startsAt: last.changedAt, endsAt };
}

/** Hands in what is ready, waits for what is being worked on, or gives up an award that nothing more can be done for. */
export function nextDelivery(worker: Worker, observation: Observation, project: ObservedProject): Step {
  const attempt = nextAttempt(observation, project);
  if (attempt === null) return project.deliveries.at(-1)?.status === 'failed' ? giveUp(observation, project) : NO_STEP;
  const { acceptanceHash } = project.posting;
  const prepared = worker.prepared(acceptanceHash, attempt.number, project.occurrence);
  const { seed, name, speed } = worker;
  const draw = { seed, name, project: projectKey(project), attempt: attempt.number };
  const working = workTime(speed, worker.minutesOf(acceptanceHash), draw);
  const last = Math.max(attempt.startsAt, attempt.endsAt - MINUTE_MS);
  const readyAt = worker.handsIn === 'at_the_end' ? last : attempt.startsAt + working;
  if (prepared === null || readyAt >= attempt.endsAt) return giveUp(observation, project);
  if (readyAt > observation.now) return { action: null, wakeAt: readyAt };
  const { projectId } = project;
  const key = `deliver/${projectId}/${attempt.number}`;
  const { filesHash, bytes } = prepared;
  return { action: { kind: 'deliver_prepared', key, projectId, filesHash, bytes }, wakeAt: null };
}

/** Ends the award with what it has earned so far; where the employer settles, gives the milestone back. */
export function giveUp({ policy }: Observation, project: ObservedProject): Step {
  const { award, projectId, milestones } = project;
  if (award?.status !== 'in_progress') return NO_STEP;
  if (policy?.settlement === 'verdict') {
    const request = { type: 'EndAward', projectId, outcome: 'incomplete' } as const;
    return act({ kind: 'command', key: `give-up/${projectId}`, request });
  }
  const held = milestones.find(({ status }) => status !== 'ended');
  if (held === undefined) return NO_STEP;
  const request = { type: 'CancelMilestone', milestoneId: held.milestoneId } as const;
  return act({ kind: 'command', key: `give-back/${held.milestoneId}`, request });
}

function act(action: Action): Step {
  return { action, wakeAt: null };
}
