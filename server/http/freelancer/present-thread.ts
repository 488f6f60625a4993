/** A thread in Freelancer.com's form: counts, last message and files are null unless asked for. */

import { secondsOf } from '../../protocol/freelancer/money.ts';
import type { WireThread } from '../../protocol/freelancer/thread.ts';
import type { RouteOptions } from '../route-options.ts';
import type { Look } from './looking.ts';
import { presentMessage, saidIn } from './present-message.ts';
import { contextOf, membersOf, type Thread } from './threads.ts';

export interface ThreadDetails {
  readonly message_count?: boolean;
  readonly unread_count?: boolean;
  readonly last_message?: boolean;
  readonly thread_attachments?: boolean;
}

/** Files told of in one thread. */
const FILES_MAX = 100;

async function filesIn(look: Look, options: Pick<RouteOptions, 'texts'>, { messages }: Thread) {
  const withFiles = messages.filter(({ attachments }) => attachments.length > 0).slice(-FILES_MAX);
  const said = await Promise.all(withFiles.map((message) => saidIn(look, options, message)));
  return said.flatMap(({ files }) => files).slice(-FILES_MAX);
}

/** Between two only the two read and write; what is said to everybody is read by all and written by one. */
const PRIVACY = {
  private_chat: { write_privacy: 'members', read_privacy: 'members', owner_read_privacy: 'members' },
  group: { write_privacy: 'owner', read_privacy: 'all', owner_read_privacy: 'all' },
} as const;

export function threadTypeOf({ freelancerId }: Thread): 'private_chat' | 'group' {
  return freelancerId === null ? 'group' : 'private_chat';
}

export async function presentThread(
  look: Look,
  options: Pick<RouteOptions, 'texts'>,
  thread: Thread,
  details: ThreadDetails,
): Promise<WireThread> {
  const { threadId, project, first, last, mark, messages, unreadCount } = thread;
  const members = membersOf(thread);
  const gone = members.filter((id) => look.market.participants.get(id)?.withdrawn === true);
  const type = threadTypeOf(thread);
  return {
    id: threadId,
    folder: mark.folder,
    is_read: unreadCount === 0,
    is_muted: mark.muted,
    time_read: mark.readAt === null ? null : secondsOf(mark.readAt),
    time_updated: secondsOf(last.at),
    message_count: details.message_count ? messages.length : null,
    message_unread_count: details.unread_count ? unreadCount : null,
    attachments: details.thread_attachments ? await filesIn(look, options, thread) : null,
    highlights: null,
    thread: {
      id: threadId,
      context: contextOf(project),
      members: [...members],
      inactive_members: gone,
      thread_type: type,
      time_created: secondsOf(first.at),
      owner: first.fromId,
      message: details.last_message ? await presentMessage(look, options, threadId, last) : null,
      ...PRIVACY[type],
    },
  };
}
