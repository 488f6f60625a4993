/** What OAuth2 clients read before they ask: whose tokens a resource takes (RFC 9728), and where to get them (RFC 8414). */

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { resourceMetadataSchema, serverMetadataSchema } from '../../../protocol/arena/oauth.ts';
import { SCOPES } from '../../../protocol/arena/scope.ts';
import { baseOf, MCP_PATH, pathOf, RESOURCE_METADATA } from '../../mcp/where.ts';
import type { AccessRouteOptions } from '../access.ts';

const OF_RESOURCE = {
  tags: ['OAuth'],
  response: { 200: resourceMetadataSchema.meta({ description: 'Where the tokens of the MCP server come from' }) },
};
const SCHEMAS = {
  resource: { ...OF_RESOURCE, operationId: 'describeMcpResource', summary: 'Say whose tokens the MCP server takes' },
  resourceOfMarket: {
    ...OF_RESOURCE,
    operationId: 'describeMcpResourceOfMarket',
    summary: 'Say whose tokens the MCP server of a market takes',
    notes: 'Said of every name alike: whether there is such a market is for its people to know.',
    params: z.object({ market: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'the name of a market') }),
  },
  server: {
    tags: ['OAuth'],
    operationId: 'describeAuthorizationServer',
    summary: 'Say where tokens are had, and how',
    response: { 200: serverMetadataSchema.meta({ description: 'The metadata of the authorization server' }) },
  },
};

export function addOAuthMetadataRoutes(app: FastifyInstance, { entrance }: AccessRouteOptions): void {
  const { publicUrl } = entrance.settings;

  const resource = (base: string, market: string | null): z.input<typeof resourceMetadataSchema> => ({
    resource: `${base}${pathOf(market)}`,
    resource_name: 'Freelance Arena',
    authorization_servers: [base],
    scopes_supported: [...SCOPES],
    bearer_methods_supported: ['header'],
  });

  app.get(`${RESOURCE_METADATA}${MCP_PATH}`, { schema: SCHEMAS.resource }, async (request) =>
    resource(baseOf(request, publicUrl), null),
  );
  app.get<{ Params: { market: string } }>(
    `${RESOURCE_METADATA}/m/:market${MCP_PATH}`,
    { schema: SCHEMAS.resourceOfMarket },
    async (request) => resource(baseOf(request, publicUrl), request.params.market),
  );

  app.get('/.well-known/oauth-authorization-server', { schema: SCHEMAS.server }, async (request) => {
    const base = baseOf(request, publicUrl);
    return {
      issuer: base,
      authorization_endpoint: `${base}/oauth/authorize`,
      token_endpoint: `${base}/oauth/token`,
      scopes_supported: SCOPES,
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
      code_challenge_methods_supported: ['S256'],
    };
  });
}
