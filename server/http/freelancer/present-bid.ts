/** A bid in Freelancer.com's form. */

import { cents } from '../../kernel/money.ts';
import { employerFee } from '../../market/fee.ts';
import type { SeenBid, SeenBidStatus } from '../../protocol/arena/seen/things.ts';
import { currencyOf } from '../../protocol/freelancer/currency.ts';
import { amountOf, secondsOf } from '../../protocol/freelancer/money.ts';
import type { Look } from './looking.ts';

type AwardStatus = 'pending' | 'awarded' | 'rejected' | 'revoked' | 'canceled' | null;

const AWARD_STATUS: Readonly<Record<SeenBidStatus, AwardStatus>> = {
  placed: null,
  retracted: null,
  lost: null,
  awarded: 'pending',
  accepted: 'awarded',
  declined: 'rejected',
  revoked: 'revoked',
  lapsed: 'revoked',
};

export function awardStatusOf(status: SeenBidStatus): AwardStatus {
  return AWARD_STATUS[status];
}

/** Which award statuses the bid can reach next, and so which buttons a client shows. */
function possibilities({ status }: SeenBid, projectStatus: string | undefined): readonly string[] {
  const open = projectStatus === 'open' || projectStatus === 'bidding_closed';
  if (status === 'placed') return open ? ['pending'] : [];
  return status === 'awarded' ? ['awarded', 'rejected', 'revoked'] : [];
}

export interface Paid {
  readonly paid_status: 'unpaid' | 'partly_paid' | 'fully_paid';
  readonly paid_amount: number;
  readonly complete_status: 'pending' | 'incomplete' | 'complete' | null;
  readonly frontend_bid_status: 'active' | 'in_progress' | 'complete';
}

/** What was paid for the bid, from the milestones that the viewer may see. */
export function paidFor({ market }: Look, bid: SeenBid): Paid {
  const project = market.projects.get(bid.projectId);
  const own = project?.award?.bidId === bid.bidId ? project.award : null;
  const milestones = project?.milestoneIds.map((id) => market.milestones.get(id)) ?? [];
  const releasedCents = milestones.reduce((sum, one) => sum + (one?.bidId === bid.bidId ? one.releasedCents : 0), 0);
  const owedCents = own?.priceCents ?? bid.amountCents;
  const ended = own?.status === 'ended';
  const outcome = own?.outcome === 'completed' ? 'complete' : 'incomplete';
  return {
    paid_status: releasedCents === 0 ? 'unpaid' : releasedCents < owedCents ? 'partly_paid' : 'fully_paid',
    paid_amount: amountOf(releasedCents),
    complete_status: own === null || own.status === 'pending' ? null : ended ? outcome : 'pending',
    frontend_bid_status: ended ? 'complete' : own?.status === 'in_progress' ? 'in_progress' : 'active',
  };
}

/** What the employer pays to the platform once this bid's award is accepted. */
export function employerFeeFor({ market }: Look, bid: SeenBid): object | null {
  if (market.policy === null) return null;
  const amount = employerFee(market.policy.fees, cents(bid.amountCents));
  return { is_taxed: false, amount: amountOf(amount), currency: currencyOf(market.policy.currency) };
}

const UNUSED = {
  highlighted: false,
  sponsored: 0,
  shortlisted: null,
  score: null,
  reputation: null,
  buyer_project_fee: null,
  hourly_rate: null,
  hireme_counter_offer: null,
  negotiated_offer: null,
  hidden: null,
  hidden_reason: null,
  distance: null,
  milestone_percentage: 100,
};

/**
 * `description` is the proposal; null where it was not asked for or is not the viewer's to read. `hours`: by how much the
 * market's amount is more than the wire's, where that is a rate.
 */
export function presentBid(
  look: Look,
  bid: SeenBid,
  description: string | null = null,
  hours = 1,
): Record<string, unknown> {
  const submitted = secondsOf(bid.placedAt);
  const { market } = look;
  return {
    id: bid.bidId,
    bidder_id: bid.bidderId,
    project_id: bid.projectId,
    project_owner_id: bid.employerId,
    amount: amountOf(Math.round(bid.amountCents / hours)),
    period: bid.days,
    description,
    ...UNUSED,
    submitdate: submitted,
    time_submitted: submitted,
    time_awarded: bid.awardedAt === null ? null : secondsOf(bid.awardedAt),
    time_accepted: bid.acceptedAt === null ? null : secondsOf(bid.acceptedAt),
    retracted: bid.status === 'retracted',
    award_status: awardStatusOf(bid.status),
    award_status_possibilities: possibilities(bid, market.projects.get(bid.projectId)?.status),
    ...paidFor(look, bid),
    sealed: market.policy?.visibility === 'sealed',
    bid_rank: null,
    new_bid_rank: null,
  };
}
