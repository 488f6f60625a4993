/** Projects with an answer key, as a corpus holds them: the posting goes into the market, the key to the reviewer. */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { participantId } from '../../../kernel/id.ts';
import type { ArenaClient } from '../../../protocol/arena/client.ts';
import { newPackageAnswer, newPackageSchema } from '../../../protocol/arena/market.ts';
import { described } from '../../arena/described.ts';
import { judgeOf } from '../../arena/judge.ts';
import { postPackage } from '../../arena/posting-package.ts';
import { takeStorage } from '../../arena/storage.ts';
import { requireTrust } from '../../arena/trust.ts';
import { success } from '../../plugins/envelope.ts';
import { ARENA, type RouteOptions } from '../../route-options.ts';
import { clientOf, writeKeyOf } from '../../sending.ts';
import { problems, WireError } from '../../wire-error.ts';

/** In whose name it is posted. The owner acts for those whom nobody has a seat as, and for nobody else. */
async function employerOf(
  request: FastifyRequest,
  wanted: number | undefined,
  { arena, access }: RouteOptions,
): Promise<ArenaClient> {
  const place = await request.place();
  const { seat, marketId } = place;
  if (seat.kind === 'participant') {
    if (wanted === undefined || wanted === Number(seat.participantId)) return clientOf(place);
    throw problems.notAllowed(`employerId: you are participant ${seat.participantId}`);
  }
  if (wanted === undefined) throw problems.badForm('employerId: in whose name is it posted?');
  const theirs = (await access.seatsIn(marketId)).some(
    (one) => one.kind === 'participant' && Number(one.participantId) === wanted,
  );
  if (theirs) throw problems.notAllowed(`employerId: participant ${wanted} is somebody's own`);
  return arena.connect(marketId, { kind: 'participant', participantId: participantId(wanted) });
}

export function addPackageRoutes(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.post(
    `${ARENA}/project-packages`,
    described(
      {
        tag: 'Markets',
        operationId: 'postProjectPackage',
        summary: 'Post a project with visible cases and an answer key',
        result: newPackageAnswer,
      },
      { body: newPackageSchema },
    ),
    async (request) => {
      const { package: one, employerId, mechanism, assigneeId, biddingMs, draft } = request.body;
      const employer = await employerOf(request, employerId, options);
      const { seat, marketId } = await request.place();
      requireTrust(seat, one);
      const key = writeKeyOf(request);
      await takeStorage(request, options, JSON.stringify(one).length);
      const { user } = await request.caller();
      const judge = judgeOf(options);
      const kept = await options.drafts.run(`package/${user.userId}`, () => judge.keep(marketId, one));
      if (!kept.ok) {
        const message = kept.problems.slice(0, 5).join('; ');
        throw new WireError({ status: 400, code: 'ProjectExceptionCodes.BROKEN_PACKAGE', message });
      }
      const { acceptanceHash, caseCount } = kept;
      const how = { mechanism, assigneeId, biddingMs, draft };
      const posted = await postPackage(employer, key, { one, acceptanceHash, caseCount }, how);
      return success(request, { projectId: posted, acceptanceHash, caseCount });
    },
  );
}
