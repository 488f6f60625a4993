/** Rules R of the market's SPEC.md: reviews and reputation. */

import { expect, test } from 'vitest';
import { DAY_MS } from '../../server/kernel/clock.ts';
import { projectId } from '../../server/kernel/id.ts';
import { by, CLOCKED, first, type TestMarket } from '../helpers/given.ts';
import { ANN, BOB, deliver, EMPLOYER, judge, kinds, runClock, running } from '../helpers/scene.ts';

const review = (toId: number, rating = 5) =>
  ({ type: 'PostReview', projectId: projectId(1), toId: toId as typeof ANN, rating, commentHash: null }) as const;

function done(score = 10_000): TestMarket {
  const market = running({ payRule: { kind: 'proportional' } });
  judge(market, deliver(market), score);
  if (score < 10_000) market.done(by(ANN), { type: 'EndAward', projectId: projectId(1), outcome: 'incomplete' });
  return market;
}

test('[R1] the parties of an ended award review each other, once', () => {
  expect(running().refused(by(ANN), review(EMPLOYER))).toBe('review_closed');
  const market = done();
  expect(market.refused(by(BOB), review(EMPLOYER))).toBe('not_allowed');
  expect(market.refused(by(EMPLOYER), review(BOB))).toBe('not_allowed');
  expect(market.refused(by(ANN), review(ANN))).toBe('not_allowed');
  for (const rating of [0, 6, 4.5])
    expect(market.refused(by(ANN), review(EMPLOYER, rating))).toBe('rating_out_of_range');
  expect(market.refused(by(ANN), review(EMPLOYER, 1))).toBe('accepted');
  expect(market.refused(by(ANN), review(EMPLOYER, 5))).toBe('already_reviewed');
});

test('[R1] until the time for reviews is over', () => {
  const market = done();
  market.wait(60 * DAY_MS);
  expect(market.refused(by(ANN), review(EMPLOYER))).toBe('review_closed');
  market.wait(-1);
  expect(market.refused(by(ANN), review(EMPLOYER))).toBe('accepted');
});

test('[R2] both reviews are revealed with the second', () => {
  const market = done();
  expect(kinds(market.done(by(ANN), review(EMPLOYER, 4)))).toEqual(['ReviewPosted']);
  const events = market.done(by(EMPLOYER), review(ANN, 2));
  expect(first(events, 'ReviewsRevealed').reviews.map(({ fromId, toId, rating }) => [fromId, toId, rating])).toEqual([
    [ANN, EMPLOYER, 4],
    [EMPLOYER, ANN, 2],
  ]);
});

test('[R2] a single one is revealed when the time is over, and then no other comes', () => {
  const market = done();
  market.done(by(ANN), review(EMPLOYER, 4));
  expect(market.state.participants.get(EMPLOYER)?.reputation.reviewCount).toBe(0);
  expect(kinds(runClock(market))).toEqual(['ReviewsRevealed']);
  expect(market.state.participants.get(EMPLOYER)?.reputation).toMatchObject({ reviewCount: 1, ratingSum: 4 });
  expect(market.refused(by(EMPLOYER), review(ANN))).toBe('review_closed');
});

test('[R3] reputation counts ratings and outcomes', () => {
  const market = done();
  market.done(by(ANN), review(EMPLOYER, 4));
  market.done(by(EMPLOYER), review(ANN, 2));
  const ann = { reviewCount: 1, ratingSum: 2, completedCount: 1, incompleteCount: 0 };
  expect(market.state.participants.get(ANN)?.reputation).toEqual(ann);
  expect(done(0).state.participants.get(ANN)?.reputation).toMatchObject({ completedCount: 0, incompleteCount: 1 });
  const unscored = running();
  deliver(unscored);
  runClock(unscored);
  expect(unscored.state.participants.get(ANN)?.reputation).toMatchObject({ completedCount: 0, incompleteCount: 0 });
});

test('[R4] without a review nothing is revealed, and nothing twice', () => {
  const reveal = { type: 'RevealReviews', projectId: projectId(1) } as const;
  const market = done();
  expect(market.refused(CLOCKED, reveal)).toBe('not_due');
  expect(runClock(market)).toEqual([]);
  market.now += 60 * DAY_MS;
  expect(market.refused(CLOCKED, reveal)).toBe('not_due');
  const both = done();
  both.done(by(ANN), review(EMPLOYER));
  both.done(by(EMPLOYER), review(ANN));
  expect(runClock(both)).toEqual([]);
  expect(both.refused(CLOCKED, reveal)).toBe('not_due');
});
