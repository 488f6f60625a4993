/** Milestone requests: list, one, ask for a milestone; accept, reject, delete. */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { canonicalJson } from '../../../kernel/hash.ts';
import type { BidId } from '../../../kernel/id.ts';
import type { SeenMilestoneRequest } from '../../../protocol/arena/seen/things.ts';
import {
  NOTE_MEDIA_TYPE,
  type Note,
  type RequestAction,
  type RequestQuery,
  requestAction,
  requestBody,
  requestQuery,
  requestSchema,
} from '../../../protocol/freelancer/milestone.ts';
import { integer } from '../../../protocol/freelancer/params.ts';
import { userQuery } from '../../../protocol/freelancer/people.ts';
import { usersContainerSchema } from '../../../protocol/freelancer/user.ts';
import { acts, answers } from '../../answers.ts';
import { centsIn } from '../../freelancer/amounts.ts';
import { compacted } from '../../freelancer/compact.ts';
import { type Look, lookOf, paged, projectIn, requestIn } from '../../freelancer/looking.ts';
import { inOrder, matchesRequest } from '../../freelancer/milestone-filters.ts';
import { presentMilestoneRequest } from '../../freelancer/present-milestone-request.ts';
import { usersBeside } from '../../freelancer/users-beside.ts';
import { success } from '../../plugins/envelope.ts';
import { asked } from '../../plugins/input.ts';
import { PROJECTS, type RouteOptions } from '../../route-options.ts';
import { clientOf, eventIn, send, writeKeyOf } from '../../sending.ts';
import { problems } from '../../wire-error.ts';

const tags = ['Milestones'];
const one = z.object({ request_id: integer });
const container = z.object({
  milestone_requests: z.record(z.string(), requestSchema).optional(),
  users: usersContainerSchema.optional(),
});
const listing = { tags, querystring: requestQuery, ...answers(container) };

const COMMANDS = {
  accept: 'AcceptMilestoneRequest',
  reject: 'RejectMilestoneRequest',
  delete: 'WithdrawMilestoneRequest',
} as const;

/** The request as its bidder words it; a bid that is not on the project named is none to ask for. */
async function askingOf(look: Look, key: string, body: z.output<typeof requestBody>) {
  const { project_id, bid_id, amount, description } = body;
  projectIn(look, project_id);
  const bid = look.market.bids.get(bid_id as BidId);
  if (bid !== undefined && Number(bid.projectId) !== project_id) {
    throw problems.badForm(`bid_id: bid ${bid_id} is on project ${bid.projectId}`);
  }
  const amountCents = centsIn('amount', amount);
  const note: Note = { description: description ?? '', reason: 'other' };
  const document = { mediaType: NOTE_MEDIA_TYPE, nonce: key, body: canonicalJson(note) };
  const descriptionHash = await clientOf(look.place).put(document);
  return { type: 'RequestMilestone', bidId: bid_id as BidId, amountCents, descriptionHash } as const;
}

export function addMilestoneRequestRoutes(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const list = `${PROJECTS}/milestone_requests`;

  async function answer(
    request: FastifyRequest,
    look: Look,
    found: readonly SeenMilestoneRequest[],
    query: { readonly compact: boolean },
  ): Promise<object> {
    const shown = await Promise.all(found.map((one) => presentMilestoneRequest(look, options, one)));
    const ids = found.flatMap(({ employerId, freelancerId }) => [employerId, freelancerId]);
    const result = {
      milestone_requests: Object.fromEntries(shown.map((one) => [String(one.id), one])),
      users: await usersBeside(look, options, ids, query),
    };
    return success(request, query.compact ? compacted(result) : result);
  }

  async function listed(request: FastifyRequest, query: RequestQuery, projectId?: number): Promise<object> {
    const look = await lookOf(request, options);
    if (projectId !== undefined) projectIn(look, projectId);
    const all = [...look.market.milestoneRequests.values()].filter((one) => matchesRequest(look, one, query));
    const found = projectId === undefined ? all : all.filter((one) => Number(one.projectId) === projectId);
    const ordered = inOrder(found, query, ({ requestId, requestedAt, amountCents }) => {
      return { id: requestId, at: requestedAt, amountCents };
    });
    return answer(request, look, paged(ordered, query), query);
  }

  const all = { ...listing, operationId: 'listMilestoneRequests', summary: 'List requests for milestones' };
  app.get(list, { schema: all }, (request) => listed(request, request.query));

  const ofProject = {
    ...listing,
    operationId: 'listMilestoneRequestsOfProject',
    summary: 'List requests for milestones of a project',
    params: z.object({ project_id: integer }),
  };
  app.get(`${PROJECTS}/projects/:project_id/milestone_requests`, { schema: ofProject }, (request) =>
    listed(request, request.query, request.params.project_id),
  );

  const single = {
    tags,
    operationId: 'getMilestoneRequest',
    summary: 'Read a request for a milestone',
    params: one,
    querystring: userQuery,
    ...answers(container),
  };
  app.get(`${list}/:request_id`, { schema: single }, async (request) => {
    const look = await lookOf(request, options);
    return answer(request, look, [requestIn(look, request.params.request_id)], request.query);
  });

  const asking = {
    tags,
    operationId: 'requestMilestone',
    summary: 'Ask the employer for a milestone',
    body: requestBody,
    ...answers(requestSchema),
  };
  app.post(list, { schema: asking }, async (request) => {
    const look = await lookOf(request, options);
    const key = writeKeyOf(request);
    const events = await send(look.place, key, await askingOf(look, key, request.body));
    const made = requestIn(look, Number(eventIn(events, 'MilestoneRequested')?.requestId));
    return success(request, await presentMilestoneRequest(look, options, made));
  });

  const acting = {
    tags,
    operationId: 'actOnMilestoneRequest',
    summary: 'Accept, reject or delete a request for a milestone',
    params: one,
    querystring: requestAction,
    body: requestAction,
    ...acts,
  };
  app.put(`${list}/:request_id`, { schema: acting }, async (request) => {
    const look = await lookOf(request, options);
    const { requestId } = requestIn(look, request.params.request_id);
    const { action } = asked<RequestAction>(request);
    if (action === undefined) throw problems.badForm('action: accept, reject or delete');
    await send(look.place, writeKeyOf(request), { type: COMMANDS[action], requestId });
    return success(request);
  });
}
