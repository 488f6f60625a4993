/** Lists of threads and of messages in Freelancer.com's containers. */

import type { MessageSearchQuery, MessagesQuery, ThreadsQuery } from '../../protocol/freelancer/thread.ts';
import { userFlagsIn } from '../../protocol/freelancer/user-flags.ts';
import type { RouteOptions } from '../route-options.ts';
import { shown } from './compact.ts';
import { isSealed, type Look, paged } from './looking.ts';
import { presentMessage } from './present-message.ts';
import { presentProject } from './present-project.ts';
import { presentThread } from './present-thread.ts';
import { usersOf } from './present-user.ts';
import type { Placed } from './thread-filter.ts';
import { membersOf, type Thread } from './threads.ts';

/** The projects that the threads are about, by number. */
async function contextsOf(look: Look, { texts }: RouteOptions, threads: readonly Thread[]): Promise<object> {
  const { market, place } = look;
  const projects = new Map(threads.map(({ project }) => [project.projectId, project] as const));
  const presented = await Promise.all(
    [...projects.values()].map(async (project) => {
      const text = await texts.posting(place.marketId, place.viewer, project.document);
      return [String(project.projectId), presentProject(market, project, text, isSealed(look, project), {})] as const;
    }),
  );
  return { projects: Object.fromEntries(presented) };
}

interface Counts {
  /** All that the caller may see. */
  readonly all: readonly Thread[];
  readonly matching: readonly Thread[];
}

export async function threadContainer(
  look: Look,
  options: RouteOptions,
  query: ThreadsQuery,
  { all, matching }: Counts,
): Promise<{ threads: Awaited<ReturnType<typeof presentThread>>[] }> {
  const page = paged(matching, query);
  const result = {
    threads: shown(await Promise.all(page.map((thread) => presentThread(look, options, thread, query))), query.compact),
    users: shown(await usersOf(look, options, page.flatMap(membersOf), userFlagsIn(query)), query.compact),
    context_details: query.context_details ? await contextsOf(look, options, page) : null,
    messages: null,
    unfiltered_count: all.length,
    total_count: query.count ? matching.length : null,
    unread_thread_count: query.unread_thread_count ? all.filter(({ unreadCount }) => unreadCount > 0).length : null,
  };
  return result;
}

export async function messageContainer(
  look: Look,
  options: RouteOptions,
  query: MessagesQuery | MessageSearchQuery,
  page: readonly Placed[],
  counts: { readonly unfiltered: number; readonly total: number | null },
): Promise<object> {
  const threads = [...new Map(page.map(({ thread }) => [thread.threadId, thread] as const)).values()];
  const presented = await Promise.all(threads.map((thread) => presentThread(look, options, thread, {})));
  const byId = Object.fromEntries(presented.map((thread) => [String(thread.id), thread]));
  const messages = await Promise.all(
    page.map(({ thread, message }) => presentMessage(look, options, thread.threadId, message)),
  );
  const senders = page.map(({ message }) => message.fromId);
  const users = await usersOf(look, options, senders, userFlagsIn(query));
  return {
    messages: shown(messages, query.compact),
    threads: query.thread_details ? shown(byId, query.compact) : null,
    users: shown(users, query.compact),
    unfiltered_count: counts.unfiltered,
    total_count: counts.total,
  };
}
