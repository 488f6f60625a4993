/** What a tournament will come to, and what came of it: its standing and its observations, as files for other programs. */

import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  estimateQuestionSchema,
  standingFormatQuery,
  tournamentEstimateSchema,
  tournamentStandingSchema,
} from '../../../protocol/arena/tournament.ts';
import { successSchema } from '../../../protocol/freelancer/envelope.ts';
import { described, textAnswer } from '../../arena/described.ts';
import { byName, conflict, researcherIn } from '../../arena/tournament-words.ts';
import { success } from '../../plugins/envelope.ts';
import type { Tournaments } from '../../ports.ts';
import { ARENA } from '../../route-options.ts';
import { problems } from '../../wire-error.ts';

const STANDING = {
  tags: ['Tournaments'],
  operationId: 'getTournamentStanding',
  summary: 'The standing of a completed tournament',
  ...byName,
  querystring: standingFormatQuery,
  response: {
    200: {
      description: 'The standing, in the form that was asked for',
      content: {
        'application/json': { schema: successSchema(tournamentStandingSchema) },
        'text/csv': { schema: z.string() },
      },
    },
  },
};

export function addTournamentResultRoutes(instance: FastifyInstance, tournaments: Tournaments | null): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.post(
    `${ARENA}/tournaments/estimate`,
    described(
      {
        tag: 'Tournaments',
        operationId: 'estimateTournament',
        summary: 'What a tournament would come to, without asking for it',
        result: tournamentEstimateSchema,
      },
      { body: estimateQuestionSchema },
    ),
    async (request) => {
      await researcherIn(request);
      if (tournaments === null) throw conflict('This server plays no tournaments');
      const found = await tournaments.estimate(request.body);
      if ('models' in found) return success(request, found);
      throw problems.badForm(found.join('; '));
    },
  );

  app.get(`${ARENA}/tournaments/:tournament/standing`, { schema: STANDING }, async (request, reply) => {
    const { tournament } = request.params;
    const { format } = request.query;
    const found = (await tournaments?.standing(tournament, await researcherIn(request), format)) ?? null;
    if (found === null) throw problems.notFound(`A standing of tournament ${tournament}`);
    if (format === 'json') return success(request, JSON.parse(found));
    reply.header('content-disposition', 'attachment; filename="standing.csv"');
    reply.header('content-type', 'text/csv; charset=utf-8');
    return found;
  });

  app.get(
    `${ARENA}/tournaments/:tournament/observations`,
    {
      schema: {
        tags: ['Tournaments'],
        operationId: 'getTournamentObservations',
        summary: 'Projects, bids, deliveries, verdicts and transfers of a completed tournament, one JSON value a line',
        ...byName,
        response: textAnswer('The rows; `docs/data-dictionary.md` says what stands in each', 'application/x-ndjson'),
      },
    },
    async (request, reply) => {
      const { tournament } = request.params;
      const found = (await tournaments?.observations(tournament, await researcherIn(request))) ?? null;
      if (found === null) throw problems.notFound(`Observations of tournament ${tournament}`);
      reply.header('content-disposition', 'attachment; filename="observations.ndjson"');
      reply.header('content-type', 'application/x-ndjson; charset=utf-8');
      return reply.send(Readable.from(found));
    },
  );
}
