/** Read tables and market state are folds of one log, written apart: what both know they must know alike. */

import { expect } from 'vitest';
import type { MarketTables, RowOf } from '../../db/rows/row.ts';
import { known } from '../../server/kernel/assert.ts';
import { type MarketId, marketId, participantId, projectId } from '../../server/kernel/id.ts';
import type { LoggedEvent } from '../../server/market/event.ts';
import { evolve } from '../../server/market/evolve.ts';
import { emptyMarket, type MarketState } from '../../server/market/state.ts';

type Tables = MarketTables['tables'];

const AWARD_STATUS = { pending: 'pending', in_progress: 'accepted', ended: 'ended' } as const;

function expectProjectsAgree(state: MarketState, tables: Tables): void {
  const awards = new Map(tables.awards.map((row) => [row.bid_id, row]));
  expect(tables.projects.length).toBe(state.projects.size);
  for (const row of tables.projects) {
    const project = known(state.projects.get(projectId(row.project_id)), 'project of the row');
    const { award } = project;
    expect([row.status, row.closes_at, row.expires_at]).toEqual([project.status, project.closesAt, project.expiresAt]);
    expect([row.awarded_bid_id, row.price_cents]).toEqual([award?.bidId ?? null, award?.priceCents ?? null]);
    expect(row.outcome).toBe(row.status === 'completed' ? award?.outcome : null);
    if (award === null) continue;
    expect(awards.get(award.bidId)).toMatchObject({
      status: AWARD_STATUS[award.status],
      outcome: award.outcome,
      released_cents: award.releasedCents,
      accept_by: award.acceptBy,
    });
  }
}

function expectParticipantAgrees(state: MarketState, row: RowOf<'participants'>): void {
  const { reputation, withdrawn } = known(state.participants.get(participantId(row.participant_id)), 'participant');
  expect(row).toMatchObject({
    completed_count: reputation.completedCount,
    incomplete_count: reputation.incompleteCount,
    review_count: reputation.reviewCount,
    rating_sum: reputation.ratingSum,
  });
  expect(row.withdrawn_at !== null).toBe(withdrawn);
}

function expectNounsAgree(state: MarketState, tables: Tables): void {
  expect(tables.bids.map((row) => [row.bid_id, row.status, row.amount_cents, row.days])).toEqual(
    [...state.bids.values()].map((bid) => [bid.bidId, bid.status, bid.amountCents, bid.days]),
  );
  const held = (row: RowOf<'milestones'>): number => row.amount_cents - row.released_cents - row.refunded_cents;
  expect(
    tables.milestones.map((row) => [
      row.status,
      held(row),
      row.fee_held_cents,
      row.bid_id,
      row.freelancer_id,
      row.due_at,
    ]),
  ).toEqual(
    [...state.milestones.values()].map((it) => [
      it.status,
      it.heldCents,
      it.feeHeldCents,
      it.bidId,
      it.freelancerId,
      it.dueAt,
    ]),
  );
  expect(tables.deliveries.map((row) => [row.delivery_id, row.status, row.attempt])).toEqual(
    [...state.deliveries.values()].map((it) => [it.deliveryId, it.status, it.attempt]),
  );
  expect(tables.disputes.map((row) => [row.dispute_id, row.status, row.answer_offer_cents])).toEqual(
    [...state.disputes.values()].map((it) => [it.disputeId, it.status, it.answerOfferCents]),
  );
}

/** Expects the tables of the market `contract` to agree with the fold of `events`, its whole log. */
export async function expectStateAgrees(
  store: { tables(id: MarketId): Promise<MarketTables> },
  events: readonly LoggedEvent[],
): Promise<void> {
  const state = emptyMarket(marketId('contract'));
  for (const event of events) evolve(state, event);
  const { tables } = await store.tables(state.marketId);
  expectProjectsAgree(state, tables);
  expectNounsAgree(state, tables);
  for (const row of tables.participants) expectParticipantAgrees(state, row);
}
