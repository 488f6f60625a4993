/** Who takes part: a list for everybody; newcomers and deposits by the owner. */

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { ParticipantId } from '../../../kernel/id.ts';
import {
  depositSchema,
  newParticipantAnswer,
  newParticipantSchema,
  participantsQuery,
} from '../../../protocol/arena/market.ts';
import { participantsSchema } from '../../../protocol/arena/market-answer.ts';
import type { SeenParticipant } from '../../../protocol/arena/seen/things.ts';
import { described } from '../../arena/described.ts';
import { partOfKey, registerNamed } from '../../arena/registering.ts';
import { type Look, lookOf } from '../../freelancer/looking.ts';
import { success } from '../../plugins/envelope.ts';
import { ARENA, type RouteOptions } from '../../route-options.ts';
import { send, writeKeyOf } from '../../sending.ts';

async function presented({ place }: Look, { texts }: RouteOptions, one: SeenParticipant): Promise<object> {
  const { participantId, roles, skills, participantKind, profile, withdrawn } = one;
  const { marketId, viewer } = place;
  const name = profile === null ? null : ((await texts.profile(marketId, viewer, profile))?.name ?? null);
  return { participantId, roles, skills, participantKind, name, withdrawn };
}

export function addParticipantRoutes(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(
    `${ARENA}/participants`,
    described(
      {
        tag: 'Markets',
        operationId: 'listParticipants',
        summary: 'Who takes part in the market',
        result: participantsSchema,
      },
      { querystring: participantsQuery },
    ),
    async (request) => {
      const look = await lookOf(request, options);
      const { limit, offset } = request.query;
      const all = [...look.market.participants.values()];
      const page = all.slice(offset, offset + limit).map((one) => presented(look, options, one));
      return success(request, { count: all.length, participants: await Promise.all(page) });
    },
  );

  app.post(
    `${ARENA}/participants`,
    described(
      {
        tag: 'Markets',
        operationId: 'addParticipant',
        summary: 'Put somebody into the market whom no login stands behind',
        result: newParticipantAnswer,
      },
      { body: newParticipantSchema },
    ),
    async (request) => {
      const place = await request.place();
      const { depositCents: amountCents, ...registration } = request.body;
      const key = writeKeyOf(request);
      const participantId = await registerNamed(options.arena.connectOwner(place.marketId), key, registration);
      if (amountCents > 0)
        await send(place, partOfKey(key, 'deposit'), { type: 'Deposit', participantId, amountCents });
      return success(request, { participantId });
    },
  );

  app.post(
    `${ARENA}/deposits`,
    described(
      { tag: 'Ledger', operationId: 'deposit', summary: 'Put money into the wallet of a participant', result: null },
      { body: depositSchema },
    ),
    async (request) => {
      const { participantId, amountCents } = request.body;
      const command = { type: 'Deposit', participantId: participantId as ParticipantId, amountCents } as const;
      await send(await request.place(), writeKeyOf(request), command);
      return success(request);
    },
  );
}
