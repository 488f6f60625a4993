/** Offers, auctions and random profiles for the tests of the mechanisms. */

import { known } from '../../../server/kernel/assert.ts';
import { bidId, participantId, projectId } from '../../../server/kernel/id.ts';
import { type Cents, cents } from '../../../server/kernel/money.ts';
import { type Chance, keyedHash } from '../../../server/kernel/prng.ts';
import type { Auction, Entry, Mechanism, Offer, Outcome } from '../../../server/market/mechanism/mechanism.ts';

/** The bid id is 100 above the bidder's, so that mixing them up shows. */
export function offer(bidder: number, amount: number, qualityBps = 5_000, at = 0): Offer {
  return {
    bidId: bidId(bidder + 100),
    bidderId: participantId(bidder),
    amountCents: cents(amount),
    qualityBps,
    at,
    order: bidder,
  };
}

export function entry(bidder: number, scoreBps: number, at = 0): Entry {
  return { bidId: bidId(bidder + 100), bidderId: participantId(bidder), scoreBps, at };
}

interface AuctionFigures {
  readonly reserve: number;
  readonly posted?: number;
  readonly seed?: string;
  readonly project?: number;
  readonly assignee?: number;
}

export function auction(figures: AuctionFigures): Auction {
  return {
    seed: figures.seed ?? 'profile',
    projectId: projectId(figures.project ?? 1),
    reserveCents: cents(figures.reserve),
    postedPriceCents: cents(figures.posted ?? figures.reserve),
    assigneeId: figures.assignee === undefined ? null : participantId(figures.assignee),
  };
}

/** The bidder with the lowest hash for `use`, computed apart from the code under test. */
export function lowest(figures: Auction, use: string, bidders: readonly number[]): number {
  const hash = (bidder: number): string => keyedHash(figures.seed, use, figures.projectId, bidder);
  return bidders.reduce((best, bidder) => (hash(bidder) < hash(best) ? bidder : best));
}

/** Winner and price of an outcome, for short expectations. */
export function result(outcome: Outcome): { readonly bidder: number; readonly price: number } | null {
  return outcome.winner === null
    ? null
    : { bidder: Number(outcome.winner.bidderId), price: Number(outcome.winner.priceCents) };
}

/** Profit in cents of the bidder whose work costs `costCents`. */
export function profitOf(outcome: Outcome, bidder: number, costCents: number): number {
  const winner = outcome.winner;
  return winner !== null && Number(winner.bidderId) === bidder ? winner.priceCents - costCents : 0;
}

export const fpSealed: Mechanism = { kind: 'fp_sealed' };
export const vickrey: Mechanism = { kind: 'vickrey' };
export const scoringFirst: Mechanism = { kind: 'scoring_first', valueCents: null, minScoreCents: null };
export const scoringSecond: Mechanism = { kind: 'scoring_second', valueCents: null };
export const postedUniform: Mechanism = { kind: 'posted', draw: 'uniform' };
export const clockRev = (step: number): Mechanism => ({ kind: 'clock_rev', stepCents: cents(step) });
export const dutchRev = (step: number): Mechanism => ({ kind: 'dutch_rev', stepCents: cents(step) });
export const englishRev = (step: number): Mechanism => ({
  kind: 'english_rev',
  stepCents: cents(step),
  softCloseMs: 0,
});

/** Rules in which the amounts decide who wins. */
export function priceBased(step: Cents): Mechanism[] {
  return [fpSealed, vickrey, englishRev(step), clockRev(step), dutchRev(step), scoringFirst, scoringSecond];
}

export interface Profile {
  readonly auction: Auction;
  readonly offers: readonly Offer[];
  readonly stepCents: Cents;
}

/**
 * One to seven bidders. Half of the profiles use tiny figures, where ties, clamps at nothing and offers above the
 * reserve are common; the others use project-sized ones.
 */
export function randomProfile(draw: Chance, round: number): Profile {
  const reserve = draw.below(2) === 0 ? 1 + draw.below(12) : 10_000 + draw.below(500_000);
  const bidderCount = 1 + draw.below(7);
  const ids = draw.shuffle([1, 2, 3, 4, 5, 6, 7, 8, 9]).slice(0, bidderCount);
  return {
    auction: auction({ reserve, posted: draw.below(reserve + 1), seed: 'random', project: round + 1 }),
    offers: ids.map((id) => offer(id, draw.below(Math.ceil(reserve * 1.2) + 1), draw.below(5) * 2_500)),
    stepCents: cents(1 + draw.below(Math.ceil(reserve / 3))),
  };
}

/** The same offers with one bidder's amount replaced. */
export function withAmount(offers: readonly Offer[], bidder: number, amount: number): Offer[] {
  return offers.map((one) => (Number(one.bidderId) === bidder ? { ...one, amountCents: cents(amount) } : one));
}

/** Random bidder of a profile. */
export function anyBidder(draw: Chance, offers: readonly Offer[]): Offer {
  return known(offers[draw.below(offers.length)], 'bidder');
}
