/**
 * What was won by latency. Bids of one window of time are put into other orders, everything else stays as it was, and the
 * auction is cleared again: where the award changes, the order within a window decided it, and nothing that anybody bid.
 */

import type { BidId, ParticipantId, ProjectId } from '../kernel/id.ts';
import { type Cents, smallest } from '../kernel/money.ts';
import { chance } from '../kernel/prng.ts';
import { clear } from '../market/mechanism/clear.ts';
import { mayEnter } from '../market/mechanism/entry-rule.ts';
import type { MechanismKind, Offer } from '../market/mechanism/mechanism.ts';
import type { Bidding, Clearings, RecordedClearing } from './clearings.ts';

/**
 * `terms`: no order within a window changes the award. `arrival`: some order does, and the recorded one was that of arrival.
 * `batch_window`: some order does, and the recorded one was drawn when the window ended. `employer`: awarded by hand.
 * `entries`: a contest. `nobody`: there was no award.
 */
export type DecidedBy = 'terms' | 'arrival' | 'batch_window' | 'employer' | 'entries' | 'nobody';

export interface LatencyLine {
  readonly projectId: ProjectId;
  readonly mechanism: MechanismKind;
  readonly bidCount: number;
  /** Windows in which more than one bidder did something. */
  readonly sharedWindows: number;
  readonly decidedBy: DecidedBy;
  readonly winnerId: ParticipantId | null;
  /** Who would have won had the bidders of each window come in the opposite order; null: nobody, or it was not asked. */
  readonly reversedWinnerId: ParticipantId | null;
  readonly changedByReversal: boolean;
  /** How many of the drawn orders change winner or price. */
  readonly changedByShuffle: number;
}

export interface LatencyReport {
  readonly windowMs: number;
  readonly batched: boolean;
  readonly shuffles: number;
  readonly awards: number;
  readonly changedByReversal: number;
  /** Sum over awards of the share of drawn orders that change it: how many awards chance within windows is worth. */
  readonly expectedChanges: number;
  readonly lines: readonly LatencyLine[];
}

export interface LatencyOptions {
  /** Length of a window where the market had none of its own, in market milliseconds. */
  readonly windowMs: number;
  readonly shuffles: number;
}

type Reorder = (bidders: readonly ParticipantId[]) => readonly ParticipantId[];
interface Slot {
  readonly at: number;
  readonly order: number;
}

const placeOf = (one: Bidding): Slot & { readonly bidderId: ParticipantId } =>
  one.kind === 'retract' ? one : one.offer;

function moved(one: Bidding, { at, order }: Slot): Bidding {
  return one.kind === 'retract' ? { ...one, at, order } : { ...one, offer: { ...one.offer, at, order } };
}

function windowsOf(history: readonly Bidding[], windowMs: number): readonly (readonly Bidding[])[] {
  const windows = new Map<number, Bidding[]>();
  for (const one of history) {
    const number = Math.floor(placeOf(one).at / windowMs);
    const window = windows.get(number);
    if (window === undefined) windows.set(number, [one]);
    else window.push(one);
  }
  return [...windows.values()];
}

const biddersOf = (window: readonly Bidding[]): readonly ParticipantId[] => [
  ...new Set(window.map((one) => placeOf(one).bidderId)),
];

/** The window's moments, taken by its commands in another order of bidders; each bidder's own keep theirs. */
function reordered(window: readonly Bidding[], reorder: Reorder): readonly Bidding[] {
  const commandsOf = Map.groupBy(window, (one) => placeOf(one).bidderId);
  const commands = reorder([...commandsOf.keys()]).flatMap((bidder) => commandsOf.get(bidder) ?? []);
  return commands.map((one, index) => moved(one, placeOf(window[index] ?? one)));
}

/** The bids that stand at the end, had the commands come like this; what open outcry would have refused is left out. */
function standing(history: readonly Bidding[], { posting, auction }: RecordedClearing): readonly Offer[] {
  const offers = new Map<BidId, Offer>();
  // In open outcry nothing is taken back, so the lowest bid so far is the one that stands.
  let lowest: Cents | null = null;
  for (const one of history) {
    if (one.kind === 'retract') {
      offers.delete(one.bidId);
      continue;
    }
    const { bidId, amountCents } = one.offer;
    // A bid that was never let in cannot be amended either.
    if (one.kind === 'amend' && !offers.has(bidId)) continue;
    if (mayEnter(posting.mechanism, auction, lowest, amountCents) === 'not_below_standing') continue;
    offers.set(bidId, one.offer);
    lowest = lowest === null ? amountCents : smallest(lowest, amountCents);
  }
  return [...offers.values()];
}

function exemptionOf({ posting, reason, award }: RecordedClearing): DecidedBy | null {
  if (posting.mechanism.kind === 'contest') return 'entries';
  if (award === null) return 'nobody';
  return reason === 'by_hand' ? 'employer' : null;
}

function lineOf(clearing: RecordedClearing, windowMs: number, shuffles: number, batched: boolean): LatencyLine {
  const { projectId, posting, auction, history, offers, award } = clearing;
  const windows = windowsOf(history, windowMs);
  const sharedWindows = windows.filter((window) => biddersOf(window).length > 1).length;
  const head = { projectId, mechanism: posting.mechanism.kind, bidCount: offers.length, sharedWindows };
  const winnerId = award?.bidderId ?? null;
  const exempt = exemptionOf(clearing);
  if (exempt !== null || sharedWindows === 0 || posting.mechanism.kind === 'contest') {
    const unchanged = { reversedWinnerId: exempt === null ? winnerId : null, changedByReversal: false };
    return { ...head, decidedBy: exempt ?? 'terms', winnerId, ...unchanged, changedByShuffle: 0 };
  }
  const { mechanism } = posting;
  const winnerUnder = (reorder: Reorder) =>
    clear(
      mechanism,
      auction,
      standing(
        windows.flatMap((window) => reordered(window, reorder)),
        clearing,
      ),
    ).winner;
  const changes = (winner: ReturnType<typeof winnerUnder>): boolean =>
    winner?.bidderId !== award?.bidderId || winner?.priceCents !== award?.priceCents;
  const reversed = winnerUnder((bidders) => bidders.toReversed());
  let changedByShuffle = 0;
  for (let index = 0; index < shuffles; index += 1) {
    const drawn = chance(auction.seed, 'latency', projectId, index);
    if (changes(winnerUnder((bidders) => drawn.shuffle(bidders)))) changedByShuffle += 1;
  }
  const changedByReversal = changes(reversed);
  const byOrder = changedByReversal || changedByShuffle > 0;
  const decidedBy = byOrder ? (batched ? 'batch_window' : 'arrival') : 'terms';
  return {
    ...head,
    decidedBy,
    winnerId,
    reversedWinnerId: reversed?.bidderId ?? null,
    changedByReversal,
    changedByShuffle,
  };
}

/** Bids that would be looked at, over all orders: what the report costs. */
export function latencyWork({ clearings }: Clearings, shuffles: number): number {
  return clearings.reduce((sum, { history }) => sum + history.length, 0) * (shuffles + 2);
}

/** The report on every clearing; a market's own batch windows are the windows where it has any. */
export function latencyReport({ policy, clearings }: Clearings, options: LatencyOptions): LatencyReport {
  const { shuffles } = options;
  const { batchMs } = policy.speed;
  const batched = batchMs > 0;
  const windowMs = batched ? batchMs : options.windowMs;
  const lines = clearings.map((clearing) => lineOf(clearing, windowMs, shuffles, batched));
  const awards = lines.filter(({ winnerId }) => winnerId !== null);
  return {
    windowMs,
    batched,
    shuffles,
    awards: awards.length,
    changedByReversal: lines.filter((line) => line.changedByReversal).length,
    expectedChanges: shuffles === 0 ? 0 : lines.reduce((sum, line) => sum + line.changedByShuffle / shuffles, 0),
    lines,
  };
}
