/** Threads: begin one, list, search, and what the caller keeps for itself of each: read, muted, folder. */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { MarkChange } from '../../../engine/thread-mark.ts';
import { type ProjectId, projectId } from '../../../kernel/id.ts';
import { integer } from '../../../protocol/freelancer/params.ts';
import {
  membersBody,
  type ThreadAction,
  type ThreadsQuery,
  threadActionBody,
  threadActionQuery,
  threadBody,
  threadListSchema,
  threadSchema,
  threadSearchQuery,
  threadsQuery,
} from '../../../protocol/freelancer/thread.ts';
import { acts, answers } from '../../answers.ts';
import { takeStorage } from '../../arena/storage.ts';
import { shown } from '../../freelancer/compact.ts';
import { type Look, lookOf, projectIn } from '../../freelancer/looking.ts';
import { searched, snippetOf } from '../../freelancer/message-search.ts';
import { presentThread } from '../../freelancer/present-thread.ts';
import { groupClosed, readerOf, sendLetter, sizeOf } from '../../freelancer/send-message.ts';
import { threadContainer } from '../../freelancer/thread-containers.ts';
import { matchesThread, messagesOf } from '../../freelancer/thread-filter.ts';
import { type Thread, threadIn, threadsOf } from '../../freelancer/threads.ts';
import { success } from '../../plugins/envelope.ts';
import { asked } from '../../plugins/input.ts';
import { FILES_NOTE, WITH_FILES } from '../../plugins/uploads.ts';
import { MESSAGES, type RouteOptions } from '../../route-options.ts';
import { writeKeyOf } from '../../sending.ts';
import { problems } from '../../wire-error.ts';

const tags = ['Messages'];
const threadParams = z.object({ thread_id: integer });
const NEW_THREAD = { last_message: true, message_count: true, unread_count: true, thread_attachments: true };

const SCHEMAS = {
  listThreads: {
    tags,
    operationId: 'listThreads',
    summary: 'List your threads',
    querystring: threadsQuery,
    ...answers(threadListSchema),
  },
  searchThreads: {
    tags,
    operationId: 'searchThreads',
    summary: 'Look for words in your threads',
    querystring: threadSearchQuery,
    ...answers(threadListSchema),
  },
  getThread: {
    tags,
    operationId: 'getThread',
    summary: 'Read what is known of a thread',
    params: threadParams,
    querystring: threadsQuery,
    ...answers(threadSchema),
  },
  createThread: {
    tags,
    operationId: 'createThread',
    summary: 'Write to somebody about a project',
    notes: FILES_NOTE,
    consumes: WITH_FILES,
    body: threadBody,
    ...answers(threadSchema),
  },
  actOnThreads: {
    tags,
    operationId: 'actOnThreads',
    summary: 'Mark threads as read, mute them, or put them into a folder',
    querystring: threadActionQuery,
    body: threadActionBody,
    ...acts,
  },
  actOnThread: {
    tags,
    operationId: 'actOnThread',
    summary: 'Mark a thread as read, mute it, or put it into a folder',
    params: threadParams,
    querystring: threadActionQuery,
    body: threadActionBody,
    ...acts,
  },
  typeInThread: {
    tags,
    operationId: 'typeInThread',
    summary: 'Say that you are typing; nobody is told',
    params: threadParams,
    ...acts,
  },
  changeMembersOfThread: {
    tags,
    operationId: 'changeMembersOfThread',
    summary: 'Refused: a thread has two sides',
    params: threadParams,
    body: membersBody,
    ...acts,
  },
} as const;

function projectFor(look: Look, { context, context_type: type }: z.output<typeof threadBody>): ProjectId {
  if (context === undefined || (type !== undefined && type !== 'project' && type !== 'contest')) {
    throw problems.badForm('context_type, context: the project or contest that it is about');
  }
  return projectIn(look, projectId(context)).projectId;
}

/** What an action changes of a thread's mark. `now` is market time. */
function changeBy(action: ThreadAction, target: MarkChange['folder'], { last }: Thread, now: number): MarkChange {
  switch (action) {
    case 'read':
      return { readTo: last.messageId, readAt: now };
    case 'unread':
      return { readTo: 0, readAt: null };
    case 'mute':
      return { muted: true };
    case 'unmute':
      return { muted: false };
    case 'archive':
      return { folder: 'archived' };
    case 'unarchive':
      return { folder: 'inbox' };
    default:
      if (target === undefined) throw problems.badForm('target: the folder');
      return { folder: target };
  }
}

type Asked = z.output<typeof threadActionQuery> & z.output<typeof threadActionBody>;

function addReading(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  async function listed(request: FastifyRequest, query: ThreadsQuery, words: string): Promise<object> {
    const look = await lookOf(request, options);
    const all = await threadsOf(look, options);
    const wanted = all.filter((thread) => matchesThread(thread, query));
    if (words.trim() === '') {
      return success(request, await threadContainer(look, options, query, { all, matching: wanted }));
    }
    const found = await searched(look, options, messagesOf(wanted), words);
    const matching = wanted.filter((thread) => found.some((one) => one.thread === thread));
    const container = await threadContainer(look, options, query, { all, matching });
    const threads = container.threads.map((thread) => ({
      ...thread,
      highlights: found
        .filter((one) => Number(one.thread.threadId) === thread.id)
        .map(({ message, text }) => ({ message_id: Number(message.messageId), text: [snippetOf(text, words)] })),
    }));
    return success(request, { ...container, threads });
  }

  app.get(
    `${MESSAGES}/threads`,
    {
      schema: SCHEMAS.listThreads,
    },
    (request) => listed(request, request.query, ''),
  );

  app.get(
    `${MESSAGES}/threads/search`,
    {
      schema: SCHEMAS.searchThreads,
    },
    (request) => listed(request, request.query, request.query.query),
  );

  app.get(
    `${MESSAGES}/threads/:thread_id`,
    {
      schema: SCHEMAS.getThread,
    },
    async (request) => {
      const look = await lookOf(request, options);
      const thread = threadIn(await threadsOf(look, options), request.params.thread_id);
      return success(request, shown(await presentThread(look, options, thread, request.query), request.query.compact));
    },
  );
}

function addBeginning(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.post(
    `${MESSAGES}/threads`,
    {
      config: { uploads: true },
      schema: SCHEMAS.createThread,
    },
    async (request) => {
      const look = await lookOf(request, options);
      const { body, uploads } = request;
      const about = projectFor(look, body);
      const { employerId } = projectIn(look, about);
      const toId = readerOf(look, employerId, body['members[]'] ?? [], body.thread_type === 'group');
      const letter = { message: body.message ?? '', uploads, names: body['attachments[]'] ?? [] };
      await takeStorage(request, options, sizeOf(letter));
      const messageId = await sendLetter(look, writeKeyOf(request), { projectId: about, toId }, letter);
      const threads = await threadsOf(await lookOf(request, options), options);
      const thread = threads.find(({ messages }) => messages.some((one) => one.messageId === messageId));
      if (thread === undefined) throw problems.notFound('The thread');
      return success(request, await presentThread(look, options, thread, NEW_THREAD));
    },
  );
}

function addMarking(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  async function act(look: Look, threads: readonly Thread[], given: Partial<Asked>): Promise<void> {
    const { action } = given;
    if (action === undefined) throw problems.badForm('action: read, unread, mute, unmute, archive, unarchive or move');
    const now = await options.arena.engine.now(look.place.marketId);
    const target = given.target ?? ('folder' in given ? given.folder : undefined);
    const changes = threads.map((thread) => [thread.threadId, changeBy(action, target, thread, now)] as const);
    await options.access.mark(look.place.seat.userId, look.place.marketId, changes);
  }

  app.put(
    `${MESSAGES}/threads`,
    {
      schema: SCHEMAS.actOnThreads,
    },
    async (request) => {
      const look = await lookOf(request, options);
      const given = asked<Asked>(request);
      const all = await threadsOf(look, options);
      const named = given['threads[]'];
      // Named ones must all be there; without names it is for all that the filters of the query let through.
      const chosen =
        named === undefined
          ? all.filter((thread) => matchesThread(thread, request.query))
          : named.map((id) => threadIn(all, id));
      await act(look, chosen, given);
      return success(request);
    },
  );

  app.put(
    `${MESSAGES}/threads/:thread_id`,
    {
      schema: SCHEMAS.actOnThread,
    },
    async (request) => {
      const look = await lookOf(request, options);
      const thread = threadIn(await threadsOf(look, options), request.params.thread_id);
      await act(look, [thread], asked<Asked>(request));
      return success(request);
    },
  );
}

function addMembers(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.post(
    `${MESSAGES}/threads/:thread_id/typing`,
    {
      schema: SCHEMAS.typeInThread,
    },
    async (request) => {
      const look = await lookOf(request, options);
      threadIn(await threadsOf(look, options), request.params.thread_id);
      return success(request);
    },
  );

  app.put(
    `${MESSAGES}/threads/:thread_id/members`,
    {
      schema: SCHEMAS.changeMembersOfThread,
    },
    async (request) => {
      const look = await lookOf(request, options);
      threadIn(await threadsOf(look, options), request.params.thread_id);
      throw groupClosed();
    },
  );
}

export function addThreadRoutes(app: FastifyInstance, options: RouteOptions): void {
  addReading(app, options);
  addBeginning(app, options);
  addMarking(app, options);
  addMembers(app, options);
}
