/** Tournaments over the wire, really played: the same standing as `arena run`, held, watched, stopped with the server, gone on with. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TOURNAMENT_KIT } from '../../cli/tournament-kit.ts';
import { createMemoryAccess } from '../../db/memory/access.ts';
import { createMemoryRecords } from '../../db/memory/records.ts';
import { createMemoryStore } from '../../db/memory/store.ts';
import { openSqliteStore } from '../../db/sqlite/store.ts';
import { createArena } from '../../server/app.ts';
import type { AccessStore } from '../../server/engine/access.ts';
import { createPacing } from '../../server/engine/pacing.ts';
import type { Store } from '../../server/engine/ports.ts';
import type { RecordStore } from '../../server/engine/records.ts';
import { secretHashOf } from '../../server/http/secret.ts';
import { buildServer } from '../../server/http/server.ts';
import { WITHOUT_RATES } from '../../server/http/settings.ts';
import { known } from '../../server/kernel/assert.ts';
import { SCOPES } from '../../server/protocol/arena/scope.ts';
import { createTournaments } from '../../server/tournaments.ts';
import { openWorkshop, type Reviewing, startReviewing } from '../../server/workshop.ts';
import { checkAnswers } from './answer-checks.ts';

const folder = mkdtempSync(join(tmpdir(), 'arena-tournaments-'));
let reviewing: Reviewing;
beforeAll(async () => {
  reviewing = await startReviewing({ workers: 2, cache: true });
});
afterAll(async () => {
  await reviewing.close();
  rmSync(folder, { recursive: true, force: true });
});

const CONFIG = `
name: small
seed: over-the-wire
protocol: auction
corpus: { limit: 2 }
roster: strategies
market: { fees: none }
`;
const BASE = '/api/arena/1.0';

interface Status {
  readonly tournament: string;
  readonly state: string;
  readonly reason: string | null;
  readonly progress: { readonly done: number; readonly total: number } | null;
  readonly interruptions: number;
  readonly markets: readonly string[];
}

interface Stores {
  readonly store: Store;
  readonly access: AccessStore;
  readonly records: RecordStore;
}

async function inMemory(): Promise<Stores> {
  return { store: createMemoryStore(), access: createMemoryAccess(), records: createMemoryRecords() };
}
async function inFile(name: string): Promise<Stores> {
  const store = await openSqliteStore({ file: join(folder, name) });
  return { store, access: store.access, records: store.records };
}

/** A server with two researchers, olga and otto, whose tokens are their names. */
async function open({ store, access, records }: Stores) {
  for (const name of ['olga', 'otto']) {
    const user = await access.addUser({ name, email: null, passwordHash: null, rank: 'researcher', createdAt: 0 });
    if (user === null) continue;
    const rest = { marketId: null, roles: [], label: '', createdAt: 0, expiresAt: null, usesLeft: null };
    await access.addPass({
      kind: 'token',
      secretHash: secretHashOf(name),
      userId: user.userId,
      scopes: SCOPES,
      ...rest,
    });
  }
  const arena = createArena({ store });
  const pacing = createPacing(arena.engine, records);
  const trouble: string[] = [];
  const report = (reason: string): unknown => trouble.push(reason);
  const wiring = { arena, access, records, pacing, reviewing, kit: TOURNAMENT_KIT, wallNow: Date.now, report };
  const tournaments = createTournaments(wiring);
  await tournaments.start();
  const app = await buildServer({
    arena,
    access,
    pacing,
    tournaments,
    wallNow: Date.now,
    log: null,
    settings: WITHOUT_RATES,
  });
  const checks = checkAnswers(app);
  const ask = async <T = Status>(who: string, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => {
    const headers = { 'freelancer-oauth-v1': who };
    const answer = await app.inject({ method, url, headers, ...(payload && { payload }) });
    const { result, message } = answer.json() as { result: T; message?: string };
    return { status: answer.statusCode, result, message };
  };
  const until = async (name: string, reached: (status: Status) => boolean): Promise<Status> => {
    for (let tries = 0; tries < 8_000; tries += 1) {
      const { result } = await ask('olga', 'GET', `${BASE}/tournaments/${name}`);
      if (reached(result)) return result;
      if (result.state === 'failed') throw new Error(`${result.reason} ${trouble.join('\n')}`);
      await new Promise((done) => setTimeout(done, 25));
    }
    throw new Error(`tournament ${name} did not come so far`);
  };
  const close = async (): Promise<void> => {
    expect(checks.take()).toEqual([]);
    await app.close();
    await tournaments.close();
    await arena.close();
  };
  return { ask, until, close, arena };
}

async function playedAsRun(): Promise<unknown> {
  const workshop = await openWorkshop(null, reviewing);
  const read = await TOURNAMENT_KIT.read({ config: CONFIG });
  if (!read.ok) throw new Error(read.problems.join());
  const { arena } = workshop;
  const signal = new AbortController().signal;
  const playing = {
    people: null,
    plan: read.plan,
    arena,
    reviewing,
    signal,
    speed: null,
    pace: async () => undefined,
    onProgress: () => undefined,
  };
  const standing = await TOURNAMENT_KIT.play(playing);
  await workshop.close();
  return JSON.parse(standing);
}

let asRun: Promise<unknown> | undefined;
/** What `arena run` writes for the same configuration: played once, for it is always the same. */
const standingOfRun = (): Promise<unknown> => {
  asRun ??= playedAsRun();
  return asRun;
};

const ended = ({ state }: Status): boolean => state === 'completed';

test('asked for, started, played in the background; its standing is that of the same run elsewhere', async () => {
  const server = await open(await inMemory());
  const estimate = await server.ask<unknown>('olga', 'POST', `${BASE}/tournaments/estimate`, { config: CONFIG });
  expect(estimate.result).toEqual({ markets: 1, projects: 2, models: [], total: null, prices: null });
  const wrong = await server.ask('olga', 'POST', `${BASE}/tournaments/estimate`, { config: 'name: small' });
  expect(wrong).toMatchObject({ status: 400, message: expect.stringContaining('protocol') });
  const created = await server.ask('olga', 'POST', `${BASE}/tournaments`, { config: CONFIG });
  expect(created).toMatchObject({ status: 200, result: { state: 'created', markets: ['small'], progress: null } });
  expect((await server.ask('olga', 'GET', `/m/small${BASE}/market`)).status).toBe(404);
  const started = await server.ask('olga', 'POST', `${BASE}/tournaments/small/start`);
  expect(started.result.state).toBe('queued');
  const done = await server.until('small', ended);
  expect(done.progress).toEqual({ done: 2, total: 2 });
  const standing = await server.ask<unknown>('olga', 'GET', `${BASE}/tournaments/small/standing`);
  expect(standing.result).toEqual(await standingOfRun());
  expect((await server.ask('olga', 'GET', `/m/small${BASE}/market`)).result).toMatchObject({ status: 'closed' });
  // The same again is the same tournament; another of its name is not.
  const again = await server.ask('olga', 'POST', `${BASE}/tournaments`, { config: CONFIG, start: true });
  expect(again).toMatchObject({ status: 409, message: 'the tournament is completed' });
  const other = await server.ask('olga', 'POST', `${BASE}/tournaments`, {
    config: CONFIG.replace('limit: 2', 'limit: 1'),
  });
  expect(other).toMatchObject({ status: 409, message: 'there is a tournament small already' });
  await server.close();
});

test('watched live: held, stepped, and let go, the market’s time is its owner’s', async () => {
  const server = await open(await inMemory());
  const clock = (method: 'GET' | 'POST' | 'PUT', action = '', payload?: object) =>
    server.ask<{ speed: number; paused: boolean; now: number; kind: string }>(
      'olga',
      method,
      `/m/small${BASE}/clock${action}`,
      payload,
    );
  await server.ask('olga', 'POST', `${BASE}/tournaments`, { config: CONFIG, speed: 60, start: true });
  await server.until('small', ({ state, progress }) => state === 'running' && progress !== null);
  for (let tries = 0; (await clock('GET')).status !== 200 && tries < 4_000; tries += 1)
    await new Promise((done) => setTimeout(done, 25));
  expect((await clock('POST', '/pause')).result).toMatchObject({ kind: 'virtual', speed: 60, paused: true });
  const held = (await clock('GET')).result.now;
  await new Promise((done) => setTimeout(done, 200));
  expect((await clock('GET')).result.now).toBe(held);
  await clock('POST', '/step');
  for (let tries = 0; (await clock('GET')).result.now === held && tries < 4_000; tries += 1)
    await new Promise((done) => setTimeout(done, 25));
  const stepped = (await clock('GET')).result.now;
  expect(stepped).toBeGreaterThan(held);
  await new Promise((done) => setTimeout(done, 200));
  expect((await clock('GET')).result.now).toBe(stepped);
  await clock('PUT', '/speed', { speed: null });
  await clock('POST', '/resume');
  await server.until('small', ended);
  const standing = await server.ask<unknown>('olga', 'GET', `${BASE}/tournaments/small/standing`);
  expect(standing.result).toEqual(await standingOfRun());
  await server.close();
});

test('paused and gone on with; one at a time, the others wait; given up in the queue', async () => {
  const server = await open(await inMemory());
  const named = (name: string): object => ({
    config: CONFIG.replace('name: small', `name: ${name}`),
    start: true,
    speed: 60,
  });
  const act = (name: string, action: string) => server.ask('olga', 'POST', `${BASE}/tournaments/${name}/${action}`);
  for (const name of ['one', 'two', 'three']) await server.ask('olga', 'POST', `${BASE}/tournaments`, named(name));
  await server.until('one', ({ state }) => state === 'running');
  expect((await server.ask('olga', 'GET', `${BASE}/tournaments/two`)).result.state).toBe('queued');
  expect((await act('two', 'cancel')).result.state).toBe('cancelled');
  expect(await act('two', 'resume')).toMatchObject({ status: 409, message: 'the tournament is cancelled' });
  expect((await act('one', 'pause')).result.state).toBe('paused');
  // With the first held, the next has its turn.
  await server.until('three', ({ state }) => state === 'running');
  expect((await act('three', 'cancel')).result.state).toBe('cancelled');
  expect((await act('one', 'resume')).result.state).toBe('queued');
  await server.until('one', ({ state }) => state === 'running');
  expect((await act('one', 'cancel')).result.state).toBe('cancelled');
  expect((await act('one', 'cancel')).result.state).toBe('cancelled');
  await server.close();
});

test('what the end of the server interrupts goes on with the next one, and ends as if nothing had been', async ({
  task,
}) => {
  const file = `interrupted-${task.result?.retryCount}.db`;
  const first = await open(await inFile(file));
  await first.ask('olga', 'POST', `${BASE}/tournaments`, { config: CONFIG, speed: 2_000, start: true });
  await first.until('small', ({ progress }) => (progress?.total ?? 0) > 0);
  while ((await first.arena.engine.markets()).length === 0) await new Promise((done) => setTimeout(done, 25));
  await first.close();
  const second = await open(await inFile(file));
  const going = await second.until('small', ({ state }) => state === 'running' || state === 'completed');
  expect(going.interruptions).toBe(1);
  for (let tries = 0; tries < 4_000; tries += 1) {
    const answer = await second.ask('olga', 'PUT', `/m/small${BASE}/clock/speed`, { speed: null });
    if (answer.status === 200) break;
    await new Promise((done) => setTimeout(done, 25));
  }
  await second.until('small', ended);
  const standing = await second.ask<unknown>('olga', 'GET', `${BASE}/tournaments/small/standing`);
  expect(standing.result).toEqual(await standingOfRun());
  await second.close();
});

describe('what is refused', () => {
  test.each([
    ['no YAML', 'name: [', 'Flow sequence'],
    ['a field that there is not', `${CONFIG}speed: 3\n`, 'speed: there is no such field'],
    ['no name', CONFIG.replace('name: small\n', ''), 'name: is missing'],
    ['a path for a roster', CONFIG.replace('strategies', '../../etc/passwd'), 'roster: the name of one'],
    ['a roster that there is not', CONFIG.replace('strategies', 'nobody'), 'nobody'],
    ['a corpus that there is not', CONFIG.replace('{ limit: 2 }', '{ name: secret }'), 'corpus.name'],
    ['a corpus out of a file of the server', CONFIG.replace('{ limit: 2 }', '{ name: ./corpus.jsonl }'), 'corpus.name'],
    [
      'a file of people’s tries',
      `${CONFIG.replace('auction', 'solo')}baseline: { kind: measured, file: /etc/passwd }\n`,
      'baseline.file',
    ],
    ['a running clock', CONFIG.replace('fees: none', 'clock: { kind: wall, speed: 1 }'), 'virtual time'],
    ['an impossible policy', CONFIG.replace('fees: none', 'limits: { deliveryDays: 0 }'), 'deliveryDays'],
  ])('%s', async (_what, config, said) => {
    const server = await open(await inMemory());
    const answer = await server.ask('olga', 'POST', `${BASE}/tournaments`, { config });
    expect(answer.status, answer.message).toBe(400);
    expect(answer.message).toContain(said);
    await server.close();
  });

  test('a name that is somebody’s market; another’s tournament', async () => {
    const server = await open(await inMemory());
    await server.ask('otto', 'POST', `${BASE}/markets`, { market: 'small' });
    const taken = await server.ask('olga', 'POST', `${BASE}/tournaments`, { config: CONFIG });
    expect(taken).toMatchObject({ status: 409, message: expect.stringContaining('market small') });
    const own = CONFIG.replace('name: small', 'name: mine');
    await server.ask('olga', 'POST', `${BASE}/tournaments`, { config: own });
    expect((await server.ask('otto', 'POST', `${BASE}/markets`, { market: 'mine' })).status).toBe(409);
    expect((await server.ask('otto', 'GET', `${BASE}/tournaments/mine`)).status).toBe(404);
    expect((await server.ask('otto', 'POST', `${BASE}/tournaments/mine/start`)).status).toBe(404);
    expect((await server.ask('otto', 'POST', `${BASE}/tournaments`, { config: own })).status).toBe(409);
    const listed = await server.ask<{ tournaments: Status[] }>('otto', 'GET', `${BASE}/tournaments`);
    expect(listed.result.tournaments).toEqual([]);
    expect(known((await server.ask('olga', 'GET', `${BASE}/tournaments/mine`)).result, 'own').state).toBe('created');
    await server.close();
  });
});
