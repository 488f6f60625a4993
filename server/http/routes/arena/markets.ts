/** Markets: those one has a seat in, opening one, and what one is. */

import { createHmac } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { Seat } from '../../../engine/access.ts';
import { type MarketId, marketId } from '../../../kernel/id.ts';
import { resolvePolicy } from '../../../market/policy-patch.ts';
import { newMarketAnswer, newMarketSchema } from '../../../protocol/arena/market.ts';
import { marketSchema, seatsSchema } from '../../../protocol/arena/market-answer.ts';
import type { Role } from '../../../protocol/arena/wire.ts';
import { described } from '../../arena/described.ts';
import { partOfKey, registerNamed } from '../../arena/registering.ts';
import type { Caller } from '../../caller.ts';
import { type Look, lookOf } from '../../freelancer/looking.ts';
import { success } from '../../plugins/envelope.ts';
import { refused } from '../../refusal-map.ts';
import { ARENA, type RouteOptions } from '../../route-options.ts';
import { writeKeyOf } from '../../sending.ts';
import { problems, WireError } from '../../wire-error.ts';

const MARKETS_MAX = 1_000;

type NewMarket = z.output<typeof newMarketSchema>;

const taken = (market: MarketId): WireError =>
  new WireError({
    status: 409,
    code: 'ProjectExceptionCodes.MARKET_EXISTS',
    message: `There is a market ${market}, or its name is reserved`,
  });

async function describeSeat({ arena }: RouteOptions, seat: Seat, exists: boolean): Promise<object> {
  const { marketId: market, kind } = seat;
  if (seat.kind !== 'participant') return { market, kind, participantId: null, roles: [] };
  const { participantId } = seat;
  const viewer = exists ? await arena.engine.viewerOf(market, { kind: 'participant', participantId }) : null;
  const roles: readonly Role[] = viewer?.kind === 'participant' ? viewer.roles : [];
  return { market, kind, participantId, roles };
}

/** Opens the market as its owner, or finds that this very write did so before. */
async function open(request: FastifyRequest, wanted: NewMarket, options: RouteOptions): Promise<MarketId> {
  const { arena, access, clock, judging } = options;
  const { user } = await request.caller();
  const market = marketId(wanted.market);
  const others = (await access.seatsIn(market)).some(({ userId }) => userId !== user.userId);
  if (others) throw taken(market);
  const own = (await access.seatsOf(user.userId)).filter(({ kind }) => kind === 'owner');
  if (own.length >= MARKETS_MAX && !own.some((seat) => seat.marketId === market)) {
    throw new WireError({
      status: 400,
      code: 'ProjectExceptionCodes.LIMIT_REACHED',
      message: `A researcher owns at most ${MARKETS_MAX} markets`,
    });
  }
  // Said by whom: another researcher's write, of the same key and body, must not be taken for this one.
  const key = `${user.userId}/${request.headers['idempotency-key'] === undefined ? market : writeKeyOf(request)}`;
  const secret = createHmac('sha256', await access.signingKey()).update(`seed/${user.userId}/${market}`);
  const seed = wanted.seed ?? secret.digest('hex');
  const policy = resolvePolicy({ clock }, wanted.policy);
  const owner = arena.connectOwner(market);
  const answer = await owner.send(partOfKey(key, 'open'), { type: 'OpenMarket', policy, seed });
  if (!answer.ok) throw refused(answer.refusal);
  await access.addSeat({ userId: user.userId, marketId: market, kind: 'owner' });
  if (wanted.judged && judging) {
    const reviewer = { name: 'Reviewer', roles: ['reviewer'], participantKind: 'scripted', skills: [] } as const;
    await judging.open(market, await registerNamed(owner, `${key}/reviewer`, reviewer));
  }
  return market;
}

async function marketsOf({ user, pass }: Caller, options: RouteOptions): Promise<object[]> {
  const { arena, access } = options;
  const opened = new Set(await arena.engine.markets());
  const seats = (await access.seatsOf(user.userId))
    .filter(({ marketId: id }) => pass.marketId === null || pass.marketId === id)
    .toSorted((one, other) => (one.marketId < other.marketId ? -1 : 1));
  return Promise.all(
    seats.map(async (seat) => {
      const exists = opened.has(seat.marketId);
      return { ...(await describeSeat(options, seat, exists)), status: exists ? 'opened' : 'reserved' };
    }),
  );
}

async function present({ place, market }: Look, options: RouteOptions): Promise<object> {
  const pace = await options.pacing.read(place.marketId);
  const projects = [...market.projects.values()];
  return {
    market: place.marketId,
    status: market.status,
    policy: market.policy,
    // When something is due tells when sealed things happen: that is the owner's to know.
    clock: { ...pace, nextDueAt: place.viewer.kind === 'owner' ? pace.nextDueAt : null },
    cursor: market.cursor,
    counts: {
      participants: market.participants.size,
      projects: projects.length,
      openProjects: projects.filter(({ status }) => status === 'open').length,
      bids: market.bids.size,
      deliveries: market.deliveries.size,
    },
    you: await describeSeat(options, place.seat, true),
  };
}

export function addMarketRoutes(instance: FastifyInstance, options: RouteOptions): void {
  const { judging } = options;
  const app = instance.withTypeProvider<ZodTypeProvider>();

  app.get(
    `${ARENA}/markets`,
    described(
      {
        tag: 'Markets',
        operationId: 'listMarkets',
        summary: 'The markets that the caller has a seat in',
        result: seatsSchema,
      },
      {},
    ),
    async (request) => {
      return success(request, { markets: await marketsOf(await request.caller(), options) });
    },
  );

  app.post(
    `${ARENA}/markets`,
    described(
      { tag: 'Markets', operationId: 'openMarket', summary: 'Open a market and own it', result: newMarketAnswer },
      { body: newMarketSchema },
    ),
    async (request) => {
      const { pass } = await request.caller();
      if (pass.marketId !== null) throw problems.notAllowed(`This token is for market ${pass.marketId}`);
      const market = await open(request, request.body, options);
      return success(request, { market, judged: request.body.judged && Boolean(judging) });
    },
  );

  app.get(
    `${ARENA}/market`,
    described(
      {
        tag: 'Markets',
        operationId: 'getMarket',
        summary: 'The market of this request, as the caller may see it',
        result: marketSchema,
      },
      {},
    ),
    async (request) => {
      return success(request, await present(await lookOf(request, options), options));
    },
  );
}
