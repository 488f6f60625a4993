/** Trouble of the real sandbox while deliveries are reviewed: dead children, a sandbox that is away, too many reviews. */

import { execFileSync } from 'node:child_process';
import { isMainThread } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { createMemoryStore } from '../../db/memory/store.ts';
import { type Arena, createArena } from '../../server/app.ts';
import type { Store } from '../../server/engine/ports.ts';
import { chance } from '../../server/kernel/prng.ts';
import type { Desk } from '../../server/protocol/arena/ground.ts';
import { createReviewQueue } from '../../server/reviewer/queue.ts';
import { createReviewer } from '../../server/reviewer/reviewer.ts';
import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import type { Sandbox } from '../../server/reviewer/sandbox.ts';
import { JUDGE, MARKET } from '../helpers/table.ts';
import { deliveries, layContest, openReviewDesk, verdictsOf } from './review-market.ts';

const LOOPS = 20_000;
const EXPECTED = deliveries(LOOPS).map(({ scoreBps }, index) => [index + 1, scoreBps]);

async function contest(): Promise<{ store: Store; arena: Arena }> {
  const store = createMemoryStore();
  await layContest(store, LOOPS);
  return { store, arena: createArena({ store }) };
}

/** Lets the desk do what is due; gives the faults that it stopped with, each of which it is asked again after. */
async function settleAll(arena: Arena, desk: Desk, faultsMax = 100): Promise<string[]> {
  const faults: string[] = [];
  for (let due = desk.nextDueAt(); due !== null && faults.length < faultsMax; due = desk.nextDueAt()) {
    const now = await arena.engine.now(MARKET);
    try {
      if (due > now) await arena.engine.moveTo(MARKET, due);
      else await desk.settle(now);
    } catch (problem) {
      faults.push((problem as { reason: string }).reason);
    }
  }
  return faults;
}

/** The children of this process that run programs. */
function children(): number[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args=']).toString().split('\n');
  return lines.flatMap((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return Number(parent) === process.pid && command?.includes('embedded/child.ts') ? [Number(pid)] : [];
  });
}

/** A sandbox whose children are killed again and again: now one, now all, after every fifth run that ended. */
function underFire(inner: Sandbox, kills: number): { readonly sandbox: Sandbox; readonly killed: () => number } {
  const draw = chance('review trouble', 'kills');
  let ended = 0;
  let left = kills;
  const fire = (): void => {
    ended += 1;
    if (ended % 5 !== 0 || left === 0) return;
    left -= 1;
    const all = children();
    const targets = left % 3 === 0 ? all : all.slice(draw.below(Math.max(1, all.length))).slice(0, 1);
    for (const pid of targets) process.kill(pid, 'SIGKILL');
  };
  const run: Sandbox['run'] = (request, options) => inner.run(request, options).finally(fire);
  return { sandbox: { ...inner, run }, killed: () => kills - left };
}

test('children that are killed while honest programs run change no verdict', async () => {
  // Among threads, the children of this process would be those of other tests too.
  expect(isMainThread).toBe(true);
  const inner = await createEmbeddedSandbox({ slots: 2 });
  try {
    const { sandbox, killed } = underFire(inner, 9);
    // One run must not meet all the kills there are: that alone would make it look like the killer.
    const reviewer = createReviewer({ sandbox, cache: null, retries: 12, backoffMs: 1 });
    const review = async (): Promise<void> => {
      const { store, arena } = await contest();
      const queue = createReviewQueue({ reviewer, concurrency: 2 });
      const desk = await openReviewDesk(arena.connect(MARKET, JUDGE), queue);
      expect(await settleAll(arena, desk)).toEqual([]);
      expect(await verdictsOf(store)).toEqual(EXPECTED);
      expect(queue.stats()).toEqual({ queued: 0, running: 0, done: 3, failed: 0 });
    };
    await Promise.all(Array.from({ length: 5 }, review));
    expect(killed()).toBeGreaterThanOrEqual(8);
  } finally {
    await inner.close();
  }
});

test('a sandbox that is away stops the desk with a fault and scores nobody; another one goes on', async () => {
  const { store, arena } = await contest();
  const away = await createEmbeddedSandbox({ slots: 1 });
  await away.close();
  const client = arena.connect(MARKET, JUDGE);
  const deskOver = (sandbox: Sandbox): Promise<Desk> => {
    const reviewer = createReviewer({ sandbox, cache: null, retries: 1, backoffMs: 1 });
    return openReviewDesk(client, createReviewQueue({ reviewer, concurrency: 2 }));
  };
  const first = await deskOver(away);
  expect(await settleAll(arena, first, 3)).toEqual(Array(3).fill('sandbox_unavailable'));
  expect(await verdictsOf(store)).toEqual([]);
  await first.close();
  const there = await createEmbeddedSandbox({ slots: 1 });
  try {
    expect(await settleAll(arena, await deskOver(there))).toEqual([]);
  } finally {
    await there.close();
  }
  expect(await verdictsOf(store)).toEqual(EXPECTED);
});

test('more reviews than the queue may hold are faults until there is room, and nobody is scored for it', async () => {
  const { store, arena } = await contest();
  const sandbox = await createEmbeddedSandbox({ slots: 1 });
  try {
    const reviewer = createReviewer({ sandbox, cache: null });
    const queue = createReviewQueue({ reviewer, concurrency: 1, capacity: 0 });
    const desk = await openReviewDesk(arena.connect(MARKET, JUDGE), queue);
    const faults = await settleAll(arena, desk);
    expect(faults.length).toBeGreaterThan(0);
    expect(new Set(faults)).toEqual(new Set(['overloaded']));
  } finally {
    await sandbox.close();
  }
  expect(await verdictsOf(store)).toEqual(EXPECTED);
});
