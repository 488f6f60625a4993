/** The event log in the caller's own cursor: pages, lines that go on, the market at a moment, its floor and a desk now, a replay for a player. */

import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { isLive } from '../../../engine/access.ts';
import type { Seen } from '../../../protocol/arena/client.ts';
import {
  eventsQuery,
  eventsSchema,
  replayQuery,
  replaySchema,
  stateQuery,
  stateSchema,
  streamQuery,
} from '../../../protocol/arena/events.ts';
import { floorAnswer, floorSchema } from '../../../protocol/arena/floor/answer.ts';
import { deskAnswer, deskSchema } from '../../../protocol/arena/seen/answer.ts';
import { described, textAnswer } from '../../arena/described.ts';
import { createFloors } from '../../arena/floors.ts';
import { limited } from '../../arena/limited.ts';
import { countsOf, marketAt, partsOf } from '../../arena/state-at.ts';
import { lookOf } from '../../freelancer/looking.ts';
import { success } from '../../plugins/envelope.ts';
import { ARENA, type RouteOptions } from '../../route-options.ts';

const EVERYTHING = Number.MAX_SAFE_INTEGER;
/** Folds of the past that run at the same time; each reads a whole log. */
const FOLDS_AT_ONCE = 4;
/** Events that are looked through at once for one project. */
const PAGE = 5_000;

function passIsLive(request: FastifyRequest, { access, wallNow }: RouteOptions): () => Promise<boolean> {
  return async () => {
    const { user, pass } = await request.caller();
    const now = (await access.passesOf(user.userId)).find(({ passId }) => passId === pass.passId);
    return now !== undefined && isLive(now, wallNow());
  };
}

/** What happened about one project after `since`, at most `limit`, found by reading the log from there. */
async function eventsAbout(
  projectId: number,
  read: (since: number) => Promise<readonly Seen[]>,
  since: number,
  limit: number,
): Promise<Seen[]> {
  const found: Seen[] = [];
  for (let from = since; found.length < limit; ) {
    const page = await read(from);
    found.push(...page.filter(({ event }) => 'projectId' in event && Number(event.projectId) === projectId));
    if (page.length < PAGE) break;
    from = page.at(-1)?.cursor ?? from;
  }
  return found.slice(0, limit);
}

type ReplayQuery = z.output<typeof replayQuery>;

/** Events with the pause that a player makes before each. */
function timed(events: readonly Seen[], previousAt: number, speed: number, { max_wait_ms: most }: ReplayQuery) {
  let before = previousAt;
  return events.map((seen) => {
    const waitMs = Math.min(most, Math.round((seen.at - before) / speed));
    before = seen.at;
    return { ...seen, waitMs };
  });
}

function addReplayRoute(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get(
    `${ARENA}/replay`,
    described(
      {
        tag: 'Events',
        operationId: 'getReplay',
        summary: 'Events for a player, with its pauses',
        result: replaySchema,
      },
      { querystring: replayQuery },
    ),
    async (request) => {
      const { place, market } = await lookOf(request, options);
      const { marketId, viewer } = place;
      const { since, limit, seconds } = request.query;
      const { at: endAt, cursor: eventCount } = market;
      const { engine } = options.arena;
      const [first] = await engine.read(marketId, viewer, 0, 1);
      const startAt = first?.at ?? endAt;
      const speed = Math.max(1, endAt - startAt) / (1_000 * seconds);
      const [before] = since === 0 ? [] : await engine.read(marketId, viewer, since - 1, 1);
      const events = await engine.read(marketId, viewer, since, limit);
      const last = events.at(-1)?.cursor ?? since;
      return success(request, {
        startAt,
        endAt,
        eventCount,
        speed,
        events: timed(events, before?.at ?? startAt, speed, request.query),
        next: events.length === limit && last < eventCount ? last : null,
      });
    },
  );
}

function addStateRoute(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const fold = limited(FOLDS_AT_ONCE, 'Much of the past is being read');
  app.get(
    `${ARENA}/state`,
    described(
      {
        tag: 'Events',
        operationId: 'getStateAt',
        summary: 'The market as the caller saw it then',
        result: stateSchema,
      },
      { querystring: stateQuery },
    ),
    async (request) => {
      const { marketId, viewer } = await request.place();
      const { at = EVERYTHING, cursor = EVERYTHING, parts, project, limit, offset } = request.query;
      const market = await fold(() => marketAt(options.arena.engine, marketId, viewer, { at, cursor }));
      return success(request, {
        cursor: market.cursor,
        at: market.at,
        status: market.status,
        counts: countsOf(market),
        state: partsOf(market, { parts, project, limit, offset }),
      });
    },
  );
}

function addFloorRoute(instance: FastifyInstance, { arena }: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const floors = createFloors(arena.engine);
  const fold = limited(FOLDS_AT_ONCE, 'Much of the past is being read');
  app.get(
    `${ARENA}/floor`,
    described(
      {
        tag: 'Events',
        operationId: 'getFloor',
        summary: 'What is on the floor now, with the sums and the last events',
        result: floorSchema,
      },
      {},
    ),
    async (request) => {
      const { marketId, viewer } = await request.place();
      return success(request, floorAnswer(await fold(() => floors.get(marketId, viewer))));
    },
  );
}

function addDeskRoute(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const open = limited(FOLDS_AT_ONCE, 'Much of the past is being read');
  app.get(
    `${ARENA}/desk`,
    described(
      {
        tag: 'Events',
        operationId: 'getDesk',
        summary: 'What is going on and what is one’s own, as somebody at work here keeps it',
        result: deskSchema,
      },
      {},
    ),
    async (request) => {
      const { marketId, viewer } = await request.place();
      const market = await open(() => options.markets.whole(marketId, viewer));
      return success(request, deskAnswer(market, viewer.kind === 'participant' ? viewer.participantId : null));
    },
  );
}

/** Whoever follows a quiet market hears at once that it does: heads would else wait for the first line. */
function sendAsItComes(reply: FastifyReply, stream: Readable): FastifyReply {
  // What lies between must hand each line on as it comes.
  reply.header('x-accel-buffering', 'no');
  reply.raw.once('pipe', () => reply.raw.flushHeaders());
  return reply.send(stream);
}

export function addEventRoutes(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { engine } = options.arena;
  const search = limited(FOLDS_AT_ONCE, 'Much of the past is being read');
  addStateRoute(instance, options);
  addReplayRoute(instance, options);
  addFloorRoute(instance, options);
  addDeskRoute(instance, options);

  app.get(
    `${ARENA}/events`,
    described(
      { tag: 'Events', operationId: 'listEvents', summary: 'What happened, page by page', result: eventsSchema },
      { querystring: eventsQuery },
    ),
    async (request) => {
      const { marketId, viewer } = await request.place();
      const { since, limit, project } = request.query;
      // One more than is told says whether there is more.
      const read =
        project === undefined
          ? await engine.read(marketId, viewer, since, limit + 1)
          : await search(() =>
              eventsAbout(project, (from) => engine.read(marketId, viewer, from, PAGE), since, limit + 1),
            );
      const events = read.slice(0, limit);
      const more = read.length > limit;
      return success(request, { cursor: events.at(-1)?.cursor ?? since, events, more });
    },
  );

  app.get(
    `${ARENA}/events.ndjson`,
    {
      schema: {
        tags: ['Events'],
        operationId: 'streamEvents',
        summary: 'What happened and what happens, one JSON value a line, until the caller leaves',
        querystring: streamQuery,
        response: textAnswer(
          'The lines; the last one of a stream that the server ends says why and where',
          'application/x-ndjson',
        ),
      },
    },
    async (request, reply) => {
      const { marketId, viewer } = await request.place();
      const { user } = await request.caller();
      const { since, follow } = request.query;
      // Asked first, so that a market that cannot be read is an answer and not half a stream.
      await engine.read(marketId, viewer, since, 1);
      const isLiveNow = passIsLive(request, options);
      const stream = options.streams.open({ userId: user.userId, marketId, viewer, since, follow, isLive: isLiveNow });
      reply.raw.once('close', () => stream.destroy());
      reply.header('content-type', 'application/x-ndjson; charset=utf-8');
      return sendAsItComes(reply, stream);
    },
  );
}
