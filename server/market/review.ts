/** Words between parties: reviews, hidden until both are in or their time is over, and messages. */

import { Bug, known } from '../kernel/assert.ts';
import type { EventOf, Placed } from './event.ts';
import { projectOf } from './project.ts';
import type { MarketState } from './state.ts';

function revealReviews(state: MarketState, event: EventOf<'ReviewsRevealed'>): void {
  projectOf(state, event.projectId).reviewsRevealed = true;
  for (const { toId, rating } of event.reviews) {
    const { reputation } = known(state.participants.get(toId), 'reviewed participant');
    reputation.reviewCount += 1;
    reputation.ratingSum += rating;
  }
}

export function evolveReview(state: MarketState, { event }: Placed): void {
  switch (event.type) {
    case 'ReviewPosted': {
      const { reviewId, fromId, toId, rating, commentHash } = event;
      state.next.review = reviewId + 1;
      projectOf(state, event.projectId).reviews.push({ reviewId, fromId, toId, rating, commentHash });
      return;
    }
    case 'ReviewsRevealed':
      revealReviews(state, event);
      return;
    case 'MessagePosted': {
      const project = projectOf(state, event.projectId);
      state.next.message = event.messageId + 1;
      project.messageCount += 1;
      if (event.fromId === event.employerId && event.toId !== null) project.addressed.add(event.toId);
      return;
    }
    default:
      throw new Bug(`review: ${event.type}`);
  }
}
