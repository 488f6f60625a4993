/** A second set of books, kept from the log by rules of its own: who has what, and which fees each award may have cost. */

import type { LoggedEvent, MarketEvent } from '../../server/market/event.ts';
import type { FeePolicy, Policy } from '../../server/market/policy.ts';
import type { MarketState } from '../../server/market/state.ts';
import { demand, demandEqual } from './failure.ts';

type Books = Map<string, number>;

function add(books: Books, account: string, cents: number): void {
  const balance = (books.get(account) ?? 0) + cents;
  if (balance === 0) books.delete(account);
  else books.set(account, balance);
}

/** What the event gives and takes, told from the participants' side instead of from the accounts'. */
function changes(event: MarketEvent): readonly (readonly [account: string, cents: number])[] {
  switch (event.type) {
    case 'FundsDeposited':
      return [[`wallet/${event.participantId}`, event.amountCents]];
    case 'FundsWithdrawn':
      return [[`wallet/${event.participantId}`, -event.amountCents]];
    case 'CostBooked':
      return [[`outlay/${event.participantId}`, -event.amountCents]];
    case 'AwardAccepted':
      return [
        [`wallet/${event.employerId}`, -event.employerFeeCents],
        ['platform', event.employerFeeCents],
      ];
    case 'MilestoneCreated':
      return [
        [`wallet/${event.employerId}`, -event.amountCents - event.feeHeldCents],
        [`escrow/${event.milestoneId}`, event.amountCents + event.feeHeldCents],
      ];
    case 'MilestoneReleased':
      return [
        [`escrow/${event.milestoneId}`, -event.amountCents - event.employerFeeCents],
        [`wallet/${event.freelancerId}`, event.amountCents - event.freelancerFeeCents],
        ['platform', event.freelancerFeeCents + event.employerFeeCents],
      ];
    case 'MilestoneRefunded':
      return [
        [`escrow/${event.milestoneId}`, -event.amountCents - event.feeReturnedCents],
        [`wallet/${event.employerId}`, event.amountCents + event.feeReturnedCents],
      ];
    default:
      return [];
  }
}

const sorted = (books: Iterable<readonly [string, number]>) => [...books].sort(([a], [b]) => (a < b ? -1 : 1));

/** The ledger's balances are those of the second books; what came in is what is left, went out or was spent. */
export function checkBooks(log: readonly LoggedEvent[], state: MarketState): void {
  const books: Books = new Map();
  for (const { event } of log) for (const [account, cents] of changes(event)) add(books, account, cents);
  const world = state.balances.get('world' as never) ?? 0;
  let inside = 0;
  for (const cents of books.values()) inside += cents;
  demand(world === -inside, 'books', () => `the world is at ${world}, everybody else at ${inside}`);
  const ledger = [...state.balances].filter(([account]) => account !== 'world');
  demandEqual(sorted(ledger), sorted(books), 'books', 'balances against the second books');
}

interface AwardMoney {
  priceCents: number;
  acceptFeeCents: number;
  grossCents: number;
  freelancerFeeCents: number;
  releaseFeeCents: number;
  contest: boolean;
}

/** Half to even, with exact integers. */
function share(amount: number, bps: number): number {
  const product = BigInt(amount) * BigInt(bps);
  const floor = product / 10_000n;
  const twice = (product % 10_000n) * 2n;
  return Number(twice > 10_000n || (twice === 10_000n && floor % 2n === 1n) ? floor + 1n : floor);
}

function employerRate(fees: FeePolicy, price: number): number {
  return price === 0 ? 0 : Math.max(share(price, fees.employerBps), fees.employerMinCents);
}

function moneyOfAwards(log: readonly LoggedEvent[]): Map<number, AwardMoney> {
  const awards = new Map<number, AwardMoney>();
  const prizes = new Set<number>();
  for (const { event } of log) {
    if (event.type === 'MilestoneCreated' && event.bidId === null) prizes.add(event.projectId);
    if (event.type === 'AwardAccepted') {
      const { priceCents, employerFeeCents: acceptFeeCents, projectId } = event;
      const paid = { grossCents: 0, freelancerFeeCents: 0, releaseFeeCents: 0, contest: prizes.has(projectId) };
      awards.set(event.bidId, { priceCents, acceptFeeCents, ...paid });
    }
    if (event.type !== 'MilestoneReleased') continue;
    const award = event.bidId === null ? undefined : awards.get(event.bidId);
    demand(award !== undefined, 'release', () => `milestone ${event.milestoneId} paid without an accepted award`);
    award.grossCents += event.amountCents;
    award.freelancerFeeCents += event.freelancerFeeCents;
    award.releaseFeeCents += event.employerFeeCents;
  }
  return awards;
}

/** Every award has cost the fees of its policy on what was really paid, in however many parts. */
export function checkFees(log: readonly LoggedEvent[], { fees, settlement }: Policy): void {
  for (const [bid, award] of moneyOfAwards(log)) {
    const { priceCents, grossCents, contest } = award;
    const owed = Math.min(grossCents, Math.max(share(grossCents, fees.freelancerBps), fees.freelancerMinCents));
    const withheld = award.freelancerFeeCents;
    demand(withheld === owed, 'freelancer_fee', () => `bid ${bid}: ${withheld} of ${grossCents}, owed ${owed}`);
    if (contest) {
      const right = award.releaseFeeCents === employerRate(fees, priceCents) && award.acceptFeeCents === 0;
      demand(right, 'employer_fee', () => `contest bid ${bid}: ${JSON.stringify(award)}`);
    } else if (settlement === 'verdict') {
      const paid = award.acceptFeeCents + award.releaseFeeCents;
      const due = employerRate(fees, fees.refundEmployerFee ? grossCents : priceCents);
      // A minimum on a small release may exceed what was held for the whole price; then all of it is kept, no more.
      const most = employerRate(fees, priceCents);
      demand(paid === Math.min(due, most), 'employer_fee', () => `bid ${bid}: ${JSON.stringify(award)}, due ${due}`);
    } else {
      const due = employerRate(fees, priceCents);
      demand(award.acceptFeeCents === due, 'employer_fee', () => `bid ${bid}: ${award.acceptFeeCents}, due ${due}`);
    }
  }
}
