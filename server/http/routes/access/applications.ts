/** Programs that ask for tokens by OAuth2, as a researcher registers them. */

import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Application } from '../../../engine/access.ts';
import { applicationId } from '../../../kernel/id.ts';
import { newApplicationSchema } from '../../../protocol/arena/account.ts';
import { applicationsSchema, newApplicationAnswerSchema } from '../../../protocol/arena/account-answer.ts';
import { actedSchema, successSchema } from '../../../protocol/freelancer/envelope.ts';
import { markOf, settleRepeat } from '../../made-once.ts';
import { success } from '../../plugins/envelope.ts';
import { ARENA } from '../../route-options.ts';
import { newSecret, secretHashOf } from '../../secret.ts';
import { problems } from '../../wire-error.ts';
import type { AccessRouteOptions } from '../access.ts';

const ID_BYTES = 12;

function presentApplication({ applicationId: clientId, name, redirectUris, ...application }: Application): object {
  const { secretHash, createdAt, revokedAt } = application;
  return { clientId, name, redirectUris, confidential: secretHash !== null, createdAt, revokedAt };
}

const SCHEMAS = {
  listApplications: {
    tags: ['Account'],
    operationId: 'listApplications',
    summary: 'List the applications that one registered',
    response: { 200: successSchema(applicationsSchema) },
  },
  registerApplication: {
    tags: ['Account'],
    operationId: 'registerApplication',
    summary: 'Register an application for OAuth2',
    body: newApplicationSchema,
    response: { 200: successSchema(newApplicationAnswerSchema) },
  },
  revokeApplication: {
    tags: ['Account'],
    operationId: 'revokeApplication',
    summary: 'Revoke an application and all that it was given',
    params: z.object({ application_id: z.string().max(200) }),
    response: { 200: actedSchema },
  },
} as const;

export function addApplicationRoutes(instance: FastifyInstance, { access, wallNow }: AccessRouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(`${ARENA}/applications`, { schema: SCHEMAS.listApplications }, async (request) => {
    const { user } = await request.caller();
    const applications = await access.applicationsOf(user.userId);
    return success(request, { applications: applications.map(presentApplication) });
  });

  app.post(`${ARENA}/applications`, { schema: SCHEMAS.registerApplication }, async (request) => {
    const { user } = await request.caller();
    const { name, redirectUris, confidential } = request.body;
    const secret = newSecret();
    const secretHash = confidential ? secretHashOf(secret) : null;
    const id = applicationId(`app_${randomBytes(ID_BYTES).toString('base64url')}`);
    const write = markOf(request, user, 'application');
    const wanted = { applicationId: id, name, secretHash, redirectUris, ownerId: user.userId, write };
    const made = await access.addApplication({ ...wanted, createdAt: wallNow() });
    if (made.applicationId !== id) {
      await settleRepeat(made, write, async () =>
        secretHash === null ? made.revokedAt === null : access.resealApplication(made.applicationId, secretHash),
      );
    }
    return success(request, { ...presentApplication(made), clientSecret: confidential ? secret : null });
  });

  app.delete(`${ARENA}/applications/:application_id`, { schema: SCHEMAS.revokeApplication }, async (request) => {
    const { user } = await request.caller();
    const wanted = await access.application(applicationId(request.params.application_id));
    if (wanted?.ownerId !== user.userId) throw problems.notFound(`Application ${request.params.application_id}`);
    await access.revokeApplication(wanted.applicationId, wallNow());
    return success(request);
  });
}
