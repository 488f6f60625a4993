/** Documents by hash: put before a command names them, got by way of an event that does. */

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { contentHash } from '../../../kernel/id.ts';
import {
  contentHashSchema,
  documentQuery,
  documentSchema,
  keptDocumentSchema,
  newDocumentSchema,
} from '../../../protocol/arena/door.ts';
import { described } from '../../arena/described.ts';
import { takeStorage } from '../../arena/storage.ts';
import { success } from '../../plugins/envelope.ts';
import { checkProof } from '../../plugins/gate.ts';
import { ARENA, type RouteOptions } from '../../route-options.ts';
import { clientOf } from '../../sending.ts';
import { problems, WireError } from '../../wire-error.ts';

export function addDocumentRoutes(instance: FastifyInstance, options: RouteOptions): void {
  const { arena } = options;
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.put(
    `${ARENA}/documents`,
    described(
      {
        tag: 'Markets',
        operationId: 'putDocument',
        summary: 'Keep a document and learn its hash',
        result: keptDocumentSchema,
      },
      { body: newDocumentSchema },
    ),
    async (request) => {
      const client = clientOf(await request.place());
      await takeStorage(request, options, request.body.body.length);
      return success(request, { contentHash: await client.put(request.body) });
    },
  );

  app.get(
    `${ARENA}/documents/:content_hash`,
    described(
      {
        tag: 'Markets',
        operationId: 'getDocument',
        summary: 'Read a document that an event names',
        result: documentSchema,
      },
      { params: z.object({ content_hash: z.string().max(200) }), querystring: documentQuery },
    ),
    async (request) => {
      const { marketId, viewer } = await request.place();
      const { content_hash: named } = request.params;
      if (!contentHashSchema.safeParse(named).success) throw problems.notFound('A document of this name');
      const { cursor } = request.query;
      const [seen] = await arena.engine.read(marketId, viewer, cursor - 1, 1);
      // What the doors for messages ask for, this one asks for too.
      if (seen?.event.type === 'MessagePosted') checkProof(await request.caller(), 'fln:messaging');
      const wanted = { contentHash: contentHash(named), cursor };
      const found = await arena.engine.content(marketId, viewer, wanted);
      if (found === null) throw problems.notFound('A document of this hash, at this cursor,');
      if (found === 'erased') {
        throw new WireError({ status: 404, code: 'RestExceptionCodes.ERASED', message: 'This document was erased' });
      }
      const { mediaType, nonce, body } = found;
      return success(request, { mediaType, nonce, body });
    },
  );
}
