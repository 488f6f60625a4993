/** Rules B of the market's SPEC.md: bids. */

import { expect, test } from 'vitest';
import { MINUTE_MS } from '../../server/kernel/clock.ts';
import { bidId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import { OWNER } from '../../server/market/command.ts';
import { by, first, offer, posting } from '../helpers/given.ts';
import {
  ANN,
  awarded,
  BOB,
  BY_HAND,
  bid,
  CAT,
  CONTEST,
  close,
  deliver,
  EMPLOYER,
  kinds,
  OTHER_EMPLOYER,
  post,
  project,
  REVIEWER,
  running,
  scene,
  statusOfBid,
} from '../helpers/scene.ts';

const amend = (id: number, amount: number) =>
  ({
    type: 'AmendBid',
    bidId: bidId(id),
    amountCents: cents(amount),
    days: 3,
    qualityBps: 10_000,
    proposalHash: null,
  }) as const;
const retract = (id: number) => ({ type: 'RetractBid', bidId: bidId(id) }) as const;
const OUTCRY = {
  mechanism: { kind: 'english_rev', stepCents: cents(1_000), softCloseMs: 5 * MINUTE_MS },
  visibility: 'open',
} as const;

test('[B1] a bid counts until just before the closing time, and not from it on', () => {
  const market = scene();
  post(market);
  market.now = project(market).closesAt - 1;
  bid(market, ANN, 40_000);
  market.now += 1;
  expect(market.refused(by(BOB), offer(1, 30_000))).toBe('bidding_closed');
  expect(market.refused(by(ANN), amend(1, 30_000))).toBe('bidding_closed');
  close(market);
  expect(market.refused(by(BOB), offer(1, 30_000))).toBe('bidding_closed');
});

test('[B1] employers and reviewers do not bid', () => {
  const market = scene();
  post(market);
  expect(market.refused(by(OTHER_EMPLOYER), offer(1, 1_000))).toBe('not_allowed');
  expect(market.refused(by(REVIEWER), offer(1, 1_000))).toBe('not_allowed');
  expect(market.refused(OWNER, offer(1, 1_000))).toBe('not_allowed');
});

test('[B2] nobody bids on an own project, or twice; after retracting one may bid again', () => {
  const market = scene();
  const both = market.register('employer', 'freelancer');
  post(market);
  market.done(by(both), posting());
  expect(market.refused(by(both), offer(2, 1_000))).toBe('own_project');
  bid(market, ANN, 40_000);
  expect(market.refused(by(ANN), offer(1, 30_000))).toBe('already_bid');
  market.done(by(ANN), retract(1));
  expect(bid(market, ANN, 30_000)).toBe(2);
  expect(statusOfBid(market, 1)).toBe('retracted');
});

test('[B3] the budget maximum itself is a fair amount, a cent more is above the reserve', () => {
  const market = scene();
  post(market);
  expect(market.refused(by(ANN), offer(1, 100_001))).toBe('above_reserve');
  expect(market.refused(by(ANN), offer(1, 100_000))).toBe('accepted');
  expect(market.refused(by(ANN), amend(1, 100_001))).toBe('above_reserve');
});

test('[B4] a cent above the posted price is refused', () => {
  const market = scene({ mechanism: { kind: 'posted', draw: 'uniform' } });
  post(market, { postedPriceCents: cents(50_000) });
  expect(market.refused(by(ANN), offer(1, 50_001))).toBe('above_posted_price');
  expect(market.refused(by(ANN), offer(1, 50_000))).toBe('accepted');
});

test('[B5] in open outcry a bid undercuts the standing one by the step, its own bidder’s too', () => {
  const market = scene(OUTCRY);
  post(market);
  bid(market, ANN, 50_000);
  expect(market.refused(by(BOB), offer(1, 49_001))).toBe('not_below_standing');
  expect(market.refused(by(BOB), offer(1, 49_000))).toBe('accepted');
  expect(market.refused(by(ANN), amend(1, 48_001))).toBe('not_below_standing');
  expect(market.refused(by(ANN), amend(1, 48_000))).toBe('accepted');
});

test('[B6] amount, days, quality and confidence keep within their bounds', () => {
  const market = scene();
  post(market);
  const terms = offer(1, 1_000);
  expect(market.refused(by(ANN), { ...terms, amountCents: cents(0) })).toBe('amount_out_of_range');
  expect(market.refused(by(ANN), { ...terms, amountCents: 1.5 as never })).toBe('amount_out_of_range');
  expect(market.refused(by(ANN), { ...terms, days: 0 })).toBe('days_out_of_range');
  expect(market.refused(by(ANN), { ...terms, days: 366 })).toBe('days_out_of_range');
  expect(market.refused(by(ANN), { ...terms, qualityBps: 10_001 })).toBe('quality_out_of_range');
  expect(market.refused(by(ANN), { ...terms, qualityBps: -1 })).toBe('quality_out_of_range');
  expect(market.refused(by(ANN), { ...terms, confidenceBps: 10_001 })).toBe('quality_out_of_range');
  expect(market.refused(by(ANN), { ...terms, days: 365, qualityBps: 0, confidenceBps: 10_000 })).toBe('accepted');
});

test('[B7] with matching of skills a bidder needs one of those asked for, and any will do where none is', () => {
  const market = scene({ skillMatch: true });
  post(market, { skills: ['Rust', 'SQL'] });
  post(market, { skills: ['Rust', 'Python'] });
  post(market, { skills: [] });
  expect(market.refused(by(ANN), offer(1, 1_000))).toBe('skill_missing');
  expect(market.refused(by(ANN), offer(2, 1_000))).toBe('accepted');
  expect(market.refused(by(ANN), offer(3, 1_000))).toBe('accepted');
});

test('[B8] a project takes so many bids, a contest so many entrants', () => {
  const market = scene({ otherMechanisms: [{ ...CONTEST, entrantsMax: 1 }] });
  const limits = { ...market.state.policy.limits, bidsPerProject: 2 };
  const small = scene({ limits });
  post(small);
  bid(small, ANN, 1_000);
  bid(small, BOB, 1_000);
  expect(small.refused(by(CAT), offer(1, 1_000))).toBe('limit_reached');
  post(market, { mechanism: { ...CONTEST, entrantsMax: 1 } });
  bid(market, ANN, 1_000);
  expect(market.refused(by(BOB), offer(1, 1_000))).toBe('limit_reached');
});

test('[B9] an amended bid counts as amended, in amount, days and place', () => {
  const market = scene();
  post(market);
  bid(market, ANN, 40_000);
  bid(market, BOB, 50_000);
  market.done(by(BOB), { ...amend(2, 30_000), days: 9 });
  const award = first(close(market), 'BidAwarded');
  expect(award).toMatchObject({ bidId: 2, priceCents: 30_000 });
  expect(market.refused(by(ANN), amend(1, 20_000))).toBe('bidding_closed');
  expect(market.refused(by(BOB), amend(2, 20_000))).toBe('bid_not_open');
});

test('[B10] a sealed bid cannot be told from a number that no bid has', () => {
  const market = scene({ mechanism: { kind: 'buyer_determined' } });
  post(market);
  bid(market, ANN, 40_000);
  for (const id of [1, 77]) {
    expect(market.refused(by(BOB), amend(id, 1_000))).toBe('unknown_bid');
    expect(market.refused(by(BOB), retract(id))).toBe('unknown_bid');
    for (const who of [BOB, OTHER_EMPLOYER]) {
      for (const type of ['AwardBid', 'AcceptAward', 'DeclineAward', 'RevokeAward'] as const) {
        expect(market.refused(by(who), { type, bidId: bidId(id) })).toBe('unknown_bid');
      }
    }
  }
});

test('[B11] a bid may be taken back until it is awarded, even after closing', () => {
  const market = awarded(BY_HAND);
  expect(market.refused(by(ANN), retract(1))).toBe('bid_not_open');
  expect(market.refused(by(BOB), retract(2))).toBe('accepted');
  expect(market.refused(by(BOB), retract(2))).toBe('bid_not_open');
});

test('[B11] never in open outcry, nor once a contest’s entry is delivered', () => {
  const outcry = scene(OUTCRY);
  post(outcry);
  bid(outcry, ANN, 50_000);
  expect(outcry.refused(by(ANN), retract(1))).toBe('bid_not_open');
  const contest = scene({ mechanism: CONTEST });
  post(contest);
  bid(contest, ANN, 1_000);
  bid(contest, BOB, 1_000);
  deliver(contest, ANN);
  expect(contest.refused(by(ANN), retract(1))).toBe('bid_not_open');
  expect(contest.refused(by(BOB), retract(2))).toBe('accepted');
});

test('[B12] only a bid in the last minutes moves the closing time', () => {
  const market = scene(OUTCRY);
  post(market);
  const { closesAt } = project(market);
  market.now = closesAt - 5 * MINUTE_MS;
  expect(kinds(market.done(by(ANN), offer(1, 50_000)))).toEqual(['BidPlaced']);
  market.now = closesAt - MINUTE_MS;
  expect(kinds(market.done(by(BOB), offer(1, 40_000)))).toEqual(['BidPlaced', 'BiddingExtended']);
  expect(project(market).closesAt).toBe(closesAt + 4 * MINUTE_MS);
  market.now = closesAt + 2 * MINUTE_MS;
  expect(kinds(market.done(by(ANN), amend(1, 30_000)))).toEqual(['BidAmended', 'BiddingExtended']);
  expect(first(close(market), 'BidAwarded').bidId).toBe(1);
});

test('[B13] the standing bid is the lowest open one', () => {
  const market = scene();
  post(market);
  const standing = () => project(market).standingCents;
  bid(market, ANN, 50_000);
  bid(market, BOB, 40_000);
  expect(standing()).toBe(40_000);
  market.done(by(BOB), amend(2, 60_000));
  expect(standing()).toBe(50_000);
  market.done(by(ANN), retract(1));
  expect(standing()).toBe(60_000);
  market.done(by(BOB), retract(2));
  expect(standing()).toBeNull();
});

test('[B14] an accepted award makes the other bids lost', () => {
  const market = running();
  expect([statusOfBid(market, 1), statusOfBid(market, 2)]).toEqual(['accepted', 'lost']);
  expect(market.refused(by(BOB), retract(2))).toBe('bid_not_open');
});

test('[B15] sealed bids are revealed when bidding closes, by time or by an award by hand', () => {
  const policy = { mechanism: { kind: 'buyer_determined' }, visibility: 'sealed', revealAtClose: true } as const;
  const byTime = scene(policy);
  post(byTime);
  bid(byTime, ANN, 40_000);
  expect(first(close(byTime), 'BidsRevealed').bids).toMatchObject([{ bidId: 1, bidderId: ANN, amountCents: 40_000 }]);
  const byHand = scene(policy);
  post(byHand);
  bid(byHand, ANN, 40_000);
  const events = byHand.done(by(EMPLOYER), { type: 'AwardBid', bidId: bidId(1) });
  expect(kinds(events)).toEqual(['BiddingClosed', 'BidsRevealed', 'BidAwarded']);
  const unrevealed = scene({ ...policy, revealAtClose: false });
  post(unrevealed);
  bid(unrevealed, ANN, 40_000);
  expect(kinds(close(unrevealed))).not.toContain('BidsRevealed');
});

test('[B16] a bid that everybody has seen is retracted in the open', () => {
  const market = scene({ mechanism: { kind: 'buyer_determined' }, visibility: 'sealed', revealAtClose: true });
  post(market);
  bid(market, ANN, 40_000);
  bid(market, BOB, 40_000);
  expect(first(market.done(by(BOB), retract(2)), 'BidRetracted').sealed).toBe(true);
  close(market);
  expect(first(market.done(by(ANN), retract(1)), 'BidRetracted').sealed).toBe(false);
});
