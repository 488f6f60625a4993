/** Reviews and messages, as a viewer knows them. */

import { documentOf, type SeenOf, type Step } from './step.ts';
import type { SeenMarket, SeenReview } from './things.ts';

type WordEvent = 'ReviewPosted' | 'ReviewsRevealed' | 'MessagePosted';

function enterReview(market: SeenMarket, projectId: SeenReview['projectId'], review: SeenReview): void {
  const known = market.reviews.get(review.reviewId);
  if (known !== undefined) {
    known.revealed = known.revealed || review.revealed;
    return;
  }
  market.reviews.set(review.reviewId, review);
  market.projects.get(projectId)?.reviewIds.push(review.reviewId);
}

function foldMessage(market: SeenMarket, step: Step<SeenOf<'MessagePosted'>>): void {
  const { event, at } = step;
  const { messageId, projectId, employerId, fromId, toId = null } = event;
  const document = documentOf(step, event.contentHash);
  if (messageId === undefined || projectId === undefined || employerId === undefined) return;
  if (fromId === undefined || document === null) return;
  const attachments = (event.attachmentHashes ?? []).map((hash) => ({ hash, cursor: step.cursor }));
  market.messages.set(messageId, { messageId, projectId, employerId, fromId, toId, document, attachments, at });
  market.projects.get(projectId)?.messageIds.push(messageId);
}

export function foldWord(market: SeenMarket, step: Step<SeenOf<WordEvent>>): void {
  const { event, at } = step;
  if (event.type === 'MessagePosted') {
    foldMessage(market, { ...step, event });
    return;
  }
  const { projectId } = event;
  if (projectId === undefined) return;
  if (event.type === 'ReviewsRevealed') {
    for (const { commentHash, ...review } of event.reviews ?? []) {
      const comment = documentOf(step, commentHash);
      enterReview(market, projectId, { ...review, projectId, comment, postedAt: at, revealed: true });
    }
    return;
  }
  const { reviewId, fromId, toId, rating, commentHash } = event;
  if (reviewId === undefined || fromId === undefined || toId === undefined || rating === undefined) return;
  const comment = documentOf(step, commentHash);
  const review = { reviewId, projectId, fromId, toId, rating, comment, postedAt: at, revealed: false };
  enterReview(market, projectId, review);
}
