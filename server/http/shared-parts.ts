/** What the routes share besides what the server was given: made once, and closed with the server. */

import type { FastifyInstance } from 'fastify';
import { faultingRecords } from '../engine/faulting-store.ts';
import { createPacing } from '../engine/pacing.ts';
import { createActiveTimes } from './active-times.ts';
import { createAdmissionChecks } from './arena/admission-checks.ts';
import { createDraftLimits } from './arena/draft-limits.ts';
import { createEventStreams } from './arena/event-stream.ts';
import { createLedgers } from './arena/ledgers.ts';
import { createProjectWritings } from './arena/project-writings.ts';
import { createCounter } from './counter.ts';
import { tell } from './plugins/request-log.ts';
import type { ServerOptions } from './ports.ts';
import type { RouteOptions } from './route-options.ts';
import type { SeenMarkets } from './seen-markets.ts';
import type { Texts } from './texts.ts';
import { createTracks } from './tracks.ts';

const HOUR_MS = 3_600_000;
const WALL_TIME = { kind: 'wall', speed: 1 } as const;
/** A user may fill so much of the disk in an hour: some sixty of the largest deliveries. */
const STORED_KIB_PER_HOUR = 65_536;

export function routeOptionsOf(
  app: FastifyInstance,
  options: ServerOptions,
  markets: SeenMarkets,
  texts: Texts,
): RouteOptions {
  const { arena, wallNow, records = null, clock = WALL_TIME, pacing = createPacing(arena.engine, null) } = options;
  const streams = createEventStreams(arena.engine);
  // Streams go on until somebody ends them: a stop would wait for them.
  app.addHook('preClose', async () => streams.close());
  const report = (thrown: unknown): void => tell(options, { level: 'error', reason: String(thrown) });
  const admissionChecks = createAdmissionChecks({ now: wallNow, report });
  const projectWritings = createProjectWritings({ now: wallNow, report });
  app.addHook('preClose', async () => {
    admissionChecks.close();
    projectWritings.close();
  });
  return {
    ...options,
    markets,
    texts,
    activeTimes: records === null ? null : createActiveTimes(faultingRecords(records), wallNow),
    tracks: records === null ? null : createTracks(faultingRecords(records)),
    storage: createCounter([{ ms: HOUR_MS, max: STORED_KIB_PER_HOUR }], wallNow),
    clock,
    pacing,
    drafts: createDraftLimits(wallNow),
    admissionChecks,
    projectWritings,
    streams,
    ledgers: createLedgers(arena.engine),
  };
}
