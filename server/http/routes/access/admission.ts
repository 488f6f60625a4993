/** How a market takes people in, and who is there: for its owner. */

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { admissionSchema } from '../../../protocol/arena/account.ts';
import { success } from '../../plugins/envelope.ts';
import { ARENA } from '../../route-options.ts';
import type { AccessRouteOptions } from '../access.ts';

export function addAdmissionRoutes(instance: FastifyInstance, { access }: AccessRouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(`${ARENA}/seats`, async (request) => {
    const { marketId } = await request.place();
    const seats = (await access.seatsIn(marketId)).map(async (seat) => {
      const name = (await access.user(seat.userId))?.name ?? null;
      const participantId = seat.kind === 'participant' ? seat.participantId : null;
      return { userId: seat.userId, name, kind: seat.kind, participantId };
    });
    return success(request, { seats: await Promise.all(seats) });
  });

  app.get(`${ARENA}/admission`, async (request) => {
    const { marketId } = await request.place();
    return success(request, await access.admissionOf(marketId));
  });

  app.put(`${ARENA}/admission`, { schema: { body: admissionSchema } }, async (request) => {
    const { marketId } = await request.place();
    await access.setAdmission(marketId, request.body);
    return success(request, await access.admissionOf(marketId));
  });
}
