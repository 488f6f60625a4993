/** A language model writes a project to somebody's brief, through the gate. Nothing is posted, and only whoever asked reads it. */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import {
  newProjectWritingSchema,
  type ProjectWriting,
  projectWritingAnswer,
} from '../../../protocol/arena/project-writing.ts';
import { described } from '../../arena/described.ts';
import { success } from '../../plugins/envelope.ts';
import { ARENA, type RouteOptions } from '../../route-options.ts';
import { WireError } from '../../wire-error.ts';

/** One of each user in each market: nobody reads another's. */
async function keyOf(request: FastifyRequest): Promise<string> {
  const { marketId } = await request.place();
  const { user } = await request.caller();
  return `${marketId}/${user.userId}`;
}

export function addProjectWritingRoutes(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { writer = null, projectWritings: writings } = options;
  const path = `${ARENA}/project-packages/writing`;
  const words = { tag: 'Markets', result: projectWritingAnswer } as const;
  const now = (key: string): ProjectWriting => ({ model: writer?.model ?? null, last: writings.last(key) });

  app.post(
    path,
    described(
      { ...words, operationId: 'writeProjectPackage', summary: 'Have a language model write a project to a brief' },
      { body: newProjectWritingSchema },
    ),
    async (request) => {
      if (writer === null) {
        const message = 'This server has no model that writes projects';
        throw new WireError({ status: 409, code: 'ProjectExceptionCodes.NO_WRITER', message });
      }
      const key = await keyOf(request);
      const { brief } = request.body;
      writings.start(key, (signal, onStep) => writer.write(brief, signal, onStep));
      return success(request, now(key));
    },
  );

  app.get(
    path,
    described(
      { ...words, operationId: 'getProjectPackageWriting', summary: 'How far the project is that a model writes' },
      {},
    ),
    async (request) => success(request, now(await keyOf(request))),
  );

  app.delete(
    path,
    described(
      {
        ...words,
        operationId: 'stopProjectPackageWriting',
        summary: 'Give up or forget the project that a model writes',
      },
      {},
    ),
    async (request) => {
      const key = await keyOf(request);
      writings.stop(key);
      return success(request, now(key));
    },
  );
}
