/** What a freelancer knows of own deliveries, and an employer of those for a project. */

import type { Millis } from '../server/kernel/clock.ts';
import type { DeliveryId, ParticipantId } from '../server/kernel/id.ts';
import type { SeenEvent } from '../server/protocol/arena/wire.ts';

export interface ObservedDelivery {
  readonly deliveryId: DeliveryId;
  readonly attempt: number;
  readonly submittedAt: Millis;
  /** When it got its present status. */
  changedAt: Millis;
  status: 'submitted' | 'under_review' | 'passed' | 'failed' | 'revision_requested' | 'voided';
}

export type DeliveryEvent = Extract<
  SeenEvent,
  { type: 'DeliverySubmitted' | 'DeliveryTaken' | 'DeliveryVoided' | 'RevisionRequested' | 'VerdictRecorded' }
>;

const STATUS = {
  DeliveryTaken: 'under_review',
  DeliveryVoided: 'voided',
  RevisionRequested: 'revision_requested',
} as const;

/** Folds one delivery event of a project into its list. `of`: whose deliveries to take up; null: everybody's. */
export function foldDelivery(
  deliveries: ObservedDelivery[],
  event: DeliveryEvent,
  at: Millis,
  of: ParticipantId | null,
): void {
  const { deliveryId } = event;
  if (deliveryId === undefined) return;
  if (event.type === 'DeliverySubmitted') {
    if (of !== null && event.freelancerId !== of) return;
    const { attempt = 1 } = event;
    deliveries.push({ deliveryId, attempt, submittedAt: at, changedAt: at, status: 'submitted' });
    return;
  }
  const status = event.type === 'VerdictRecorded' ? event.status : STATUS[event.type];
  const known = deliveries.find((delivery) => delivery.deliveryId === deliveryId);
  if (known !== undefined && status !== undefined) Object.assign(known, { status, changedAt: at });
}
