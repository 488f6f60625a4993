/** What a freelancer knows of own deliveries, and an employer of those for a project. */

import type { Millis } from '../server/kernel/clock.ts';
import type { ContentHash, DeliveryId, ParticipantId } from '../server/kernel/id.ts';
import type { SeenEvent } from '../server/protocol/arena/wire.ts';

/** A text or document that an event named: it can be fetched at the cursor of that event. */
export interface NamedContent {
  readonly hash: ContentHash;
  readonly cursor: number;
}

export interface ObservedDelivery {
  readonly deliveryId: DeliveryId;
  readonly attempt: number;
  readonly submittedAt: Millis;
  /** When it got its present status. */
  changedAt: Millis;
  status: 'submitted' | 'under_review' | 'passed' | 'failed' | 'revision_requested' | 'voided';
  /** What the reviewer found out, as far as it is told; null before a verdict, or where it is not. */
  evidence: NamedContent | null;
  /** What the employer wants changed; null where it said nothing. */
  comment: NamedContent | null;
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
  { at, cursor }: { readonly at: Millis; readonly cursor: number },
  of: ParticipantId | null,
): void {
  const { deliveryId } = event;
  if (deliveryId === undefined) return;
  if (event.type === 'DeliverySubmitted') {
    if (of !== null && event.freelancerId !== of) return;
    const { attempt = 1 } = event;
    const unseen = { evidence: null, comment: null };
    deliveries.push({ deliveryId, attempt, submittedAt: at, changedAt: at, status: 'submitted', ...unseen });
    return;
  }
  const status = event.type === 'VerdictRecorded' ? event.status : STATUS[event.type];
  const known = deliveries.find((delivery) => delivery.deliveryId === deliveryId);
  if (known === undefined) return;
  if (status !== undefined) Object.assign(known, { status, changedAt: at });
  const named = (hash: ContentHash | null | undefined): NamedContent | null => (hash ? { hash, cursor } : null);
  if (event.type === 'VerdictRecorded') known.evidence = named(event.evidenceHash);
  if (event.type === 'RevisionRequested') known.comment = named(event.commentHash);
}
