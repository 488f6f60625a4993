/** The one way from bids to an award: keeps the eligible ones and applies the project's rule. */

import { assert, unreachable } from '../../kernel/assert.ts';
import type { ParticipantId } from '../../kernel/id.ts';
import { buyerDetermined } from './buyer-determined.ts';
import { clock } from './clock.ts';
import { type ContestRule, contest } from './contest.ts';
import { direct } from './direct.ts';
import { dutch } from './dutch.ts';
import { english } from './english.ts';
import { firstPrice } from './first-price.ts';
import { lottery } from './lottery.ts';
import type { Auction, Entry, Mechanism, Offer, Outcome } from './mechanism.ts';
import { notAwarded } from './outcome.ts';
import { posted } from './posted.ts';
import { scoringFirst, scoringSecond } from './scoring.ts';
import { isSome, type Some } from './tie-break.ts';
import { vickrey } from './vickrey.ts';

/** The offers whose amount is at most the reserve. */
export function eligible(auction: Auction, offers: readonly Offer[]): Offer[] {
  return offers.filter((offer) => offer.amountCents <= auction.reserveCents);
}

/**
 * Applies every rule but the contest's, which needs entries (`clearContest`; calling this one is a bug).
 * `offers` holds one current offer per bidder, in any order. At most n log n steps.
 */
export function clear(mechanism: Mechanism, auction: Auction, offers: readonly Offer[]): Outcome {
  assert(mechanism.kind !== 'contest', 'a contest is cleared from its entries');
  assertOnePerBidder(offers);
  const candidates = eligible(auction, offers);
  const outcome = outcomeOf(mechanism, auction, candidates);
  const priceCents = outcome.winner?.priceCents ?? 0;
  assert(priceCents >= 0 && priceCents <= auction.reserveCents, `price outside [0, reserve]: ${priceCents}`);
  const counts = { step: 'eligible', offerCount: offers.length, eligibleCount: candidates.length };
  return { ...outcome, trace: [{ ...counts, reserveCents: auction.reserveCents }, ...outcome.trace] };
}

/** Applies a contest: `entries` holds each entrant's best entry; the winner is paid the posted price, the prize. */
export function clearContest(rule: ContestRule, auction: Auction, entries: readonly Entry[]): Outcome {
  assertOnePerBidder(entries);
  return contest(rule, auction, entries);
}

type AuctionRule = Exclude<Mechanism, ContestRule>;

function outcomeOf(rule: AuctionRule, auction: Auction, candidates: readonly Offer[]): Outcome {
  if (rule.kind === 'direct') return direct(rule.assignment, auction, candidates);
  return isSome(candidates) ? applyRule(rule, auction, candidates) : notAwarded('no_eligible_bid');
}

function applyRule(
  rule: Exclude<AuctionRule, { readonly kind: 'direct' }>,
  auction: Auction,
  offers: Some<Offer>,
): Outcome {
  switch (rule.kind) {
    case 'fp_sealed':
      return firstPrice(auction, offers);
    case 'vickrey':
      return vickrey(auction, offers);
    case 'english_rev':
      return english(auction, offers);
    case 'clock_rev':
      return clock(rule.stepCents, auction, offers);
    case 'dutch_rev':
      return dutch(rule.stepCents, auction, offers);
    case 'scoring_first':
      return scoringFirst(rule, auction, offers);
    case 'scoring_second':
      return scoringSecond(rule, auction, offers);
    case 'buyer_determined':
      return buyerDetermined(auction, offers);
    case 'posted':
      return posted(rule.draw, auction, offers);
    case 'lottery':
      return lottery(rule.pays, auction, offers);
    default:
      return unreachable(rule);
  }
}

/** Two offers of one bidder would set his own second price and double his chance in a draw. */
function assertOnePerBidder(offers: readonly { readonly bidderId: ParticipantId }[]): void {
  const bidders = new Set(offers.map((offer) => offer.bidderId));
  assert(bidders.size === offers.length, 'a bidder has more than one offer');
}
