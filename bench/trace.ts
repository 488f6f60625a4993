/** What a page's main thread did, read off the browser's own trace. */

import type { Browser } from 'playwright-core';

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  /** Processor time of it, where the system tells. */
  readonly tdur?: number;
}

export interface MainThread {
  /** Milliseconds of processor time for each frame that the page painted, with all that happened since the one before. */
  readonly frames: readonly number[];
  /** The longest task: processor time, and by the clock, which runs on while other programs have the core. */
  readonly longestCpuMs: number;
  readonly longestWallMs: number;
  /** Tasks above 100 ms of processor time, and by the clock. */
  readonly longByCpu: number;
  readonly longByClock: number;
}

const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline'];
const LONG_US = 100_000;
/** What ends the main thread's part of a frame: the browser is handed what is to be seen. */
const FRAME_END = 'Commit';

/** The thread that hands over most frames is the page's. */
function mainThreadOf(events: readonly TraceEvent[]): readonly TraceEvent[] {
  const threads = Map.groupBy(events, ({ pid, tid }) => `${pid}/${tid}`);
  const commits = (thread: readonly TraceEvent[]): number => thread.filter(({ name }) => name === FRAME_END).length;
  const [main] = [...threads.values()].sort((one, other) => commits(other) - commits(one));
  if (main === undefined || commits(main) === 0) throw new Error('the page painted no frame');
  return main.toSorted((one, other) => one.ts - other.ts);
}

function readTrace(events: readonly TraceEvent[]): MainThread {
  const main = mainThreadOf(events);
  const tasks = main.filter(({ name }) => name === 'RunTask');
  const ends = main.filter(({ name }) => name === FRAME_END).map(({ ts }) => ts);
  const frames: number[] = [];
  let at = 0;
  let sum = 0;
  for (const { ts, dur = 0, tdur = 0 } of tasks) {
    sum += tdur;
    if ((ends[at] ?? Number.POSITIVE_INFINITY) > ts + dur) continue;
    frames.push(sum / 1_000);
    sum = 0;
    while ((ends[at] ?? Number.POSITIVE_INFINITY) <= ts + dur) at += 1;
  }
  const cpu = tasks.map(({ tdur = 0 }) => tdur);
  const wall = tasks.map(({ dur = 0 }) => dur);
  return {
    // What lies before the first frame was not all seen.
    frames: frames.slice(1),
    longestCpuMs: Math.max(...cpu) / 1_000,
    longestWallMs: Math.max(...wall) / 1_000,
    longByCpu: cpu.filter((us) => us > LONG_US).length,
    longByClock: wall.filter((us) => us > LONG_US).length,
  };
}

/** Minutes of a trace hold millions of events; two kinds are read. */
function wanted(value: unknown): readonly TraceEvent[] {
  return (value as readonly TraceEvent[]).filter(({ name }) => name === 'RunTask' || name === FRAME_END);
}

/** Traces whatever the browser does while `work` goes on. */
export async function traced(browser: Browser, work: () => Promise<unknown>): Promise<MainThread> {
  const client = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  client.on('Tracing.dataCollected', ({ value }) => events.push(...wanted(value)));
  const complete = new Promise<void>((resolve) => client.once('Tracing.tracingComplete', () => resolve()));
  await client.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES, excludedCategories: ['*'] },
  });
  await work();
  await client.send('Tracing.end');
  await complete;
  await client.detach();
  return readTrace(events);
}
