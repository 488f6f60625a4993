/** Laws of the trade read off the finished log: what may follow what, when, and at which price. No fold of ours is asked. */

import type { EventOf, EventType, LoggedEvent, MarketEvent } from '../../server/market/event.ts';
import { demand } from './failure.ts';

/** What may still be said of a project that has ended. A verdict or a void may come late for an entry of a cancelled contest. */
const AFTERWARDS: ReadonlySet<EventType> = new Set([
  'CostBooked',
  'ReviewPosted',
  'ReviewsRevealed',
  'MessagePosted',
  'DeliveryTaken',
  'VerdictRecorded',
  'DeliveryVoided',
]);
const ENDS: ReadonlySet<EventType> = new Set(['ProjectCompleted', 'ProjectExpired', 'ProjectCancelled']);

interface Seen {
  readonly postings: Map<number, EventOf<'ProjectPosted'>>;
  readonly closesAt: Map<number, number>;
  readonly amounts: Map<number, number>;
  readonly awarded: Map<number, EventOf<'BidAwarded'>>;
  readonly deliverBy: Map<number, number>;
  readonly verdictBy: Map<number, number>;
  readonly ended: Set<number>;
}

/** Walks the log once; throws at the first event that breaks a law. */
export function checkLaws(log: readonly LoggedEvent[]): void {
  const seen: Seen = {
    postings: new Map(),
    closesAt: new Map(),
    amounts: new Map(),
    awarded: new Map(),
    deliverBy: new Map(),
    verdictBy: new Map(),
    ended: new Set(),
  };
  for (const logged of log) {
    checkEnded(seen, logged);
    checkTimes(seen, logged);
    if (logged.event.type === 'BidAwarded') checkPrice(seen, logged.event);
    remember(seen, logged.event);
  }
}

function checkEnded({ ended }: Seen, { seq, event }: LoggedEvent): void {
  if (!('projectId' in event) || event.projectId === null || !ended.has(event.projectId)) return;
  demand(AFTERWARDS.has(event.type), 'after_end', () => `event ${seq}, ${event.type} of project ${event.projectId}`);
}

/** "By t" means before t; what time brings it brings at its own moment, however late anybody looked. */
function checkTimes(seen: Seen, { seq, at, event }: LoggedEvent): void {
  const before = beforeWhen(seen, event);
  demand(before === null || at < before, 'time', () => `event ${seq}, ${event.type} at ${at}, too late from ${before}`);
  const exactly = exactlyWhen(seen, event);
  demand(exactly === null || at === exactly, 'time', () => `event ${seq}, ${event.type} at ${at}, due ${exactly}`);
}

/** The moment from which the event is too late; null: it has none. */
function beforeWhen({ closesAt, awarded, deliverBy, postings }: Seen, event: MarketEvent): number | null {
  if (event.type === 'BidPlaced' || event.type === 'BidAmended') return closesAt.get(event.projectId) ?? 0;
  if (event.type === 'DeliverySubmitted') {
    return (event.entry ? closesAt.get(event.projectId) : deliverBy.get(event.bidId)) ?? 0;
  }
  // A prize is awarded and accepted in one breath.
  const prize = 'projectId' in event && postings.get(event.projectId ?? 0)?.posting.mechanism.kind === 'contest';
  return event.type === 'AwardAccepted' && !prize ? (awarded.get(event.bidId)?.acceptBy ?? 0) : null;
}

/** The one moment at which the event can come; null: any. */
function exactlyWhen({ awarded, verdictBy }: Seen, event: MarketEvent): number | null {
  if (event.type === 'AwardLapsed') return awarded.get(event.bidId)?.acceptBy ?? 0;
  return event.type === 'DeliveryVoided' ? (verdictBy.get(event.deliveryId) ?? 0) : null;
}

/** Within the budget; where the rule pays the bid or more, not less than was bid; where the price is posted, that one. */
function checkPrice({ postings, amounts }: Seen, { projectId, bidId, priceCents }: EventOf<'BidAwarded'>): void {
  const posting = postings.get(projectId)?.posting;
  const amount = amounts.get(bidId);
  if (posting === undefined || amount === undefined) return;
  const { mechanism, budgetMaxCents, postedPriceCents } = posting;
  const where = (): string => `project ${projectId} (${mechanism.kind}): ${priceCents}, bid ${amount}`;
  demand(priceCents >= 0 && priceCents <= budgetMaxCents, 'price', where);
  const { kind } = mechanism;
  const ownPrice = kind === 'fp_sealed' || kind === 'english_rev' || kind === 'buyer_determined';
  if (ownPrice || kind === 'scoring_first') demand(priceCents === amount, 'price', where);
  if (kind === 'vickrey' || kind === 'clock_rev' || kind === 'dutch_rev') demand(priceCents >= amount, 'price', where);
  if (kind === 'contest' || kind === 'posted') demand(priceCents === postedPriceCents, 'price', where);
}

function remember(seen: Seen, event: MarketEvent): void {
  if (event.type === 'ProjectPosted') seen.postings.set(event.projectId, event);
  if ('closesAt' in event) seen.closesAt.set(event.projectId, event.closesAt);
  if (event.type === 'BidPlaced' || event.type === 'BidAmended') seen.amounts.set(event.bidId, event.amountCents);
  if (event.type === 'BidAwarded') seen.awarded.set(event.bidId, event);
  if (event.type === 'AwardAccepted') seen.deliverBy.set(event.bidId, event.deliverBy);
  if (event.type === 'DeliverySubmitted') seen.verdictBy.set(event.deliveryId, event.verdictBy);
  if (ENDS.has(event.type) && 'projectId' in event && event.projectId !== null) seen.ended.add(event.projectId);
}
