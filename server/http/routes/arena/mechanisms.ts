/** For the owner: recorded bids under another mechanism, and what the order of arrival was worth. Nothing is written. */

import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { type Clearings, clearingsOf, type OwnerSeen } from '../../../engine/clearings.ts';
import { latencyReport, latencyWork } from '../../../engine/latency.ts';
import { type BidMechanism, reClear } from '../../../engine/re-clear.ts';
import type { MarketId } from '../../../kernel/id.ts';
import { OWNER_VIEW } from '../../../market/view.ts';
import {
  latencyQuery,
  latencySchema,
  newReClearingSchema,
  reClearingsSchema,
} from '../../../protocol/arena/clearing.ts';
import { described } from '../../arena/described.ts';
import { limited } from '../../arena/limited.ts';
import { success } from '../../plugins/envelope.ts';
import { ARENA, type RouteOptions } from '../../route-options.ts';
import { problems } from '../../wire-error.ts';

const PAGE = 10_000;
const READS_AT_ONCE = 2;
/** Bids looked at for one report: a second or two of the machine. */
const WORK_MAX = 2_000_000;

export function addMechanismRoutes(instance: FastifyInstance, { arena }: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const reading = limited(READS_AT_ONCE, 'The log is being read by others');

  /** The owner's view hides nothing: what it sees are the log's own events, and its cursor is their place there. */
  async function ownersLog(marketId: MarketId): Promise<OwnerSeen[]> {
    const all: OwnerSeen[] = [];
    for (;;) {
      const page = await arena.engine.read(marketId, OWNER_VIEW, all.length, PAGE);
      all.push(...(page as readonly OwnerSeen[]));
      if (page.length < PAGE) return all;
    }
  }

  async function clearingsIn(marketId: MarketId): Promise<Clearings> {
    const found = await reading(async () => clearingsOf(await ownersLog(marketId)));
    if (found === null) throw problems.notFound('An opened market');
    return found;
  }

  app.post(
    `${ARENA}/re-clearings`,
    described(
      {
        tag: 'Markets',
        operationId: 'reClear',
        summary: 'Recorded bids under another mechanism, beside what was recorded',
        result: reClearingsSchema,
      },
      { body: newReClearingSchema },
    ),
    async (request) => {
      const { marketId } = await request.place();
      const { mechanism, projects } = request.body;
      const { clearings } = await clearingsIn(marketId);
      const fromBids = clearings.filter(({ posting }) => posting.mechanism.kind !== 'contest');
      const wanted = projects === undefined ? null : new Set(projects);
      const chosen = fromBids.filter(({ projectId }) => wanted === null || wanted.has(projectId));
      const found = new Set<number>(chosen.map(({ projectId }) => projectId));
      return success(request, {
        mechanism,
        // The body's own check lets no contest through.
        clearings: chosen.map((clearing) => reClear(clearing, mechanism as BidMechanism)),
        skipped: [...(wanted ?? [])].filter((id) => !found.has(id)),
      });
    },
  );

  app.get(
    `${ARENA}/latency-report`,
    described(
      { tag: 'Markets', operationId: 'getLatencyReport', summary: 'What was won by latency', result: latencySchema },
      { querystring: latencyQuery },
    ),
    async (request) => {
      const { marketId } = await request.place();
      const { window_ms: windowMs, shuffles } = request.query;
      const found = await clearingsIn(marketId);
      if (latencyWork(found, shuffles) > WORK_MAX) throw problems.badForm('shuffles: fewer, for so many bids');
      return success(request, latencyReport(found, { windowMs, shuffles }));
    },
  );
}
