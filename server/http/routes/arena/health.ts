/** Whether the server is well, for whatever watches over it. Tells nothing that a stranger should not know. */

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { successSchema } from '../../../protocol/freelancer/envelope.ts';
import { success } from '../../plugins/envelope.ts';
import type { ServerOptions } from '../../ports.ts';
import { ARENA } from '../../route-options.ts';

export function addHealthRoute(app: FastifyInstance, { arena }: ServerOptions): void {
  app.get(
    `${ARENA}/health`,
    {
      schema: {
        tags: ['Service'],
        operationId: 'getHealth',
        summary: 'Ask whether the server is well',
        response: { 200: successSchema(z.object({ health: z.literal('ok') })) },
      },
    },
    async (request) => {
      // A store that does not answer is a fault, and the answer a 503.
      await arena.engine.markets();
      return success(request, { health: 'ok' });
    },
  );
}
