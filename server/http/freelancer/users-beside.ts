/** The users that an answer about something else is asked to bring along. */

import type { ParticipantId } from '../../kernel/id.ts';
import type { WireUser } from '../../protocol/freelancer/user.ts';
import { userFlags, userFlagsIn } from '../../protocol/freelancer/user-flags.ts';
import type { RouteOptions } from '../route-options.ts';
import type { Look } from './looking.ts';
import { usersOf } from './present-user.ts';

/** The container `users` of an answer: null where the query asks for no detail of users. */
export async function usersBeside(
  look: Look,
  options: RouteOptions,
  ids: readonly (ParticipantId | null)[],
  query: object,
): Promise<Record<string, WireUser> | null> {
  const known = ids.filter((id) => id !== null);
  return usersOf(look, options, known, userFlagsIn(query, userFlags));
}
