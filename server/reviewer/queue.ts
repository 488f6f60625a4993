/** The review queue of one market: bounded, a few reviews at a time, in the order of delivery. */

import type { DeliveryId } from '../kernel/id.ts';
import type { Finding } from './combine.ts';
import { ReviewFault } from './fault.ts';
import type { Reviewer, ReviewRequest } from './reviewer.ts';
import { createSlots } from './slots.ts';

export interface QueuedReview extends ReviewRequest {
  readonly deliveryId: DeliveryId;
}

export interface QueueStats {
  readonly queued: number;
  readonly running: number;
  /** Findings made; faults and aborts are not among them. */
  readonly done: number;
  /** Reviews that ended without a finding. */
  readonly failed: number;
}

export interface ReviewQueue {
  /**
   * Resolves with the finding. Rejects with a `ReviewFault` (reason `overloaded` when the queue is full: ask again
   * later) or with the signal's reason. A delivery that is still in the queue is not reviewed twice: both callers get
   * the same promise.
   */
  add(review: QueuedReview): Promise<Finding>;
  stats(): QueueStats;
}

export interface QueueOptions {
  readonly reviewer: Reviewer;
  /** Reviews running at the same time. */
  readonly concurrency: number;
  /** Reviews that may wait. Default: 1,000. */
  readonly capacity?: number;
}

export function createReviewQueue({ reviewer, concurrency, capacity = 1_000 }: QueueOptions): ReviewQueue {
  const slots = createSlots(concurrency);
  const inside = new Map<DeliveryId, Promise<Finding>>();
  const count = { running: 0, done: 0, failed: 0 };

  const run = async (review: QueuedReview): Promise<Finding> => {
    count.running += 1;
    try {
      const finding = await reviewer.review(review);
      count.done += 1;
      return finding;
    } catch (problem) {
      count.failed += 1;
      throw problem;
    } finally {
      count.running -= 1;
      inside.delete(review.deliveryId);
    }
  };

  return {
    add: (review) => {
      const same = inside.get(review.deliveryId);
      if (same !== undefined) return same;
      if (inside.size >= capacity + concurrency) {
        return Promise.reject(new ReviewFault('overloaded', `${capacity} reviews are waiting`));
      }
      const finding = slots.use(() => run(review));
      inside.set(review.deliveryId, finding);
      return finding;
    },
    stats: () => ({ queued: inside.size - count.running, ...count }),
  };
}
