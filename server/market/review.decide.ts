/** Reviews' and messages' commands. */

import { messageId, type ParticipantId, reviewId } from '../kernel/id.ts';
import { accept } from '../kernel/result.ts';
import type { CommandOf } from './command.ts';
import { actsFor, type Decision, dueForClock, findProject, within } from './decision.ts';
import type { MarketEvent, RevealedReview } from './event.ts';
import { ATTACHMENTS_PER_MESSAGE } from './policy.ts';
import { isEnded } from './project.ts';
import { refusal } from './refusal.ts';
import type { MarketState, Project } from './state.ts';

/** Each party may review the other once an award has ended; both become visible together. */
export function decidePostReview(state: MarketState, command: CommandOf<'PostReview'>, now: number): Decision {
  const found = findProject(state, command, command.projectId);
  if (!found.ok) return found;
  const { projectId, employerId, award, reviews, reviewsRevealed } = found.value;
  if (award?.status !== 'ended') return refusal('review_closed', 'the project is not finished');
  const { toId, rating, commentHash } = command;
  const fromId = toId === award.freelancerId ? employerId : award.freelancerId;
  if ((toId !== employerId && toId !== award.freelancerId) || !actsFor(command, fromId)) {
    return refusal('not_allowed', 'the parties of the award review each other');
  }
  if (now >= award.reviewBy || reviewsRevealed) return refusal('review_closed');
  if (reviews.some((review) => review.fromId === fromId)) return refusal('already_reviewed');
  if (!within(rating, 1, 5)) return refusal('rating_out_of_range');
  const review: RevealedReview = { reviewId: reviewId(state.next.review), fromId, toId, rating, commentHash };
  const events: MarketEvent[] = [{ type: 'ReviewPosted', projectId, ...review }];
  if (reviews.length === 1) events.push({ type: 'ReviewsRevealed', projectId, reviews: [...reviews, review] });
  return accept(events);
}

export function decideRevealReviews(state: MarketState, command: CommandOf<'RevealReviews'>, now: number): Decision {
  const found = findProject(state, command, command.projectId);
  if (!found.ok) return found;
  const { projectId, award, reviews, reviewsRevealed } = found.value;
  const due = dueForClock(command, award?.status === 'ended' ? award.reviewBy : null, now);
  if (!due.ok) return due;
  if (reviews.length === 0 || reviewsRevealed) return refusal('not_due', 'nothing to reveal');
  return accept([{ type: 'ReviewsRevealed', projectId, reviews: [...reviews] }]);
}

/** Whether `fromId` may write to `toId` (null: to all) on this project now. */
function mayWrite(state: MarketState, project: Project, fromId: ParticipantId, toId: ParticipantId | null): boolean {
  const { employerId, award, addressed } = project;
  const { questions } = state.policy;
  const over = isEnded(project.status);
  if (fromId === employerId && toId === null) return questions !== 'none' && !over;
  // Freelancers write to the employer only: bidders have no channel among themselves, and reviewers none at all.
  if (fromId !== employerId && toId !== employerId) return false;
  const freelancerId = fromId === employerId ? toId : fromId;
  if (freelancerId === null || state.participants.get(freelancerId)?.roles.has('freelancer') !== true) return false;
  if (award?.freelancerId === freelancerId) return true;
  if (freelancerId === employerId || questions === 'none' || over) return false;
  return questions === 'anyone' || fromId === employerId || addressed.has(freelancerId);
}

export function decidePostMessage(state: MarketState, command: CommandOf<'PostMessage'>): Decision {
  const found = findProject(state, command, command.projectId);
  if (!found.ok) return found;
  const project = found.value;
  const { actor, toId, contentHash, attachmentHashes = [] } = command;
  if (actor.kind !== 'participant') return refusal('not_allowed', 'participants write to each other');
  if (toId !== null && !state.participants.has(toId)) return refusal('unknown_participant', `participant ${toId}`);
  if (project.status === 'draft') return refusal('messages_closed', 'the project is a draft');
  if (!mayWrite(state, project, actor.participantId, toId)) return refusal('messages_closed');
  if (attachmentHashes.length > ATTACHMENTS_PER_MESSAGE) return refusal('limit_reached', 'attachments');
  if (project.messageCount >= state.policy.limits.messagesPerProject) return refusal('limit_reached', 'messages');
  const { projectId, employerId } = project;
  const id = messageId(state.next.message);
  const message = { projectId, employerId, messageId: id, fromId: actor.participantId, toId, contentHash };
  const along = attachmentHashes.length === 0 ? {} : { attachmentHashes };
  return accept([{ type: 'MessagePosted', ...message, ...along }]);
}
