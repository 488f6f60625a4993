/**
 * How long somebody is at work on a project: seconds in which the page had focus and somebody had lately touched it. Kept in the
 * browser across reloads, and reported; what could not be reported is at the next visit.
 */

import { useEffect, useState } from 'react';
import { z } from 'zod';
import { ArenaFault } from '../../../server/protocol/sdk/fault.ts';
import { reportActiveTime } from '../../../server/protocol/sdk/work.ts';
import { inMarket } from '../market.ts';
import { newKey } from '../session.ts';
import { keep, readKept } from './kept.ts';

/** Without a key, a pointer or a scroll for so long, nothing counts. */
export const IDLE_AFTER_MS = 60_000;
const TICK_MS = 1_000;
const REPORT_MS = 20_000;
/** A tick that comes much later than it should was no work: the machine slept. */
const TICK_MAX_MS = 2_500;
const ACTS = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'scroll', 'input'] as const;

const keptSchema = z.object({
  /** Of sittings that are over and were reported. */
  doneMs: z.number(),
  /** Others: measured, and what of it was reported. */
  open: z.record(z.string(), z.object({ ms: z.number(), told: z.number() })),
});
type Kept = z.output<typeof keptSchema>;

/** One opening of the app is one sitting at each project. */
const SITTING = newKey();
let actedAt = Date.now();
for (const act of ACTS) {
  window.addEventListener(act, () => (actedAt = Date.now()), { passive: true, capture: true });
}

export function isActive(now: number): boolean {
  return document.visibilityState === 'visible' && document.hasFocus() && now - actedAt < IDLE_AFTER_MS;
}

const totalOf = ({ doneMs, open }: Kept): number => Object.values(open).reduce((sum, { ms }) => sum + ms, doneMs);

async function report(market: string, project: number, name: string): Promise<void> {
  for (const [sitting, { ms, told }] of Object.entries(readKept(name, keptSchema)?.open ?? {})) {
    if (ms <= told) continue;
    const activeMs = Math.round(ms);
    await reportActiveTime(inMarket(market), project, { sitting, activeMs, idleAfterMs: IDLE_AFTER_MS });
    const now = readKept(name, keptSchema);
    const one = now?.open[sitting];
    if (now === null || one === undefined) continue;
    const { [sitting]: _over, ...others } = now.open;
    if (sitting === SITTING) keep(name, { ...now, open: { ...others, [sitting]: { ...one, told: activeMs } } });
    else keep(name, { doneMs: now.doneMs + one.ms, open: others });
  }
}

export interface ActiveTimeNow {
  readonly activeMs: number;
  readonly counting: boolean;
}

/** Counts as long as the page that calls it is shown. */
export function useActiveTime(market: string, project: number, userId: number): ActiveTimeNow {
  const name = `arena.active/${userId}/${market}/${project}`;
  const [shown, show] = useState<ActiveTimeNow>({
    activeMs: totalOf(readKept(name, keptSchema) ?? { doneMs: 0, open: {} }),
    counting: false,
  });
  useEffect(() => {
    let before = Date.now();
    const tick = (): void => {
      const now = Date.now();
      const passed = Math.min(now - before, TICK_MAX_MS);
      before = now;
      const kept = readKept(name, keptSchema) ?? { doneMs: 0, open: {} };
      const counting = isActive(now);
      if (counting) {
        const { ms, told } = kept.open[SITTING] ?? { ms: 0, told: 0 };
        kept.open[SITTING] = { ms: ms + passed, told };
        keep(name, kept);
      }
      show({ activeMs: totalOf(kept), counting });
    };
    const tell = (): void => {
      report(market, project, name).catch((thrown: unknown) => {
        // Told again with the next report.
        if (!(thrown instanceof ArenaFault)) throw thrown;
      });
    };
    tell();
    const ticking = setInterval(tick, TICK_MS);
    const telling = setInterval(tell, REPORT_MS);
    document.addEventListener('visibilitychange', tell);
    return () => {
      clearInterval(ticking);
      clearInterval(telling);
      document.removeEventListener('visibilitychange', tell);
      tell();
    };
  }, [market, name, project]);
  return shown;
}
