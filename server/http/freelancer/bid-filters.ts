/** Which bids a list is about. */

import type { SeenBid } from '../../protocol/arena/seen/things.ts';
import type { BidFilters } from '../../protocol/freelancer/bid-filters.ts';
import { secondsOf } from '../../protocol/freelancer/money.ts';
import { among, inSpan } from './among.ts';
import type { Look } from './looking.ts';
import { awardStatusOf, paidFor } from './present-bid.ts';

/** Whether the status is one of those wanted; no status at all is none of them. */
function isOneOf<T>(wanted: readonly T[] | undefined, status: T | null): boolean {
  return wanted === undefined || (status !== null && wanted.includes(status));
}

function matchesProgress(look: Look, bid: SeenBid, query: BidFilters): boolean {
  const { paid_status, complete_status, frontend_bid_status } = paidFor(look, bid);
  return (
    isOneOf(query['paid_statuses[]'], paid_status) &&
    isOneOf(query['complete_statuses[]'], complete_status) &&
    isOneOf(query['frontend_bid_statuses[]'], frontend_bid_status) &&
    isOneOf(query['front_bid_statuses[]'], frontend_bid_status)
  );
}

export function matchesBid(look: Look, bid: SeenBid, query: BidFilters): boolean {
  return (
    among(query['bids[]'], Number(bid.bidId)) &&
    among(query['projects[]'], Number(bid.projectId)) &&
    among(query['bidders[]'], Number(bid.bidderId)) &&
    among(query['project_owners[]'], Number(bid.employerId)) &&
    isOneOf(query['award_statuses[]'], awardStatusOf(bid.status)) &&
    matchesProgress(look, bid, query) &&
    query.is_shortlisted !== true &&
    inSpan(secondsOf(bid.placedAt), query)
  );
}
