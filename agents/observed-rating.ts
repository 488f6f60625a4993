/** Ratings that everybody may see, summed up by who was rated. */

import type { ParticipantId } from '../server/kernel/id.ts';
import type { EventOf } from '../server/protocol/arena/wire.ts';

export interface ObservedRating {
  count: number;
  /** Sum of ratings from 1 to 5. */
  total: number;
}

export function foldReviews(
  ratings: Map<ParticipantId, ObservedRating>,
  reviews: EventOf<'ReviewsRevealed'>['reviews'],
): void {
  for (const { toId, rating } of reviews) {
    const known = ratings.get(toId) ?? { count: 0, total: 0 };
    known.count += 1;
    known.total += rating;
    ratings.set(toId, known);
  }
}
