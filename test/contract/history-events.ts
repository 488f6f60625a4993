/** The events of the market's life, project by project; ids count from 1 as the market's would. */

import { DAY_MS } from '../../server/kernel/clock.ts';
import { bidId, disputeId, messageId, milestoneId, projectId, reviewId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import type { MarketEvent } from '../../server/market/event.ts';
import { DEFAULT_POLICY } from '../../server/market/policy.ts';
import {
  ADA,
  accepted,
  awarded,
  BERT,
  closed,
  deposited,
  EMPLOYER,
  ended,
  funded,
  LATER,
  of,
  ofAward,
  ofDelivery,
  ofMilestone,
  placed,
  posted,
  posting,
  refunded,
  registered,
  released,
  requested,
  submitted,
  terms,
  text,
  verdict,
} from './history-parts.ts';

function opening(): MarketEvent[] {
  return [
    { type: 'MarketOpened', policy: DEFAULT_POLICY, seed: 'history' },
    registered(1, 'employer', 'human'),
    registered(2, 'freelancer', 'model'),
    registered(3, 'freelancer', 'scripted'),
    registered(4, 'reviewer', 'external'),
    deposited(1, 1_000_000),
    deposited(2, 5_000),
    { type: 'FundsWithdrawn', participantId: ADA, amountCents: cents(2_000) },
    { type: 'CostBooked', participantId: ADA, amountCents: cents(35), costKind: 'model', projectId: projectId(1) },
  ];
}

/** Drafted, bid on, declined once, delivered twice, paid, reviewed. */
function paidProject(): MarketEvent[] {
  const { closesAt, expiresAt } = posted(1);
  const reviews = [
    { reviewId: reviewId(1), fromId: EMPLOYER, toId: ADA, rating: 5, commentHash: text('well done') },
    { reviewId: reviewId(2), fromId: ADA, toId: EMPLOYER, rating: 4, commentHash: null },
  ];
  const bids = [
    { ...terms(38_000), bidId: bidId(1), bidderId: ADA },
    { ...terms(39_000), bidId: bidId(2), bidderId: BERT },
  ];
  const message = { type: 'MessagePosted', ...of(1), fromId: EMPLOYER } as const;
  return [
    posted(1, {}, true),
    { type: 'ProjectPublished', ...of(1), posting: posting(1, { caseCount: 9 }), closesAt, expiresAt },
    { ...message, messageId: messageId(1), toId: null, contentHash: text('welcome') },
    placed(1, 1, ADA),
    placed(1, 2, BERT, 39_000),
    {
      ...message,
      messageId: messageId(2),
      toId: ADA,
      contentHash: text('lower?'),
      attachmentHashes: [text('sums.csv')],
    },
    { type: 'SkillsChanged', participantId: ADA, skills: ['sql', 'php'] },
    { type: 'BidAmended', ...of(1), bidId: bidId(1), bidderId: ADA, sealed: true, ...terms(38_000) },
    { type: 'BiddingExtended', ...of(1), closesAt: closesAt + 60_000 },
    ...closed(1, 2),
    { type: 'BidsRevealed', ...of(1), bids },
    awarded(1, 2, BERT, 39_000),
    { type: 'AwardDeclined', ...ofAward(1, 2, BERT) },
    awarded(1, 1, ADA, 38_000),
    accepted(1, 1, 38_000),
    funded(1, 1, 1, 38_000),
    ...submitted(1, 1, 1, 1),
    verdict(1, 1, 1, 6),
    ...submitted(1, 2, 1, 2),
    verdict(1, 2, 1, 8),
    released(1, 1, 1, 38_000, true),
    ...ended(1, 1, 'completed'),
    ...reviews.map((review) => ({ type: 'ReviewPosted', projectId: projectId(1), ...review }) as const),
    { type: 'ReviewsRevealed', projectId: projectId(1), reviews },
  ];
}

/** Two awards fall away and nobody is left; another project is cancelled. */
function unawardedProjects(): MarketEvent[] {
  return [
    posted(2),
    placed(2, 3, ADA),
    placed(2, 4, BERT),
    ...closed(2, 2),
    awarded(2, 3, ADA),
    { type: 'AwardLapsed', ...ofAward(2, 3) },
    awarded(2, 4, BERT),
    { type: 'AwardRevoked', ...ofAward(2, 4, BERT) },
    { type: 'ProjectExpired', ...of(2) },
    { type: 'CreditsReturned', projectId: projectId(2), participantIds: [ADA, BERT] },
    posted(3),
    placed(3, 5, ADA),
    placed(3, 6, BERT),
    { type: 'BidRetracted', ...of(3), bidId: bidId(6), bidderId: BERT, sealed: true },
    { type: 'ProjectCancelled', ...of(3) },
  ];
}

/** The employer's own milestones: released in parts, refunded, disputed, agreed. */
function disputedProject(): MarketEvent[] {
  const dispute = (id: number, milestone: number) => ({
    ...of(4),
    disputeId: disputeId(id),
    milestoneId: milestoneId(milestone),
    freelancerId: ADA,
  });
  const opened = { openerId: EMPLOYER, offerCents: cents(1_000), reasonHash: text('late'), answerBy: LATER };
  const answer = { offerCents: cents(9_000), reasonHash: null, resolveBy: LATER };
  return [
    posted(4),
    placed(4, 7, ADA),
    ...requested(4, 1, 7, 5_000, 'withdrawn'),
    placed(4, 8, BERT),
    awarded(4, 7),
    accepted(4, 7, 40_000, 0),
    funded(4, 2, 7, 10_000, 300),
    ...requested(4, 2, 7, 10_000, 'created'),
    funded(4, 3, 7, 10_000, 300),
    funded(4, 4, 7, 10_000, 300),
    funded(4, 5, 7, 10_000, 300),
    ...submitted(4, 3, 7, 1),
    { type: 'RevisionRequested', ...ofDelivery(4, 3, 7), commentHash: text('please sort') },
    { type: 'ReleaseRequested', ...ofMilestone(4, 2, 7), releaseAt: LATER },
    { type: 'DisputeOpened', ...dispute(1, 2), ...opened },
    { type: 'DisputeAnswered', ...dispute(1, 2), ...answer },
    { type: 'DisputeCancelled', ...dispute(1, 2), releaseAt: LATER + DAY_MS, expiresAt: LATER },
    released(4, 2, 7, 10_000, true, 300),
    released(4, 3, 7, 4_000, false, 120),
    refunded(4, 3, 7, 6_000, 180),
    refunded(4, 4, 7, 10_000, 300),
    { type: 'DisputeOpened', ...dispute(2, 5), ...opened },
    { type: 'DisputeCancelled', ...dispute(2, 5), releaseAt: null, expiresAt: LATER },
    { type: 'DisputeOpened', ...dispute(3, 5), ...opened },
    { type: 'DisputeResolved', ...dispute(3, 5), freelancerCents: cents(5_000), reason: 'arbiter' },
    released(4, 5, 7, 5_000, false, 150),
    refunded(4, 5, 7, 5_000, 150),
    ...ended(4, 7, 'incomplete'),
  ];
}

/** A contest whose prize waits for its winner, and a delivery that nobody judged. */
function contest(): MarketEvent[] {
  const mechanism = { kind: 'contest', entrantsMax: 9, entriesMax: 2, thresholdBps: 0, guaranteed: false } as const;
  return [
    posted(5, { mechanism }),
    { ...funded(5, 6, 9, 50_000), bidId: null, freelancerId: null },
    placed(5, 9, ADA, 0),
    ...submitted(5, 4, 9, 1, true),
    { type: 'DeliveryVoided', ...ofDelivery(5, 4, 9, true) },
    ...submitted(5, 5, 9, 2, true),
    verdict(5, 5, 9, 8, true),
    ...closed(5, 1),
    awarded(5, 9, ADA, 50_000),
    accepted(5, 9, 50_000, 0),
    { type: 'PrizeAssigned', ...ofMilestone(5, 6, 9) },
    released(5, 6, 9, 50_000, true),
    ...ended(5, 9, 'completed'),
  ];
}

function closing(): MarketEvent[] {
  return [
    posted(6, { assigneeId: BERT, mechanism: { kind: 'direct', assignment: 'named' } }, true),
    { type: 'ProjectCancelled', ...of(6) },
    posted(7),
    { type: 'ContentErased', contentHash: text('profile 3'), participantId: BERT },
    { type: 'ParticipantWithdrawn', participantId: BERT },
    { type: 'MarketClosed' },
  ];
}

/** Every event of the market's life, in order. */
export function marketLife(): MarketEvent[] {
  return [...opening(), ...paidProject(), ...unawardedProjects(), ...disputedProject(), ...contest(), ...closing()];
}
