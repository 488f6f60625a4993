/** One line of JSON for each request: what was asked and how it ended, never what was said. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ServerOptions } from '../ports.ts';

/** The route's pattern and not its URL: paths and queries hold links, codes and what people look for. */
function lineOf(request: FastifyRequest, reply: FastifyReply, at: number): string {
  const { id, method, routeOptions, callerKnown, marketNamed } = request;
  return JSON.stringify({
    at: new Date(at).toISOString(),
    level: reply.statusCode >= 500 ? 'error' : 'info',
    requestId: id,
    method,
    route: request.is404 ? null : (routeOptions.url ?? null),
    market: marketNamed,
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
    userId: callerKnown?.user.userId ?? null,
  });
}

export function addRequestLog(app: FastifyInstance, { log, wallNow }: ServerOptions): void {
  if (log === null) return;
  app.addHook('onResponse', async (request, reply) => log(lineOf(request, reply, wallNow())));
  app.addHook('onRequestAbort', async ({ id }) => {
    log(
      JSON.stringify({ at: new Date(wallNow()).toISOString(), level: 'info', requestId: id, ended: 'by the caller' }),
    );
  });
}
