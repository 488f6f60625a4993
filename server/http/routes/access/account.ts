/** One's own account: what it is, another password, a seat more. */

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { changePasswordSchema, joinSchema } from '../../../protocol/arena/account.ts';
import { accountSchema } from '../../../protocol/arena/account-answer.ts';
import { actedSchema, successSchema } from '../../../protocol/freelancer/envelope.ts';
import { describeAccount } from '../../account.ts';
import { success } from '../../plugins/envelope.ts';
import { ARENA } from '../../route-options.ts';
import { problems, WireError } from '../../wire-error.ts';
import type { AccessRouteOptions } from '../access.ts';

const SCHEMAS = {
  getAccount: {
    tags: ['Account'],
    operationId: 'getAccount',
    summary: 'Read one’s own account',
    response: { 200: successSchema(accountSchema) },
  },
  joinMarket: {
    tags: ['Account'],
    operationId: 'joinMarket',
    summary: 'Take a seat in another market',
    body: joinSchema,
    problems: [404],
    response: { 200: successSchema(accountSchema) },
  },
  changePassword: {
    tags: ['Account'],
    operationId: 'changePassword',
    summary: 'Choose another password',
    body: changePasswordSchema,
    response: { 200: actedSchema },
  },
} as const;

export function addAccountRoutes(instance: FastifyInstance, options: AccessRouteOptions): void {
  const { access, arena, entrance } = options;
  const { passwords, sessions, signingUp } = entrance;
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(`${ARENA}/account`, { schema: SCHEMAS.getAccount }, async (request) => {
    const { user } = await request.caller();
    return success(request, await describeAccount(arena, access, user));
  });

  app.post(`${ARENA}/join`, { schema: SCHEMAS.joinMarket }, async (request) => {
    const { user } = await request.caller();
    await signingUp.join(user, request.body, { market: request.marketNamed, address: request.ip });
    return success(request, await describeAccount(arena, access, user));
  });

  app.post(`${ARENA}/password`, { schema: SCHEMAS.changePassword }, async (request, reply) => {
    const { user } = await request.caller();
    const { password, newPassword } = request.body;
    if (password === newPassword) throw problems.badForm('newPassword: the same as before');
    await passwords.check(user.name, password, request.ip).catch(async (thrown: unknown) => {
      // The same change again finds itself done: its caller did not hear of it.
      const wrong = thrown instanceof WireError && thrown.problem.status === 401;
      if (!wrong || !(await passwords.matches(newPassword, user))) throw thrown;
    });
    await access.setPassword(user.userId, await passwords.hash(newPassword));
    await sessions.closeAll(user);
    await sessions.open(request, reply, user);
    return success(request);
  });
}
