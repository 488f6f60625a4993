/** What a party of a project reads and writes about it. */

import type { Millis } from '../server/kernel/clock.ts';
import type { ContentHash, MessageId, ParticipantId } from '../server/kernel/id.ts';
import type { SeenEvent } from '../server/protocol/arena/wire.ts';

export interface ObservedMessage {
  readonly messageId: MessageId;
  readonly fromId: ParticipantId;
  /** Null: to everybody who can see the project. */
  readonly toId: ParticipantId | null;
  readonly contentHash: ContentHash;
  /** Own cursor of the message: with it the text can be fetched. */
  readonly cursor: number;
  readonly at: Millis;
}

/** Adds a message to those of its project. What is seen of it is all of it. */
export function foldMessage(
  messages: ObservedMessage[],
  event: Extract<SeenEvent, { type: 'MessagePosted' }>,
  { at, cursor }: { readonly at: Millis; readonly cursor: number },
): void {
  const { messageId, fromId, toId = null, contentHash } = event;
  if (messageId === undefined || fromId === undefined || contentHash === undefined) return;
  messages.push({ messageId, fromId, toId, contentHash, cursor, at });
}
