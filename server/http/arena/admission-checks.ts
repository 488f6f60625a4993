/** Drafted projects before the gate: one after the other, one of each caller, few in line; the last one of each is remembered. */

import { assert } from '../../kernel/assert.ts';
import type { Millis } from '../../kernel/clock.ts';
import type { AdmissionCheck, AdmissionCheckReport } from '../../protocol/arena/admission-check.ts';
import { createCounter } from '../counter.ts';
import { tooOften, WireError } from '../wire-error.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const WINDOWS = [
  { ms: MINUTE_MS, max: 6 },
  { ms: HOUR_MS, max: 40 },
];
/** A check runs some hundreds of programs; one that is not through by then is of no use to whoever waits. */
const CHECK_MS = 180_000;
const IN_LINE = 16;
const REMEMBERED = 200;
const SOON_MS = 10_000;

export interface AdmissionChecks {
  /** Puts the check in line, or answers with a 429. */
  start(key: string, work: (signal: AbortSignal) => Promise<AdmissionCheckReport>): AdmissionCheck;
  /** The last one of this caller; null: none that is remembered. */
  last(key: string): AdmissionCheck | null;
  close(): void;
}

interface Waiting {
  readonly key: string;
  readonly work: (signal: AbortSignal) => Promise<AdmissionCheckReport>;
}

type Ended = Extract<AdmissionCheck, { status: 'done' | 'broken_off' }>;

export interface AdmissionChecksOptions {
  readonly now: () => Millis;
  /** Hears of trouble of ours, in full. */
  readonly report: (thrown: unknown) => void;
  readonly checkMs?: number;
}

/** `report` hears what happened in full; whoever asked is told that it was no fault of the project. */
export function createAdmissionChecks({ now, report, checkMs = CHECK_MS }: AdmissionChecksOptions): AdmissionChecks {
  const counter = createCounter(WINDOWS, now);
  const closing = new AbortController();
  const line: Waiting[] = [];
  const ended = new Map<string, Ended>();
  let running: string | null = null;

  function remember(key: string, end: Ended): void {
    ended.delete(key);
    ended.set(key, end);
    const [oldest] = ended.keys();
    if (ended.size > REMEMBERED && oldest !== undefined) ended.delete(oldest);
  }

  async function check({ work }: Waiting): Promise<Ended> {
    const inTime = AbortSignal.timeout(checkMs);
    try {
      return { status: 'done', report: await work(AbortSignal.any([inTime, closing.signal])) };
    } catch (thrown) {
      if (inTime.aborted) {
        const reason = `not through after ${checkMs / 1_000} seconds: fewer or lighter cases, or a server with less to do`;
        return { status: 'broken_off', reason };
      }
      if (!closing.signal.aborted) report(thrown);
      return { status: 'broken_off', reason: 'the sandbox was in trouble; the project is not to blame' };
    }
  }

  async function workOff(): Promise<void> {
    for (let next = line.shift(); next !== undefined; next = line.shift()) {
      running = next.key;
      remember(next.key, await check(next));
      running = null;
    }
  }

  function last(key: string): AdmissionCheck | null {
    if (running === key) return { status: 'running' };
    const place = line.findIndex((one) => one.key === key);
    if (place >= 0) return { status: 'waiting', before: place + (running === null ? 0 : 1) };
    return ended.get(key) ?? null;
  }

  return {
    start: (key, work) => {
      if (running === key || line.some((one) => one.key === key)) {
        throw new WireError({
          status: 429,
          code: 'AuthorisationExceptionCodes.RATE_LIMITED',
          message: 'A check of yours is under way: wait for what comes of it',
          retryAfter: 2,
        });
      }
      if (line.length >= IN_LINE) throw tooOften('Many projects are being checked', SOON_MS);
      const allowance = counter.take(key);
      if (!allowance.ok) throw tooOften('Too many checks', allowance.resetMs);
      line.push({ key, work });
      if (running === null) void workOff();
      const begun = last(key);
      assert(begun !== null, 'a check that was begun is known');
      return begun;
    },
    last,
    close: () => {
      line.length = 0;
      closing.abort();
    },
  };
}
