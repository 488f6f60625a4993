/** Where bidding one's cost is best, and where it is not. */

import { expect, test } from 'vitest';
import { type Chance, chance } from '../../../server/kernel/prng.ts';
import { clear } from '../../../server/market/mechanism/clear.ts';
import type { Mechanism } from '../../../server/market/mechanism/mechanism.ts';
import * as profile from './profiles.ts';
import { anyBidder, clockRev, type Profile, profitOf, randomProfile, withAmount } from './profiles.ts';

const deviations = 50_000;

interface Deviation {
  readonly gain: number;
  /** Profit of bidding the cost. */
  readonly honest: number;
  readonly stepCents: number;
  /** The deviator left a clock at the same tick as everybody who remained. */
  readonly leftTogether: boolean;
}

/** Random deviations from bidding the cost, in random profiles. */
function deviate(label: string, ruleOf: (profile: Profile) => Mechanism): Deviation[] {
  const draw = chance('truthfulness', label);
  return Array.from({ length: deviations }, (_, round) => deviation(draw, round, ruleOf));
}

function deviation(draw: Chance, round: number, ruleOf: (profile: Profile) => Mechanism): Deviation {
  const random = randomProfile(draw, round);
  const rule = ruleOf(random);
  const deviator = anyBidder(draw, random.offers);
  const bidder = Number(deviator.bidderId);
  const cost = deviator.amountCents;
  const far = draw.below(Math.ceil(random.auction.reserveCents * 1.2) + 1);
  const close = Math.max(0, cost + draw.below(2 * random.stepCents + 1) - random.stepCents);
  const pretended = draw.below(2) === 0 ? far : close;
  const honest = profitOf(clear(rule, random.auction, random.offers), bidder, cost);
  const deviating = clear(rule, random.auction, withAmount(random.offers, bidder, pretended));
  const leftTogether = deviating.trace.some((step) => step.step === 'tick' && step.activeCount === 0);
  return { gain: profitOf(deviating, bidder, cost) - honest, honest, stepCents: random.stepCents, leftTogether };
}

const truthful: readonly [string, string, (profile: Profile) => Mechanism][] = [
  ['[M16]', 'Vickrey', () => profile.vickrey],
  ['[M39]', 'second score, for a given quality', () => profile.scoringSecond],
  ['[M44]', 'the posted price', () => profile.postedUniform],
];

for (const [rule, name, ruleOf] of truthful) {
  test(`${rule} ${name}: none of ${deviations} random deviations from the cost pays, and honesty never loses`, () => {
    const found = deviate(name, ruleOf);
    expect(found.filter(({ gain }) => gain > 0)).toEqual([]);
    expect(found.filter(({ honest }) => honest < 0)).toEqual([]);
    expect(found.filter(({ gain }) => gain !== 0).length).toBeGreaterThan(deviations / 50);
  });
}

test('[M26] clock: honesty never loses, and a deviation pays only by a joint exit, at most a step', () => {
  const found = deviate('clock', ({ stepCents }) => clockRev(stepCents));
  const paying = found.filter(({ gain }) => gain > 0);
  expect(found.filter(({ honest }) => honest < 0)).toEqual([]);
  expect(paying.filter(({ leftTogether }) => !leftTogether)).toEqual([]);
  expect(paying.filter(({ gain, stepCents }) => gain > stepCents)).toEqual([]);
  expect(paying.length).toBeGreaterThan(0);
  expect(found.filter(({ gain }) => gain < 0).length).toBeGreaterThan(deviations / 50);
});

test('[M13] first price: honesty gains nothing, and the same search finds profitable deviations', () => {
  const found = deviate('first price', () => profile.fpSealed);
  expect(found.filter(({ gain }) => gain > 0).length).toBeGreaterThan(deviations / 50);
  expect(found.filter(({ honest }) => honest !== 0)).toEqual([]);
});

test('[M16] Vickrey: while he wins, his own amount does not move the price', () => {
  const draw = chance('own amount');
  let compared = 0;
  for (let round = 0; round < 20_000; round += 1) {
    const { auction, offers } = randomProfile(draw, round);
    const winner = clear(profile.vickrey, auction, offers).winner;
    if (winner === null) continue;
    const other = draw.below(auction.reserveCents + 1);
    const again = clear(profile.vickrey, auction, withAmount(offers, winner.bidderId, other)).winner;
    if (again === null || again.bidderId !== winner.bidderId) continue;
    expect(again.priceCents).toBe(winner.priceCents);
    compared += 1;
  }
  expect(compared).toBeGreaterThan(10_000);
});
