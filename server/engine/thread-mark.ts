/** What a user keeps for itself of a conversation: how far it has read, and where it put it. Nobody else is told. */

import type { Millis } from '../kernel/clock.ts';
import type { MarketId, MessageId, UserId } from '../kernel/id.ts';

export const FOLDERS = ['inbox', 'archived', 'sent', 'freelancer'] as const;
export type Folder = (typeof FOLDERS)[number];

export interface ThreadMark {
  /** The number of its first message names a conversation. */
  readonly threadId: MessageId;
  /** The last message that was read; 0: none. */
  readonly readTo: number;
  /** Market time at which it was read. */
  readonly readAt: Millis | null;
  readonly muted: boolean;
  readonly folder: Folder;
}

export type MarkChange = Partial<Omit<ThreadMark, 'threadId'>>;

/** A conversation of which nothing was noted yet. */
export function unmarked(threadId: MessageId): ThreadMark {
  return { threadId, readTo: 0, readAt: null, muted: false, folder: 'inbox' };
}

export interface ThreadMarks {
  marksOf(userId: UserId, marketId: MarketId): Promise<readonly ThreadMark[]>;
  /** Changes the marks of these conversations, all in one step. */
  mark(
    userId: UserId,
    marketId: MarketId,
    changes: readonly (readonly [threadId: MessageId, change: MarkChange])[],
  ): Promise<void>;
}
