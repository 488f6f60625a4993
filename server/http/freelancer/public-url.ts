/** Where people reach this server. */

import type { FastifyRequest } from 'fastify';
import type { RouteOptions } from '../route-options.ts';

/** Without a trailing slash. Where nothing was set, the way this request came. */
export function publicUrlOf(request: FastifyRequest, { settings }: RouteOptions): string {
  const set = settings?.publicUrl ?? null;
  return set === null ? `${request.protocol}://${request.host}` : set.replace(/\/+$/, '');
}
