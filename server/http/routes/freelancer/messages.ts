/** Messages: write one, with files or without, read, search, and fetch a file. */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { SeenDocument } from '../../../protocol/arena/seen/things.ts';
import { integer } from '../../../protocol/freelancer/params.ts';
import {
  messageBody,
  messageListSchema,
  messageSchema,
  messageSearchQuery,
  messagesQuery,
} from '../../../protocol/freelancer/thread.ts';
import { answers } from '../../answers.ts';
import { takeStorage } from '../../arena/storage.ts';
import { type Look, lookOf, paged } from '../../freelancer/looking.ts';
import { searched, withNeighbours } from '../../freelancer/message-search.ts';
import { presentMessage, saidIn } from '../../freelancer/present-message.ts';
import { sendLetter, sizeOf } from '../../freelancer/send-message.ts';
import { messageContainer } from '../../freelancer/thread-containers.ts';
import { matchesMessage, messagesOf, type Placed } from '../../freelancer/thread-filter.ts';
import { selfIn, type Thread, threadIn, threadsOf } from '../../freelancer/threads.ts';
import { success } from '../../plugins/envelope.ts';
import { FILES_NOTE, WITH_FILES } from '../../plugins/uploads.ts';
import { MESSAGES, type RouteOptions } from '../../route-options.ts';
import { writeKeyOf } from '../../sending.ts';
import { contentSeen } from '../../texts.ts';
import { problems } from '../../wire-error.ts';

const tags = ['Messages'];
const FILE_TYPE = 'application/octet-stream';

const SCHEMAS = {
  listMessages: {
    tags,
    operationId: 'listMessages',
    summary: 'List messages',
    querystring: messagesQuery,
    ...answers(messageListSchema),
  },
  searchMessages: {
    tags,
    operationId: 'searchMessages',
    summary: 'Look for words in messages',
    querystring: messageSearchQuery,
    ...answers(messageListSchema),
  },
  getMessage: {
    tags,
    operationId: 'getMessage',
    summary: 'Read a message',
    params: z.object({ message_id: integer }),
    ...answers(messageSchema),
  },
  getAttachment: {
    tags,
    operationId: 'getAttachment',
    summary: 'Fetch a file of a message, by its key or its name',
    params: z.object({ message_id: integer, attachment: z.string().max(200) }),
    response: { 200: { description: 'The bytes', content: { [FILE_TYPE]: { schema: z.string() } } } },
  },
} as const;

function messageIn(threads: readonly Thread[], wanted: number): Placed {
  const found = messagesOf(threads).find(({ message }) => Number(message.messageId) === wanted);
  if (found === undefined) throw problems.notFound(`Message ${wanted}`);
  return found;
}

/** Whom a message in this thread is for: the other side, or everybody where the employer speaks to everybody. */
function otherSide(look: Look, { employerId, freelancerId }: Thread): Thread['freelancerId'] {
  return freelancerId === null || selfIn(look) === employerId ? freelancerId : employerId;
}

async function bytesOf({ place }: Look, { arena }: RouteOptions, document: SeenDocument): Promise<Buffer> {
  const content = await contentSeen(arena.engine, place.marketId, place.viewer, document);
  if (content === null || content === 'erased') throw problems.notFound('The file');
  return Buffer.from(content.body, 'base64');
}

/** A header holds ASCII only; the second form carries every name. */
function dispositionOf(filename: string): string {
  const ascii = filename.replace(/[^\x20-\x7e]/g, '_').replace(/["\\]/g, '_');
  const encoded = encodeURIComponent(filename).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

function addWriting(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  // One client knows the second path.
  for (const [path, operationId] of [
    ['messages', 'postMessage'],
    ['messages_new', 'postNewMessage'],
  ] as const) {
    app.post(
      `${MESSAGES}/threads/:thread_id/${path}`,
      {
        config: { uploads: true },
        schema: {
          tags,
          operationId,
          summary: 'Write in a thread, with files or without',
          notes: FILES_NOTE,
          consumes: WITH_FILES,
          params: z.object({ thread_id: integer }),
          body: messageBody,
          ...answers(messageSchema),
        },
      },
      async (request) => {
        const look = await lookOf(request, options);
        const { body, uploads } = request;
        const thread = threadIn(await threadsOf(look, options), request.params.thread_id);
        const to = { projectId: thread.project.projectId, toId: otherSide(look, thread) };
        const letter = { message: body.message ?? '', uploads, names: body['attachments[]'] ?? [] };
        await takeStorage(request, options, sizeOf(letter));
        const messageId = await sendLetter(look, writeKeyOf(request), to, letter);
        const written = messageIn(await threadsOf(await lookOf(request, options), options), messageId);
        const clientMessageId = body.client_message_id ?? null;
        return success(
          request,
          await presentMessage(look, options, written.thread.threadId, written.message, clientMessageId),
        );
      },
    );
  }
}

function addReading(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get(
    `${MESSAGES}/messages`,
    {
      schema: SCHEMAS.listMessages,
    },
    async (request) => {
      const { query } = request;
      const look = await lookOf(request, options);
      const all = messagesOf(await threadsOf(look, options));
      const own = selfIn(look);
      const found = all.filter((placed) => matchesMessage(placed, query, own));
      const counts = { unfiltered: all.length, total: query.count ? found.length : null };
      return success(request, await messageContainer(look, options, query, paged(found, query), counts));
    },
  );

  app.get(
    `${MESSAGES}/messages/search`,
    {
      schema: SCHEMAS.searchMessages,
    },
    async (request) => {
      const { query } = request;
      const look = await lookOf(request, options);
      const threads = await threadsOf(look, options);
      const within = query.thread_id === undefined ? threads : [threadIn(threads, query.thread_id)];
      const all = messagesOf(within);
      const found = await searched(look, options, all, query.query);
      const page = withNeighbours(paged(found, query), query.window_above, query.window_below);
      const counts = { unfiltered: all.length, total: found.length };
      return success(request, await messageContainer(look, options, query, page, counts));
    },
  );

  app.get(
    `${MESSAGES}/messages/:message_id`,
    {
      schema: SCHEMAS.getMessage,
    },
    async (request) => {
      const look = await lookOf(request, options);
      const { thread, message } = messageIn(await threadsOf(look, options), request.params.message_id);
      return success(request, await presentMessage(look, options, thread.threadId, message));
    },
  );
}

function addFiles(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  async function fileOf(request: FastifyRequest, messageId: number, wanted: string) {
    const look = await lookOf(request, options);
    const { message } = messageIn(await threadsOf(look, options), messageId);
    const { files } = await saidIn(look, options, message);
    const index = files.findIndex(({ key, filename }) => key === wanted || filename === wanted);
    const document = message.attachments[index];
    const file = files[index];
    if (document === undefined || file === undefined) throw problems.notFound('The file');
    return { bytes: await bytesOf(look, options, document), filename: file.filename };
  }

  app.get(
    `${MESSAGES}/messages/:message_id/:attachment`,
    {
      schema: SCHEMAS.getAttachment,
    },
    async (request, reply) => {
      const { message_id: messageId, attachment } = request.params;
      const { bytes, filename } = await fileOf(request, messageId, attachment);
      // Whatever it is, no browser shall take it for a page of ours.
      reply.header('content-disposition', dispositionOf(filename)).type(FILE_TYPE);
      return reply.send(bytes as never);
    },
  );
}

export function addMessageRoutes(app: FastifyInstance, options: RouteOptions): void {
  addWriting(app, options);
  addReading(app, options);
  addFiles(app, options);
}
