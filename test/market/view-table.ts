/** The one table of who sees which field of which event. What is not named here is hidden; the owner sees everything. */

import type { ParticipantId } from '../../server/kernel/id.ts';
import type { EventType, MarketEvent } from '../../server/market/event.ts';
import type { Policy } from '../../server/market/policy.ts';
import type { Viewer } from '../../server/market/view.ts';

/** How a viewer stands to an event: whom it is about, the project's employer, a reviewer, anybody else. */
export type Standing = 'subject' | 'employer' | 'reviewer' | 'other';

/** Fields by standing; null: that it happened stays hidden too. A standing left out sees what `other` sees. */
export type Row = { readonly other: string | null } & Partial<Readonly<Record<Standing, string | null>>>;

const PROJECT = 'projectId employerId';
const BID = `${PROJECT} bidId bidderId sealed`;
const TERMS = 'amountCents days qualityBps proposalHash';
const AWARD = `${PROJECT} bidId freelancerId`;
const DELIVERY = `${AWARD} deliveryId entry`;
const MEASURES = 'scoreBps casesPassed caseCount status';
const INSIDE = 'shareBps evidenceHash';
const MILESTONE = `${AWARD} milestoneId`;
const DISPUTE = `${PROJECT} freelancerId milestoneId disputeId`;

const all = (other: string): Row => ({ other });
const own = (subject: string): Row => ({ subject, other: null });
const parties = (fields: string): Row => ({ subject: fields, employer: fields, other: null });

/** A bid's event, sealed and open: its confidence is for its bidder alone. */
function ofBid(fields: string, confidence = '') {
  const subject = `${BID} ${fields} ${confidence}`;
  const seen = `${BID} ${fields}`;
  return { open: { subject, other: seen }, sealed: { subject, employer: seen, other: null } };
}

/** A delivery's event: of an award, and of a contest in an open and in a sealed market. */
function ofDelivery(inside: string, outside: string | null, reviewer = '') {
  const full = `${DELIVERY} ${inside}`;
  const brief = outside === null ? null : `${DELIVERY} ${outside}`;
  const known = { subject: full, reviewer: `${full} ${reviewer}` };
  const seen = outside === null ? `${DELIVERY} ${inside}` : brief;
  return {
    work: { ...known, employer: full, other: seen },
    entry: { ...known, employer: brief, other: brief },
    sealed_entry: { ...known, employer: brief, other: null },
  };
}

const deliverySubmitted = ofDelivery('filesHash bytes attempt verdictBy', 'attempt verdictBy');
const verdict = ofDelivery(`${MEASURES} ${INSIDE}`, null, 'reviewerId fuel memoryBytes');
const revision = ofDelivery('commentHash', null);

export const TABLE: Readonly<Record<EventType, Readonly<Record<string, Row>>>> = {
  MarketOpened: { always: all('policy') },
  MarketClosed: { always: all('') },
  ParticipantRegistered: {
    shown: all('participantId roles participantKind skills profileHash'),
    pseudonyms: {
      subject: 'participantId roles participantKind skills profileHash',
      other: 'participantId roles skills',
    },
  },
  ParticipantWithdrawn: { always: all('participantId') },
  SkillsChanged: { always: all('participantId skills') },
  FundsDeposited: { always: own('participantId amountCents') },
  FundsWithdrawn: { always: own('participantId amountCents') },
  CostBooked: { always: own('participantId amountCents costKind projectId') },
  ContentErased: { always: all('contentHash') },

  ProjectPosted: {
    published: all(`${PROJECT} posting draft closesAt expiresAt biddingMs`),
    draft: { employer: `${PROJECT} posting draft closesAt expiresAt biddingMs`, other: null },
  },
  ProjectPublished: { always: all(`${PROJECT} posting closesAt expiresAt`) },
  ProjectCancelled: { published: all(PROJECT), draft: { employer: `${PROJECT} draft`, other: null } },
  ProjectExpired: { always: all(PROJECT) },
  ProjectCompleted: { always: all(`${PROJECT} outcome`) },
  BiddingExtended: { always: all(`${PROJECT} closesAt`) },
  BiddingClosed: { always: all(`${PROJECT} bidCount`) },
  BidsRevealed: { always: all(`${PROJECT} bids`) },
  ProjectCleared: { always: all(`${PROJECT} reason bidCount`) },

  BidPlaced: ofBid(TERMS, 'confidenceBps'),
  BidAmended: ofBid(TERMS),
  BidRetracted: ofBid(''),
  CreditsReturned: { always: own('projectId') },

  BidAwarded: {
    open: all(`${AWARD} sealed acceptBy priceCents`),
    sealed: {
      subject: `${AWARD} sealed acceptBy priceCents`,
      employer: `${AWARD} sealed acceptBy priceCents`,
      other: `${AWARD} sealed acceptBy`,
    },
  },
  AwardAccepted: {
    open: {
      employer: `${AWARD} sealed priceCents deliverBy endsAt employerFeeCents`,
      other: `${AWARD} sealed priceCents deliverBy endsAt`,
    },
    sealed: {
      subject: `${AWARD} sealed priceCents deliverBy endsAt`,
      employer: `${AWARD} sealed priceCents deliverBy endsAt employerFeeCents`,
      other: `${AWARD} sealed`,
    },
  },
  AwardDeclined: { always: all(AWARD) },
  AwardRevoked: { always: all(AWARD) },
  AwardLapsed: { always: all(AWARD) },
  AwardEnded: { always: all(`${AWARD} outcome reviewBy`) },

  DeliverySubmitted: deliverySubmitted,
  DeliveryTaken: ofDelivery('', '', 'reviewerId'),
  VerdictRecorded: { ...hiddenEntry(verdict), work: { ...verdict.work, other: `${DELIVERY} ${MEASURES}` } },
  DeliveryVoided: ofDelivery('', ''),
  RevisionRequested: { ...hiddenEntry(revision), work: { ...revision.work, other: DELIVERY } },

  MilestoneCreated: {
    always: {
      subject: `${MILESTONE} amountCents descriptionHash expiresAt`,
      employer: `${MILESTONE} amountCents feeHeldCents descriptionHash expiresAt`,
      other: null,
    },
  },
  PrizeAssigned: { always: parties(`${MILESTONE} filesHash`) },
  ReleaseRequested: { always: parties(`${MILESTONE} releaseAt`) },
  MilestoneReleased: {
    always: {
      subject: `${MILESTONE} amountCents freelancerFeeCents reason ends`,
      employer: `${MILESTONE} amountCents employerFeeCents reason ends`,
      other: null,
    },
  },
  MilestoneRefunded: {
    always: {
      subject: `${MILESTONE} amountCents reason ends`,
      employer: `${MILESTONE} amountCents feeReturnedCents reason ends`,
      other: null,
    },
  },

  MilestoneRequested: { always: parties(`${AWARD} requestId amountCents descriptionHash`) },
  MilestoneRequestEnded: { always: parties(`${AWARD} requestId outcome`) },

  DisputeOpened: { always: parties(`${DISPUTE} openerId offerCents reasonHash answerBy`) },
  DisputeAnswered: { always: parties(`${DISPUTE} offerCents reasonHash resolveBy`) },
  DisputeCancelled: { always: parties(`${DISPUTE} releaseAt expiresAt`) },
  DisputeResolved: { always: parties(`${DISPUTE} freelancerCents reason`) },

  ReviewPosted: { always: own('projectId reviewId fromId toId rating commentHash') },
  ReviewsRevealed: { always: all('projectId reviews') },
  MessagePosted: {
    to_all: all(`${PROJECT} messageId fromId toId contentHash attachmentHashes`),
    direct: own(`${PROJECT} messageId fromId toId contentHash attachmentHashes`),
  },
};

/** Of a running contest nobody but entrant and reviewer learns a finding. */
function hiddenEntry(rows: ReturnType<typeof ofDelivery>) {
  const hidden = { subject: rows.entry.subject, reviewer: rows.entry.reviewer, other: null };
  return { entry: hidden, sealed_entry: hidden };
}

/** Which line of an event's rows applies. */
export function variantOf(event: MarketEvent, policy: Policy): string {
  switch (event.type) {
    case 'ParticipantRegistered':
      return policy.identities;
    case 'ProjectPosted':
    case 'ProjectCancelled':
      return event.draft === true ? 'draft' : 'published';
    case 'BidPlaced':
    case 'BidAmended':
    case 'BidRetracted':
    case 'BidAwarded':
    case 'AwardAccepted':
      return event.sealed ? 'sealed' : 'open';
    case 'DeliverySubmitted':
    case 'DeliveryTaken':
    case 'VerdictRecorded':
    case 'DeliveryVoided':
    case 'RevisionRequested':
      if (!event.entry) return 'work';
      return policy.visibility === 'sealed' ? 'sealed_entry' : 'entry';
    case 'MessagePosted':
      return event.toId === null ? 'to_all' : 'direct';
    default:
      return 'always';
  }
}

/** Whom an event is about. */
function subjects(event: MarketEvent): readonly (ParticipantId | null)[] {
  if (event.type === 'ContentErased') return [];
  if (event.type === 'CreditsReturned') return event.participantIds;
  if (event.type === 'ReviewPosted') return [event.fromId];
  if (event.type === 'MessagePosted') return [event.fromId, event.toId];
  if ('bidderId' in event) return [event.bidderId];
  if ('freelancerId' in event) return [event.freelancerId];
  return 'participantId' in event ? [event.participantId] : [];
}

export function standingOf(event: MarketEvent, viewer: Extract<Viewer, { kind: 'participant' }>): Standing {
  if (subjects(event).includes(viewer.participantId)) return 'subject';
  if ('employerId' in event && event.employerId === viewer.participantId) return 'employer';
  return viewer.roles.includes('reviewer') ? 'reviewer' : 'other';
}

/** The fields that `viewer` may see, sorted; null: nothing at all. */
export function allowed(event: MarketEvent, viewer: Viewer, policy: Policy): string[] | null {
  if (viewer.kind === 'owner') return Object.keys(event).sort();
  const row = TABLE[event.type][variantOf(event, policy)];
  if (row === undefined) throw new Error(`no row for ${event.type} ${variantOf(event, policy)}`);
  const standing = viewer.kind === 'watcher' ? 'other' : standingOf(event, viewer);
  const fields = standing in row ? row[standing] : row.other;
  if (fields === null || fields === undefined) return null;
  // Some fields are left out of an event where there is nothing to say.
  return ['type', ...fields.split(' ').filter((field) => field in event)].sort();
}
