/** Deliveries: handing in, reading one's own and what one may see of others', and what the reviewer made of them. */

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  deliveredFilesAnswer,
  deliveriesQuery,
  deliveriesSchema,
  deliverySchema,
  handedInSchema,
  newDeliverySchema,
  verdictAnswerSchema,
} from '../../../protocol/arena/delivery.ts';
import { integer } from '../../../protocol/freelancer/params.ts';
import { described } from '../../arena/described.ts';
import { handIn } from '../../arena/handing-in.ts';
import { deliveryIn, evidenceOf, filesOf, presentDelivery, presentVerdict } from '../../arena/present-delivery.ts';
import { lookOf } from '../../freelancer/looking.ts';
import { success } from '../../plugins/envelope.ts';
import { ARENA, type RouteOptions } from '../../route-options.ts';
import { writeKeyOf } from '../../sending.ts';
import { problems } from '../../wire-error.ts';

const ofDelivery = { params: z.object({ delivery_id: integer }) };

function addHandingIn(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.post(
    `${ARENA}/projects/:project_id/deliveries`,
    described(
      {
        tag: 'Deliveries',
        operationId: 'handInDelivery',
        summary: 'Hand in the files of a delivery',
        result: handedInSchema,
      },
      { params: z.object({ project_id: integer }), body: newDeliverySchema },
    ),
    async (request) => {
      const given = { ...request.body, projectId: request.params.project_id, key: writeKeyOf(request) };
      const { look, delivery, syntax } = await handIn(request, options, given);
      return success(request, { ...(await presentDelivery(look, options, delivery)), syntax });
    },
  );
}

function addListing(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(
    `${ARENA}/deliveries`,
    described(
      {
        tag: 'Deliveries',
        operationId: 'listDeliveries',
        summary: 'Deliveries that the caller may see',
        result: deliveriesSchema,
      },
      { querystring: deliveriesQuery },
    ),
    async (request) => {
      const look = await lookOf(request, options);
      const { project, freelancer, limit, offset } = request.query;
      const found = [...look.market.deliveries.values()].filter(
        (one) =>
          (project === undefined || Number(one.projectId) === project) &&
          (freelancer === undefined || Number(one.freelancerId) === freelancer),
      );
      const page = found.slice(offset, offset + limit).map((one) => presentDelivery(look, options, one));
      return success(request, { count: found.length, deliveries: await Promise.all(page) });
    },
  );

  app.get(
    `${ARENA}/deliveries/:delivery_id`,
    described(
      { tag: 'Deliveries', operationId: 'getDelivery', summary: 'One delivery', result: deliverySchema },
      { ...ofDelivery },
    ),
    async (request) => {
      const look = await lookOf(request, options);
      const delivery = deliveryIn(look, request.params.delivery_id);
      return success(request, await presentDelivery(look, options, delivery));
    },
  );
}

function addReading(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(
    `${ARENA}/deliveries/:delivery_id/files`,
    described(
      {
        tag: 'Deliveries',
        operationId: 'getDeliveredFiles',
        summary: 'The files of a delivery, for those who may read them',
        result: deliveredFilesAnswer,
      },
      { ...ofDelivery },
    ),
    async (request) => {
      const look = await lookOf(request, options);
      const files = await filesOf(look, options, deliveryIn(look, request.params.delivery_id));
      if (files === null) throw problems.notFound(`Files of delivery ${request.params.delivery_id}`);
      return success(request, { files });
    },
  );

  app.get(
    `${ARENA}/deliveries/:delivery_id/verdict`,
    described(
      {
        tag: 'Deliveries',
        operationId: 'getVerdict',
        summary: 'The verdict on a delivery, as the caller may see it',
        result: verdictAnswerSchema,
      },
      { ...ofDelivery },
    ),
    async (request) => {
      const look = await lookOf(request, options);
      const delivery = deliveryIn(look, request.params.delivery_id);
      const { deliveryId, status, verdict } = delivery;
      if (verdict === null) throw problems.notFound(`A verdict on delivery ${deliveryId}`);
      const evidence = await evidenceOf(look, options, delivery);
      return success(request, { deliveryId, status, ...presentVerdict(verdict), evidence });
    },
  );
}

export function addDeliveryRoutes(app: FastifyInstance, options: RouteOptions): void {
  addHandingIn(app, options);
  addListing(app, options);
  addReading(app, options);
}
