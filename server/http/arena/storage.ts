/** How much of the disk each user may fill. */

import type { FastifyRequest } from 'fastify';
import type { RouteOptions } from '../route-options.ts';
import { tooOften } from '../wire-error.ts';

const KIB = 1_024;

/** Counts so many characters more for the caller, or answers with a 429. */
export async function takeStorage(
  request: FastifyRequest,
  { storage }: Pick<RouteOptions, 'storage'>,
  characters: number,
): Promise<void> {
  const { user } = await request.caller();
  const allowance = storage.take(String(user.userId), Math.ceil(characters / KIB) + 1);
  if (!allowance.ok) throw tooOften('Too much was put in too short a time', allowance.resetMs);
}
