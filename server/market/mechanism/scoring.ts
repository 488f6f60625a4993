/** Scoring: the best value for money wins, S = V(q) − amount, paid his own amount or what meets the second-best score. */

import { type Cents, cents, shareOf, smallest, subtract } from '../../kernel/money.ts';
import type { Auction, Offer, Outcome, TraceStep } from './mechanism.ts';
import { awarded, notAwarded } from './outcome.ts';
import { chooseLeast, leastOfRivals, type Some } from './tie-break.ts';

/** V(q) in cents, rounded half to even; `valueCents` null takes the reserve as the worth of full quality. */
export function qualityValue(valueCents: Cents | null, auction: Auction, qualityBps: number): Cents {
  return shareOf(valueCents ?? auction.reserveCents, qualityBps);
}

/** S in cents; may be negative. */
export function scoreOf(valueCents: Cents | null, auction: Auction, offer: Offer): Cents {
  return subtract(qualityValue(valueCents, auction, offer.qualityBps), offer.amountCents);
}

interface Ranking {
  readonly winner: Offer;
  readonly bestCents: Cents;
  /** Null when the winner is alone. */
  readonly secondCents: Cents | null;
  readonly trace: readonly TraceStep[];
}

function rank(valueCents: Cents | null, auction: Auction, offers: Some<Offer>): Ranking {
  const loss = (offer: Offer): number => -scoreOf(valueCents, auction, offer);
  const { winner } = chooseLeast(auction, offers, loss);
  const second = leastOfRivals(offers, winner, loss);
  const trace = offers
    .map((offer) => ({ offer, scoreCents: scoreOf(valueCents, auction, offer) }))
    .sort((a, b) => b.scoreCents - a.scoreCents || a.offer.bidderId - b.offer.bidderId)
    .map(({ offer: { bidId, bidderId, amountCents, qualityBps }, scoreCents }) => ({
      step: 'score',
      bidId,
      bidderId,
      amountCents,
      qualityBps,
      scoreCents,
    }));
  return {
    winner,
    bestCents: scoreOf(valueCents, auction, winner),
    secondCents: second === null ? null : cents(-second),
    trace,
  };
}

/** `offers` are the eligible ones. No award when the best score is below `minScoreCents`. */
export function scoringFirst(
  rule: { readonly valueCents: Cents | null; readonly minScoreCents: Cents | null },
  auction: Auction,
  offers: Some<Offer>,
): Outcome {
  const { winner, bestCents, trace } = rank(rule.valueCents, auction, offers);
  if (rule.minScoreCents !== null && bestCents < rule.minScoreCents) return notAwarded('below_minimum_score', trace);
  return awarded(winner, winner.amountCents, trace);
}

/**
 * `offers` are the eligible ones. The price is V(q) − max(second-best score, V(q) − reserve): the most the winner could
 * have asked and still have won, at most the reserve.
 */
export function scoringSecond(
  rule: { readonly valueCents: Cents | null },
  auction: Auction,
  offers: Some<Offer>,
): Outcome {
  const { winner, secondCents, trace } = rank(rule.valueCents, auction, offers);
  if (secondCents === null) return awarded(winner, auction.reserveCents, trace);
  const valueCents = qualityValue(rule.valueCents, auction, winner.qualityBps);
  return awarded(winner, smallest(auction.reserveCents, subtract(valueCents, secondCents)), trace);
}
