/** Draft runs: a delivery tried out against the visible cases before it is handed in. It changes nothing. */

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { draftSchema, newDraftSchema } from '../../../protocol/arena/delivery.ts';
import { integer } from '../../../protocol/freelancer/params.ts';
import { described } from '../../arena/described.ts';
import { runDraft } from '../../arena/draft.ts';
import { lookOf } from '../../freelancer/looking.ts';
import { success } from '../../plugins/envelope.ts';
import { ARENA, type RouteOptions } from '../../route-options.ts';

export function addDraftRoutes(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.post(
    `${ARENA}/projects/:project_id/draft-runs`,
    described(
      {
        tag: 'Deliveries',
        operationId: 'runDraft',
        summary: 'Run files against the visible cases, without handing them in',
        result: draftSchema,
      },
      { params: z.object({ project_id: integer }), body: newDraftSchema },
    ),
    async (request) => {
      const look = await lookOf(request, options);
      return success(request, await runDraft(look, options, request.params.project_id, request.body.files));
    },
  );
}
