/**
 * Messages of a market as threads: what an employer and one freelancer say to each other about a project, and what an
 * employer says to everybody about it. Nothing is kept of a thread: it is its messages, and is called after the first.
 */

import type { ThreadMark } from '../../engine/thread-mark.ts';
import { unmarked } from '../../engine/thread-mark.ts';
import type { MessageId, ParticipantId, ProjectId } from '../../kernel/id.ts';
import type { ReadMarket, SeenMessage, SeenProject } from '../../protocol/arena/seen/things.ts';
import type { RouteOptions } from '../route-options.ts';
import { problems } from '../wire-error.ts';
import type { Look } from './looking.ts';

export interface Thread {
  /** The number of the first message. Everybody who sees the thread sees that one, so it is the same for all. */
  readonly threadId: MessageId;
  readonly project: SeenProject;
  readonly employerId: ParticipantId;
  /** Null: the employer speaks to everybody. */
  readonly freelancerId: ParticipantId | null;
  /** Oldest first, and never none. */
  readonly messages: readonly SeenMessage[];
  readonly first: SeenMessage;
  readonly last: SeenMessage;
  readonly mark: ThreadMark;
  /** Messages of others after the last that was read. */
  readonly unreadCount: number;
}

/** The freelancer's side of a message; null where it is for everybody. */
function freelancerOf({ employerId, fromId, toId }: SeenMessage): ParticipantId | null {
  return fromId === employerId ? toId : fromId;
}

function gathered({ messages }: ReadMarket): Iterable<readonly SeenMessage[]> {
  const threads = new Map<string, SeenMessage[]>();
  for (const message of messages.values()) {
    const key = `${message.projectId}/${freelancerOf(message)}`;
    const thread = threads.get(key);
    if (thread === undefined) threads.set(key, [message]);
    else thread.push(message);
  }
  return threads.values();
}

/** The number of the caller in the market; null for one who only looks on. */
export function selfIn({ place }: Look): ParticipantId | null {
  return place.seat.kind === 'participant' ? place.seat.participantId : null;
}

/** All threads that the caller may see, the one with the newest message first, with what the caller noted of each. */
export async function threadsOf(look: Look, { access }: Pick<RouteOptions, 'access'>): Promise<readonly Thread[]> {
  const { place, market } = look;
  const kept = await access.marksOf(place.seat.userId, place.marketId);
  const marks = new Map(kept.map((mark) => [mark.threadId, mark] as const));
  const own = selfIn(look);
  const threads: Thread[] = [];
  for (const messages of gathered(market)) {
    const [first] = messages;
    const last = messages.at(-1);
    const project = first === undefined ? undefined : market.projects.get(first.projectId);
    if (first === undefined || last === undefined || project === undefined) continue;
    const threadId = first.messageId;
    const mark = marks.get(threadId) ?? unmarked(threadId);
    const unread = messages.filter(({ messageId, fromId }) => messageId > mark.readTo && fromId !== own);
    const { employerId } = first;
    const freelancerId = freelancerOf(first);
    const unreadCount = unread.length;
    threads.push({ threadId, project, employerId, freelancerId, messages, first, last, mark, unreadCount });
  }
  return threads.toSorted((one, other) => other.last.messageId - one.last.messageId);
}

export function threadIn(threads: readonly Thread[], wanted: number): Thread {
  const found = threads.find(({ threadId }) => Number(threadId) === wanted);
  if (found === undefined) throw problems.notFound(`Thread ${wanted}`);
  return found;
}

/** Those who take part: in a thread to everybody only the one who speaks. */
export function membersOf({ employerId, freelancerId }: Thread): readonly ParticipantId[] {
  return freelancerId === null ? [employerId] : [employerId, freelancerId];
}

export function contextOf({ posting, projectId }: SeenProject): { id: ProjectId; type: 'project' | 'contest' } {
  return { id: projectId, type: posting.mechanism.kind === 'contest' ? 'contest' : 'project' };
}
