/** The server as a process: it starts, says where it is, lets its first researcher in, stops without losing anything. */

import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { main } from '../../cli/arena.ts';
import { openSqliteStore } from '../../db/sqlite/store.ts';
import { createArena } from '../../server/app.ts';
import { MACHINE_CLOCK } from '../../server/engine/market-clock.ts';
import { marketId } from '../../server/kernel/id.ts';
import { resolvePolicy } from '../../server/market/policy-patch.ts';
import { playScenario } from '../../server/scenario.ts';
import { openServing } from '../../server/serving.ts';
import { serveArena } from '../helpers/served-arena.ts';
import { HIGH_STREET } from './world.ts';

const folders = mkdtempSync(join(tmpdir(), 'arena-serve-'));
afterAll(() => rmSync(folders, { recursive: true, force: true }));
/** Of each test, and anew where one is tried again. */
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(folders, 'of-'));
});

const TOKEN = { 'freelancer-oauth-v1': 'scenario-fay' };
const HEALTH = '/api/arena/1.0/health';

/** What the socket says until this part of it has come. */
function said(socket: Socket, part: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += String(chunk);
      if (text.includes(part)) resolve(text);
    });
    socket.once('close', () => reject(new Error(`closed after: ${text}`)));
    socket.once('error', reject);
  });
}

/** The same in this process, which is much faster; for what ends before anything is opened. */
async function refusedServe(...args: readonly string[]): Promise<{ code: number; stderr: string }> {
  let stderr = '';
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    stderr += String(chunk);
    return true;
  });
  try {
    return { code: await main(['serve', '--port', '0', ...args]), stderr };
  } finally {
    spy.mockRestore();
  }
}

test('the first start prints a link that makes one researcher, once; the account is there after a restart', async () => {
  const first = await serveArena(folder, '--db', 'first.db');
  const health = await fetch(first.url + HEALTH);
  expect(await health.json()).toMatchObject({ status: 'success', result: { health: 'ok' } });
  const link = /http:\S+\/join\/fla_\S+/.exec(first.hello)?.[0] ?? '';
  const page = await fetch(link);
  expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'.*form-action 'self'/);
  expect(await page.text()).toContain('makes you a researcher');
  const form = new URLSearchParams({ name: 'Ada', password: 'a long enough word' });
  const joined = await fetch(link, { method: 'POST', body: form });
  expect(await joined.text()).toContain('logged in as Ada');
  const other = new URLSearchParams({ name: 'Eve', password: 'a long enough word' });
  expect((await fetch(link, { method: 'POST', body: other })).status).toBe(404);
  first.child.kill('SIGTERM');
  const end = await first.ended;
  expect(end.code, end.stderr).toBe(0);
  expect(end.stderr).not.toContain('fla_');

  const second = await serveArena(folder, '--db', 'first.db');
  expect(second.hello).not.toContain('/join/');
  const login = await fetch(`${second.url}/api/arena/1.0/log-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'ada', password: 'a long enough word' }),
  });
  expect(await login.json()).toMatchObject({ status: 'success', result: { name: 'Ada', rank: 'researcher' } });
  second.child.kill('SIGINT');
  expect((await second.ended).code).toBe(0);
});

test('a link that nobody used is replaced at the next start; its finder owns the markets that were there', async () => {
  const store = await openSqliteStore({ file: join(folder, 'played.db') });
  const before = createArena({ store });
  const owner = before.connectOwner(marketId('old-market'));
  await owner.send('open', { type: 'OpenMarket', policy: resolvePolicy(), seed: 's' });
  await before.close();
  const links: string[] = [];
  for (const name of ['Ada', 'Bea']) {
    const served = await serveArena(folder, '--db', 'played.db', '--quiet');
    expect(served.hello).toContain('markets: 1');
    links.push(/\/join\/fla_\S+/.exec(served.hello)?.[0] ?? '');
    if (name === 'Bea') {
      const body = new URLSearchParams({ name, password: 'a long enough word' });
      expect((await fetch(served.url + links[0], { method: 'POST', body })).status).toBe(404);
      expect((await fetch(served.url + links[1], { method: 'POST', body })).status).toBe(200);
    }
    served.child.kill('SIGTERM');
    expect(await served.ended).toMatchObject({ code: 0 });
  }
  const after = await openSqliteStore({ file: join(folder, 'played.db') });
  expect(await after.access.seatsIn(marketId('old-market'))).toMatchObject([{ userId: 1, kind: 'owner' }]);
  await after.close();
});

test('a stop finishes what is under way, turns away what comes then, and closes idle connections', async () => {
  const served = await serveArena(folder, '--db', 'stop.db', '--scenario', 'high-street');
  const { hostname, port } = new URL(served.url);
  const [busy, idle] = [0, 0].map(() => connect(Number(port), hostname));
  if (busy === undefined || idle === undefined) throw new Error('no sockets');
  idle.write(`GET ${HEALTH} HTTP/1.1\r\nhost: a\r\n\r\n`);
  await said(idle, '"ok"');
  const bid = JSON.stringify({ project_id: 3, amount: 90, period: 4, description: 'Sent before the stop.' });
  const head = [
    'POST /api/projects/0.1/bids HTTP/1.1',
    'host: a',
    'freelancer-oauth-v1: scenario-fay',
    'content-type: application/json',
    `content-length: ${bid.length}`,
  ];
  busy.write(`${head.join('\r\n')}\r\n\r\n${bid.slice(0, 10)}`);
  // Its head must have arrived before the stop does.
  await fetch(served.url + HEALTH, { headers: { connection: 'close' } });
  await fetch(served.url + HEALTH, { headers: { connection: 'close' } });
  served.child.kill('SIGTERM');
  await once(idle, 'close');
  await expect(fetch(served.url + HEALTH)).rejects.toThrow();
  busy.write(bid.slice(10));
  const answer = await said(busy, 'request_id');
  expect(answer).toMatch(/^HTTP\/1.1 200 [\s\S]*connection: close[\s\S]*Sent before the stop/i);
  expect(await served.ended).toMatchObject({ code: 0 });
  const kept = await openSqliteStore({ file: join(folder, 'stop.db'), readonly: true });
  const bids = (await kept.events(marketId('high-street'), 0, 1_000)).filter(({ event }) => event.type === 'BidPlaced');
  expect(bids.length).toBe(4);
  await kept.close();
});

test('who listens live hears that the server stops, and why the connection ends', async () => {
  const served = await serveArena(folder, '--scenario', 'high-street');
  const socket = io(served.url, { auth: { protocol: 1, token: 'scenario-walt' }, transports: ['websocket'] });
  const goodbye = new Promise((resolve) => socket.once('goodbye', resolve));
  await socket.emitWithAck('subscribe', { channel: { kind: 'market' } });
  served.child.kill('SIGTERM');
  expect(await goodbye).toEqual({ reason: 'server_stopping' });
  socket.disconnect();
  expect(await served.ended).toMatchObject({ code: 0 });
});

test('deadlines that passed while nothing was served are met at the start, before anybody asks', async () => {
  const file = join(folder, 'deadline.db');
  const store = await openSqliteStore({ file });
  // Played an hour ago.
  const wall = { ...MACHINE_CLOCK, now: () => Date.now() - 3_600_000 };
  const before = createArena({ store, wall });
  const policy = { ...HIGH_STREET.policy, deadlines: { biddingMs: 1_800_000 } };
  await playScenario(before, store.access, { ...HIGH_STREET, policy });
  await before.close();
  const kept = await openSqliteStore({ file, readonly: true });
  const closed = async (): Promise<number> =>
    (await kept.events(marketId('high-street'), 0, 1_000)).filter(({ event }) => event.type === 'BiddingClosed').length;
  const already = await closed();
  const serving = await openServing({ file, scenario: null, scenarios: [], log: null, settings: {} });
  await vi.waitFor(async () => expect(await closed()).toBe(3), { timeout: 120_000 });
  expect(already).toBe(0);
  await serving.close();
  await kept.close();
});

test('the second signal stops at once, whatever is under way', async () => {
  const served = await serveArena(folder, '--scenario', 'high-street');
  const { hostname, port } = new URL(served.url);
  const slow = connect(Number(port), hostname);
  slow.on('error', () => undefined);
  await once(slow, 'connect');
  slow.write('POST /api/projects/0.1/bids HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n\r\n{');
  // Its head must have arrived before the stop does.
  await fetch(served.url + HEALTH, { headers: { connection: 'close' } });
  await fetch(served.url + HEALTH, { headers: { connection: 'close' } });
  const heard = new Promise<void>((resolve) => {
    served.child.stderr?.on('data', (chunk) => String(chunk).includes('Once more') && resolve());
  });
  served.child.kill('SIGTERM');
  await heard;
  served.child.kill('SIGINT');
  expect(await served.ended).toMatchObject({ code: 130 });
});

test('a scenario is open to try, in memory; each request is one line of the log, without what was asked', async () => {
  const served = await serveArena(folder, '--scenario', 'high-street');
  expect(served.hello).toMatch(/scenario-fay {2}fay, freelancer/);
  const asked = await fetch(`${served.url}/api/projects/0.1/projects/1/?secret=hunter2`, { headers: TOKEN });
  expect(asked.status).toBe(200);
  expect(asked.headers.get('ratelimit-limit')).toBe('600, 600;window=60, 12000;window=3600');
  served.child.kill('SIGTERM');
  const { stderr } = await served.ended;
  const lines = stderr.split('\n').filter((line) => line.startsWith('{'));
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    {
      level: 'info',
      requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
      method: 'GET',
      route: '/api/projects/0.1/projects/:project_id',
      status: 200,
      userId: 2,
      ms: expect.any(Number),
    },
  ]);
  expect(stderr).not.toMatch(/hunter2|scenario-fay/);
});

test('a scenario and people’s own never share a database', async () => {
  const file = join(folder, 'scenario.db');
  const store = await openSqliteStore({ file });
  const filled = createArena({ store });
  await playScenario(filled, store.access, HIGH_STREET);
  await filled.close();
  const again = await refusedServe('--db', file, '--scenario', 'high-street');
  expect(again).toMatchObject({ code: 65, stderr: expect.stringContaining('holds something') });
  const without = await refusedServe('--db', file);
  expect(without).toMatchObject({ code: 65, stderr: expect.stringContaining('tokens everybody knows') });
});

test.each([
  [['--port', '99999', '--db', 'x.db'], 64, '--port'],
  [[], 64, '--db FILE'],
  [['--scenario', 'nowhere'], 64, 'there is high-street'],
  [['--scenario', '../rosters/x'], 64, 'there is no'],
  [['--db', 'x.db', '--rate', '0'], 64, '--rate'],
  [['--db', 'x.db', '--speed', '0'], 64, '--speed'],
  [['--db', 'x.db', '--speed', '1e9'], 64, '--speed'],
  [['--db', 'x.db', '--workers', '65'], 64, '--workers'],
  [['--db', 'x.db', '--workers', '0', '--writer', 'ollama:m'], 64, '--writer'],
  [['--db', 'x.db', '--writer', 'nonsense'], 64, 'provider:model'],
  [['--db', 'x.db', '--public-url', 'arena.example.org'], 64, '--public-url'],
  [['--db', join(folders, 'text.db')], 65, 'not a database'],
  [['--db', join(folders, 'no/such/folder.db')], 65, 'folder'],
])('arena serve %j ends with %i', async (args, code, part) => {
  writeFileSync(join(folders, 'text.db'), 'just a text, long enough to be looked at by whoever opens it as a database');
  const end = await refusedServe(...args);
  expect(end, end.stderr).toMatchObject({ code, stderr: expect.stringContaining(part) });
  expect(existsSync('x.db')).toBe(false);
});

test('a port that is taken is said so', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const end = await refusedServe('--scenario', 'high-street', '--port', String(port));
  expect(end).toMatchObject({ code: 69, stderr: expect.stringContaining('address already in use') });
  taken.close();
});
