/** Invites to a market, as its owner gives them out and takes them back. */

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Pass } from '../../../engine/access.ts';
import { newInviteSchema } from '../../../protocol/arena/account.ts';
import { invitesSchema, newInviteAnswerSchema } from '../../../protocol/arena/account-answer.ts';
import { actedSchema, successSchema } from '../../../protocol/freelancer/envelope.ts';
import { integer } from '../../../protocol/freelancer/params.ts';
import { linkOf } from '../../invite-link.ts';
import { makePass, markOf } from '../../made-once.ts';
import { success } from '../../plugins/envelope.ts';
import { ARENA } from '../../route-options.ts';
import { problems } from '../../wire-error.ts';
import type { AccessRouteOptions } from '../access.ts';

const DAY_MS = 86_400_000;

export function presentInvite({ passId, label, roles, usesLeft, createdAt, expiresAt, revokedAt }: Pass): object {
  return { inviteId: passId, label, roles, usesLeft, createdAt, expiresAt, revokedAt };
}

const SCHEMAS = {
  listInvites: {
    tags: ['Markets'],
    operationId: 'listInvites',
    summary: 'List the invites to the market',
    response: { 200: successSchema(invitesSchema) },
  },
  createInvite: {
    tags: ['Markets'],
    operationId: 'createInvite',
    summary: 'Invite people to the market',
    body: newInviteSchema,
    response: { 200: successSchema(newInviteAnswerSchema) },
  },
  revokeInvite: {
    tags: ['Markets'],
    operationId: 'revokeInvite',
    summary: 'Take an invite back',
    params: z.object({ invite_id: integer }),
    response: { 200: actedSchema },
  },
} as const;

export function addInviteRoutes(instance: FastifyInstance, options: AccessRouteOptions): void {
  const { access, wallNow } = options;
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get(`${ARENA}/invites`, { schema: SCHEMAS.listInvites }, async (request) => {
    const { marketId } = await request.place();
    return success(request, { invites: (await access.invitesOf(marketId)).map(presentInvite) });
  });

  app.post(`${ARENA}/invites`, { schema: SCHEMAS.createInvite }, async (request) => {
    const { marketId } = await request.place();
    const { user } = await request.caller();
    const { label, roles, uses, days } = request.body;
    const invite = {
      kind: 'invite',
      userId: null,
      marketId,
      scopes: [],
      roles: [...new Set(roles)],
      label,
      createdAt: wallNow(),
      expiresAt: wallNow() + days * DAY_MS,
      usesLeft: uses,
    } as const;
    const { pass, secret } = await makePass(access, invite, markOf(request, user, 'invite'));
    return success(request, { ...presentInvite(pass), invite: secret, link: linkOf(request, options, secret) });
  });

  app.delete(`${ARENA}/invites/:invite_id`, { schema: SCHEMAS.revokeInvite }, async (request) => {
    const { marketId } = await request.place();
    const invites = await access.invitesOf(marketId);
    const wanted = invites.find(({ passId }) => passId === request.params.invite_id);
    if (wanted === undefined) throw problems.notFound(`Invite ${request.params.invite_id}`);
    await access.revokePass(wanted.passId, wallNow());
    return success(request);
  });
}
