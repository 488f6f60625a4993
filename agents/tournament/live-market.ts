/** Plays a market whose time runs by itself: some of its seats are taken from outside, and nobody can make people hurry. */

import { setTimeout as sleep } from 'node:timers/promises';
import { MINUTE_MS, type Millis } from '../../server/kernel/clock.ts';
import { type ParticipantId, participantId } from '../../server/kernel/id.ts';
import type { OwnerClient } from '../../server/protocol/arena/client.ts';
import type { Desk, GroundMarket } from '../../server/protocol/arena/ground.ts';
import type { RubricJudge } from '../../server/protocol/arena/rubric.ts';
import type { Agent } from '../agent.ts';
import { playLive } from '../live.ts';
import type { Observation } from '../observation.ts';

/** How a market goes that is not played in virtual time. */
export interface LiveClock {
  /** Market milliseconds for one of wall time; null: the time of day. */
  readonly speed: number | null;
}

export const liveClockPolicy = ({ speed }: LiveClock) =>
  ({ clock: speed === null ? { kind: 'wall', speed: 1 } : { kind: 'paced', speed } }) as const;

export interface LiveMarket {
  readonly market: GroundMarket;
  /** The agents of this process, by the numbers of their participants. */
  readonly agents: ReadonlyMap<number, Agent>;
  readonly reviewer: ParticipantId;
  /** Gives an opinion beside the tests; undefined: nobody does. */
  readonly judge: RubricJudge | undefined;
  readonly verdictMs: Millis;
  /** Projects that are to come to their end. */
  readonly total: number;
  readonly drawKeys: Observation['drawKeys'];
  readonly seed: string;
  readonly signal: AbortSignal;
  readonly onRefusal: (code: string) => void;
}

/** How often the desk looks whether a verdict is due, in milliseconds. */
const DESK_MS = 200;
const ENDS: ReadonlySet<string> = new Set(['ProjectCompleted', 'ProjectExpired', 'ProjectCancelled']);

/** When the first project is posted: so long after the market was opened, by its own log, also after a restart. */
export async function firstPostingAt(owner: OwnerClient, joinMinutes: number): Promise<Millis> {
  const [opened] = await owner.read(0, 1);
  return (opened?.at ?? (await owner.now())) + joinMinutes * MINUTE_MS;
}

async function judge(owner: OwnerClient, desk: Desk, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const [now, due] = [await owner.now(), desk.nextDueAt()];
    if (due !== null && due <= now) await desk.settle(now);
    else await sleep(DESK_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** Resolves when every project is over; rejects with the signal's reason when stopped, and with the first fault of anybody's. */
export async function playLiveMarket(live: LiveMarket): Promise<void> {
  const { market, agents, reviewer, judge: opinion, verdictMs, total, seed, drawKeys, signal, onRefusal } = live;
  const { owner } = market;
  signal.throwIfAborted();
  const over = new AbortController();
  const ended = AbortSignal.any([signal, over.signal]);
  let count = 0;
  const leave = await owner.follow(0, ({ event }) => {
    if (ENDS.has(event.type)) count += 1;
    if (count >= total) over.abort();
  });
  const desk = await market.openDesk(reviewer, verdictMs, opinion);
  // Whoever held the market's time when this was last stopped has it go on now.
  await owner.resume();
  const plays = [...agents].map(([number, agent]) => {
    const client = market.connect(participantId(number));
    return playLive({ agent, client, seed, drawKeys, signal: ended, onRefusal });
  });
  const all = [...plays, judge(owner, desk, ended)].map((one) =>
    one.catch((thrown: unknown) => {
      if (ended.aborted) return;
      over.abort(thrown);
      throw thrown;
    }),
  );
  try {
    const settled = await Promise.allSettled(all);
    signal.throwIfAborted();
    for (const one of settled) if (one.status === 'rejected') throw one.reason;
  } finally {
    // A paced market waits until somebody goes on with it; the time of day does not.
    if (count < total) await owner.pause();
    desk.close();
    leave();
  }
}
