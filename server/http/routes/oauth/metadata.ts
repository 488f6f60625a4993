/** What OAuth2 clients read before they ask: whose tokens a resource takes (RFC 9728), and where to get them (RFC 8414). */

import type { FastifyInstance } from 'fastify';
import { SCOPES } from '../../../protocol/arena/scope.ts';
import { baseOf, MCP_PATH, pathOf, RESOURCE_METADATA } from '../../mcp/where.ts';
import type { AccessRouteOptions } from '../access.ts';

export function addOAuthMetadataRoutes(app: FastifyInstance, { entrance }: AccessRouteOptions): void {
  const { publicUrl } = entrance.settings;
  const hidden = { schema: { hide: true } };

  app.get<{ Params: { market?: string } }>(`${RESOURCE_METADATA}${MCP_PATH}`, hidden, async (request) =>
    resource(baseOf(request, publicUrl), null),
  );
  // Said of every name alike: whether there is such a market is for its people to know.
  app.get<{ Params: { market: string } }>(`${RESOURCE_METADATA}/m/:market${MCP_PATH}`, hidden, async (request) =>
    resource(baseOf(request, publicUrl), request.params.market),
  );

  function resource(base: string, market: string | null): object {
    return {
      resource: `${base}${pathOf(market)}`,
      resource_name: 'Freelance Arena',
      authorization_servers: [base],
      scopes_supported: SCOPES,
      bearer_methods_supported: ['header'],
    };
  }

  app.get('/.well-known/oauth-authorization-server', hidden, async (request) => {
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
