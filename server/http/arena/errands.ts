/** Long work that people ask for: one after the other, one of each caller, few in line; what came of each one's last is remembered. */

import { assert } from '../../kernel/assert.ts';
import type { Millis } from '../../kernel/clock.ts';
import { createCounter, type Window } from '../counter.ts';
import { tooOften, WireError } from '../wire-error.ts';

const REMEMBERED = 200;
const SOON_MS = 10_000;

export type Errand<Step, Result> =
  /** `before`: errands of others that come first. */
  | { readonly status: 'waiting'; readonly before: number }
  | { readonly status: 'running'; readonly step: Step | null }
  | { readonly status: 'done'; readonly result: Result }
  | { readonly status: 'broken_off'; readonly reason: string };

export type ErrandWork<Step, Result> = (signal: AbortSignal, onStep: (step: Step) => void) => Promise<Result>;

export interface Errands<Step, Result> {
  /** Puts the work in line, or answers with a 429. */
  start(key: string, work: ErrandWork<Step, Result>): Errand<Step, Result>;
  /** The last one of this caller; null: none that is remembered. */
  last(key: string): Errand<Step, Result> | null;
  /** Gives up the one that is under way, if there is any. */
  stop(key: string): void;
  close(): void;
}

export interface ErrandsOptions {
  readonly now: () => Millis;
  /** Hears of trouble of ours, in full. */
  readonly report: (thrown: unknown) => void;
  readonly windows: readonly Window[];
  /** How long one may take. */
  readonly longestMs: number;
  readonly inLine: number;
  /** What whoever asked is told: of one under way, of many in line, of asking too often, of time that was up, of our trouble. */
  readonly words: Readonly<Record<'underWay' | 'many' | 'often' | 'late' | 'trouble', string>>;
}

interface Waiting<Step, Result> {
  readonly key: string;
  readonly work: ErrandWork<Step, Result>;
}

interface Running<Step> {
  readonly key: string;
  readonly stopped: AbortController;
  step: Step | null;
}

type Ended<Result> = Extract<Errand<never, Result>, { status: 'done' | 'broken_off' }>;

/** `report` hears what happened in full; whoever asked is told that it was no fault of theirs. */
export function createErrands<Step, Result>(options: ErrandsOptions): Errands<Step, Result> {
  const { now, report, windows, longestMs, inLine, words } = options;
  const counter = createCounter(windows, now);
  const closing = new AbortController();
  const line: Waiting<Step, Result>[] = [];
  const ended = new Map<string, Ended<Result>>();
  let running: Running<Step> | null = null;

  function remember(key: string, end: Ended<Result>): void {
    ended.delete(key);
    ended.set(key, end);
    const [oldest] = ended.keys();
    if (ended.size > REMEMBERED && oldest !== undefined) ended.delete(oldest);
  }

  async function run({ work }: Waiting<Step, Result>, now: Running<Step>): Promise<Ended<Result> | null> {
    const inTime = AbortSignal.timeout(longestMs);
    const { signal: stopped } = now.stopped;
    try {
      const signal = AbortSignal.any([inTime, closing.signal, stopped]);
      const result = await work(signal, (step) => {
        now.step = step;
      });
      return { status: 'done', result };
    } catch (thrown) {
      if (stopped.aborted) return null;
      if (inTime.aborted) return { status: 'broken_off', reason: words.late };
      if (!closing.signal.aborted) report(thrown);
      return { status: 'broken_off', reason: words.trouble };
    }
  }

  async function workOff(): Promise<void> {
    for (let next = line.shift(); next !== undefined; next = line.shift()) {
      const { key } = next;
      running = { key, stopped: new AbortController(), step: null };
      ended.delete(key);
      const end = await run(next, running);
      if (end !== null) remember(key, end);
      running = null;
    }
  }

  function last(key: string): Errand<Step, Result> | null {
    if (running?.key === key) return { status: 'running', step: running.step };
    const place = line.findIndex((one) => one.key === key);
    if (place >= 0) return { status: 'waiting', before: place + (running === null ? 0 : 1) };
    return ended.get(key) ?? null;
  }

  return {
    start: (key, work) => {
      if (running?.key === key || line.some((one) => one.key === key)) {
        throw new WireError({
          status: 429,
          code: 'AuthorisationExceptionCodes.RATE_LIMITED',
          message: words.underWay,
          retryAfter: 2,
        });
      }
      if (line.length >= inLine) throw tooOften(words.many, SOON_MS);
      const allowance = counter.take(key);
      if (!allowance.ok) throw tooOften(words.often, allowance.resetMs);
      line.push({ key, work });
      if (running === null) void workOff();
      const begun = last(key);
      assert(begun !== null, 'an errand that was begun is known');
      return begun;
    },
    last,
    stop: (key) => {
      const place = line.findIndex((one) => one.key === key);
      if (place >= 0) line.splice(place, 1);
      if (running?.key === key) running.stopped.abort();
      ended.delete(key);
    },
    close: () => {
      line.length = 0;
      closing.abort();
    },
  };
}
