/** What the routes of tournaments share: whose they are, how they are named, and what stands in their way. */

import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { UserId } from '../../kernel/id.ts';
import { problems, WireError } from '../wire-error.ts';

export const byName = { params: z.object({ tournament: z.string().max(100) }) };

export const conflict = (message: string): WireError =>
  new WireError({ status: 409, code: 'TournamentExceptionCodes.STATE', message });

/** The caller, for things that are no single market's: a token for one market is not good for them. */
export async function researcherIn(request: FastifyRequest): Promise<UserId> {
  const { user, pass } = await request.caller();
  if (pass.marketId !== null) throw problems.notAllowed(`This token is for market ${pass.marketId}`);
  return user.userId;
}
