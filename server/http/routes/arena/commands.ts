/** The door for agents: what may be done now, and doing it. Whatever else the arena offers is made of these two. */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { parseRequest } from '../../../protocol/arena/command.ts';
import { doneSchema, legalQuery, legalSchema, typedSchema } from '../../../protocol/arena/door.ts';
import { SCOPE_OF_COMMAND } from '../../../protocol/arena/scope-of-command.ts';
import type { ReadMarket } from '../../../protocol/arena/seen/things.ts';
import type { CommandRequest } from '../../../protocol/arena/wire.ts';
import { described } from '../../arena/described.ts';
import { lookOf } from '../../freelancer/looking.ts';
import { success } from '../../plugins/envelope.ts';
import { checkProof } from '../../plugins/gate.ts';
import { refused } from '../../refusal-map.ts';
import { ARENA, type RouteOptions } from '../../route-options.ts';
import { answerOf, clientOf, writeKeyOf } from '../../sending.ts';
import { problems } from '../../wire-error.ts';

/** The project that the command is about, as the caller knows it. */
function projectOf(market: ReadMarket, request: CommandRequest): number | null {
  if ('projectId' in request) return request.projectId;
  if ('bidId' in request) return market.bids.get(request.bidId)?.projectId ?? null;
  if ('deliveryId' in request) return market.deliveries.get(request.deliveryId)?.projectId ?? null;
  if ('milestoneId' in request) return market.milestones.get(request.milestoneId)?.projectId ?? null;
  return 'disputeId' in request ? (market.disputes.get(request.disputeId)?.projectId ?? null) : null;
}

/** Reads the command and asks for the scope that its own route would ask for. */
async function wantedOf(request: FastifyRequest): Promise<CommandRequest> {
  const parsed = parseRequest(request.body);
  if (!parsed.ok) throw problems.badForm(parsed.detail);
  checkProof(await request.caller(), SCOPE_OF_COMMAND[parsed.request.type]);
  return parsed.request;
}

export function addCommandRoutes(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(
    `${ARENA}/legal`,
    described(
      { tag: 'Markets', operationId: 'listLegalCommands', summary: 'What the caller may do now', result: legalSchema },
      { querystring: legalQuery },
    ),
    async (request) => {
      const { place, market } = await lookOf(request, options);
      const { type, project, limit, offset } = request.query;
      const found = (await clientOf(place).legal()).filter(
        (one) =>
          (type === undefined || one.type === type) && (project === undefined || projectOf(market, one) === project),
      );
      return success(request, { count: found.length, commands: found.slice(offset, offset + limit) });
    },
  );

  app.post(
    `${ARENA}/commands`,
    described(
      { tag: 'Markets', operationId: 'sendCommand', summary: 'Do one thing in the market', result: doneSchema },
      { body: typedSchema },
    ),
    async (request) => {
      const place = await request.place();
      const command = await wantedOf(request);
      const answer = await answerOf(place, writeKeyOf(request), command);
      if (!answer.ok) throw refused(answer.refusal);
      return success(request, { repeated: answer.repeated, events: answer.events });
    },
  );
}
