/** Posted price: the employer fixes the price; one of those who accept it wins. */

import type { Auction, Offer, Outcome } from './mechanism.ts';
import { awarded, fixedPrice, notAwarded } from './outcome.ts';
import { isSome, lowestHash, type Some } from './tie-break.ts';

/** `offers` are the eligible ones; an amount at or below the posted price accepts it. */
export function posted(draw: 'uniform' | 'first_come', auction: Auction, offers: Some<Offer>): Outcome {
  const priceCents = fixedPrice(auction);
  const accepters = offers.filter((offer) => offer.amountCents <= priceCents);
  const trace = [{ step: 'accepters', postedPriceCents: priceCents, count: accepters.length }];
  if (!isSome(accepters)) return notAwarded('no_eligible_bid', trace);
  const winner = draw === 'uniform' ? lowestHash(auction, 'draw', accepters) : firstCome(accepters);
  return awarded(winner, priceCents, trace);
}

function firstCome(accepters: Some<Offer>): Offer {
  return accepters.reduce((first, offer) => {
    const earlier = offer.at < first.at || (offer.at === first.at && offer.order < first.order);
    return earlier ? offer : first;
  });
}
