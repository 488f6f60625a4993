/** How a market takes people in, and who is there: for its owner. */

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { admissionSchema } from '../../../protocol/arena/account.ts';
import { admissionAnswerSchema, seatsSchema } from '../../../protocol/arena/account-answer.ts';
import { successSchema } from '../../../protocol/freelancer/envelope.ts';
import { success } from '../../plugins/envelope.ts';
import { ARENA } from '../../route-options.ts';
import type { AccessRouteOptions } from '../access.ts';

const SCHEMAS = {
  listSeats: {
    tags: ['Markets'],
    operationId: 'listSeats',
    summary: 'List who has a seat in the market',
    response: { 200: successSchema(seatsSchema) },
  },
  getAdmission: {
    tags: ['Markets'],
    operationId: 'getAdmission',
    summary: 'Read how the market takes people in',
    response: { 200: successSchema(admissionAnswerSchema) },
  },
  setAdmission: {
    tags: ['Markets'],
    operationId: 'setAdmission',
    summary: 'Say how the market takes people in',
    body: admissionSchema,
    response: { 200: successSchema(admissionAnswerSchema) },
  },
} as const;

export function addAdmissionRoutes(instance: FastifyInstance, { access }: AccessRouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(`${ARENA}/seats`, { schema: SCHEMAS.listSeats }, async (request) => {
    const { marketId } = await request.place();
    const seats = (await access.seatsIn(marketId)).map(async (seat) => {
      const name = (await access.user(seat.userId))?.name ?? null;
      const participantId = seat.kind === 'participant' ? seat.participantId : null;
      return { userId: seat.userId, name, kind: seat.kind, participantId };
    });
    return success(request, { seats: await Promise.all(seats) });
  });

  app.get(`${ARENA}/admission`, { schema: SCHEMAS.getAdmission }, async (request) => {
    const { marketId } = await request.place();
    return success(request, await access.admissionOf(marketId));
  });

  app.put(`${ARENA}/admission`, { schema: SCHEMAS.setAdmission }, async (request) => {
    const { marketId } = await request.place();
    await access.setAdmission(marketId, request.body);
    return success(request, await access.admissionOf(marketId));
  });
}
