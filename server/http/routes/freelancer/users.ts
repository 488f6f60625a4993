/** Users: oneself, one, many, the directory of freelancers. */

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { integer } from '../../../protocol/freelancer/params.ts';
import {
  directoryQuery,
  directorySchema,
  userListSchema,
  userQuery,
  usersQuery,
} from '../../../protocol/freelancer/people.ts';
import { userSchema } from '../../../protocol/freelancer/user.ts';
import { type UserFlags, userFlags, userFlagsIn } from '../../../protocol/freelancer/user-flags.ts';
import { answers } from '../../answers.ts';
import { shown } from '../../freelancer/compact.ts';
import { directoryOf } from '../../freelancer/directory.ts';
import { type Look, lookOf, paged } from '../../freelancer/looking.ts';
import { presentSelf } from '../../freelancer/present-self.ts';
import { presentUsers, profileOf } from '../../freelancer/present-user.ts';
import { selfIn } from '../../freelancer/threads.ts';
import { success } from '../../plugins/envelope.ts';
import { type RouteOptions, USERS } from '../../route-options.ts';
import { problems } from '../../wire-error.ts';

const tags = ['Users'];
const NO_FLAGS: UserFlags = new Set();
const flagsIn = (query: object): UserFlags => userFlagsIn(query, userFlags) ?? NO_FLAGS;

const SCHEMAS = {
  listUsers: {
    tags,
    operationId: 'listUsers',
    summary: 'Read users by number or name',
    querystring: usersQuery,
    ...answers(userListSchema),
  },
  searchFreelancers: {
    tags,
    operationId: 'searchFreelancers',
    summary: 'Look for freelancers',
    querystring: directoryQuery,
    ...answers(directorySchema),
  },
  getUser: {
    tags,
    operationId: 'getUser',
    summary: 'Read a user',
    params: z.object({ user_id: integer }),
    querystring: userQuery,
    ...answers(userSchema),
  },
} as const;

/** The numbers that a list names, by number or by name; without either all of the market. */
async function wantedBy(look: Look, options: RouteOptions, query: z.output<typeof usersQuery>): Promise<number[]> {
  const { 'users[]': ids, 'usernames[]': names } = query;
  const everybody = [...look.market.participants.values()];
  if (ids === undefined && names === undefined) return everybody.map(({ participantId }) => Number(participantId));
  if (names === undefined) return ids ?? [];
  const lower = new Set(names.map((name) => name.toLowerCase()));
  const profiles = await Promise.all(everybody.map((one) => profileOf(look, options, one)));
  const named = everybody.filter((_, index) => lower.has(profiles[index]?.name.toLowerCase() ?? ''));
  return [...(ids ?? []), ...named.map(({ participantId }) => Number(participantId))];
}

function addSelf(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  for (const [path, operationId] of [
    ['self', 'getSelf'],
    ['users/self', 'getUserSelf'],
  ] as const) {
    app.get(
      `${USERS}/${path}`,
      { schema: { tags, operationId, summary: 'Read who you are', querystring: userQuery, ...answers(userSchema) } },
      async (request) => {
        const look = await lookOf(request, options);
        const user = await presentSelf(look, options, await request.caller(), flagsIn(request.query));
        // A client takes its own number from here, so it stays whatever it is.
        return success(request, shown(user, request.query.compact));
      },
    );
  }
}

export function addUserRoutes(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  addSelf(instance, options);

  app.get(
    `${USERS}/users`,
    {
      schema: SCHEMAS.listUsers,
    },
    async (request) => {
      const { query } = request;
      const look = await lookOf(request, options);
      const wanted = paged(await wantedBy(look, options, query), query);
      const users = await presentUsers(look, options, wanted, flagsIn(query));
      const byId = users.map((user) => [String(user.id), shown(user, query.compact)] as const);
      return success(request, { users: Object.fromEntries(byId) });
    },
  );

  app.get(
    `${USERS}/users/directory`,
    {
      schema: SCHEMAS.searchFreelancers,
    },
    async (request) => {
      const { query } = request;
      const look = await lookOf(request, options);
      const found = await directoryOf(look, options, query);
      const users = await presentUsers(look, options, paged(found, query), flagsIn(query));
      return success(request, { users: users.map((user) => shown(user, query.compact)), total_count: found.length });
    },
  );

  app.get(
    `${USERS}/users/:user_id`,
    {
      schema: SCHEMAS.getUser,
    },
    async (request) => {
      const { params, query } = request;
      const look = await lookOf(request, options);
      const flags = flagsIn(query);
      const own = selfIn(look) === params.user_id;
      const [user] = own
        ? [await presentSelf(look, options, await request.caller(), flags)]
        : await presentUsers(look, options, [params.user_id], flags);
      if (user === undefined) throw problems.notFound(`User ${params.user_id}`);
      return success(request, shown(user, query.compact));
    },
  );
}
