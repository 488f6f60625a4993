/** A drafted project is put before the admission gate, and whoever drafted it reads what each gate found. Nothing is kept of it. */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { admissionCheckSchema, newAdmissionCheckSchema } from '../../../protocol/arena/admission-check.ts';
import { described } from '../../arena/described.ts';
import { judgeOf } from '../../arena/judge.ts';
import { requireTrust } from '../../arena/trust.ts';
import { success } from '../../plugins/envelope.ts';
import { ARENA, type RouteOptions } from '../../route-options.ts';
import { problems } from '../../wire-error.ts';

/** One line of checks for each user of each market: nobody reads another's. */
async function keyOf(request: FastifyRequest): Promise<string> {
  const { marketId } = await request.place();
  const { user } = await request.caller();
  return `${marketId}/${user.userId}`;
}

export function addAdmissionCheckRoutes(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { admissionChecks } = options;
  const path = `${ARENA}/project-packages/admission-check`;

  app.post(
    path,
    described(
      {
        tag: 'Markets',
        operationId: 'checkProjectPackage',
        summary: 'Have a drafted project checked by the admission gate, without posting it',
        result: admissionCheckSchema,
      },
      { body: newAdmissionCheckSchema },
    ),
    async (request) => {
      const { package: one } = request.body;
      const judge = judgeOf(options);
      const { seat } = await request.place();
      requireTrust(seat, one);
      const begun = admissionChecks.start(await keyOf(request), (signal) => judge.examine(one, signal));
      return success(request, begun);
    },
  );

  app.get(
    path,
    described(
      {
        tag: 'Markets',
        operationId: 'getProjectPackageCheck',
        summary: 'How far the last check that the caller asked for is, and what it found',
        result: admissionCheckSchema,
      },
      {},
    ),
    async (request) => {
      const found = admissionChecks.last(await keyOf(request));
      if (found === null) throw problems.notFound('A check of yours');
      return success(request, found);
    },
  );
}
