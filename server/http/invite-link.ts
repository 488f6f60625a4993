/** Where the holder of an invite goes with it. */

import type { FastifyRequest } from 'fastify';
import type { Entrance } from './entrance.ts';

export function linkOf(
  { headers }: FastifyRequest,
  { entrance }: { readonly entrance: Entrance },
  secret: string,
): string {
  const base = entrance.settings.publicUrl ?? `http://${headers.host ?? 'localhost'}`;
  return `${base}/join/${secret}`;
}
