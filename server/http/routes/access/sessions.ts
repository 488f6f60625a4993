/** Signing up, logging in, logging out. */

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { logInSchema, signUpSchema } from '../../../protocol/arena/account.ts';
import { accountSchema } from '../../../protocol/arena/account-answer.ts';
import { actedSchema, successSchema } from '../../../protocol/freelancer/envelope.ts';
import { describeAccount } from '../../account.ts';
import { success } from '../../plugins/envelope.ts';
import { checkCsrf } from '../../plugins/gate.ts';
import { ARENA } from '../../route-options.ts';
import { isOurOwn } from '../../same-origin.ts';
import { problems } from '../../wire-error.ts';
import type { AccessRouteOptions } from '../access.ts';

const SCHEMAS = {
  signUp: {
    tags: ['Account'],
    operationId: 'signUp',
    summary: 'Sign up, and get a session',
    body: signUpSchema,
    problems: [401, 403, 404, 409],
    response: { 200: successSchema(accountSchema) },
  },
  logIn: {
    tags: ['Account'],
    operationId: 'logIn',
    summary: 'Log in, and get a session',
    body: logInSchema,
    problems: [401, 403],
    response: { 200: successSchema(accountSchema) },
  },
  logOut: {
    tags: ['Account'],
    operationId: 'logOut',
    summary: 'End the session',
    problems: [401, 403],
    response: { 200: actedSchema },
  },
} as const;

export function addSessionRoutes(instance: FastifyInstance, options: AccessRouteOptions): void {
  const { access, arena, entrance } = options;
  const { publicUrl } = entrance.settings;
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.post(`${ARENA}/sign-up`, { schema: SCHEMAS.signUp }, async (request, reply) => {
    if (!isOurOwn(request.headers, publicUrl)) throw problems.notAllowed('Sign up on a page of this server');
    const asked = { market: request.marketNamed, address: request.ip };
    const user = await entrance.signingUp.signUp(request.body, asked);
    await entrance.sessions.open(request, reply, user);
    return success(request, await describeAccount(arena, access, user));
  });

  app.post(`${ARENA}/log-in`, { schema: SCHEMAS.logIn }, async (request, reply) => {
    // Else another site could log its visitors in as somebody it knows, and read what they then do.
    if (!isOurOwn(request.headers, publicUrl)) throw problems.notAllowed('Log in on a page of this server');
    const user = await entrance.passwords.check(request.body.name, request.body.password, request.ip);
    // What a crash left half done. A market that takes nobody in any more is no reason not to be let in here.
    await entrance.joining.settle(user);
    await entrance.sessions.open(request, reply, user);
    return success(request, await describeAccount(arena, access, user));
  });

  app.post(`${ARENA}/log-out`, { schema: SCHEMAS.logOut }, async (request, reply) => {
    const caller = await request.callerIfAny();
    if (caller !== null) checkCsrf(request, caller, publicUrl);
    await entrance.sessions.close(request, reply);
    return success(request);
  });
}
