/** Deliveries and verdicts, as a viewer knows them. */

import { documentOf, type SeenOf, type Step } from './step.ts';
import type { SeenDelivery, SeenMarket } from './things.ts';

type DeliveryEvent = 'DeliverySubmitted' | 'DeliveryTaken' | 'VerdictRecorded' | 'DeliveryVoided' | 'RevisionRequested';

function submit(market: SeenMarket, step: Step<SeenOf<'DeliverySubmitted'>>): void {
  const { event, at } = step;
  const { deliveryId, projectId, bidId, freelancerId, attempt = 1, bytes = null, filesHash } = event;
  const project = projectId === undefined ? undefined : market.projects.get(projectId);
  if (deliveryId === undefined || bidId === undefined || freelancerId === undefined || project === undefined) return;
  market.deliveries.set(deliveryId, {
    deliveryId,
    projectId: project.projectId,
    bidId,
    freelancerId,
    attempt,
    submittedAt: at,
    bytes,
    files: documentOf(step, filesHash),
    changedAt: at,
    status: 'submitted',
    verdict: null,
    comment: null,
  });
  project.deliveryIds.push(deliveryId);
}

function change(delivery: SeenDelivery, step: Step<SeenOf<Exclude<DeliveryEvent, 'DeliverySubmitted'>>>): void {
  const { event, at } = step;
  delivery.changedAt = at;
  switch (event.type) {
    case 'DeliveryTaken':
      delivery.status = 'under_review';
      return;
    case 'DeliveryVoided':
      delivery.status = 'voided';
      return;
    case 'RevisionRequested':
      delivery.status = 'revision_requested';
      delivery.comment = documentOf(step, event.commentHash);
      return;
    default: {
      const { scoreBps = null, casesPassed = null, caseCount = null, shareBps = null, evidenceHash } = event;
      const evidence = documentOf(step, evidenceHash);
      delivery.status = event.status ?? delivery.status;
      delivery.verdict = { scoreBps, casesPassed, caseCount, shareBps, evidence, at };
    }
  }
}

export function foldDelivery(market: SeenMarket, step: Step<SeenOf<DeliveryEvent>>): void {
  const { event } = step;
  if (event.type === 'DeliverySubmitted') {
    submit(market, { ...step, event });
    return;
  }
  const delivery = event.deliveryId === undefined ? undefined : market.deliveries.get(event.deliveryId);
  if (delivery !== undefined) change(delivery, { ...step, event });
}
