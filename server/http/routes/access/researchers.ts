/** How one researcher lets in another. */

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { newResearcherInviteSchema } from '../../../protocol/arena/account.ts';
import { newInviteAnswerSchema } from '../../../protocol/arena/account-answer.ts';
import { successSchema } from '../../../protocol/freelancer/envelope.ts';
import { linkOf } from '../../invite-link.ts';
import { makePass, markOf } from '../../made-once.ts';
import { success } from '../../plugins/envelope.ts';
import { ARENA } from '../../route-options.ts';
import type { AccessRouteOptions } from '../access.ts';
import { presentInvite } from './invites.ts';

const DAY_MS = 86_400_000;

const SCHEMAS = {
  inviteResearcher: {
    tags: ['Account'],
    operationId: 'inviteResearcher',
    summary: 'Let another researcher in',
    body: newResearcherInviteSchema,
    response: { 200: successSchema(newInviteAnswerSchema) },
  },
} as const;

export function addResearcherRoutes(instance: FastifyInstance, options: AccessRouteOptions): void {
  const { access, wallNow } = options;
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.post(`${ARENA}/researcher-invites`, { schema: SCHEMAS.inviteResearcher }, async (request) => {
    const { user } = await request.caller();
    const { label, days } = request.body;
    const times = { createdAt: wallNow(), expiresAt: wallNow() + days * DAY_MS };
    const invite = {
      kind: 'owner_link',
      userId: null,
      marketId: null,
      scopes: [],
      roles: [],
      label,
      usesLeft: 1,
    } as const;
    const { pass, secret } = await makePass(
      access,
      { ...invite, ...times },
      markOf(request, user, 'researcher invite'),
    );
    return success(request, { ...presentInvite(pass), invite: secret, link: linkOf(request, options, secret) });
  });
}
