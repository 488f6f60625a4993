/** The three clocks of a market: virtual time jumps when told, paced time runs at a multiple of wall time, wall time runs. */

import type { Millis } from '../kernel/clock.ts';
import type { ClockPolicy } from '../market/policy.ts';

/** The machine's clock and timers, so that tests can bring their own. */
export interface WallClock {
  now(): Millis;
  /** Calls `wake` after `delayMs` of wall time; the returned function cancels. */
  after(delayMs: number, wake: () => void): () => void;
}

export const MACHINE_CLOCK: WallClock = {
  now: () => Date.now(),
  after: (delayMs, wake) => {
    const timer = setTimeout(wake, Math.min(delayMs, 2_147_483_647));
    return () => clearTimeout(timer);
  },
};

/** How a clock goes. */
export interface ClockReading {
  readonly kind: ClockPolicy['kind'];
  /** Market milliseconds for one of wall time; null: time moves only when told. */
  readonly speed: number | null;
  readonly paused: boolean;
}

export interface MarketClock {
  readonly kind: ClockPolicy['kind'];
  /** Market time now; never runs backwards, whatever the machine's clock does. */
  now(): Millis;
  /** Virtual: sets the time. Paced: moves ahead (a step). Wall: not possible. Never goes back. */
  moveTo(at: Millis): void;
  /** Paced: stops and goes on. Wall: not possible. */
  pause(): void;
  resume(): void;
  /** Paced: how many market milliseconds one of wall time is, from now on. */
  setSpeed(speed: number): void;
  reading(): ClockReading;
  /** Wall milliseconds until market time `at`, or null where time only moves when told. */
  waitFor(at: Millis): number | null;
}

/** A clock that starts at market time `start`. */
export function createMarketClock({ kind, speed }: ClockPolicy, start: Millis, wall: WallClock): MarketClock {
  let rate = kind === 'wall' ? 1 : speed;
  let shown = kind === 'wall' ? Math.max(start, wall.now()) : start;
  let anchorMarket = shown;
  let anchorWall = wall.now();
  let paused = kind === 'virtual';

  const now = (): Millis => {
    if (!paused) shown = Math.max(shown, Math.floor(anchorMarket + (wall.now() - anchorWall) * rate));
    return shown;
  };
  const anchor = (): void => {
    anchorMarket = now();
    anchorWall = wall.now();
  };
  return {
    kind,
    now,
    moveTo: (at) => {
      if (kind === 'wall') return;
      shown = Math.max(now(), at);
      anchor();
    },
    pause: () => {
      if (kind === 'wall') return;
      anchor();
      paused = true;
    },
    resume: () => {
      // A clock that runs must not be set to when it was last looked at.
      if (kind === 'virtual' || !paused) return;
      paused = false;
      anchorWall = wall.now();
      anchorMarket = shown;
    },
    setSpeed: (wanted) => {
      if (kind !== 'paced') return;
      anchor();
      rate = wanted;
    },
    reading: () => ({ kind, speed: kind === 'virtual' ? null : rate, paused }),
    waitFor: (at) => (paused ? null : Math.max(0, Math.ceil((at - now()) / rate))),
  };
}
