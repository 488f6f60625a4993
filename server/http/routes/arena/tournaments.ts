/** Tournaments, for researchers: asked for, started, held, gone on with, given up; how far they are and what came of them. */

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  newSeatSchema,
  newTournamentSchema,
  seatGivenSchema,
  tournamentSchema,
  tournamentsSchema,
} from '../../../protocol/arena/tournament.ts';
import { described } from '../../arena/described.ts';
import { byName, conflict, researcherIn } from '../../arena/tournament-words.ts';
import { success } from '../../plugins/envelope.ts';
import type { TournamentAction, TournamentAnswer, Tournaments } from '../../ports.ts';
import { ARENA, type RouteOptions } from '../../route-options.ts';
import { writeKeyOf } from '../../sending.ts';
import { problems } from '../../wire-error.ts';
import { addTournamentResultRoutes } from './tournament-results.ts';

function statusIn(answer: TournamentAnswer | null, name: string): object {
  if (answer === null) throw problems.notFound(`Tournament ${name}`);
  if (answer.ok) return answer.status;
  throw answer.malformed ? problems.badForm(answer.why) : conflict(answer.why);
}

function addActions(instance: FastifyInstance, tournaments: Tournaments | null): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const actions: readonly (readonly [TournamentAction, string])[] = [
    ['start', 'Play a tournament, when its turn comes'],
    ['pause', 'Stop a tournament where it stands'],
    ['resume', 'Go on with a tournament that was paused'],
    ['cancel', 'Give a tournament up'],
  ];
  for (const [action, summary] of actions) {
    const words = {
      tag: 'Tournaments',
      operationId: `${action}Tournament`,
      summary,
      result: tournamentSchema,
    } as const;
    app.post(`${ARENA}/tournaments/:tournament/${action}`, described(words, byName), async (request) => {
      // Asked with a key or without, the same again finds itself done.
      writeKeyOf(request);
      const owner = await researcherIn(request);
      const { tournament } = request.params;
      const answer = (await tournaments?.act(action, tournament, owner)) ?? null;
      return success(request, statusIn(answer, tournament));
    });
  }
}

function addSeats(instance: FastifyInstance, tournaments: Tournaments | null): void {
  const words = {
    tag: 'Tournaments',
    operationId: 'giveTournamentSeat',
    summary: 'Give a seat that is taken from outside to a user or a program',
    result: seatGivenSchema,
  } as const;
  const params = byName.params.extend({ seat: z.string().max(100) });
  instance
    .withTypeProvider<ZodTypeProvider>()
    .post(
      `${ARENA}/tournaments/:tournament/seats/:seat`,
      described(words, { params, body: newSeatSchema }),
      async (request) => {
        writeKeyOf(request);
        const owner = await researcherIn(request);
        const { tournament, seat } = request.params;
        const answer = (await tournaments?.seat(tournament, seat, request.body.user ?? null, owner)) ?? null;
        if (answer === null) throw problems.notFound(`Seat ${seat} of tournament ${tournament}`);
        if (!answer.ok) throw conflict(answer.why);
        return success(request, answer.given);
      },
    );
}

function addReads(instance: FastifyInstance, tournaments: Tournaments | null): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(
    `${ARENA}/tournaments/:tournament`,
    described(
      {
        tag: 'Tournaments',
        operationId: 'getTournament',
        summary: 'How far a tournament is',
        result: tournamentSchema,
      },
      byName,
    ),
    async (request) => {
      const { tournament } = request.params;
      const found = (await tournaments?.one(tournament, await researcherIn(request))) ?? null;
      if (found === null) throw problems.notFound(`Tournament ${tournament}`);
      return success(request, found);
    },
  );
}

export function addTournamentRoutes(instance: FastifyInstance, { tournaments = null }: RouteOptions): void {
  addActions(instance, tournaments);
  addSeats(instance, tournaments);
  addReads(instance, tournaments);
  addTournamentResultRoutes(instance, tournaments);
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(
    `${ARENA}/tournaments`,
    described(
      { tag: 'Tournaments', operationId: 'listTournaments', summary: 'One’s tournaments', result: tournamentsSchema },
      {},
    ),
    async (request) => success(request, { tournaments: (await tournaments?.list(await researcherIn(request))) ?? [] }),
  );

  app.post(
    `${ARENA}/tournaments`,
    described(
      {
        tag: 'Tournaments',
        operationId: 'createTournament',
        summary: 'Ask for a tournament',
        result: tournamentSchema,
      },
      { body: newTournamentSchema },
    ),
    async (request) => {
      writeKeyOf(request);
      const owner = await researcherIn(request);
      if (tournaments === null) throw conflict('This server plays no tournaments');
      return success(request, statusIn(await tournaments.create(request.body, owner), ''));
    },
  );
}
