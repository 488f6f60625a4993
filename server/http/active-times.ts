/**
 * How long people were at work, as their browsers measured it. Kept beside the markets and outside every log: it is one side's
 * word, decides nothing, and no replay depends on it.
 */

import { z } from 'zod';
import type { RecordStore } from '../engine/records.ts';
import type { MarketId } from '../kernel/id.ts';
import type { ActiveTime, ActiveTimeReport } from '../protocol/arena/active-time.ts';
import { createTurns } from './turns.ts';
import { problems } from './wire-error.ts';

/** Sittings of one person on one project; who opens the page more often is asked to stop counting, not to stop working. */
const SITTINGS_MAX = 1_000;
/** Two machines' clocks never agree. */
const SLACK_MS = 5_000;

const keptSchema = z.object({
  participantId: z.int(),
  projectId: z.int(),
  idleAfterMs: z.int(),
  sittings: z.array(z.object({ sitting: z.string(), activeMs: z.int(), firstAt: z.int(), lastAt: z.int() })),
});
type Kept = z.infer<typeof keptSchema>;
type Sitting = Kept['sittings'][number];

export interface ActiveTimes {
  /** Reports of one sitting replace each other and only grow; what cannot be true is refused. */
  report(
    marketId: MarketId,
    who: Pick<Kept, 'participantId' | 'projectId'>,
    report: ActiveTimeReport,
  ): Promise<ActiveTime>;
  /** In the order of participants and their projects. */
  list(marketId: MarketId): Promise<readonly ActiveTime[]>;
}

function summaryOf({ participantId, projectId, idleAfterMs, sittings }: Kept): ActiveTime {
  return {
    participantId,
    projectId,
    activeMs: sittings.reduce((sum, one) => sum + one.activeMs, 0),
    sittingCount: sittings.length,
    idleAfterMs,
    firstAt: Math.min(...sittings.map(({ firstAt }) => firstAt)),
    lastAt: Math.max(...sittings.map(({ lastAt }) => lastAt)),
  };
}

/** Nobody is at work for longer than time has passed. Of a sitting's beginning only its first report tells. */
function grown(known: Sitting | undefined, { sitting, activeMs }: ActiveTimeReport, now: number): Sitting {
  if (known === undefined) return { sitting, activeMs, firstAt: now, lastAt: now };
  // An older report that came late says less than what is known.
  if (activeMs <= known.activeMs) return known;
  if (activeMs - known.activeMs > now - known.lastAt + SLACK_MS) {
    throw problems.badForm('activeMs: more than has passed since the report before');
  }
  return { ...known, activeMs, lastAt: now };
}

export function createActiveTimes(records: RecordStore, wallNow: () => number): ActiveTimes {
  const inTurn = createTurns();
  const numbered = (value: number): string => String(value).padStart(9, '0');

  async function report(
    id: MarketId,
    { participantId, projectId }: Pick<Kept, 'participantId' | 'projectId'>,
    told: ActiveTimeReport,
  ): Promise<ActiveTime> {
    const name = `${id}/${numbered(participantId)}/${numbered(projectId)}`;
    const body = await records.get('active_time', name);
    const before: Kept =
      body === null
        ? { participantId, projectId, idleAfterMs: told.idleAfterMs, sittings: [] }
        : keptSchema.parse(JSON.parse(body));
    const known = before.sittings.find(({ sitting }) => sitting === told.sitting);
    if (known === undefined && before.sittings.length >= SITTINGS_MAX) {
      throw problems.badForm(`sitting: at most ${SITTINGS_MAX} on one project`);
    }
    const others = before.sittings.filter((one) => one !== known);
    const sittings = [...others, grown(known, told, wallNow())];
    const kept: Kept = { participantId, projectId, idleAfterMs: told.idleAfterMs, sittings };
    await records.put('active_time', { id: name, body: JSON.stringify(kept) });
    return summaryOf(kept);
  }

  return {
    report: (id, who, told) => inTurn(id, () => report(id, who, told)),
    list: async (id) => {
      const all = await records.list('active_time');
      return all
        .filter((one) => one.id.startsWith(`${id}/`))
        .map(({ body }) => summaryOf(keptSchema.parse(JSON.parse(body))));
    },
  };
}
