/** Events of deliveries, verdicts, reviews and messages as rows. */

import type { EventOf, RevealedReview } from '../../server/market/event.ts';
import { flag, insert, type RowChange, update } from './change.ts';
import type { RowOf } from './row.ts';

export function submittedDelivery(event: EventOf<'DeliverySubmitted'>, at: number): RowChange[] {
  return [
    insert('deliveries', {
      delivery_id: event.deliveryId,
      project_id: event.projectId,
      employer_id: event.employerId,
      bid_id: event.bidId,
      freelancer_id: event.freelancerId,
      status: 'submitted',
      status_at: at,
      entry: flag(event.entry),
      attempt: event.attempt,
      files_hash: event.filesHash,
      bytes: event.bytes,
      submitted_at: at,
      verdict_by: event.verdictBy,
      taken_at: null,
      reviewer_id: null,
      revision_requested_at: null,
      revision_comment_hash: null,
    }),
  ];
}

export function deliveryBecomes(
  delivery_id: number,
  status: string,
  at: number,
  more: Partial<RowOf<'deliveries'>> = {},
): RowChange {
  return update('deliveries', { delivery_id }, { status, status_at: at, ...more });
}

export function takenDelivery(event: EventOf<'DeliveryTaken'>, at: number): RowChange[] {
  const taken = { taken_at: at, reviewer_id: event.reviewerId };
  return [deliveryBecomes(event.deliveryId, 'under_review', at, taken)];
}

export function recordedVerdict(event: EventOf<'VerdictRecorded'>, at: number): RowChange[] {
  return [
    insert('verdicts', {
      delivery_id: event.deliveryId,
      project_id: event.projectId,
      bid_id: event.bidId,
      freelancer_id: event.freelancerId,
      reviewer_id: event.reviewerId,
      status: event.status,
      score_bps: event.scoreBps,
      cases_passed: event.casesPassed,
      case_count: event.caseCount,
      share_bps: event.shareBps,
      evidence_hash: event.evidenceHash,
      fuel: event.fuel,
      memory_bytes: event.memoryBytes,
      recorded_at: at,
    }),
    deliveryBecomes(event.deliveryId, event.status, at, { reviewer_id: event.reviewerId }),
  ];
}

export function requestedRevision(event: EventOf<'RevisionRequested'>, at: number): RowChange[] {
  const requested = { revision_requested_at: at, revision_comment_hash: event.commentHash };
  return [deliveryBecomes(event.deliveryId, 'revision_requested', at, requested)];
}

export function postedReview(event: EventOf<'ReviewPosted'>, at: number): RowChange[] {
  return [
    insert('reviews', {
      review_id: event.reviewId,
      project_id: event.projectId,
      from_id: event.fromId,
      to_id: event.toId,
      rating: event.rating,
      comment_hash: event.commentHash,
      posted_at: at,
      revealed_at: null,
    }),
  ];
}

export function revealedReviews(reviews: readonly RevealedReview[], at: number): RowChange[] {
  return reviews.flatMap(({ reviewId, toId, rating }): RowChange[] => [
    update('reviews', { review_id: reviewId }, { revealed_at: at }),
    update('participants', { participant_id: toId }, {}, { review_count: 1, rating_sum: rating }),
  ]);
}

export function postedMessage(event: EventOf<'MessagePosted'>, at: number): RowChange[] {
  return [
    insert('messages', {
      message_id: event.messageId,
      project_id: event.projectId,
      employer_id: event.employerId,
      from_id: event.fromId,
      to_id: event.toId,
      content_hash: event.contentHash,
      posted_at: at,
    }),
  ];
}
