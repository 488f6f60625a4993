/** Codes and refresh tokens for tokens: the one answer outside the envelope, as OAuth2's clients read it. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Application, isLive, type NewPass, type Pass } from '../../../engine/access.ts';
import { grantedSchema, oauthErrorSchema, tokenForm } from '../../../protocol/arena/oauth.ts';
import { scopesAsked } from '../../../protocol/arena/scope.ts';
import { errorSchema, newErrorSchema } from '../../../protocol/freelancer/envelope.ts';
import { credentialsIn, OAuthError, provenApplication, single, verifies } from '../../oauth.ts';
import { newSecret, secretHashOf } from '../../secret.ts';
import type { AccessRouteOptions } from '../access.ts';

const schema = {
  tags: ['OAuth'],
  operationId: 'exchangeForToken',
  summary: 'Get a token for a code or a refresh token',
  notes: 'The answer is not in the envelope: OAuth2’s clients read it. Trouble before the question is understood is.',
  consumes: ['application/x-www-form-urlencoded'],
  reads: { body: tokenForm },
  response: {
    200: grantedSchema.meta({ description: 'A token, and what gets the next one' }),
    400: z.union([oauthErrorSchema, errorSchema, newErrorSchema]).meta({ description: 'No token, and why' }),
    401: oauthErrorSchema.meta({ description: 'The application did not prove itself' }),
  },
};

/** As on Freelancer.com. */
const TOKEN_MS = 2_592_000_000;
const REFRESH_MS = 3 * TOKEN_MS;

/** The error in OAuth2's words, and in those that Freelancer.com's clients look for. */
function sendError(request: FastifyRequest, reply: FastifyReply, { code, message }: OAuthError): FastifyReply {
  const basic = code === 'invalid_client' && request.headers.authorization !== undefined;
  if (basic) reply.header('www-authenticate', 'Basic realm="arena"');
  const own = { error: code, error_description: message };
  const theirs = { status: 'error', message, error_code: `AuthorisationExceptionCodes.${code.toUpperCase()}` };
  return reply.code(code === 'invalid_client' ? 401 : 400).send({ ...own, ...theirs, request_id: request.id });
}

export function addOAuthTokenRoute(app: FastifyInstance, { access, wallNow }: AccessRouteOptions): void {
  /** Revokes all that came of a grant: whoever shows something used twice shares it with a thief. */
  async function revokeGrant(pass: Pass): Promise<void> {
    await access.revokeChildren(pass.parentId ?? pass.passId, wallNow());
  }

  /** Uses the pass up and gives out a token and the next refresh token, in one step. */
  async function grant(from: Pass, scopes: readonly string[]): Promise<object> {
    const [access_token, refresh_token] = [newSecret(), newSecret()];
    const common: Omit<NewPass, 'kind' | 'secretHash' | 'expiresAt' | 'usesLeft'> = {
      userId: from.userId,
      marketId: from.marketId,
      scopes,
      roles: [],
      label: from.label,
      createdAt: wallNow(),
      applicationId: from.applicationId,
      parentId: from.parentId ?? from.passId,
    };
    const token = { ...common, kind: 'token', secretHash: secretHashOf(access_token) } as const;
    // A refresh token keeps all that was granted, whatever this token asks of it.
    const refresh = {
      ...common,
      scopes: from.scopes,
      kind: 'refresh',
      secretHash: secretHashOf(refresh_token),
    } as const;
    const made = await access.exchange(from.passId, [
      { ...token, expiresAt: wallNow() + TOKEN_MS, usesLeft: null },
      { ...refresh, expiresAt: wallNow() + REFRESH_MS, usesLeft: 1 },
    ]);
    if (made === null) {
      await revokeGrant(from);
      throw new OAuthError('invalid_grant', 'It was used before');
    }
    return { access_token, refresh_token, expires_in: TOKEN_MS / 1_000, scope: scopes.join(' '), token_type: 'Bearer' };
  }

  /** The pass that the secret opens, of this application; one that was used up before revokes its whole grant. */
  async function shown(secret: string | null, kind: 'code' | 'refresh', application: Application): Promise<Pass> {
    const pass = secret === null ? null : await access.passByHash(secretHashOf(secret));
    if (pass === null || pass.kind !== kind || pass.applicationId !== application.applicationId) {
      throw new OAuthError('invalid_grant', `The ${kind} is unknown`);
    }
    if (pass.usesLeft === 0) await revokeGrant(pass);
    if (!isLive(pass, wallNow())) throw new OAuthError('invalid_grant', `The ${kind} is used, revoked or expired`);
    return pass;
  }

  async function byCode(application: Application, fields: unknown): Promise<object> {
    const code = await shown(single(fields, 'code'), 'code', application);
    const challenge = code.binding?.challenge ?? null;
    const verifier = single(fields, 'code_verifier');
    const proven = challenge === null ? verifier === null : verifier !== null && verifies(challenge, verifier);
    if (!proven || single(fields, 'redirect_uri') !== code.binding?.redirectUri) {
      // One try: else a thief could go on guessing with it.
      await access.usePass(code.passId);
      throw new OAuthError('invalid_grant', 'redirect_uri or code_verifier is not that of the code');
    }
    return grant(code, code.scopes);
  }

  async function byRefresh(application: Application, fields: unknown): Promise<object> {
    const refresh = await shown(single(fields, 'refresh_token'), 'refresh', application);
    const asked = single(fields, 'scope');
    const scopes = asked === null ? refresh.scopes : scopesAsked(asked, '');
    if (scopes === null || scopes.some((scope) => !refresh.scopes.includes(scope))) {
      throw new OAuthError('invalid_scope', 'scope: more than was granted');
    }
    return grant(refresh, scopes);
  }

  app.post('/oauth/token', { schema }, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    reply.header('pragma', 'no-cache');
    try {
      const type = single(request.body, 'grant_type');
      if (type === null) throw new OAuthError('invalid_request', 'grant_type: what is given for a token?');
      const credentials = credentialsIn(request.headers.authorization, request.body);
      const application = await provenApplication(access, credentials);
      if (type === 'authorization_code') return await byCode(application, request.body);
      if (type === 'refresh_token') return await byRefresh(application, request.body);
      throw new OAuthError('unsupported_grant_type', 'grant_type: authorization_code or refresh_token');
    } catch (thrown) {
      if (thrown instanceof OAuthError) return sendError(request, reply, thrown);
      throw thrown;
    }
  });
}
