/** Live markets to many watchers, beside a bare WebSocket server that sends one packet for each event and watcher. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allInTurn, type Bench, type Figure, formatFigure, ratioOf, spreadOf } from './harness.ts';
import { BIDDERS, tokenOf } from './http-load.ts';
import { openWatchers, quantileOf, type Watch } from './live-load.ts';
import { type ServerProcess, startServer } from './servers.ts';

/** Events a second: those of Freelancer.com's bids at a hundred times its speed. What is bare sends as many as it can. */
const RATE = 360;
const LOADS = [
  { watchers: 100, bareRate: 360 },
  { watchers: 1_000, bareRate: 40 },
  { watchers: 5_000, bareRate: 8 },
] as const;
const TARGETED = 1_000;
const TARGET_RATIO = 8;
const TARGET_LAG_MS = 150;
/** What is still under way when the last event was sent. */
const SETTLE_MS = 500;
const BYTES_PER_KB = 1_024;

interface Round {
  /** Events delivered for each second of the server's processor time. */
  readonly perCpuSecond: number;
  readonly p50: number;
  readonly p99: number;
}

const asWatcher = (): Watch => ({ token: tokenOf(BIDDERS + 1), channel: { kind: 'market' } });

interface Side {
  readonly rounds: Round[];
  readonly kbPerWatcher: number;
  measure(): Promise<number>;
  close(): Promise<void>;
}

async function openSide(
  server: ServerProcess,
  count: number,
  perSecond: number,
  bare: boolean,
  ms: number,
): Promise<Side> {
  const before = await server.ask({ kind: 'look' });
  const watchers = await openWatchers(server.port, count, bare ? null : asWatcher);
  const after = await server.ask({ kind: 'look' });
  const rounds: Round[] = [];
  return {
    rounds,
    kbPerWatcher: (after.rss - before.rss) / count / BYTES_PER_KB,
    measure: async () => {
      const { tally } = watchers;
      tally.lags.length = 0;
      const start = { count: tally.count, ...(await server.ask({ kind: 'look' })) };
      await server.ask({ kind: 'emit', perSecond, ms });
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      const end = await server.ask({ kind: 'look' });
      const perCpuSecond = ((tally.count - start.count) * 1_000) / (end.cpuMs - start.cpuMs);
      rounds.push({ perCpuSecond, p50: quantileOf(tally.lags, 0.5), p99: quantileOf(tally.lags, 0.99) });
      return perCpuSecond;
    },
    close: () => watchers.close(),
  };
}

function figuresOf(
  count: number,
  runs: number,
  ours: Side,
  bare: Side,
  taken: Record<'ours' | 'bare', number[]>,
): Figure[] {
  const targeted = count === TARGETED;
  const ratio = ratioOf(taken.ours, taken.bare, 'bare ws');
  const name = `${count.toLocaleString('en-US')} watchers`;
  // The first round of each side only warms it up.
  const counted = ours.rounds.slice(1);
  const p99 = spreadOf(counted.map((round) => round.p99));
  const lag = (of: readonly Round[], share: 'p50' | 'p99') => spreadOf(of.map((round) => round[share]));
  const plain = { runs, target: null, met: null };
  return [
    {
      figure: `${name}, events delivered`,
      unit: 'a CPU second',
      ...spreadOf(taken.ours),
      runs,
      ratio,
      target: targeted ? `at least ${TARGET_RATIO} × bare ws` : null,
      met: targeted ? ratio.median >= TARGET_RATIO : null,
    },
    { figure: `${name}, lag of the middle event`, unit: 'ms', ...lag(counted, 'p50'), ratio: null, ...plain },
    {
      figure: `${name}, lag of the 99th in a hundred`,
      unit: 'ms',
      ...p99,
      runs,
      ratio: null,
      target: targeted ? `below ${TARGET_LAG_MS} ms` : null,
      met: targeted ? p99.median < TARGET_LAG_MS : null,
    },
    {
      figure: `${name}, memory of each`,
      unit: 'kB',
      ...spreadOf([ours.kbPerWatcher]),
      ...plain,
      runs: 1,
      ratio: ratioOf([ours.kbPerWatcher], [bare.kbPerWatcher], 'bare ws'),
    },
  ];
}

export const bench: Bench = async ({ quick, signal }) => {
  const folder = mkdtempSync(join(tmpdir(), 'arena-bench-'));
  const runs = quick ? 1 : 5;
  const ms = quick ? 2_000 : 5_000;
  const figures: Figure[] = [];
  const open: { close(): Promise<void> }[] = [];
  const bareLags: string[] = [];
  try {
    for (const { watchers, bareRate } of quick ? LOADS.slice(0, 2) : LOADS) {
      const live = await startServer('http-server.ts', ['live', join(folder, `${watchers}.db`)]);
      open.push(live);
      const ws = await startServer('ws-server.ts', []);
      open.push(ws);
      await live.ask({ kind: 'post', count: Math.ceil((RATE * (runs + 2) * ms) / 1_000 / BIDDERS) + 1 });
      const ours = await openSide(live, watchers, RATE, false, ms);
      const bare = await openSide(ws, watchers, bareRate, true, ms);
      const taken = await allInTurn({ runs, signal }, { ours: ours.measure, bare: bare.measure });
      figures.push(...figuresOf(watchers, runs, ours, bare, taken));
      const bareP99 = spreadOf(bare.rounds.slice(1).map(({ p99 }) => p99)).median;
      bareLags.push(`${formatFigure(bareP99)} ms with ${watchers.toLocaleString('en-US')}`);
      for (const one of [ours, bare, live, ws]) await one.close();
    }
    return {
      name: 'fan-out',
      figures,
      notes: [
        `Every watcher listens to the whole market, in which ${RATE} bids a second are placed and written to SQLite (synchronous=FULL); processor time is that of the server's process, the market's own work included.`,
        `Bare ws: one packet of the same size for each event and watcher, ${LOADS.map(({ watchers, bareRate }) => `${bareRate} events a second to ${watchers}`).join(', ')}: about what one core can send. Its 99th event in a hundred lagged ${bareLags.join(', ')}. Lag: from the market's time of the event to its arrival in the process of the watchers.`,
      ],
    };
  } finally {
    await Promise.all(open.map((one) => one.close()));
    rmSync(folder, { recursive: true, force: true });
  }
};
