/** Rules C of the market's SPEC.md: bid credits. */

import { expect, test } from 'vitest';
import { HOUR_MS } from '../../server/kernel/clock.ts';
import { bidId, projectId } from '../../server/kernel/id.ts';
import { creditsNow } from '../../server/market/participant.ts';
import type { CreditPolicy } from '../../server/market/policy.ts';
import { by, first, offer, type TestMarket } from '../helpers/given.ts';
import { ANN, BOB, BY_HAND, bid, CAT, close, EMPLOYER, kinds, post, runClock, scene } from '../helpers/scene.ts';

const CREDITS: CreditPolicy = { initial: 2, cap: 3, refillMs: 10 * HOUR_MS, returnUnawarded: true };

function credits(market: TestMarket, id: number = ANN): number {
  const participant = market.state.participants.get(id as never);
  if (participant === undefined) throw new Error('nobody');
  return creditsNow(market.state.policy.credits, participant, market.now);
}

test('[C1] each bid costs one credit, and none is placed without', () => {
  const market = scene({ credits: CREDITS });
  for (let count = 0; count < 3; count += 1) post(market);
  bid(market, ANN, 1_000, 1);
  bid(market, ANN, 1_000, 2);
  expect(market.refused(by(ANN), offer(3, 1_000))).toBe('no_bid_credits');
  expect(market.refused(by(BOB), offer(3, 1_000))).toBe('accepted');
});

test('[C2] credits drip in up to the cap', () => {
  const market = scene({ credits: CREDITS });
  expect(credits(market)).toBe(2);
  market.wait(10 * HOUR_MS - 1);
  expect(credits(market)).toBe(2);
  market.wait(1);
  expect(credits(market)).toBe(3);
  market.wait(100 * HOUR_MS);
  expect(credits(market)).toBe(3);
});

test('[C2] spending keeps the part of the next drip that has passed, but a full purse has none', () => {
  const market = scene({ credits: CREDITS });
  post(market);
  market.wait(6 * HOUR_MS);
  bid(market, ANN, 1_000);
  market.wait(4 * HOUR_MS);
  expect(credits(market)).toBe(2);
  const full = scene({ credits: { ...CREDITS, initial: 3 } });
  post(full);
  full.wait(6 * HOUR_MS);
  bid(full, ANN, 1_000);
  full.wait(10 * HOUR_MS - 1);
  expect(credits(full)).toBe(2);
  full.wait(1);
  expect(credits(full)).toBe(3);
});

test('[C3] retracting gives nothing back', () => {
  const market = scene({ credits: CREDITS });
  post(market);
  bid(market, ANN, 1_000);
  market.done(by(ANN), { type: 'RetractBid', bidId: bidId(1) });
  expect(credits(market)).toBe(1);
});

test('[C4] a cancelled or expired project gives back what standing and revoked bids cost', () => {
  const market = scene({ ...BY_HAND, credits: CREDITS });
  post(market);
  for (const who of [ANN, BOB, CAT]) bid(market, who, 1_000);
  close(market);
  market.done(by(CAT), { type: 'RetractBid', bidId: bidId(3) });
  market.done(by(EMPLOYER), { type: 'AwardBid', bidId: bidId(1) });
  const cancelled = market.done(by(EMPLOYER), { type: 'CancelProject', projectId: projectId(1) });
  expect(first(cancelled, 'CreditsReturned').participantIds).toEqual([ANN, BOB]);
});

test('[C4] not those who declined or let the award lapse, but who was revoked early', () => {
  const market = scene({ ...BY_HAND, credits: CREDITS });
  post(market);
  for (const who of [ANN, BOB, CAT]) bid(market, who, 1_000);
  close(market);
  market.done(by(EMPLOYER), { type: 'AwardBid', bidId: bidId(1) });
  market.done(by(EMPLOYER), { type: 'RevokeAward', bidId: bidId(1) });
  market.done(by(EMPLOYER), { type: 'AwardBid', bidId: bidId(2) });
  market.done(by(BOB), { type: 'DeclineAward', bidId: bidId(2) });
  expect(first(runClock(market), 'CreditsReturned').participantIds).toEqual([ANN, CAT]);
});

test('[C4] a revocation after the expiry still gives the credit back, and a project that was awarded none', () => {
  const market = scene({ ...BY_HAND, credits: CREDITS });
  post(market);
  bid(market, ANN, 1_000);
  market.done(by(EMPLOYER), { type: 'AwardBid', bidId: bidId(1) });
  const expiry = market.state.projects.get(projectId(1))?.expiresAt ?? 0;
  market.now = expiry;
  const events = market.done(by(EMPLOYER), { type: 'RevokeAward', bidId: bidId(1) });
  expect(kinds(events)).toEqual(['AwardRevoked', 'CreditsReturned', 'ProjectExpired']);
  const silent = scene({ ...BY_HAND, credits: { ...CREDITS, returnUnawarded: false } });
  post(silent);
  bid(silent, ANN, 1_000);
  expect(kinds(runClock(silent))).not.toContain('CreditsReturned');
});

test('[C5] without a policy there is no end of bids', () => {
  const market = scene();
  for (let count = 1; count <= 50; count += 1) {
    post(market);
    bid(market, ANN, 1_000, count);
  }
  expect(credits(market)).toBe(Number.POSITIVE_INFINITY);
});

test('[C6] what comes back does not overflow the cap', () => {
  const market = scene({ ...BY_HAND, credits: { ...CREDITS, initial: 3 } });
  post(market);
  bid(market, ANN, 1_000);
  market.wait(10 * HOUR_MS);
  expect(credits(market)).toBe(3);
  market.done(by(EMPLOYER), { type: 'CancelProject', projectId: projectId(1) });
  expect(credits(market)).toBe(3);
  const short = scene({ ...BY_HAND, credits: CREDITS });
  post(short);
  bid(short, ANN, 1_000);
  short.done(by(EMPLOYER), { type: 'CancelProject', projectId: projectId(1) });
  expect(credits(short)).toBe(2);
});
