/** The market's clock, for its owner: held, let go, moved to the next thing due, hurried. */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Paced } from '../../../engine/pacing.ts';
import type { MarketId } from '../../../kernel/id.ts';
import { speedSchema } from '../../../protocol/arena/market.ts';
import { clockSchema } from '../../../protocol/arena/market-answer.ts';
import { described } from '../../arena/described.ts';
import { createOnce } from '../../arena/once.ts';
import { success } from '../../plugins/envelope.ts';
import { ARENA, type RouteOptions } from '../../route-options.ts';
import { WireError } from '../../wire-error.ts';

export function addClockRoutes(instance: FastifyInstance, { pacing }: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const once = createOnce();
  const words = (operationId: string, summary: string) =>
    ({ tag: 'Markets', operationId, summary, result: clockSchema }) as const;

  /** Does it and tells how the clock goes then. */
  async function change(
    request: FastifyRequest,
    what: string,
    work: (id: MarketId) => Promise<Paced>,
  ): Promise<object> {
    const { marketId } = await request.place();
    const done = await once.run(request, `${what} ${marketId}`, () => work(marketId));
    if (done.ok) return success(request, await pacing.read(marketId));
    throw new WireError({ status: 409, code: 'MarketExceptionCodes.CLOCK_KIND', message: done.why });
  }

  app.get(`${ARENA}/clock`, described(words('getClock', 'How the market keeps time'), {}), async (request) => {
    const { marketId } = await request.place();
    return success(request, await pacing.read(marketId));
  });

  app.post(`${ARENA}/clock/pause`, described(words('pauseClock', 'Hold the market’s time'), {}), (request) =>
    change(request, 'pause', pacing.pause),
  );

  app.post(`${ARENA}/clock/resume`, described(words('resumeClock', 'Let the market’s time go on'), {}), (request) =>
    change(request, 'resume', pacing.resume),
  );

  app.post(`${ARENA}/clock/step`, described(words('stepClock', 'Go on to the next thing due'), {}), (request) =>
    change(request, 'step', pacing.step),
  );

  app.put(
    `${ARENA}/clock/speed`,
    described(words('setClockSpeed', 'Set how much faster than the wall the market’s time goes'), {
      body: speedSchema,
    }),
    (request) => change(request, 'speed', (id) => pacing.setSpeed(id, request.body.speed)),
  );
}
