/** Bids' commands: placing, amending, retracting. The hot path of every auction. */

import { type BidId, bidId } from '../kernel/id.ts';
import type { Cents } from '../kernel/money.ts';
import { accept } from '../kernel/result.ts';
import { auctionOf, bidSealed } from './clearing.ts';
import type { CommandOf } from './command.ts';
import { actingAs, actsFor, type Decision, findBid, findProject, within } from './decision.ts';
import type { MarketEvent } from './event.ts';
import { mayEnter } from './mechanism/entry-rule.ts';
import { creditsNow } from './participant.ts';
import { type Refusal, refusal } from './refusal.ts';
import type { MarketState, Participant, Project } from './state.ts';

interface Terms {
  readonly amountCents: Cents;
  readonly days: number;
  readonly qualityBps: number;
}

type Refused = { readonly ok: false; readonly error: Refusal } | null;

/** Whether the project takes bids at `now`: "closes at t" means that t is too late. */
function biddingRefusal(state: MarketState, project: Project, now: number): Refused {
  if (state.status !== 'open') return refusal('market_not_open');
  if (project.status !== 'open') return refusal('bidding_closed', `the project is ${project.status}`);
  return now >= project.closesAt ? refusal('bidding_closed') : null;
}

function termsRefusal(state: MarketState, project: Project, { amountCents, days, qualityBps }: Terms): Refused {
  const { limits } = state.policy;
  if (!within(amountCents, 1, limits.amountCents)) return refusal('amount_out_of_range', 'amountCents: 1 cent or more');
  if (!within(days, 1, limits.deliveryDays)) return refusal('days_out_of_range', `1 to ${limits.deliveryDays} days`);
  if (!within(qualityBps, 0, 10_000)) return refusal('quality_out_of_range');
  const entry = mayEnter(project.posting.mechanism, auctionOf(state, project), project.standingCents, amountCents);
  return entry === 'ok' ? null : refusal(entry, `amountCents: ${amountCents}`);
}

function bidderRefusal(state: MarketState, project: Project, bidder: Participant, now: number): Refused {
  if (bidder.participantId === project.employerId) return refusal('own_project');
  if (project.bidOf.has(bidder.participantId)) return refusal('already_bid');
  const { skills } = project.posting;
  if (state.policy.skillMatch && skills.length > 0 && !skills.some((skill) => bidder.skills.has(skill))) {
    return refusal('skill_missing', skills.join(', '));
  }
  if (creditsNow(state.policy.credits, bidder, now) < 1) return refusal('no_bid_credits');
  const { mechanism } = project.posting;
  const most = mechanism.kind === 'contest' ? mechanism.entrantsMax : state.policy.limits.bidsPerProject;
  return project.bidOf.size >= most ? refusal('limit_reached', `bids on a project: ${most}`) : null;
}

/** A soft close moves with a bid that comes late, so that nobody wins by being last. */
function extension(project: Project, now: number): readonly MarketEvent[] {
  const { mechanism } = project.posting;
  if (mechanism.kind !== 'english_rev' || now + mechanism.softCloseMs <= project.closesAt) return [];
  const { projectId, employerId } = project;
  return [{ type: 'BiddingExtended', projectId, employerId, closesAt: now + mechanism.softCloseMs }];
}

export function decidePlaceBid(state: MarketState, command: CommandOf<'PlaceBid'>, now: number): Decision {
  const bidder = actingAs(state, command, 'freelancer');
  if (!bidder.ok) return bidder;
  const found = findProject(state, command, command.projectId);
  if (!found.ok) return found;
  const project = found.value;
  const refused =
    biddingRefusal(state, project, now) ??
    bidderRefusal(state, project, bidder.value, now) ??
    termsRefusal(state, project, command);
  if (refused !== null) return refused;
  if (command.confidenceBps !== null && !within(command.confidenceBps, 0, 10_000)) {
    return refusal('quality_out_of_range', 'confidenceBps: 0 to 10,000');
  }
  const placed: MarketEvent = {
    type: 'BidPlaced',
    projectId: project.projectId,
    employerId: project.employerId,
    bidId: bidId(state.next.bid),
    bidderId: bidder.value.participantId,
    sealed: state.policy.visibility === 'sealed',
    amountCents: command.amountCents,
    days: command.days,
    qualityBps: command.qualityBps,
    proposalHash: command.proposalHash,
    confidenceBps: command.confidenceBps,
  };
  const extended = extension(project, now);
  return accept(extended.length === 0 ? [placed] : [placed, ...extended]);
}

export function decideAmendBid(state: MarketState, command: CommandOf<'AmendBid'>, now: number): Decision {
  const own = ownOpenBid(state, command, command.bidId);
  if (!own.ok) return own;
  const { bid, project } = own.value;
  const refused = biddingRefusal(state, project, now) ?? termsRefusal(state, project, command);
  if (refused !== null) return refused;
  const { amountCents, days, qualityBps, proposalHash } = command;
  const amended: MarketEvent = {
    type: 'BidAmended',
    projectId: project.projectId,
    employerId: project.employerId,
    bidId: bid.bidId,
    bidderId: bid.bidderId,
    sealed: state.policy.visibility === 'sealed',
    amountCents,
    days,
    qualityBps,
    proposalHash,
  };
  return accept([amended, ...extension(project, now)]);
}

function ownOpenBid(state: MarketState, command: CommandOf<'AmendBid'> | CommandOf<'RetractBid'>, id: BidId) {
  const found = findBid(state, id);
  if (!found.ok) return found;
  const { bid } = found.value;
  // Another's bid is unknown rather than forbidden: a sealed bid must not be found by guessing numbers.
  if (!actsFor(command, bid.bidderId)) return refusal('unknown_bid', `bid ${id}`);
  return bid.status === 'placed' ? found : refusal('bid_not_open', `the bid is ${bid.status}`);
}

/** A bid may be taken back until it is awarded; an outcry bid never, because rivals have reacted to it. */
export function decideRetractBid(state: MarketState, command: CommandOf<'RetractBid'>): Decision {
  const own = ownOpenBid(state, command, command.bidId);
  if (!own.ok) return own;
  const { bid, project } = own.value;
  if (project.posting.mechanism.kind === 'english_rev') return refusal('bid_not_open', 'an outcry bid stands');
  if (project.posting.mechanism.kind === 'contest' && enteredContest(state, project, bid.bidId)) {
    return refusal('bid_not_open', 'an entry has been delivered');
  }
  return accept([
    {
      type: 'BidRetracted',
      projectId: project.projectId,
      employerId: project.employerId,
      bidId: bid.bidId,
      bidderId: bid.bidderId,
      sealed: bidSealed(state, project),
    },
  ]);
}

function enteredContest(state: MarketState, project: Project, id: BidId): boolean {
  return project.deliveryIds.some((deliveryId) => state.deliveries.get(deliveryId)?.bidId === id);
}
