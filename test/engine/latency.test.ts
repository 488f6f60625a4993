/** Re-clearing and the report of latency, against auctions small enough to work out by hand. */

import { describe, expect, test } from 'vitest';
import { clearingsOf, type OwnerSeen } from '../../server/engine/clearings.ts';
import { latencyReport } from '../../server/engine/latency.ts';
import { reClear } from '../../server/engine/re-clear.ts';
import { known } from '../../server/kernel/assert.ts';
import { cents } from '../../server/kernel/money.ts';
import type { Mechanism } from '../../server/market/mechanism/mechanism.ts';
import type { Policy } from '../../server/market/policy.ts';
import { by, openMarket, TEXT, type TestMarket } from '../helpers/given.ts';

const BUDGET = cents(10_000);
const STEP = cents(500);

/** A market with an employer (1) and freelancers 2, 3 and 4, and one project that is open until told otherwise. */
function auction(mechanism: Mechanism, policy: Partial<Policy> = {}): TestMarket {
  const market = openMarket({ mechanism, visibility: 'open', ...policy });
  market.register('employer');
  for (let count = 0; count < 3; count += 1) market.register('freelancer');
  market.done(by(1), {
    type: 'PostProject',
    contentHash: TEXT,
    acceptanceHash: TEXT,
    caseCount: 1,
    skills: [],
    budgetMinCents: cents(0),
    budgetMaxCents: BUDGET,
    postedPriceCents: BUDGET,
    mechanism: null,
    assigneeId: null,
    biddingMs: 60_000,
    draft: false,
  });
  // Windows of a second begin with the second, so that what is bid at once is in one window.
  market.now = Math.ceil(market.now / 1_000) * 1_000;
  return market;
}

function bid(market: TestMarket, who: number, amount: number, qualityBps = 10_000): void {
  const terms = { amountCents: cents(amount), days: 1, qualityBps, proposalHash: null, confidenceBps: null };
  market.done(by(who), { type: 'PlaceBid', projectId: 1 as never, ...terms });
}

function close(market: TestMarket): void {
  market.wait(120_000);
  market.done({ kind: 'clock' }, { type: 'CloseBidding', projectId: 1 as never });
}

function logOf({ events, times }: TestMarket): OwnerSeen[] {
  return events.map((event, index) => ({ cursor: index + 1, at: known(times[index], 'time'), event }));
}

function lineOf(market: TestMarket, windowMs = 1_000) {
  const report = latencyReport(known(clearingsOf(logOf(market)), 'market'), { windowMs, shuffles: 40 });
  return { report, line: known(report.lines[0], 'line') };
}

const FIRST_COME: Mechanism = { kind: 'posted', draw: 'first_come' };

describe('what was won by latency', () => {
  test('at a posted price for the first who comes, the order within the window is the award', () => {
    const market = auction(FIRST_COME);
    bid(market, 2, 9_000);
    market.wait(3);
    bid(market, 3, 8_000);
    close(market);
    const { report, line } = lineOf(market);
    expect(line).toMatchObject({ decidedBy: 'arrival', winnerId: 2, reversedWinnerId: 3, changedByReversal: true });
    // Of two bidders either is first with equal chance.
    expect(line.changedByShuffle).toBeGreaterThan(8);
    expect(line.changedByShuffle).toBeLessThan(32);
    expect(report).toMatchObject({ awards: 1, changedByReversal: 1, batched: false, windowMs: 1_000 });
    expect(report.expectedChanges).toBe(line.changedByShuffle / 40);
  });

  test('who came a window earlier was not merely faster', () => {
    const market = auction(FIRST_COME);
    bid(market, 2, 9_000);
    market.wait(1_000);
    bid(market, 3, 8_000);
    close(market);
    expect(lineOf(market).line).toMatchObject({
      decidedBy: 'terms',
      sharedWindows: 0,
      changedByShuffle: 0,
      reversedWinnerId: 2,
    });
    expect(lineOf(market, 10_000).line).toMatchObject({ decidedBy: 'arrival', reversedWinnerId: 3 });
  });

  test('a middle one of three: reversed, the last is first', () => {
    const market = auction(FIRST_COME);
    for (const who of [3, 2, 4]) bid(market, who, 9_000);
    close(market);
    expect(lineOf(market).line).toMatchObject({ winnerId: 3, reversedWinnerId: 4, sharedWindows: 1 });
  });

  test.each([
    ['lowest price', { kind: 'fp_sealed' } as const, [9_000, 8_000]],
    ['a tie, which is drawn by key', { kind: 'fp_sealed' } as const, [8_000, 8_000]],
    ['second price', { kind: 'vickrey' } as const, [9_000, 8_000]],
    ['a uniform draw at a posted price', { kind: 'posted', draw: 'uniform' } as const, [9_000, 9_000]],
    ['a lottery', { kind: 'lottery', pays: 'own' } as const, [9_000, 8_000]],
  ])('%s knows no order', (_what, mechanism, amounts) => {
    const market = auction(mechanism);
    for (const [index, amount] of amounts.entries()) bid(market, index + 2, amount);
    close(market);
    expect(lineOf(market).line).toMatchObject({
      decidedBy: 'terms',
      sharedWindows: 1,
      changedByReversal: false,
      changedByShuffle: 0,
    });
  });

  test('in open outcry whoever comes second must undercut: reversed, the higher bid would have been refused', () => {
    const market = auction({ kind: 'english_rev', stepCents: STEP, softCloseMs: 0 });
    bid(market, 2, 9_000);
    bid(market, 3, 8_500);
    close(market);
    // 8,500 stands either way: the order let the higher bid in, and changed no award.
    expect(lineOf(market).line).toMatchObject({ decidedBy: 'terms', winnerId: 3, reversedWinnerId: 3 });
  });

  test('in open outcry a bid that was not let in cannot be amended later', () => {
    const market = auction({ kind: 'english_rev', stepCents: STEP, softCloseMs: 0 });
    bid(market, 2, 9_000);
    bid(market, 3, 8_500);
    const better = { amountCents: cents(8_000), days: 1, qualityBps: 10_000, proposalHash: null };
    market.done(by(2), { type: 'AmendBid', bidId: 1 as never, ...better });
    close(market);
    // Reversed: 3 stands at 8,500, so 9,000 is refused, and with it the bid that became 8,000.
    expect(lineOf(market).line).toMatchObject({ decidedBy: 'arrival', winnerId: 2, reversedWinnerId: 3 });
  });

  test('each bidder’s own commands keep their order: a bid, then its amendment', () => {
    const market = auction(FIRST_COME);
    bid(market, 2, 9_000);
    bid(market, 3, 9_000);
    market.done(by(2), {
      type: 'AmendBid',
      bidId: 1 as never,
      amountCents: cents(8_000),
      days: 1,
      qualityBps: 10_000,
      proposalHash: null,
    });
    close(market);
    // Amended last, 2 stands behind 3; reversed it comes as 3, 2, 2 and stays behind.
    expect(lineOf(market).line).toMatchObject({ winnerId: 3, reversedWinnerId: 3, changedByReversal: false });
  });

  test('where a batch window drew the order, the window decided and not arrival', () => {
    const market = auction(FIRST_COME, { speed: { batchMs: 5_000 } });
    bid(market, 2, 9_000);
    bid(market, 3, 9_000);
    close(market);
    const { report, line } = lineOf(market, 1);
    expect(report).toMatchObject({ windowMs: 5_000, batched: true });
    expect(line.decidedBy).toBe('batch_window');
  });

  test('by hand, without a bid: neither is a matter of time', () => {
    const byHand = auction({ kind: 'buyer_determined' });
    bid(byHand, 2, 9_000);
    bid(byHand, 3, 8_000);
    byHand.done(by(1), { type: 'AwardBid', bidId: 1 as never });
    expect(lineOf(byHand).line).toMatchObject({ decidedBy: 'employer', winnerId: 2, reversedWinnerId: null });
    const nobody = auction({ kind: 'fp_sealed' });
    close(nobody);
    expect(lineOf(nobody).line).toMatchObject({ decidedBy: 'nobody', winnerId: null });
  });
});

describe('recorded bids under another mechanism', () => {
  function clearing(mechanism: Mechanism, bids: readonly (readonly [number, number])[]) {
    const market = auction(mechanism);
    for (const [who, amount] of bids) bid(market, who, amount);
    close(market);
    return known(clearingsOf(logOf(market))?.clearings[0], 'clearing');
  }
  const three = [
    [2, 9_000],
    [3, 6_000],
    [4, 7_000],
  ] as const;

  test.each([
    ['first price', { kind: 'fp_sealed' } as const, 3, 6_000],
    ['second price: the lowest of the rivals', { kind: 'vickrey' } as const, 3, 7_000],
    ['posted price', { kind: 'posted', draw: 'first_come' } as const, 2, 10_000],
    // The clock starts at 10,000 and falls by 500: at 6,500 nobody but 3 is left.
    ['falling clock', { kind: 'clock_rev', stepCents: STEP } as const, 3, 6_500],
    // It rises from 0 by 500: 6,000 is the first tick that somebody takes.
    ['rising clock', { kind: 'dutch_rev', stepCents: STEP } as const, 3, 6_000],
  ])('%s', (_what, mechanism, bidderId, priceCents) => {
    const found = reClear(clearing({ kind: 'fp_sealed' }, three), mechanism);
    expect(found.recorded).toMatchObject({
      mechanism: 'fp_sealed',
      reason: 'awarded',
      award: { bidderId: 3, priceCents: 6_000 },
    });
    expect(found.recleared).toMatchObject({ reason: 'awarded', award: { bidderId, priceCents } });
    expect(found).toMatchObject({ bidCount: 3, sameWinner: bidderId === 3, priceDifferenceCents: priceCents - 6_000 });
  });

  test('under its own mechanism every clearing is what was recorded', () => {
    for (const mechanism of [
      { kind: 'fp_sealed' },
      { kind: 'vickrey' },
      { kind: 'lottery', pays: 'own' },
      { kind: 'posted', draw: 'uniform' },
      { kind: 'direct', assignment: 'rotation' },
    ] as const) {
      const found = reClear(clearing(mechanism, three), mechanism);
      expect(found.recleared.award, mechanism.kind).toEqual(found.recorded.award);
      expect(found.priceDifferenceCents).toBe(0);
    }
  });

  test('what was taken back is not among the bids, what was amended counts as it stood', () => {
    const market = auction({ kind: 'fp_sealed' });
    bid(market, 2, 5_000);
    bid(market, 3, 6_000);
    market.done(by(2), { type: 'RetractBid', bidId: 1 as never });
    market.done(by(3), {
      type: 'AmendBid',
      bidId: 2 as never,
      amountCents: cents(7_000),
      days: 1,
      qualityBps: 10_000,
      proposalHash: null,
    });
    close(market);
    const found = reClear(known(clearingsOf(logOf(market))?.clearings[0], 'clearing'), { kind: 'fp_sealed' });
    expect(found).toMatchObject({ bidCount: 1, recleared: { award: { bidderId: 3, priceCents: 7_000 } } });
  });

  test('without a bid there is nothing to award, and no difference of prices', () => {
    const found = reClear(clearing({ kind: 'fp_sealed' }, []), { kind: 'vickrey' });
    expect(found).toMatchObject({
      recorded: { reason: 'no_eligible_bid', award: null },
      recleared: { reason: 'no_eligible_bid', award: null },
      sameWinner: true,
      priceDifferenceCents: null,
    });
  });
});
