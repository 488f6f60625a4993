/** Which events a channel is about. */

import type { ParticipantId } from '../kernel/id.ts';
import type { SeenEvent } from '../protocol/arena/wire.ts';
import { type Channel, channelName } from '../protocol/realtime.ts';

/** What a standing is counted from. */
const COUNTED: ReadonlySet<SeenEvent['type']> = new Set([
  'ParticipantRegistered',
  'AwardAccepted',
  'AwardEnded',
  'VerdictRecorded',
  'MilestoneReleased',
  'MilestoneRefunded',
  'CostBooked',
  'MarketClosed',
]);

/** Everybody whom an event names as bidder, freelancer or participant. */
function namedIn(event: SeenEvent): readonly (ParticipantId | null | undefined)[] {
  if ('bidderId' in event) return [event.bidderId];
  if ('freelancerId' in event) return [event.freelancerId];
  if ('participantId' in event) return [event.participantId];
  return 'participantIds' in event ? (event.participantIds ?? []) : [];
}

/** The names of all channels but `market` that an event belongs to. */
export function channelsOf(event: SeenEvent): readonly string[] {
  const names: string[] = [];
  if ('projectId' in event && event.projectId !== null && event.projectId !== undefined) {
    names.push(channelName({ kind: 'project', projectId: event.projectId }));
  }
  for (const participantId of namedIn(event)) {
    if (participantId !== null && participantId !== undefined) {
      names.push(channelName({ kind: 'freelancer', participantId }));
    }
  }
  if (COUNTED.has(event.type)) names.push('standing');
  return names;
}

export function belongsTo(channel: Channel, event: SeenEvent): boolean {
  return channel.kind === 'market' || channelsOf(event).includes(channelName(channel));
}
