/** The amounts that make sense on a project: not below break-even, not above what the mechanism takes. */

import type { BidId } from '../../server/kernel/id.ts';
import type { Posting } from '../../server/protocol/arena/wire.ts';
import { type Observation, type ObservedBid, type ObservedProject, ownBid } from '../observation.ts';
import { breakEven, NO_FEE } from './break-even.ts';
import type { BidContext } from './strategy.ts';

export interface BidRange {
  /** Break-even: the cost and the fee on it. */
  readonly floorCents: number;
  /** The budget's maximum; the posted price where that is paid whatever one bids; in open outcry a step below the best rival. */
  readonly ceilingCents: number;
}

/** Whether the mechanism pays the posted price, so that the amount decides nothing. */
export function paysPostedPrice({ mechanism }: Posting): boolean {
  const { kind } = mechanism;
  return (
    kind === 'posted' || kind === 'direct' || kind === 'contest' || (kind === 'lottery' && mechanism.pays === 'posted')
  );
}

/** The lowest visible open bid of somebody else, or null. */
export function lowestRival(observation: Observation, project: ObservedProject): ObservedBid | null {
  let lowest: ObservedBid | null = null;
  for (const bid of project.bids.values()) {
    if (bid.bidderId === observation.self || bid.status !== 'placed') continue;
    if (lowest === null || bid.amountCents < lowest.amountCents) lowest = bid;
  }
  return lowest;
}

/** The own bid that could still be amended, or null. */
export function ownOpenBid(observation: Observation, project: ObservedProject): ObservedBid | null {
  const own = ownBid(observation, project);
  return own?.status === 'placed' ? own : null;
}

function ceilingOf({ observation, project }: BidContext): number {
  const { posting } = project;
  if (paysPostedPrice(posting)) return posting.postedPriceCents;
  if (posting.mechanism.kind !== 'english_rev') return posting.budgetMaxCents;
  const rival = lowestRival(observation, project);
  return rival === null ? posting.budgetMaxCents : rival.amountCents - posting.mechanism.stepCents;
}

/** Null where no amount would pay: nothing covers the cost, or the project is meant for somebody else. */
export function bidRange(context: BidContext): BidRange | null {
  const { observation, project, costCents } = context;
  const { mechanism, assigneeId } = project.posting;
  if (mechanism.kind === 'direct' && mechanism.assignment === 'named' && assigneeId !== observation.self) return null;
  const floorCents = Math.max(1, breakEven(observation.policy?.fees ?? NO_FEE, costCents));
  const ceilingCents = ceilingOf(context);
  return floorCents <= ceilingCents ? { floorCents, ceilingCents } : null;
}

/** `amount` in whole cents, moved into the range. */
export function within({ floorCents, ceilingCents }: BidRange, amount: number): number {
  return Math.min(ceilingCents, Math.max(floorCents, Math.round(amount)));
}

/** Names the project in every draw of chance: the same work and round, whatever market and mechanism it is posted in. */
export function projectKey({ drawKey, occurrence }: ObservedProject): string {
  return `${drawKey}/${occurrence}`;
}

/** Whether a rival's visible bid beats the own open one. */
export function isOutbid(observation: Observation, project: ObservedProject, own: BidId): boolean {
  const rival = lowestRival(observation, project);
  const amount = project.bids.get(own)?.amountCents;
  return rival !== null && amount !== undefined && rival.amountCents < amount;
}
