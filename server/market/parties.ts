/** Whom an event names. Nobody else, but a reviewer and the owner, sees more of it than everybody does. */

import type { ParticipantId } from '../kernel/id.ts';
import type { MarketEvent } from './event.ts';

/** The fields of events that name those who may be told more than others. */
const FIELDS = ['participantId', 'employerId', 'freelancerId', 'bidderId', 'fromId', 'toId'] as const;

type Named = { readonly type: string } & Partial<Record<(typeof FIELDS)[number], ParticipantId | null>> & {
    readonly participantIds?: readonly ParticipantId[];
  };

export function partiesOf(event: MarketEvent): ReadonlySet<ParticipantId> {
  const named: Named = event;
  const parties = new Set<ParticipantId>(named.participantIds);
  for (const field of FIELDS) {
    const one = named[field];
    if (one !== undefined && one !== null) parties.add(one);
  }
  return parties;
}
