/** Deliveries: handing in, reading one's own and what one may see of others', and what the reviewer made of them. */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { known } from '../../../kernel/assert.ts';
import { canonicalJson } from '../../../kernel/hash.ts';
import type { Files } from '../../../protocol/arena/acceptance.ts';
import {
  deliveredFilesAnswer,
  deliveriesQuery,
  deliveriesSchema,
  deliverySchema,
  handedInSchema,
  newDeliverySchema,
  verdictAnswerSchema,
} from '../../../protocol/arena/delivery.ts';
import { FILES_MEDIA_TYPE } from '../../../protocol/arena/files.ts';
import type { SeenProject } from '../../../protocol/arena/seen/things.ts';
import { integer } from '../../../protocol/freelancer/params.ts';
import { described } from '../../arena/described.ts';
import { syntaxError } from '../../arena/judge.ts';
import { deliveryIn, evidenceOf, filesOf, presentDelivery, presentVerdict } from '../../arena/present-delivery.ts';
import { partOfKey } from '../../arena/registering.ts';
import { takeStorage } from '../../arena/storage.ts';
import { type Look, lookOf, projectIn } from '../../freelancer/looking.ts';
import { success } from '../../plugins/envelope.ts';
import { ARENA, type RouteOptions } from '../../route-options.ts';
import { clientOf, eventIn, send, writeKeyOf } from '../../sending.ts';
import { problems, WireError } from '../../wire-error.ts';

const CHECK_MS = 30_000;

async function requireMainFile(look: Look, project: SeenProject, files: Files, { judging }: RouteOptions) {
  const acceptance = await judging?.acceptanceOf(look.place.marketId, project.posting.acceptanceHash);
  if (!acceptance || Object.hasOwn(files, acceptance.file)) return;
  throw new WireError({
    status: 400,
    code: 'ProjectExceptionCodes.FILE_MISSING',
    message: `${acceptance.file}: the project asks for this file, and the delivery has none of that name`,
  });
}

/** Whether there is anything to check: what the market will refuse is not looked into. */
function mayDeliver({ place: { seat } }: Look, { award, posting, status }: SeenProject): boolean {
  if (posting.mechanism.kind === 'contest') return status === 'open';
  return award?.status === 'in_progress' && seat.kind === 'participant' && award.freelancerId === seat.participantId;
}

type Checked = z.infer<typeof handedInSchema>['syntax'];

async function checkFiles(files: Files, { judging }: RouteOptions): Promise<Checked> {
  const found = (await judging?.checkSyntax(files, AbortSignal.timeout(CHECK_MS)).catch(ifTimedOut)) ?? null;
  if (found === null) return 'unavailable';
  if (found.length > 0) throw syntaxError(found);
  return 'checked';
}

/** A machine that is too busy to read the files is no reason to refuse them. */
function ifTimedOut(thrown: unknown): null {
  if (thrown instanceof Error && thrown.name === 'TimeoutError') return null;
  throw thrown;
}

/** Refused here in words, before anything is kept: the market would say the same with a number. */
function requireSize({ market }: Look, body: string): number {
  const bytes = Buffer.byteLength(body);
  const most = market.policy?.limits.deliveryBytes ?? 0;
  if (bytes <= most) return bytes;
  throw new WireError({
    status: 400,
    code: 'ProjectExceptionCodes.LIMIT_REACHED',
    message: `files: ${bytes} bytes as JSON; this market takes ${most}`,
  });
}

const ofDelivery = { params: z.object({ delivery_id: integer }) };

export function addDeliveryRoutes(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  /** Limited like drafts: what is refused here costs the market nothing, but the sandbox its time. */
  async function check(look: Look, project: SeenProject, files: Files, skip: boolean): Promise<Checked> {
    await requireMainFile(look, project, files, options);
    const { marketId, seat } = look.place;
    const who = seat.kind === 'participant' ? seat.participantId : seat.kind;
    return skip ? 'skipped' : options.drafts.run(`check/${marketId}/${who}`, () => checkFiles(files, options));
  }

  async function handIn(request: FastifyRequest, projectId: number, files: Files, skip: boolean): Promise<object> {
    const look = await lookOf(request, options);
    const project = projectIn(look, projectId);
    const client = clientOf(look.place);
    const key = writeKeyOf(request);
    const body = canonicalJson(files);
    const bytes = requireSize(look, body);
    const syntax = mayDeliver(look, project) ? await check(look, project, files, skip) : 'skipped';
    await takeStorage(request, options, body.length);
    const filesHash = await client.put({ mediaType: FILES_MEDIA_TYPE, nonce: partOfKey(key, 'files'), body });
    const command = { type: 'SubmitDelivery', projectId: project.projectId, filesHash, bytes } as const;
    const submitted = eventIn(await send(look.place, key, command), 'DeliverySubmitted');
    const delivery = deliveryIn(look, known(submitted?.deliveryId, 'new delivery'));
    return { ...(await presentDelivery(look, options, delivery)), syntax };
  }

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
      const { files, skipSyntaxCheck } = request.body;
      return success(request, await handIn(request, request.params.project_id, files, skipSyntaxCheck));
    },
  );

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
