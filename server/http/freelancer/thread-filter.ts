/** Which threads and messages a query asks for. */

import type { SeenMessage } from '../../protocol/arena/seen/things.ts';
import { secondsOf } from '../../protocol/freelancer/money.ts';
import type { MessagesQuery, ThreadsQuery } from '../../protocol/freelancer/thread.ts';
import { among } from './among.ts';
import { threadTypeOf } from './present-thread.ts';
import { contextOf, membersOf, type Thread } from './threads.ts';

interface Span {
  readonly from_updated_time?: number | undefined;
  readonly to_updated_time?: number | undefined;
}

function inSpan(at: number, { from_updated_time: from, to_updated_time: to }: Span): boolean {
  const second = secondsOf(at);
  return (from === undefined || second >= from) && (to === undefined || second <= to);
}

/** A filter that was not given lets everything through. */
const agrees = (wanted: boolean | undefined, value: boolean): boolean => wanted === undefined || wanted === value;

type ThreadFilters = Pick<
  ThreadsQuery,
  | 'threads[]'
  | 'folders[]'
  | 'contexts[]'
  | 'members[]'
  | 'owners[]'
  | 'thread_types[]'
  | 'context_type'
  | 'is_read'
  | 'is_muted'
> &
  Span;

export function matchesThread(thread: Thread, query: ThreadFilters): boolean {
  const { threadId, project, first, last, mark, unreadCount } = thread;
  const members = query['members[]'];
  const context = contextOf(project);
  return (
    among(query['threads[]'], Number(threadId)) &&
    among(query['folders[]'], mark.folder) &&
    among(query['contexts[]'], Number(context.id)) &&
    (query.context_type === undefined || query.context_type === context.type) &&
    (members === undefined || membersOf(thread).some((id) => members.includes(id))) &&
    among(query['owners[]'], Number(first.fromId)) &&
    // Freelancer.com's main thread of a project is one between two as well.
    among(
      query['thread_types[]']?.map((type) => (type === 'primary' ? 'private_chat' : type)),
      threadTypeOf(thread),
    ) &&
    agrees(query.is_read, unreadCount === 0) &&
    agrees(query.is_muted, mark.muted) &&
    inSpan(last.at, query)
  );
}

/** A message with the thread that it belongs to. */
export interface Placed {
  readonly thread: Thread;
  readonly message: SeenMessage;
}

/** Every message of the threads, newest first. */
export function messagesOf(threads: readonly Thread[]): Placed[] {
  return threads
    .flatMap((thread) => thread.messages.map((message) => ({ thread, message })))
    .toSorted((one, other) => other.message.messageId - one.message.messageId);
}

export function matchesMessage({ thread, message }: Placed, query: MessagesQuery, own: number | null): boolean {
  const context = contextOf(thread.project);
  const read = message.messageId <= thread.mark.readTo || Number(message.fromId) === own;
  return (
    among(query['threads[]'], Number(thread.threadId)) &&
    among(query['senders[]'], Number(message.fromId)) &&
    among(query.messages, Number(message.messageId)) &&
    among(query['contexts[]'], Number(context.id)) &&
    (query.context_type === undefined || query.context_type === context.type) &&
    agrees(query.is_read, read) &&
    inSpan(message.at, query)
  );
}
