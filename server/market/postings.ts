/** The only place where money moves: the transfers that each event makes. Pure, and of the event alone. */

import { type Cents, ZERO } from '../kernel/money.ts';
import { type Account, escrowOf, outlayOf, PLATFORM, WORLD, walletOf } from './account.ts';
import type { EventOf, MarketEvent } from './event.ts';
import type { Transfer, TransferCode } from './transfer.ts';

const NOTHING: readonly Transfer[] = [];

function move(code: TransferCode, from: Account, to: Account, amountCents: Cents): readonly Transfer[] {
  return amountCents === ZERO ? NOTHING : [{ code, from, to, amountCents }];
}

function fundMilestone(event: EventOf<'MilestoneCreated'>): readonly Transfer[] {
  const wallet = walletOf(event.employerId);
  const escrow = escrowOf(event.milestoneId);
  return [...move('fund', wallet, escrow, event.amountCents), ...move('fund', wallet, escrow, event.feeHeldCents)];
}

function releaseMilestone(event: EventOf<'MilestoneReleased'>): readonly Transfer[] {
  const escrow = escrowOf(event.milestoneId);
  if (event.freelancerId === null) return NOTHING;
  const net = (event.amountCents - event.freelancerFeeCents) as Cents;
  return [
    ...move('release', escrow, walletOf(event.freelancerId), net),
    ...move('fee', escrow, PLATFORM, event.freelancerFeeCents),
    ...move('fee', escrow, PLATFORM, event.employerFeeCents),
  ];
}

/** The transfers of one event, in order; most events move nothing. Each takes from one account what it gives another. */
export function postings(event: MarketEvent): readonly Transfer[] {
  switch (event.type) {
    case 'FundsDeposited':
      return move('deposit', WORLD, walletOf(event.participantId), event.amountCents);
    case 'FundsWithdrawn':
      return move('payout', walletOf(event.participantId), WORLD, event.amountCents);
    case 'CostBooked':
      return move('cost', outlayOf(event.participantId), WORLD, event.amountCents);
    case 'AwardAccepted':
      return move('fee', walletOf(event.employerId), PLATFORM, event.employerFeeCents);
    case 'MilestoneCreated':
      return fundMilestone(event);
    case 'MilestoneReleased':
      return releaseMilestone(event);
    case 'MilestoneRefunded': {
      const back = (event.amountCents + event.feeReturnedCents) as Cents;
      return move('refund', escrowOf(event.milestoneId), walletOf(event.employerId), back);
    }
    default:
      return NOTHING;
  }
}
