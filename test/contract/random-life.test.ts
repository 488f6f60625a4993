/** Read tables against market state over random lives: two folds of one log, written apart, must tell the same story. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createMemoryStore } from '../../db/memory/store.ts';
import { openSqliteStore } from '../../db/sqlite/store.ts';
import { verifyStore } from '../../db/verify.ts';
import { marketId } from '../../server/kernel/id.ts';
import type { EventType, LoggedEvent } from '../../server/market/event.ts';
import { EVENT_TYPES } from '../../server/market/evolve.ts';
import type { Policy } from '../../server/market/policy.ts';
import { commitOf, logged } from './history.ts';
import { POLICIES, randomLife } from './random-life.ts';
import { expectStateAgrees } from './state-agrees.ts';
import { everything } from './store-contract.ts';

const MARKET = marketId('contract');
const COMMANDS = 6_000;
const LIVES = 8;

function logOf(policy: Policy, seed: string): LoggedEvent[] {
  const events: LoggedEvent[] = [];
  for (const step of randomLife(policy, seed, COMMANDS)) {
    events.push(...logged(step, events.length, events.at(-1)?.hash));
  }
  return events;
}

test('after random lives under every policy the tables agree with the state, and every event type has happened', async () => {
  const seen = new Set<EventType>();
  for (const [position, policy] of POLICIES.entries()) {
    for (let life = 0; life < LIVES; life += 1) {
      const seed = `life ${position} ${life}`;
      const events = logOf(policy, seed);
      for (const { event } of events) seen.add(event.type);
      const store = createMemoryStore();
      await store.commit(commitOf(MARKET, events));
      await expectStateAgrees(store, events);
      expect((await verifyStore(store, MARKET)).findings, seed).toEqual([]);
    }
  }
  expect(EVENT_TYPES.filter((type) => !seen.has(type))).toEqual([]);
});

test('memory and SQLite hold the same after a random life under every policy', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'random-life-'));
  for (const [position, policy] of POLICIES.entries()) {
    const events = logOf(policy, `both ${position}`);
    const memory = createMemoryStore();
    const sqlite = await openSqliteStore({ file: join(folder, `${position}.db`) });
    for (let first = 0; first < events.length; first += 50) {
      const commit = commitOf(MARKET, events.slice(first, first + 50), 200);
      await memory.commit(commit);
      await sqlite.commit(commit);
    }
    expect(await everything(sqlite)).toEqual(await everything(memory));
    expect((await verifyStore(sqlite, MARKET)).findings).toEqual([]);
    await sqlite.close();
  }
  rmSync(folder, { recursive: true });
});
