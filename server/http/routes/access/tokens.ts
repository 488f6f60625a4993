/** Personal tokens: made with a session only, so that no token begets others; shown once; ended one by one. */

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Pass } from '../../../engine/access.ts';
import { marketId } from '../../../kernel/id.ts';
import { newTokenSchema } from '../../../protocol/arena/account.ts';
import { newTokenAnswerSchema, tokensSchema } from '../../../protocol/arena/account-answer.ts';
import { actedSchema, successSchema } from '../../../protocol/freelancer/envelope.ts';
import { integer } from '../../../protocol/freelancer/params.ts';
import { makePass, markOf } from '../../made-once.ts';
import { success } from '../../plugins/envelope.ts';
import { ARENA } from '../../route-options.ts';
import { problems, WireError } from '../../wire-error.ts';
import type { AccessRouteOptions } from '../access.ts';

const DAY_MS = 86_400_000;
/** Made by one user in thirty days. They stay, and all are looked through whenever a stream or a webhook asks for its own. */
const PER_MONTH = 1_000;
const MONTH_MS = 30 * DAY_MS;

function presentToken({ passId, label, scopes, marketId: market, ...pass }: Pass): object {
  const { applicationId, createdAt, expiresAt, revokedAt } = pass;
  return { tokenId: passId, label, scopes, market, applicationId, createdAt, expiresAt, revokedAt };
}

const SCHEMAS = {
  listTokens: {
    tags: ['Account'],
    operationId: 'listTokens',
    summary: 'List one’s own tokens',
    response: { 200: successSchema(tokensSchema) },
  },
  createToken: {
    tags: ['Account'],
    operationId: 'createToken',
    summary: 'Make a token for a program',
    body: newTokenSchema,
    problems: [404],
    response: { 200: successSchema(newTokenAnswerSchema) },
  },
  revokeToken: {
    tags: ['Account'],
    operationId: 'revokeToken',
    summary: 'Revoke a token',
    params: z.object({ token_id: integer }),
    response: { 200: actedSchema },
  },
} as const;

export function addTokenRoutes(instance: FastifyInstance, { access, wallNow }: AccessRouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(`${ARENA}/tokens`, { schema: SCHEMAS.listTokens }, async (request) => {
    const { user } = await request.caller();
    const passes = await access.passesOf(user.userId);
    return success(request, { tokens: passes.filter(({ kind }) => kind === 'token').map(presentToken) });
  });

  app.post(`${ARENA}/tokens`, { schema: SCHEMAS.createToken }, async (request) => {
    const { user } = await request.caller();
    const { label, scopes, market, days } = request.body;
    const seats = await access.seatsOf(user.userId);
    if (market !== null && !seats.some((seat) => seat.marketId === market)) throw problems.notFound(`Market ${market}`);
    const passes = await access.passesOf(user.userId);
    const recent = passes.filter(({ kind, createdAt }) => kind === 'token' && createdAt > wallNow() - MONTH_MS);
    if (recent.length >= PER_MONTH) {
      const message = `At most ${PER_MONTH} tokens for each user in thirty days`;
      throw new WireError({ status: 409, code: 'RestExceptionCodes.LIMIT_REACHED', message });
    }
    const token = {
      kind: 'token',
      userId: user.userId,
      marketId: market === null ? null : marketId(market),
      scopes: [...new Set(scopes)],
      roles: [],
      label,
      createdAt: wallNow(),
      expiresAt: wallNow() + days * DAY_MS,
      usesLeft: null,
    } as const;
    const { pass, secret } = await makePass(access, token, markOf(request, user, 'token'));
    return success(request, { ...presentToken(pass), token: secret });
  });

  app.delete(`${ARENA}/tokens/:token_id`, { schema: SCHEMAS.revokeToken }, async (request) => {
    const { user } = await request.caller();
    const wanted = (await access.passesOf(user.userId)).find(
      ({ kind, passId }) => kind === 'token' && passId === request.params.token_id,
    );
    if (wanted === undefined) throw problems.notFound(`Token ${request.params.token_id}`);
    await access.revokePass(wanted.passId, wallNow());
    // An application's token goes with what it could get another one by.
    if (wanted.parentId !== null) await access.revokeChildren(wanted.parentId, wallNow());
    return success(request);
  });
}
