/** Invitations: the market has no command for them. What an employer writes to one freelancer who has not bid is one. */

import type { ParticipantId } from '../../server/kernel/id.ts';
import type { SeenMarket, SeenMessage, SeenProject } from '../../server/protocol/arena/seen/things.ts';

export interface Invitation {
  readonly project: SeenProject;
  readonly freelancerId: ParticipantId;
  /** The first one in which the employer wrote to the freelancer about it. */
  readonly message: SeenMessage;
}

/** Whom the employer wrote to about the project before they bid, each once. */
export function invitationsTo(market: SeenMarket, project: SeenProject): readonly Invitation[] {
  const bidAt = new Map<ParticipantId, number>();
  for (const bid of project.bidIds.map((id) => market.bids.get(id))) {
    if (bid !== undefined && !bidAt.has(bid.bidderId)) bidAt.set(bid.bidderId, bid.placedAt);
  }
  const found = new Map<ParticipantId, Invitation>();
  for (const message of project.messageIds.flatMap((id) => market.messages.get(id) ?? [])) {
    const { fromId, toId, at } = message;
    if (fromId !== project.employerId || toId === null || found.has(toId)) continue;
    if (at <= (bidAt.get(toId) ?? Number.POSITIVE_INFINITY)) {
      found.set(toId, { project, freelancerId: toId, message });
    }
  }
  return [...found.values()];
}

/** Those of this freelancer that can still be followed: the project takes bids, and there is none of theirs. Newest first. */
export function openInvitations(market: SeenMarket, you: ParticipantId | null): readonly Invitation[] {
  const open = [...market.projects.values()].filter(
    ({ status, bidIds }) => status === 'open' && !bidIds.some((id) => market.bids.get(id)?.bidderId === you),
  );
  return open
    .flatMap((project) => invitationsTo(market, project).filter(({ freelancerId }) => freelancerId === you))
    .toSorted((a, b) => b.message.at - a.message.at);
}
