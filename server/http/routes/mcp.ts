/** The door for chat assistants: MCP over streamable HTTP, behind the same identity, gate and rates as every route. */

import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Entrance } from '../entrance.ts';
import { authOf, createMcp } from '../mcp/service.ts';
import { MCP_PATH, mayComeFrom, metadataUrlOf } from '../mcp/where.ts';
import { problemOf } from '../plugins/envelope.ts';
import type { RouteOptions } from '../route-options.ts';
import { problems } from '../wire-error.ts';

export interface McpRouteOptions extends RouteOptions {
  readonly entrance: Entrance;
}

/** JSON-RPC's own numbers for what never became a request of it, and one of ours for the rest. */
const PARSE_ERROR = -32_700;
const INVALID_REQUEST = -32_600;
const TURNED_AWAY = 1;

/** The request as the library takes it. The body was read and parsed already, under the limits of every body. */
function webRequestOf({ method, headers, url }: FastifyRequest): Request {
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || name === 'authorization' || name === 'freelancer-oauth-v1' || name === 'cookie'
      ? []
      : [[name, [value].flat().join(', ')] as [string, string]],
  );
  return new Request(new URL(url, 'http://localhost'), { method, headers: pairs });
}

export function addMcpRoute(app: FastifyInstance, options: McpRouteOptions): void {
  const { publicUrl } = options.entrance.settings;
  const mcp = createMcp(options);
  app.addHook('preClose', () => mcp.close());

  /** What the server says no to before MCP does: with the code of the envelope, in the shape that its clients read. */
  function sendProblem(thrown: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
    const { status, code, message, retryAfter } = problemOf(thrown);
    // The general handler writes it to the log.
    if (status >= 500 && retryAfter === undefined) throw thrown;
    if (status === 401 || code.endsWith('SCOPE_MISSING')) {
      const why = status === 401 ? [] : ['error="insufficient_scope"', 'scope="basic"'];
      const known = `resource_metadata="${metadataUrlOf(request, publicUrl)}"`;
      reply.header('www-authenticate', `Bearer ${[...why, known].join(', ')}`);
    }
    if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
    const number = status !== 400 ? TURNED_AWAY : request.body === undefined ? PARSE_ERROR : INVALID_REQUEST;
    const data = { error_code: code, request_id: request.id };
    reply.code(status).send({ jsonrpc: '2.0', id: null, error: { code: number, message, data } });
  }

  const config = { schema: { hide: true }, errorHandler: sendProblem };

  app.post(MCP_PATH, config, async (request, reply) => {
    if (!mayComeFrom(request.headers, publicUrl)) throw problems.notAllowed('Not from a page of another site');
    const caller = await request.caller();
    const authInfo = authOf(request, caller, metadataUrlOf(request, publicUrl));
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const asked = new Request(webRequestOf(request), { signal: gone.signal });
    return reply.send(await mcp.fetch(asked, { authInfo, parsedBody: request.body }));
  });

  // Streams and sessions of older versions of the protocol: there are none here.
  for (const method of ['GET', 'DELETE'] as const) {
    app.route({
      method,
      url: MCP_PATH,
      ...config,
      handler: async (_request, reply) => {
        reply.header('allow', 'POST');
        throw problems.methodNotAllowed(
          'POST one message of JSON-RPC; there are no sessions and no streams of their own',
        );
      },
    });
  }
}
