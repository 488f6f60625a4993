/** Milestones: list, one, create, and the actions of both sides. */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { canonicalJson } from '../../../kernel/hash.ts';
import type { BidId, ContentHash } from '../../../kernel/id.ts';
import type { SeenAward, SeenMilestone } from '../../../protocol/arena/seen/things.ts';
import type { CommandRequest } from '../../../protocol/arena/wire.ts';
import {
  type MilestoneAction,
  type MilestoneQuery,
  milestoneAction,
  milestoneBody,
  milestoneQuery,
  milestoneSchema,
  NOTE_MEDIA_TYPE,
  type Note,
} from '../../../protocol/freelancer/milestone.ts';
import { integer } from '../../../protocol/freelancer/params.ts';
import { userQuery } from '../../../protocol/freelancer/people.ts';
import { usersContainerSchema } from '../../../protocol/freelancer/user.ts';
import { acts, answers } from '../../answers.ts';
import { centsIn } from '../../freelancer/amounts.ts';
import { compacted } from '../../freelancer/compact.ts';
import { type Look, lookOf, paged, projectIn, requestIn } from '../../freelancer/looking.ts';
import { inOrder, matchesMilestone } from '../../freelancer/milestone-filters.ts';
import { presentMilestone } from '../../freelancer/present-milestone.ts';
import { usersBeside } from '../../freelancer/users-beside.ts';
import { success } from '../../plugins/envelope.ts';
import { asked } from '../../plugins/input.ts';
import { refused } from '../../refusal-map.ts';
import { PROJECTS, type RouteOptions } from '../../route-options.ts';
import { clientOf, eventIn, send, writeKeyOf } from '../../sending.ts';
import { problems, WireError } from '../../wire-error.ts';

const tags = ['Milestones'];
const one = z.object({ milestone_id: integer });
const containerSchema = z.object({
  milestones: z.record(z.string(), milestoneSchema).optional(),
  users: usersContainerSchema.optional(),
});

function milestoneIn({ market }: Look, wanted: number): SeenMilestone {
  const milestone = market.milestones.get(wanted as SeenMilestone['milestoneId']);
  if (milestone === undefined) throw refused({ code: 'unknown_milestone', detail: `milestone ${wanted}` });
  return milestone;
}

/** The note of a milestone as a content of its author's; its nonce keeps short texts from being guessed by their hash. */
async function putNote(look: Look, key: string, note: Note): Promise<ContentHash> {
  return clientOf(look.place).put({ mediaType: NOTE_MEDIA_TYPE, nonce: key, body: canonicalJson(note) });
}

/** The award that a milestone for this bidder is part of. */
function awardIn(look: Look, projectId: number, bidderId: number): SeenAward {
  const { award } = projectIn(look, projectId);
  if (award === null || Number(award.freelancerId) !== bidderId) {
    throw refused({ code: 'no_award', detail: `of participant ${bidderId}` });
  }
  return award;
}

/** The answer to a request: the milestone that was asked for, and no other. */
function acceptanceOf(look: Look, id: number, bidId: BidId, amount: number | null | undefined): CommandRequest {
  const asked = requestIn(look, id);
  if (asked.bidId !== bidId) throw problems.badForm(`request_id: request ${id} is about bid ${asked.bidId}`);
  if (typeof amount === 'number' && centsIn('amount', amount) !== asked.amountCents) {
    throw problems.badForm(`amount: request ${id} asks for ${asked.amountCents / 100}`);
  }
  return { type: 'AcceptMilestoneRequest', requestId: asked.requestId };
}

async function act(look: Look, key: string, milestone: SeenMilestone, given: Partial<MilestoneAction>): Promise<void> {
  const { milestoneId, heldCents } = milestone;
  switch (given.action) {
    case 'release': {
      const { amount } = given;
      const wanted = amount === undefined || amount === null ? heldCents / 100 : amount;
      await send(look.place, key, {
        type: 'ReleaseMilestone',
        milestoneId,
        amountCents: centsIn('amount', wanted),
      });
      return;
    }
    case 'request_release':
      await send(look.place, key, { type: 'RequestRelease', milestoneId });
      return;
    case 'cancel':
      await send(look.place, key, { type: 'CancelMilestone', milestoneId });
      return;
    case undefined:
      throw problems.badForm('action: what to do with the milestone');
    default:
      throw new WireError({
        status: 409,
        code: 'ProjectExceptionCodes.MILESTONE_IS_FINAL',
        message:
          'What is in escrow stays as it was agreed: it is released, or cancelled by the one who may, and another is created',
      });
  }
}

export function addMilestoneRoutes(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  /** One milestone comes in the same container as many: a map by number. */
  async function answer(
    request: FastifyRequest,
    look: Look,
    found: readonly SeenMilestone[],
    query: { readonly compact: boolean },
  ): Promise<object> {
    const shown = await Promise.all(found.map((milestone) => presentMilestone(look, options, milestone)));
    const milestones = Object.fromEntries(shown.map((milestone) => [String(milestone.transaction_id), milestone]));
    const ids = found.flatMap(({ employerId, freelancerId }) => [employerId, freelancerId]);
    const result = { milestones, users: await usersBeside(look, options, ids, query) };
    return success(request, query.compact ? compacted(result) : result);
  }

  async function listed(request: FastifyRequest, query: MilestoneQuery, projectId?: number): Promise<object> {
    const look = await lookOf(request, options);
    if (projectId !== undefined) projectIn(look, projectId);
    const all = [...look.market.milestones.values()].filter((milestone) => matchesMilestone(milestone, query));
    const found = projectId === undefined ? all : all.filter((milestone) => Number(milestone.projectId) === projectId);
    const ordered = inOrder(found, query, ({ milestoneId, createdAt, amountCents }) => {
      return { id: milestoneId, at: createdAt, amountCents };
    });
    return answer(request, look, paged(ordered, query), query);
  }

  const list = {
    tags,
    querystring: milestoneQuery,
    ...answers(containerSchema),
  };
  app.get(
    `${PROJECTS}/milestones`,
    { schema: { ...list, operationId: 'listMilestones', summary: 'List your milestones' } },
    (request) => listed(request, request.query),
  );

  app.get(
    `${PROJECTS}/projects/:project_id/milestones`,
    {
      schema: {
        ...list,
        operationId: 'listMilestonesOfProject',
        summary: 'List your milestones of a project',
        params: z.object({ project_id: integer }),
      },
    },
    (request) => listed(request, request.query, request.params.project_id),
  );

  app.get(
    `${PROJECTS}/milestones/:milestone_id`,
    {
      schema: {
        tags,
        operationId: 'getMilestone',
        summary: 'Read a milestone',
        params: one,
        querystring: userQuery,
        ...answers(containerSchema),
      },
    },
    async (request) => {
      const look = await lookOf(request, options);
      return answer(request, look, [milestoneIn(look, request.params.milestone_id)], request.query);
    },
  );

  app.post(
    `${PROJECTS}/milestones`,
    {
      schema: {
        tags,
        operationId: 'createMilestone',
        summary: 'Put money for an award into escrow',
        body: milestoneBody,
        ...answers(milestoneSchema),
      },
    },
    async (request) => {
      const look = await lookOf(request, options);
      const { project_id, bidder_id, amount, reason, description, other_reason, request_id } = request.body;
      const key = writeKeyOf(request);
      const { bidId } = awardIn(look, project_id, bidder_id);
      const note: Note = { description: description ?? other_reason ?? '', reason: reason ?? 'other' };
      const command =
        typeof request_id === 'number'
          ? acceptanceOf(look, request_id, bidId, amount)
          : ({
              type: 'CreateMilestone',
              bidId,
              amountCents: centsIn('amount', amount),
              descriptionHash: await putNote(look, key, note),
            } as const);
      const events = await send(look.place, key, command);
      const created = eventIn(events, 'MilestoneCreated');
      const milestone = milestoneIn(look, Number(created?.milestoneId));
      return success(request, await presentMilestone(look, options, milestone));
    },
  );

  app.put(
    `${PROJECTS}/milestones/:milestone_id`,
    {
      schema: {
        tags,
        operationId: 'actOnMilestone',
        summary: 'Release a milestone, ask for its release, or cancel it',
        params: one,
        querystring: milestoneAction,
        body: milestoneAction,
        ...acts,
      },
    },
    async (request) => {
      const look = await lookOf(request, options);
      const milestone = milestoneIn(look, request.params.milestone_id);
      await act(look, writeKeyOf(request), milestone, asked<MilestoneAction>(request));
      return success(request);
    },
  );
}
