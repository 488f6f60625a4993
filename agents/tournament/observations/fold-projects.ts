/** Projects and bids of one market as rows: what was posted, what was asked, what became of it. */

import type { BidId, ContentHash, ParticipantId, ProjectId } from '../../../server/kernel/id.ts';
import type { EventOf, MarketEvent, Posting } from '../../../server/protocol/arena/wire.ts';
import type { Provenance } from '../standing-schema.ts';
import type { ObservedMarket, Who } from './observed-market.ts';
import type { BidRow, ProjectRow } from './row-schema.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };
export type ProjectDraft = Writable<ProjectRow> & { readonly posting: Posting };

export interface Folded {
  readonly projects: Map<ProjectId, ProjectDraft>;
  readonly bids: Map<BidId, Writable<BidRow>>;
  readonly bidsOf: Map<ProjectId, Writable<BidRow>[]>;
  /** How often each answer key has been posted. */
  readonly postings: Map<ContentHash, number>;
}

/** Where a row belongs; all null outside a project. */
export type Place = Pick<BidRow, 'market' | 'project' | 'slug' | 'family' | 'round'>;
export type Doer = Pick<BidRow, 'freelancer' | 'participant' | 'participantKind' | 'origin'>;

/** Only what somebody really did is measured. */
export function originOf(kind: Who['kind']): Provenance {
  return kind === 'simulated' || kind === 'scripted' ? 'simulated' : 'measured';
}

export function doerOf({ freelancers }: ObservedMarket, id: ParticipantId): Doer | null {
  const who = freelancers.get(id);
  if (who === undefined) return null;
  return { freelancer: who.name, participant: Number(id), participantKind: who.kind, origin: originOf(who.kind) };
}

export function placeIn({ market }: ObservedMarket, project: Place | undefined): Place {
  if (project === undefined) return { market, project: null, slug: null, family: null, round: null };
  const { slug, family, round } = project;
  return { market, project: project.project, slug, family, round };
}

type PostingEvent = EventOf<'ProjectPosted' | 'ProjectPublished'>;

function post(
  { projects, bidsOf, postings }: Folded,
  market: ObservedMarket,
  at: number,
  { projectId, posting }: PostingEvent,
): void {
  const facts = market.projectFacts(posting.acceptanceHash);
  const round = (postings.get(posting.acceptanceHash) ?? 0) + 1;
  postings.set(posting.acceptanceHash, round);
  bidsOf.set(projectId, []);
  projects.set(projectId, {
    kind: 'project',
    market: market.market,
    project: Number(projectId),
    slug: facts?.slug ?? null,
    family: facts?.family ?? null,
    round,
    acceptanceHash: posting.acceptanceHash,
    postedAt: at,
    closedAt: null,
    awardedAt: null,
    acceptedAt: null,
    endedAt: null,
    mechanism: posting.mechanism.kind,
    budgetMinCents: posting.budgetMinCents,
    budgetMaxCents: posting.budgetMaxCents,
    postedPriceCents: posting.postedPriceCents,
    priceKind: facts?.priceKind ?? null,
    priceMethod: facts?.priceMethod ?? null,
    estimatedMinutes: facts?.estimatedMinutes ?? null,
    caseCount: posting.caseCount,
    bidCount: 0,
    status: 'open',
    winner: null,
    priceCents: null,
    posting,
  });
}

/** What the work costs this freelancer, in cents; null: nobody knows. */
export function costOf(market: ObservedMarket, freelancer: string, project: ProjectDraft): number | null {
  const { acceptanceHash, budgetMaxCents } = project.posting;
  return market.costCents(freelancer, { acceptanceHash, round: project.round ?? 1, budgetMaxCents });
}

function placeBid(
  { projects, bids, bidsOf }: Folded,
  market: ObservedMarket,
  at: number,
  event: EventOf<'BidPlaced'>,
): void {
  const project = projects.get(event.projectId);
  const doer = doerOf(market, event.bidderId);
  if (project === undefined || doer === null) return;
  project.bidCount += 1;
  const bid: Writable<BidRow> = {
    kind: 'bid',
    ...placeIn(market, project),
    ...doer,
    bid: Number(event.bidId),
    placedAt: at,
    firstCents: event.amountCents,
    amountCents: event.amountCents,
    amendments: 0,
    days: event.days,
    confidenceBps: event.confidenceBps,
    costCents: costOf(market, doer.freelancer, project),
    status: 'placed',
    priceCents: null,
  };
  bids.set(event.bidId, bid);
  bidsOf.get(event.projectId)?.push(bid);
}

function loseOpenBids({ bidsOf }: Folded, projectId: ProjectId): void {
  for (const bid of bidsOf.get(projectId) ?? []) {
    if (bid.status === 'placed') bid.status = 'lost';
  }
}

const DROPPED = { AwardDeclined: 'declined', AwardRevoked: 'revoked', AwardLapsed: 'lapsed' } as const;
const ENDED = { ProjectExpired: 'expired', ProjectCancelled: 'cancelled' } as const;

function accept(folded: Folded, market: ObservedMarket, at: number, event: EventOf<'AwardAccepted'>): void {
  const project = folded.projects.get(event.projectId);
  const bid = folded.bids.get(event.bidId);
  if (bid !== undefined) Object.assign(bid, { status: 'accepted', priceCents: event.priceCents });
  loseOpenBids(folded, event.projectId);
  const winner = market.freelancers.get(event.freelancerId)?.name ?? null;
  if (project !== undefined) Object.assign(project, { acceptedAt: at, winner, priceCents: event.priceCents });
}

/** Events about a bid alone, and those that end a project. */
function change(folded: Folded, at: number, event: MarketEvent): void {
  switch (event.type) {
    case 'BidAmended': {
      const bid = folded.bids.get(event.bidId);
      const { amountCents, days } = event;
      if (bid !== undefined) Object.assign(bid, { amountCents, days, amendments: bid.amendments + 1 });
      return;
    }
    case 'BidRetracted': {
      const [bid, project] = [folded.bids.get(event.bidId), folded.projects.get(event.projectId)];
      if (bid !== undefined) bid.status = 'retracted';
      if (bid !== undefined && project !== undefined) project.bidCount -= 1;
      return;
    }
    case 'AwardDeclined':
    case 'AwardRevoked':
    case 'AwardLapsed': {
      const bid = folded.bids.get(event.bidId);
      if (bid !== undefined) bid.status = DROPPED[event.type];
      return;
    }
    case 'ProjectExpired':
    case 'ProjectCancelled': {
      const project = folded.projects.get(event.projectId);
      if (project !== undefined) Object.assign(project, { endedAt: at, status: ENDED[event.type] });
      loseOpenBids(folded, event.projectId);
      return;
    }
    default:
  }
}

export function foldProjects(market: ObservedMarket): Folded {
  const folded: Folded = { projects: new Map(), bids: new Map(), bidsOf: new Map(), postings: new Map() };
  for (const { at, event } of market.events) {
    switch (event.type) {
      case 'ProjectPosted':
        if (!event.draft) post(folded, market, at, event);
        break;
      case 'ProjectPublished':
        post(folded, market, at, event);
        break;
      case 'BidPlaced':
        placeBid(folded, market, at, event);
        break;
      case 'BiddingClosed':
      case 'BidAwarded': {
        const project = folded.projects.get(event.projectId);
        if (project === undefined) break;
        if (event.type === 'BiddingClosed') project.closedAt = at;
        else project.awardedAt ??= at;
        break;
      }
      case 'AwardAccepted':
        accept(folded, market, at, event);
        break;
      case 'ProjectCompleted': {
        const project = folded.projects.get(event.projectId);
        if (project !== undefined) Object.assign(project, { endedAt: at, status: event.outcome });
        break;
      }
      default:
        change(folded, at, event);
    }
  }
  return folded;
}
