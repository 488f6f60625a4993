/** One line of JSON for each request: what was asked and how it ended, never what was said. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ServerOptions } from '../ports.ts';

/** Tells the log one thing, with the time at which it was told. */
export function tell({ log, wallNow }: Pick<ServerOptions, 'log' | 'wallNow'>, fields: object): void {
  log?.(JSON.stringify({ at: new Date(wallNow()).toISOString(), ...fields }));
}

/** The route's pattern and not its URL: paths and queries hold links, codes and what people look for. */
function fieldsOf(request: FastifyRequest, reply: FastifyReply): object {
  const { id, method, routeOptions, callerKnown, marketNamed } = request;
  return {
    level: reply.statusCode >= 500 ? 'error' : 'info',
    requestId: id,
    method,
    route: request.is404 ? null : (routeOptions.url ?? null),
    market: marketNamed,
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
    userId: callerKnown?.user.userId ?? null,
  };
}

export function addRequestLog(app: FastifyInstance, options: ServerOptions): void {
  if (options.log === null) return;
  app.addHook('onResponse', async (request, reply) => tell(options, fieldsOf(request, reply)));
  app.addHook('onRequestAbort', async ({ id }) =>
    tell(options, { level: 'info', requestId: id, ended: 'by the caller' }),
  );
}
