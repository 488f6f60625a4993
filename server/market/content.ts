/** Who wrote which content: the first to name it, because a copy gives no right over the original. */

import type { ContentHash, ParticipantId } from '../kernel/id.ts';
import type { MarketEvent } from './event.ts';
import type { MarketState } from './state.ts';

/** Null: nobody but the owner may erase it. */
type Written = readonly [by: ParticipantId | null, hashes: readonly (ContentHash | null | undefined)[]];
const NOTHING: Written = [null, []];

/** The contents that an event names, and whose they are by it. */
function writtenIn(event: MarketEvent): Written {
  switch (event.type) {
    case 'ParticipantRegistered':
      return [event.participantId, [event.profileHash]];
    case 'ProjectPosted':
    case 'ProjectPublished':
      return [null, [event.posting.contentHash, event.posting.acceptanceHash]];
    case 'BidPlaced':
    case 'BidAmended':
      return [event.bidderId, [event.proposalHash]];
    case 'DeliverySubmitted':
      return [event.freelancerId, [event.filesHash]];
    case 'VerdictRecorded':
      return [null, [event.evidenceHash]];
    case 'RevisionRequested':
      return [null, [event.commentHash]];
    case 'MilestoneCreated':
      return [null, [event.descriptionHash]];
    case 'DisputeOpened':
    case 'DisputeAnswered':
      return [null, [event.reasonHash]];
    case 'ReviewPosted':
      return [event.fromId, [event.commentHash]];
    case 'MessagePosted':
      return [event.fromId, [event.contentHash, ...(event.attachmentHashes ?? [])]];
    default:
      return NOTHING;
  }
}

/** Remembers the writers of an event's contents. A posting belongs to the market, whoever had its text before. */
export function enterContents({ writers }: MarketState, event: MarketEvent): void {
  const [by, hashes] = writtenIn(event);
  const ofMarket = event.type === 'ProjectPosted' || event.type === 'ProjectPublished';
  for (const hash of hashes) {
    if (hash !== null && hash !== undefined && (ofMarket || !writers.has(hash))) writers.set(hash, by);
  }
}

/** The texts and files that the market knows as this participant's own: profile, proposals, deliveries, words. */
export function* writtenBy({ writers }: MarketState, id: ParticipantId): Generator<ContentHash> {
  for (const [hash, by] of writers) if (by === id) yield hash;
}
