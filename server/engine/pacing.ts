/** How fast each market's time goes, and who may hold it: kept beside the markets, because none of it is part of a log. */

import type { Millis } from '../kernel/clock.ts';
import { type MarketId, marketId } from '../kernel/id.ts';
import type { Engine } from './engine.ts';
import { Fault } from './fault.ts';
import type { ClockReading } from './market-clock.ts';
import type { RecordStore } from './records.ts';

export type Paced = { readonly ok: true } | { readonly ok: false; readonly why: string };

/** Holds the time of a market that somebody else moves: a tournament's runner. */
export interface Pacer {
  reading(): ClockReading;
  pause(): void;
  resume(): void;
  /** Lets the runner do the next thing. */
  step(): void;
  /** Null: as fast as it goes. */
  setSpeed(speed: number | null): void;
}

export interface Pace extends ClockReading {
  readonly now: Millis;
  readonly nextDueAt: Millis | null;
}

export interface Pacing {
  read(id: MarketId): Promise<Pace>;
  pause(id: MarketId): Promise<Paced>;
  resume(id: MarketId): Promise<Paced>;
  /** Moves to the next thing due, and does it. */
  step(id: MarketId): Promise<Paced>;
  setSpeed(id: MarketId, speed: number | null): Promise<Paced>;
  /** From now on the market's time is this pacer's to hold; null: it is the engine's again. */
  entrust(id: MarketId, pacer: Pacer | null): void;
  /** Gives every market the pace it had before the restart. */
  restore(): Promise<void>;
}

const DONE: Paced = { ok: true };
const WALL: Paced = { ok: false, why: 'this market keeps the time of the wall, which nobody holds or hurries' };
const VIRTUAL: Paced = { ok: false, why: 'the time of this market moves by steps only' };
const NOTHING_DUE: Paced = { ok: false, why: 'nothing is due in this market' };
const ENDLESS: Paced = { ok: false, why: 'only a tournament goes as fast as it can: name a speed' };

interface Kept {
  readonly speed: number;
  readonly paused: boolean;
}

/** `records` null: the pace is forgotten with the process. */
export function createPacing(engine: Engine, records: RecordStore | null): Pacing {
  const pacers = new Map<MarketId, Pacer>();

  /** What stands in the way of holding or hurrying the market, or null: its clock is a paced one. */
  async function obstacle(id: MarketId): Promise<Paced | null> {
    const { kind } = await engine.clock(id);
    if (kind === 'paced') return null;
    return kind === 'wall' ? WALL : VIRTUAL;
  }

  async function keep(id: MarketId): Promise<void> {
    const { speed, paused } = await engine.clock(id);
    if (speed === null) return;
    await records?.put('pace', { id, body: JSON.stringify({ speed, paused } satisfies Kept) });
  }

  async function change(id: MarketId, work: () => Promise<void>): Promise<Paced> {
    const refused = await obstacle(id);
    if (refused !== null) return refused;
    await work();
    await keep(id);
    return DONE;
  }

  /** Asks the pacer where there is one. */
  async function held(id: MarketId, ask: (pacer: Pacer) => void, otherwise: () => Promise<Paced>): Promise<Paced> {
    const pacer = pacers.get(id);
    if (pacer === undefined) return otherwise();
    ask(pacer);
    return DONE;
  }

  async function stepTime(id: MarketId): Promise<Paced> {
    if ((await engine.clock(id)).kind === 'wall') return WALL;
    const due = await engine.nextDueAt(id);
    if (due === null) return NOTHING_DUE;
    await engine.moveTo(id, due);
    return DONE;
  }

  async function restoreOne(id: MarketId, { speed, paused }: Kept): Promise<void> {
    await engine.setSpeed(id, speed);
    if (paused) await engine.pause(id);
  }

  return {
    read: async (id) => {
      const reading = pacers.get(id)?.reading() ?? (await engine.clock(id));
      return { ...reading, now: await engine.now(id), nextDueAt: await engine.nextDueAt(id) };
    },
    pause: (id) =>
      held(
        id,
        (pacer) => pacer.pause(),
        () => change(id, () => engine.pause(id)),
      ),
    resume: (id) =>
      held(
        id,
        (pacer) => pacer.resume(),
        () => change(id, () => engine.resume(id)),
      ),
    step: (id) =>
      held(
        id,
        (pacer) => pacer.step(),
        () => stepTime(id),
      ),
    setSpeed: (id, speed) =>
      held(
        id,
        (pacer) => pacer.setSpeed(speed),
        async () => (speed === null ? ENDLESS : change(id, () => engine.setSpeed(id, speed))),
      ),
    entrust: (id, pacer) => {
      if (pacer === null) pacers.delete(id);
      else pacers.set(id, pacer);
    },
    restore: async () => {
      for (const { id, body } of (await records?.list('pace')) ?? []) {
        await restoreOne(marketId(id), JSON.parse(body) as Kept).catch((thrown: unknown) => {
          // One market that cannot be opened keeps no other from its pace.
          if (!(thrown instanceof Fault)) throw thrown;
        });
      }
    },
  };
}
