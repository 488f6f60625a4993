/** Draft runs: a delivery tried out against the visible cases before it is handed in. It changes nothing. */

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { draftSchema, newDraftSchema } from '../../../protocol/arena/delivery.ts';
import { integer } from '../../../protocol/freelancer/params.ts';
import { described } from '../../arena/described.ts';
import { judgeOf, notJudged } from '../../arena/judge.ts';
import { lookOf, projectIn } from '../../freelancer/looking.ts';
import { success } from '../../plugins/envelope.ts';
import { ARENA, type RouteOptions } from '../../route-options.ts';
import { problems, WireError } from '../../wire-error.ts';

/** A draft that is not through by then is ended: its cases are bounded, so the machine is busy. */
const DRAFT_MS = 60_000;

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
      const { posting, projectId } = projectIn(look, request.params.project_id);
      const judge = judgeOf(options);
      const { marketId, seat } = look.place;
      if (seat.kind !== 'participant') throw problems.notAllowed('Only a freelancer of this market tries drafts out');
      const { files } = request.body;
      if (Buffer.byteLength(JSON.stringify(files)) > (look.market.policy?.limits.deliveryBytes ?? 0)) {
        throw problems.badForm('files: larger than a delivery may be in this market');
      }
      const signal = AbortSignal.timeout(DRAFT_MS);
      const draft = await options.drafts.run(`${marketId}/${seat.participantId}`, () =>
        judge.draft(marketId, posting.acceptanceHash, files, signal).catch((thrown: unknown) => {
          if (!signal.aborted) throw thrown;
          throw new WireError({
            status: 503,
            code: 'ExceptionCodes.UNAVAILABLE',
            message: 'The machine is too busy to finish this draft; send it again later',
            retryAfter: 10,
          });
        }),
      );
      if (draft === null) throw notJudged(`Project ${projectId} has no visible cases that are kept here`);
      return success(request, draft);
    },
  );
}
