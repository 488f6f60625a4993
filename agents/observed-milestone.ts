/** What a party of a project knows of its milestones. */

import type { MilestoneId } from '../server/kernel/id.ts';
import type { SeenEvent } from '../server/protocol/arena/wire.ts';

export interface ObservedMilestone {
  readonly milestoneId: MilestoneId;
  /** What is still in escrow. */
  heldCents: number;
  status: 'pending' | 'requested_release' | 'ended';
}

export type MilestoneEvent = Extract<
  SeenEvent,
  { type: 'MilestoneCreated' | 'ReleaseRequested' | 'MilestoneReleased' | 'MilestoneRefunded' }
>;

/** Folds one milestone event of a project into its list. Only the parties see these, so all of them are own ones. */
export function foldMilestone(milestones: ObservedMilestone[], event: MilestoneEvent): void {
  const { milestoneId } = event;
  if (milestoneId === undefined) return;
  if (event.type === 'MilestoneCreated') {
    milestones.push({ milestoneId, heldCents: event.amountCents ?? 0, status: 'pending' });
    return;
  }
  const milestone = milestones.find((one) => one.milestoneId === milestoneId);
  if (milestone === undefined) return;
  if (event.type === 'ReleaseRequested') {
    milestone.status = 'requested_release';
    return;
  }
  milestone.heldCents -= event.amountCents ?? 0;
  if (event.ends === true) milestone.status = 'ended';
}
