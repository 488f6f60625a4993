/** A day of Freelancer.com at a hundred times its speed: bids at an even pace with a burst, watched by a thousand. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type Bench, type Figure, formatFigure, spreadOf } from './harness.ts';
import { BIDDERS, bidRequest, type LoadClient, openClient, tokenOf } from './http-load.ts';
import { openWatchers, quantileOf, type Watch } from './live-load.ts';
import { startServer } from './servers.ts';

const STEADY = 360;
const BURST = 3_600;
const WATCHERS = 1_000;
/** One watcher in so many listens to the whole market, the others to one project or to the standing. */
const WHOLE_MARKET = 10;
/** Connections over which the bids come: enough that few wait for the answer of another. */
const CLIENTS = 256;
const TARGET_ACK_MS = 200;
const PACE_MS = 2;
/** What is still under way when the last bid was answered. */
const SETTLE_MS = 2_000;

interface Phase {
  readonly name: string;
  readonly perSecond: number;
  readonly ms: number;
}

/** The full length is a minute of wall time, an hour and forty minutes of Freelancer.com's. */
const PHASES: readonly Phase[] = [
  { name: 'even pace', perSecond: STEADY, ms: 40_000 },
  { name: 'burst', perSecond: BURST, ms: 10_000 },
  { name: 'even pace again', perSecond: STEADY, ms: 10_000 },
];
const QUICK_PHASES: readonly Phase[] = [
  { name: 'even pace', perSecond: STEADY, ms: 4_000 },
  { name: 'burst', perSecond: BURST, ms: 2_000 },
];

interface Acknowledged {
  readonly bidId: number;
  /** When it was due, whenever it could be sent: a server that is late is not let off the wait. */
  readonly dueAt: number;
  readonly ackAt: number;
}

/** Where each bid was first seen on a screen, and how many each screen of the whole market has seen. */
interface Seen {
  readonly at: Map<number, number>;
  readonly counts: Map<number, number>;
}

function watchOf(index: number, projects: number): Watch {
  const token = tokenOf(BIDDERS + 1);
  if (index % WHOLE_MARKET === 0) return { token, channel: { kind: 'market' } };
  if (index % 2 === 0) return { token, channel: { kind: 'standing' } };
  return { token, channel: { kind: 'project', projectId: (index % projects) + 1 } };
}

const BID = /"type":"BidPlaced"[^}]*?"bidId":(\d+)/g;

function hear(seen: Seen, text: string, index: number): void {
  if (index % WHOLE_MARKET !== 0) return;
  const now = performance.now();
  let count = 0;
  for (const [, bidId] of text.matchAll(BID)) {
    count += 1;
    if (index === 0) seen.at.set(Number(bidId), now);
  }
  seen.counts.set(index, (seen.counts.get(index) ?? 0) + count);
}

const RESULT = /"result":\{"id":(\d+)/;

/** Sends bids at the phase's pace, whatever the answers take; resolves when all are answered. */
async function play(phase: Phase, free: LoadClient[], next: () => Buffer): Promise<readonly Acknowledged[]> {
  const total = Math.round((phase.perSecond * phase.ms) / 1_000);
  const late: number[] = [];
  const asking: Promise<void>[] = [];
  const done: Acknowledged[] = [];
  async function send(client: LoadClient, first: number): Promise<void> {
    for (let dueAt: number | undefined = first; dueAt !== undefined; dueAt = late.shift()) {
      const { status, bytes } = await client.ask(next());
      const bidId = Number(RESULT.exec(bytes.toString('utf8'))?.[1]);
      if (status !== 200) throw new Error(`a bid was answered with ${status}`);
      done.push({ bidId, dueAt, ackAt: performance.now() });
    }
    free.push(client);
  }
  const startedAt = performance.now();
  for (let begun = 0; begun < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - startedAt) * phase.perSecond) / 1_000));
    for (; begun < due; begun += 1) {
      const dueAt = startedAt + (begun * 1_000) / phase.perSecond;
      // The longest idle first: a connection that is never used is closed by the server, as every server does.
      const client = free.shift();
      if (client === undefined) late.push(dueAt);
      else asking.push(send(client, dueAt));
    }
    await new Promise((resolve) => setTimeout(resolve, PACE_MS));
  }
  await Promise.all(asking);
  return done;
}

function figuresOf({ name, perSecond }: Phase, bids: readonly Acknowledged[], seen: Seen): Figure[] {
  const ack = bids.map(({ dueAt, ackAt }) => ackAt - dueAt);
  const screen = bids.map(({ bidId, dueAt }) => (seen.at.get(bidId) ?? Number.POSITIVE_INFINITY) - dueAt);
  const what = `${name}, ${perSecond.toLocaleString('en-US')} bids a second`;
  const targeted = perSecond === BURST;
  const p95 = (values: readonly number[]) => ({
    unit: 'ms',
    ...spreadOf([quantileOf(values, 0.95)]),
    runs: 1,
    ratio: null,
  });
  return [
    {
      figure: `${what}: 95 in a hundred acknowledged within`,
      ...p95(ack),
      target: targeted ? `below ${TARGET_ACK_MS} ms` : null,
      met: targeted ? quantileOf(ack, 0.95) < TARGET_ACK_MS : null,
    },
    { figure: `${what}: 95 in a hundred on the screen within`, ...p95(screen), target: null, met: null },
  ];
}

/** Acknowledged bids that are not in the file, or that a screen of the whole market has not seen. */
function lostOf(file: string, bids: readonly Acknowledged[], { at, counts }: Seen): Figure {
  const client = new Database(file, { readonly: true });
  const kept = new Set(client.prepare<[], number>('select bid_id from bids').pluck().all());
  client.close();
  const lost = bids.filter(({ bidId }) => !kept.has(bidId) || !at.has(bidId)).length;
  const unseen = [...counts.values()].reduce((sum, count) => sum + Math.max(0, bids.length - count), 0);
  const value = lost + unseen;
  return {
    figure: `of ${bids.length.toLocaleString('en-US')} bids, lost in the file or on a screen of the whole market`,
    unit: 'bids',
    ...spreadOf([value]),
    runs: 1,
    ratio: null,
    target: 'none',
    met: value === 0 && counts.size === WATCHERS / WHOLE_MARKET,
  };
}

export const bench: Bench = async ({ quick, signal }) => {
  const folder = mkdtempSync(join(tmpdir(), 'arena-bench-'));
  const file = join(folder, 'day.db');
  const phases = quick ? QUICK_PHASES : PHASES;
  const total = phases.reduce((sum, { perSecond, ms }) => sum + (perSecond * ms) / 1_000, 0);
  const projects = Math.ceil(total / BIDDERS) + 1;
  const server = await startServer('http-server.ts', ['live', file]);
  const clients: LoadClient[] = [];
  try {
    await server.ask({ kind: 'post', count: projects });
    const seen: Seen = { at: new Map(), counts: new Map() };
    const watchers = await openWatchers(
      server.port,
      WATCHERS,
      (index) => watchOf(index, projects),
      (text, index) => hear(seen, text, index),
    );
    while (clients.length < CLIENTS) clients.push(await openClient(server.port));
    let number = -1;
    const next = (): Buffer => {
      number += 1;
      return bidRequest(number);
    };
    const before = await server.ask({ kind: 'look' });
    const startedAt = performance.now();
    const played: { readonly phase: Phase; readonly bids: readonly Acknowledged[] }[] = [];
    for (const phase of phases) {
      signal.throwIfAborted();
      played.push({ phase, bids: await play(phase, [...clients], next) });
    }
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    const wallMs = performance.now() - startedAt;
    const after = await server.ask({ kind: 'look' });
    await watchers.close();
    await server.close();
    const all = played.flatMap(({ bids }) => bids);
    const busy = formatFigure((100 * (after.cpuMs - before.cpuMs)) / wallMs);
    return {
      name: 'freelancer-day',
      figures: [...played.flatMap(({ phase, bids }) => figuresOf(phase, bids, seen)), lostOf(file, all, seen)],
      notes: [
        `${formatFigure(total)} bids in ${formatFigure(wallMs / 1_000)} s, shortened from the 864 s that a day at a hundred times its speed would take; the server used ${busy} % of a core, its process had ${formatFigure(after.rss / 1_048_576)} MB at the end.`,
        `${WATCHERS} watchers over socket.io, a tenth of them on the whole market; the bids come over ${CLIENTS} connections and count from when they were due. Sender and watchers share one process, whose own lateness is in the figures.`,
      ],
    };
  } finally {
    for (const client of clients) client.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
