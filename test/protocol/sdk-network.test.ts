/** The SDK on a network that breaks: nothing lost, nothing twice, and clear words where there is no going on. */

import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { participantId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import type { ArenaClient, Seen } from '../../server/protocol/arena/client.ts';
import type { CommandRequest } from '../../server/protocol/arena/wire.ts';
import { type ConnectOptions, connect, isFault, type NetworkClient } from '../../server/protocol/sdk/sdk.ts';
import { type ListeningArena, listeningArena } from '../helpers/listening-arena.ts';
import { fillDatabase, privateToken } from '../helpers/private-scenario.ts';
import { serveArena } from '../helpers/served-arena.ts';
import { type Wire, wireTo } from '../helpers/wire-cut.ts';
import { tokenOf } from '../http/keys.ts';

let host: ListeningArena;
let wire: Wire;

beforeEach(async () => {
  host = await listeningArena();
  wire = await wireTo(host.port);
});
afterEach(async () => {
  await wire.close();
  await host.close();
});

interface Opened {
  readonly client: NetworkClient;
  readonly trouble: string[];
}

async function open(options: Partial<ConnectOptions> = {}): Promise<Opened> {
  const trouble: string[] = [];
  const given = { url: wire.url, token: 'scenario-fay', onTrouble: ({ code }: { code: string }) => trouble.push(code) };
  const client = await connect({ ...given, ...options });
  onTestFinished(() => client.close());
  return { client, trouble };
}

let amendments = 0;
/** Amends fay's bid on the first project: one event that everybody sees. */
async function amend(by: ArenaClient): Promise<void> {
  amendments += 1;
  const terms = { amountCents: cents(12_000 - amendments), days: 3, qualityBps: 10_000, proposalHash: null };
  const answer = await by.send(`amend/${amendments}`, { type: 'AmendBid', bidId: 1, ...terms } as CommandRequest);
  expect(answer).toMatchObject({ ok: true });
}

function inProcess(): ArenaClient {
  return host.arena.connect(host.marketId, { kind: 'participant', participantId: participantId(2) });
}

/** What was heard is what there is, each once and in order. */
async function expectAll(heard: readonly Seen[], count: number): Promise<void> {
  await vi.waitFor(() => expect(heard.length).toBeGreaterThanOrEqual(count), { timeout: 120_000 });
  expect(heard).toEqual(await inProcess().read(0, 100_000));
}

test('connections that break while events come cost none and double none', async () => {
  const { client, trouble } = await open();
  const heard: Seen[] = [];
  await client.follow(0, (seen) => heard.push(seen));
  const before = heard.length;
  for (let round = 0; round < 5; round += 1) {
    for (let count = 0; count < 7; count += 1) await amend(inProcess());
    wire.cut();
    for (let count = 0; count < 7; count += 1) await amend(inProcess());
    await new Promise((resolve) => setTimeout(resolve, 60 * round));
  }
  await expectAll(heard, before + 70);
  expect(new Set(trouble)).toEqual(new Set(['unreachable']));
});

test('a sleeping laptop hears what it slept through, once', async () => {
  const { client } = await open();
  const heard: Seen[] = [];
  await client.follow(0, (seen) => heard.push(seen));
  wire.deafen();
  for (let count = 0; count < 20; count += 1) await amend(inProcess());
  await new Promise((resolve) => setTimeout(resolve, 200));
  const asleep = heard.length;
  wire.wake();
  await amend(inProcess());
  await expectAll(heard, asleep + 21);
});

test('a command whose answer was lost is sent again, and done once', async () => {
  const { client } = await open();
  wire.deafen();
  const sending = amend(client);
  await new Promise((resolve) => setTimeout(resolve, 100));
  wire.wake();
  await sending;
  const done = (await client.read(0, 1_000)).filter(({ event }) => event.type === 'BidAmended');
  expect(done.length).toBe(1);
});

test.each(['SIGKILL', 'SIGTERM'] as const)(
  'a server that ends by %s and comes back is followed on; what was sent meanwhile is done once',
  async (signal) => {
    const folder = mkdtempSync(join(tmpdir(), 'arena-sdk-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    await fillDatabase(join(folder, 'a.db'));
    const first = await serveArena(folder, '--db', 'a.db', '--quiet');
    wire.leadTo(Number(new URL(first.url).port));
    const { client, trouble } = await open({ token: privateToken('fay'), patienceMs: 60_000 });
    const heard: Seen[] = [];
    await client.follow(0, (seen) => heard.push(seen));
    for (let count = 0; count < 5; count += 1) await amend(client);
    // An ordinary stop would finish it; then it is sent while nobody is there.
    const sending = signal === 'SIGKILL' ? amend(client) : null;
    first.child.kill(signal);
    await first.ended;
    wire.shut(true);
    const late = sending ?? amend(client);
    const second = await serveArena(folder, '--db', 'a.db', '--quiet');
    wire.leadTo(Number(new URL(second.url).port));
    wire.shut(false);
    await late;
    await amend(client);
    const all = await client.read(0, 1_000);
    await vi.waitFor(() => expect(heard.length).toBe(all.length), { timeout: 120_000 });
    expect(heard).toEqual(all);
    expect(all.filter(({ event }) => event.type === 'BidAmended').length).toBe(7);
    expect(trouble).not.toContain('another_log');
  },
);

test('a server with another log is not taken for the one that was followed', async () => {
  const { client, trouble } = await open();
  await client.follow(0, () => undefined);
  const other = await listeningArena();
  wire.leadTo(other.port);
  wire.cut();
  await vi.waitFor(() => expect(trouble).toContain('another_log'), { timeout: 120_000 });
  await other.close();
});

test('a token that is revoked ends what was followed, and every call', async () => {
  const { secret, pass } = await tokenOf(host, 'fay');
  const { client, trouble } = await open({ token: secret, market: 'high-street' });
  await client.follow(0, () => undefined);
  await host.access.revokePass(pass.passId, Date.now());
  wire.cut();
  await vi.waitFor(() => expect(trouble).toContain('not_authenticated'), { timeout: 120_000 });
  await expect(client.legal()).rejects.toMatchObject({ name: 'Fault', code: 'not_authenticated', retryAfterMs: null });
});

test.each<[string, Partial<ConnectOptions>, string]>([
  ['a token that opens nothing', { token: 'fla_nothing' }, 'not_authenticated'],
  ['a token of one who only looks on', { token: 'scenario-walt' }, 'not_allowed'],
  ['a token for another market', { market: 'elsewhere' }, 'not_allowed'],
  ['an address that is none', { url: 'arena' }, 'bad_request'],
  ['an address of another protocol', { url: 'ftp://127.0.0.1' }, 'bad_request'],
  ['two markets', { url: 'http://127.0.0.1/m/one', market: 'two' }, 'bad_request'],
])('%s is told so', async (_what, options, code) => {
  const thrown = await open(options).catch((caught: unknown) => caught);
  expect(isFault(thrown)).toBe(true);
  expect(thrown).toMatchObject({ code, retryAfterMs: null });
});

test('a server that is not there is a fault that says when to try again, after so long as one was patient', async () => {
  wire.shut(true);
  const thrown = await open({ patienceMs: 300 }).catch((caught: unknown) => caught);
  expect(thrown).toMatchObject({ name: 'Fault', code: 'unreachable', retryAfterMs: expect.any(Number) });
});

test('what is followed begins within one’s patience or not at all', async () => {
  // On a busy machine even a server that is there is not always reached within so short a time.
  const { client } = await vi.waitFor(() => open({ patienceMs: 500 }), { timeout: 120_000 });
  wire.shut(true);
  await expect(client.follow(0, () => undefined)).rejects.toMatchObject({ code: 'unreachable' });
});

/** A server that is none of ours, answering what it is told to, one answer a request. */
async function stranger(...answers: readonly [status: number, headers: Record<string, string>, body: string][]) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(String(request.url));
    const [status, headers, body] = answers[Math.min(asked.length, answers.length) - 1] ?? [500, {}, ''];
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const SEAT = { market: 'm', clock: { now: 5 }, you: { kind: 'participant', participantId: 1 } };
const success = (result: unknown): [number, Record<string, string>, string] => [
  200,
  { 'content-type': 'application/json' },
  JSON.stringify({ status: 'success', result, request_id: '0'.repeat(32) }),
];

test('who comes too often, or when the server is busy, comes again when it was told to', async () => {
  const { url, asked } = await stranger([429, { 'retry-after': '1' }, ''], [503, {}, '<html>'], success(SEAT));
  const begun = Date.now();
  const { client } = await open({ url });
  expect(client.actor).toEqual({ kind: 'participant', participantId: 1 });
  expect(asked.length).toBe(3);
  expect(Date.now() - begun).toBeGreaterThan(990);
});

test('the token goes nowhere that it was not sent: a redirect is not followed', async () => {
  const elsewhere = await stranger(success(SEAT));
  const { url } = await stranger([307, { location: `${elsewhere.url}/api/arena/1.0/market` }, '']);
  await expect(open({ url, patienceMs: 200 })).rejects.toMatchObject({ name: 'Fault' });
  expect(elsewhere.asked).toEqual([]);
});

test.each([
  [[200, {}, 'Welcome to the hotel'], 'bad_answer'],
  [success({ market: 3 }), 'bad_answer'],
  [[500, {}, ''], 'server_failed'],
  [[418, {}, ''], 'bad_request'],
] as const)('%j is no arena', async (answer, code) => {
  const { url } = await stranger(answer as never);
  await expect(open({ url })).rejects.toMatchObject({ code, retryAfterMs: null });
});

test('a closed client says so to whoever waits for it, and hears nothing more', async () => {
  const { client, trouble } = await open();
  const heard: Seen[] = [];
  await client.follow(0, (seen) => heard.push(seen));
  const count = heard.length;
  wire.deafen();
  const waiting = client.legal();
  const following = client.follow(0, () => undefined);
  setTimeout(() => client.close(), 50);
  await expect(waiting).rejects.toMatchObject({ code: 'closed' });
  await expect(following).rejects.toMatchObject({ code: 'closed' });
  await expect(client.now()).rejects.toMatchObject({ code: 'closed' });
  wire.wake();
  await amend(inProcess());
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect([heard.length, trouble]).toEqual([count, []]);
});

test('a market of many pages is read whole, in one call and by following', async () => {
  const many = 1_100;
  for (let count = 0; count < many; count += 1) await amend(inProcess());
  const { client } = await open();
  const heard: Seen[] = [];
  await client.follow(0, (seen) => heard.push(seen));
  expect(heard.length).toBeGreaterThan(many);
  expect(heard).toEqual(await client.read(0, 100_000));
  expect(heard).toEqual(await inProcess().read(0, 100_000));
});
