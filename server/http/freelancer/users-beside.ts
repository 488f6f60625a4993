/** The users that an answer about something else is asked to bring along. */

import type { ParticipantId } from '../../kernel/id.ts';
import type { RouteOptions } from '../route-options.ts';
import type { Look } from './looking.ts';

/** The container `users` of an answer: null where the query asks for no detail of users. */
export async function usersBeside(
  _look: Look,
  _options: RouteOptions,
  _ids: readonly (ParticipantId | null)[],
  _query: object,
): Promise<Readonly<Record<string, object>> | null> {
  return null;
}
