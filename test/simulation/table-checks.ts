/** The read tables against the folded state: two folds of one log, written apart, that must tell the same story. */

import type { VerifiableStore } from '../../db/verify.ts';
import type { MarketId } from '../../server/kernel/id.ts';
import type { MarketState } from '../../server/market/state.ts';
import { demandEqual } from './failure.ts';

/** Status, money and times of every thing that both know. */
export async function checkTables(id: MarketId, store: VerifiableStore, state: MarketState): Promise<void> {
  const { tables } = await store.tables(id);
  demandEqual(
    tables.projects.map((row) => [row.project_id, row.status, row.closes_at, row.awarded_bid_id, row.price_cents]),
    Array.from(state.projects.values(), ({ projectId, status, closesAt, award }) => {
      return [projectId, status, closesAt, award?.bidId ?? null, award?.priceCents ?? null];
    }),
    'tables',
    'projects',
  );
  demandEqual(
    tables.bids.map((row) => [row.bid_id, row.bidder_id, row.status, row.amount_cents, row.days, row.quality_bps]),
    Array.from(state.bids.values(), ({ bidId, bidderId, status, amountCents, days, qualityBps }) => {
      return [bidId, bidderId, status, amountCents, days, qualityBps];
    }),
    'tables',
    'bids',
  );
  demandEqual(
    tables.milestones.map((row) => [
      row.milestone_id,
      row.status,
      row.freelancer_id,
      row.amount_cents - row.released_cents - row.refunded_cents,
      row.fee_held_cents,
    ]),
    Array.from(state.milestones.values(), ({ milestoneId, status, freelancerId, heldCents, feeHeldCents }) => {
      return [milestoneId, status, freelancerId, heldCents, feeHeldCents];
    }),
    'tables',
    'milestones',
  );
  demandEqual(
    tables.deliveries.map((row) => [row.delivery_id, row.status, row.verdict_by]),
    Array.from(state.deliveries.values(), ({ deliveryId, status, verdictBy }) => [deliveryId, status, verdictBy]),
    'tables',
    'deliveries',
  );
  checkPeople(tables, state);
}

type Tables = Awaited<ReturnType<VerifiableStore['tables']>>['tables'];

function checkPeople(tables: Tables, state: MarketState): void {
  demandEqual(
    tables.participants.map((row) => [
      row.participant_id,
      row.withdrawn_at !== null,
      row.completed_count,
      row.incomplete_count,
      row.review_count,
      row.rating_sum,
    ]),
    Array.from(state.participants.values(), ({ participantId, withdrawn, reputation }) => {
      const { completedCount, incompleteCount, reviewCount, ratingSum } = reputation;
      return [participantId, withdrawn, completedCount, incompleteCount, reviewCount, ratingSum];
    }),
    'tables',
    'participants',
  );
  demandEqual(
    tables.disputes.map((row) => [row.dispute_id, row.opener_id, row.opener_offer_cents, row.answer_offer_cents]),
    Array.from(state.disputes.values(), ({ disputeId, openerId, openerOfferCents, answerOfferCents }) => {
      return [disputeId, openerId, openerOfferCents, answerOfferCents];
    }),
    'tables',
    'disputes',
  );
}
