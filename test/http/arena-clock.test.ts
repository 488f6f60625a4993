/** Market time over the wire: held, stepped, hurried by the owner, on a wall that the test moves; and there after a restart. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createMemoryAccess } from '../../db/memory/access.ts';
import { createMemoryRecords } from '../../db/memory/records.ts';
import { createMemoryStore } from '../../db/memory/store.ts';
import { openSqliteStore } from '../../db/sqlite/store.ts';
import { createArena } from '../../server/app.ts';
import type { AccessStore } from '../../server/engine/access.ts';
import { createPacing } from '../../server/engine/pacing.ts';
import type { Store } from '../../server/engine/ports.ts';
import type { RecordStore } from '../../server/engine/records.ts';
import { buildServer } from '../../server/http/server.ts';
import { WITHOUT_RATES } from '../../server/http/settings.ts';
import { playScenario } from '../../server/scenario.ts';
import { openServing } from '../../server/serving.ts';
import { checkAnswers } from './answer-checks.ts';
import { HIGH_STREET } from './world.ts';

const folder = mkdtempSync(join(tmpdir(), 'arena-clock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A wall that stands still until it is moved. */
function createWall() {
  let now = 1_000_000;
  const timers = new Map<object, { at: number; wake: () => void }>();
  return {
    now: () => now,
    after: (delayMs: number, wake: () => void) => {
      const key = {};
      timers.set(key, { at: now + delayMs, wake });
      return () => void timers.delete(key);
    },
    /** Lets so much wall time pass, and everything that waits for it come to rest. */
    pass: async (ms: number) => {
      now += ms;
      for (const [key, { at, wake }] of timers) {
        if (at > now) continue;
        timers.delete(key);
        wake();
      }
      for (let turn = 0; turn < 20; turn += 1) await new Promise((done) => setImmediate(done));
    },
  };
}

interface Stores {
  readonly store: Store;
  readonly access: AccessStore;
  readonly records: RecordStore;
}

async function open({ store, access, records }: Stores, clock: object, play = true) {
  const wall = createWall();
  const arena = createArena({ store, wall });
  if (play)
    await playScenario(arena, access, { ...HIGH_STREET, policy: { ...HIGH_STREET.policy, clock: clock as never } });
  const pacing = createPacing(arena.engine, records);
  await pacing.restore();
  const app = await buildServer({ arena, access, pacing, wallNow: Date.now, log: null, settings: WITHOUT_RATES });
  const checks = checkAnswers(app);
  const ask = async (who: string, method: 'GET' | 'POST' | 'PUT', path: string, payload?: object, headers = {}) => {
    const answer = await app.inject({
      method,
      url: `/api/arena/1.0/${path}`,
      headers: { 'freelancer-oauth-v1': `scenario-${who}`, ...headers },
      ...(payload && { payload }),
    });
    const { result, message } = answer.json() as { result?: Clock; message?: string };
    return { status: answer.statusCode, result, message };
  };
  return {
    wall,
    arena,
    app,
    ask,
    close: async () => {
      expect(checks.take()).toEqual([]);
      await app.close();
      await arena.close();
    },
  };
}

interface Clock {
  readonly kind: string;
  readonly speed: number | null;
  readonly paused: boolean;
  readonly now: number;
  readonly nextDueAt: number | null;
}

const memory = (): Stores => ({
  store: createMemoryStore(),
  access: createMemoryAccess(),
  records: createMemoryRecords(),
});

test('a paced market goes so many times as fast as the wall, stands still when held, and goes on from there', async () => {
  const { wall, ask, close } = await open(memory(), { kind: 'paced', speed: 60 });
  const first = (await ask('olga', 'GET', 'clock')).result;
  expect(first).toMatchObject({ kind: 'paced', speed: 60, paused: false });
  const start = first?.now ?? 0;
  await wall.pass(1_000);
  expect((await ask('olga', 'GET', 'clock')).result?.now).toBe(start + 60_000);
  expect((await ask('olga', 'POST', 'clock/pause')).result).toMatchObject({ paused: true, now: start + 60_000 });
  await wall.pass(5_000);
  expect((await ask('olga', 'GET', 'clock')).result?.now).toBe(start + 60_000);
  expect((await ask('olga', 'PUT', 'clock/speed', { speed: 2 })).result).toMatchObject({ speed: 2, paused: true });
  await ask('olga', 'POST', 'clock/resume');
  await wall.pass(1_000);
  expect((await ask('olga', 'GET', 'clock')).result).toMatchObject({ paused: false, now: start + 62_000 });
  await close();
});

test('a deadline falls due when the hurried clock reaches it, and not before', async () => {
  const { wall, ask, arena, close } = await open(memory(), { kind: 'paced', speed: 60 });
  const clock = (await ask('olga', 'GET', 'clock')).result;
  const wait = Math.ceil(((clock?.nextDueAt ?? 0) - (clock?.now ?? 0)) / 60);
  const projectsOpen = async () =>
    [...(await arena.engine.state('high-street' as never)).projects.values()].filter(({ status }) => status === 'open')
      .length;
  await wall.pass(wait - 10);
  expect(await projectsOpen()).toBe(3);
  await wall.pass(20);
  expect(await projectsOpen()).toBeLessThan(3);
  await close();
});

test('a step goes to the next thing due and does it; the same step again is one step', async () => {
  const { ask, close } = await open(memory(), { kind: 'virtual', speed: 1 });
  const before = (await ask('olga', 'GET', 'clock')).result;
  expect(before).toMatchObject({ kind: 'virtual', speed: null, paused: true });
  const key = { 'idempotency-key': 'step-1' };
  const first = await ask('olga', 'POST', 'clock/step', {}, key);
  expect(first.result?.now).toBe(before?.nextDueAt);
  const again = await ask('olga', 'POST', 'clock/step', {}, key);
  expect(again.result).toEqual(first.result);
  const next = await ask('olga', 'POST', 'clock/step', {}, { 'idempotency-key': 'step-2' });
  expect(next.result?.now).toBeGreaterThan(first.result?.now ?? 0);
  expect((await ask('olga', 'POST', 'clock/pause', {}, key)).status).toBe(409);
  await close();
});

test('who may, and what a clock of another kind says', async () => {
  const wall = await open(memory(), { kind: 'wall', speed: 1 });
  for (const path of ['clock/pause', 'clock/resume', 'clock/step']) {
    expect(await wall.ask('olga', 'POST', path)).toMatchObject({
      status: 409,
      message: expect.stringContaining('wall'),
    });
    expect((await wall.ask('erin', 'POST', path)).status).toBe(403);
  }
  expect((await wall.ask('olga', 'PUT', 'clock/speed', { speed: 2 })).status).toBe(409);
  await wall.close();
  const stepped = await open(memory(), { kind: 'virtual', speed: 1 });
  expect(await stepped.ask('olga', 'POST', 'clock/resume')).toMatchObject({
    status: 409,
    message: expect.stringContaining('steps'),
  });
  await stepped.close();
  const paced = await open(memory(), { kind: 'paced', speed: 1 });
  for (const speed of [0, -1, 1_000_001, '2']) {
    expect((await paced.ask('olga', 'PUT', 'clock/speed', { speed })).status, String(speed)).toBe(400);
  }
  expect(await paced.ask('olga', 'PUT', 'clock/speed', { speed: null })).toMatchObject({
    status: 409,
    message: expect.stringContaining('tournament'),
  });
  await paced.close();
});

test('speed and pause are there after a restart', async () => {
  const file = join(folder, 'paced.db');
  const first = await openSqliteStore({ file });
  const before = await open(
    { store: first, access: first.access, records: first.records },
    { kind: 'paced', speed: 60 },
  );
  await before.ask('olga', 'PUT', 'clock/speed', { speed: 7 });
  await before.ask('olga', 'POST', 'clock/pause');
  await before.close();
  const again = await openSqliteStore({ file });
  const after = await open({ store: again, access: again.access, records: again.records }, {}, false);
  expect((await after.ask('olga', 'GET', 'clock')).result).toMatchObject({ kind: 'paced', speed: 7, paused: true });
  await after.close();
});

test('a server that was told a speed opens its markets with it, unless their policy says otherwise', async () => {
  const file = join(folder, 'speed.db');
  const serving = await openServing({
    file,
    scenario: null,
    scenarios: [],
    log: null,
    speed: 60,
    settings: WITHOUT_RATES,
  });
  const cookie = async (): Promise<string> => {
    const payload = { name: 'ada', password: 'a long enough word', invite: serving.ownerLink };
    const answer = await serving.app.inject({ method: 'POST', url: '/api/arena/1.0/sign-up', payload });
    return String(answer.headers['set-cookie']).split(';')[0] ?? '';
  };
  const headers = { cookie: await cookie(), 'x-arena-csrf': '1' };
  const clockOf = async (market: string, policy: object): Promise<Clock> => {
    const payload = { market, policy };
    const opened = await serving.app.inject({ method: 'POST', url: '/api/arena/1.0/markets', headers, payload });
    expect(opened.statusCode, opened.body).toBe(200);
    const answer = await serving.app.inject({ url: `/m/${market}/api/arena/1.0/clock`, headers });
    return (answer.json() as { result: Clock }).result;
  };
  expect(await clockOf('hurried', {})).toMatchObject({ kind: 'paced', speed: 60, paused: false });
  expect(await clockOf('own', { clock: { kind: 'virtual', speed: 1 } })).toMatchObject({ kind: 'virtual' });
  const figures = await serving.app.inject({ url: '/metrics', headers });
  expect(figures.body).toMatch(/^arena_live_connections 0$/m);
  expect(figures.body).toMatch(/^arena_sandbox_runs 0$/m);
  await serving.close();
});
