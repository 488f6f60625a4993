/** Properties that hold for every profile: bounds, monotony, anonymity, scaling, independence of losers. */

import { expect, test } from 'vitest';
import { known } from '../../../server/kernel/assert.ts';
import { canonicalJson } from '../../../server/kernel/hash.ts';
import { participantId } from '../../../server/kernel/id.ts';
import { cents } from '../../../server/kernel/money.ts';
import { chance } from '../../../server/kernel/prng.ts';
import { clear } from '../../../server/market/mechanism/clear.ts';
import type { Auction, Mechanism, Offer } from '../../../server/market/mechanism/mechanism.ts';
import * as profile from './profiles.ts';
import { anyBidder, auction, offer, priceBased, randomProfile, result, withAmount } from './profiles.ts';
import { expectNear } from './sample.ts';

const rounds = 3_000;

const drawn: Mechanism[] = [
  profile.postedUniform,
  { kind: 'lottery', pays: 'own' },
  { kind: 'direct', assignment: 'rotation' },
  { kind: 'buyer_determined' },
];

test('[M5] the price lies between the winner’s amount and the reserve', () => {
  const draw = chance('bounds');
  for (let round = 0; round < rounds; round += 1) {
    const { auction: figures, offers, stepCents } = randomProfile(draw, round);
    for (const rule of [...priceBased(stepCents), profile.postedUniform]) {
      const winner = clear(rule, figures, offers).winner;
      if (winner === null) continue;
      const own = known(
        offers.find((one) => one.bidderId === winner.bidderId),
        'offer',
      );
      expect(own.bidId).toBe(winner.bidId);
      expect(winner.priceCents).toBeGreaterThanOrEqual(own.amountCents);
      expect(winner.priceCents).toBeLessThanOrEqual(figures.reserveCents);
    }
  }
});

test('[M6] lowering an amount never loses, raising it never wins', () => {
  const draw = chance('monotony');
  const changed = { won: 0, lost: 0 };
  for (let round = 0; round < 2 * rounds; round += 1) {
    const { auction: figures, offers, stepCents } = randomProfile(draw, round);
    const mover = anyBidder(draw, offers);
    const bidder = Number(mover.bidderId);
    const amount = draw.below(Math.ceil(figures.reserveCents * 1.2) + 1);
    for (const rule of priceBased(stepCents)) {
      const before = result(clear(rule, figures, offers))?.bidder === bidder;
      const after = result(clear(rule, figures, withAmount(offers, bidder, amount)))?.bidder === bidder;
      if (before === after) continue;
      expect(after).toBe(amount < mover.amountCents);
      changed[after ? 'won' : 'lost'] += 1;
    }
  }
  expect(Math.min(changed.won, changed.lost)).toBeGreaterThan(rounds);
});

test('[M3] the order of offers changes no byte of the outcome, and nothing is read but the arguments', () => {
  const draw = chance('order');
  for (let round = 0; round < rounds; round += 1) {
    const { auction: figures, offers, stepCents } = randomProfile(draw, round);
    for (const rule of [...priceBased(stepCents), ...drawn]) {
      const bytes = canonicalJson(clear(rule, figures, offers));
      expect(canonicalJson(clear(rule, figures, draw.shuffle(offers)))).toBe(bytes);
      const laterAndReordered = offers.map((one, index) => ({ ...one, at: draw.below(9), order: 90 - index }));
      expect(canonicalJson(clear(rule, { ...figures }, laterAndReordered))).toBe(bytes);
    }
  }
});

test('[M2] another seed changes no price and no winner unless bidders were equal', () => {
  const draw = chance('seeds');
  for (let round = 0; round < rounds; round += 1) {
    const reserve = 100_000;
    const amounts = draw.shuffle([...Array(50).keys()]).slice(0, 5);
    const offers = amounts.map((amount, index) => offer(index, amount * 2_000 + 1_000, 5_000));
    for (const rule of priceBased(cents(500))) {
      const outcomes = ['one', 'two', 'three'].map((seed) =>
        canonicalJson(clear(rule, auction({ reserve, seed }), offers)),
      );
      expect(new Set(outcomes).size).toBe(1);
    }
  }
});

/** Share of `seeds` seeds under which `bidder` wins. */
function winShare(rule: Mechanism, figures: Auction, offers: readonly Offer[], bidder: number, seeds: number): number {
  let wins = 0;
  for (let seed = 0; seed < seeds; seed += 1) {
    if (result(clear(rule, { ...figures, seed: `rename-${seed}` }, offers))?.bidder === bidder) wins += 1;
  }
  return wins / seeds;
}

test('[M4] renamed bidders have the same chances over seeds', () => {
  const figures = auction({ reserve: 1_000, posted: 600 });
  const offers = [offer(1, 500, 5_000), offer(2, 500, 5_000), offer(3, 600, 5_000)];
  const names = [7, 31, 4_000];
  const renamed = offers.map((one, index) => ({ ...one, bidderId: participantId(names[index] ?? 0) }));
  const seeds = 3_000;
  const rules = [...priceBased(cents(10)), profile.postedUniform, { kind: 'lottery', pays: 'own' } as const];
  for (const rule of rules) {
    offers.forEach((one, index) => {
      const share = winShare(rule, figures, offers, one.bidderId, seeds);
      const renamedShare = winShare(rule, figures, renamed, names[index] ?? 0, seeds);
      expectNear(share, renamedShare, Math.sqrt(0.5 / seeds), 0);
    });
  }
});

test('[M7] every figure times k: the same winner at k times the price', () => {
  const draw = chance('scaling');
  for (let round = 0; round < rounds; round += 1) {
    const { auction: figures, offers, stepCents } = randomProfile(draw, round);
    const k = 2 + draw.below(99);
    // Full quality is worth whole multiples of 10,000 cents here, so that no worth is rounded.
    const worth = 10_000 * (1 + draw.below(40));
    const rules = (times: number): Mechanism[] => [
      ...priceBased(cents(stepCents * times)).slice(0, 5),
      { kind: 'scoring_first', valueCents: cents(worth * times), minScoreCents: cents(50 * times) },
      { kind: 'scoring_second', valueCents: cents(worth * times) },
      ...drawn,
    ];
    const scaled = {
      ...figures,
      reserveCents: cents(figures.reserveCents * k),
      postedPriceCents: cents(figures.postedPriceCents * k),
    };
    const scaledOffers = offers.map((one) => ({ ...one, amountCents: cents(one.amountCents * k) }));
    const scaledRules = rules(k);
    rules(1).forEach((rule, index) => {
      const before = clear(rule, figures, offers);
      const after = clear(known(scaledRules[index], 'rule'), scaled, scaledOffers);
      expect(after.reason).toBe(before.reason);
      const expected = result(before);
      expect(result(after)).toEqual(expected === null ? null : { ...expected, price: expected.price * k });
    });
  }
});

test('[M38] scoring: without any one loser the winner stays', () => {
  const draw = chance('losers');
  let removed = 0;
  for (let round = 0; round < rounds; round += 1) {
    const { auction: figures, offers } = randomProfile(draw, round);
    for (const rule of [profile.scoringFirst, profile.scoringSecond]) {
      const winner = result(clear(rule, figures, offers))?.bidder;
      for (const loser of offers) {
        if (winner === undefined || Number(loser.bidderId) === winner) continue;
        const rest = offers.filter((one) => one !== loser);
        expect(result(clear(rule, figures, rest))?.bidder).toBe(winner);
        removed += 1;
      }
    }
  }
  expect(removed).toBeGreaterThan(rounds);
});
