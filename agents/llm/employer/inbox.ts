/** What came in for an employer that an observation does not hold: texts of bids, questions, files, evidence. Read through its own door. */

import type { BidId, ContentHash, DeliveryId, ParticipantId, ProjectId } from '../../../server/kernel/id.ts';
import type { ArenaClient, Seen } from '../../../server/protocol/arena/client.ts';

/** A text in the content store, with the cursor at which one heard of it. */
export interface Named {
  readonly hash: ContentHash;
  readonly cursor: number;
}

export interface IncomingQuestion extends Named {
  readonly messageId: number;
  readonly projectId: ProjectId;
  readonly fromId: ParticipantId;
  answered: boolean;
}

export interface Inbox {
  readonly proposals: Map<BidId, Named>;
  readonly questions: IncomingQuestion[];
  readonly files: Map<DeliveryId, Named>;
  readonly evidence: Map<DeliveryId, Named>;
  cursor: number;
}

export function emptyInbox(): Inbox {
  return { proposals: new Map(), questions: [], files: new Map(), evidence: new Map(), cursor: 0 };
}

const PAGE = 1_000;
/** A text that somebody else wrote, as far as a prompt has room for it. */
const TEXT_CHARACTERS = 20_000;

function take(inbox: Inbox, self: ParticipantId, { event, cursor }: Seen): void {
  if (event.type === 'BidPlaced' || event.type === 'BidAmended') {
    const { bidId, proposalHash } = event;
    // An amendment without a text leaves the proposal as it was.
    if (bidId !== undefined && proposalHash) inbox.proposals.set(bidId, { hash: proposalHash, cursor });
  } else if (event.type === 'DeliverySubmitted') {
    const { deliveryId, filesHash } = event;
    if (deliveryId !== undefined && filesHash !== undefined) inbox.files.set(deliveryId, { hash: filesHash, cursor });
  } else if (event.type === 'VerdictRecorded') {
    const { deliveryId, evidenceHash } = event;
    if (deliveryId !== undefined && evidenceHash !== undefined)
      inbox.evidence.set(deliveryId, { hash: evidenceHash, cursor });
  } else if (event.type === 'MessagePosted') {
    const { messageId, projectId, fromId, toId, contentHash } = event;
    if (messageId === undefined || projectId === undefined || fromId === undefined) return;
    if (fromId === self) {
      // One letter answers everything that somebody has asked so far.
      for (const one of inbox.questions) {
        if (one.projectId === projectId && one.fromId === toId) one.answered = true;
      }
    } else if (contentHash !== undefined && toId === self) {
      inbox.questions.push({ messageId, projectId, fromId, hash: contentHash, cursor, answered: false });
    }
  }
}

/** Reads on, up to what the observation knows: no further, so that what is known together was so at one moment. */
export async function readOn(inbox: Inbox, client: ArenaClient, self: ParticipantId, until: number): Promise<void> {
  while (inbox.cursor < until) {
    const page = await client.read(inbox.cursor, Math.min(PAGE, until - inbox.cursor));
    for (const seen of page) take(inbox, self, seen);
    const last = page.at(-1)?.cursor ?? until;
    inbox.cursor = Math.max(last, inbox.cursor + 1);
  }
}

/** The text, cut to what a prompt has room for; null where it was erased or never kept. */
export async function textOf(client: ArenaClient, named: Named | undefined): Promise<string | null> {
  if (named === undefined) return null;
  const document = await client.get(named.hash, named.cursor);
  return document === null || document === 'erased' ? null : document.body.slice(0, TEXT_CHARACTERS);
}
