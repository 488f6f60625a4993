/** A served tournament with seats from outside: programs over REST, SDK and MCP, and a person, beside simulated freelancers and models. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LLMock } from '@copilotkit/aimock';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openServedModels } from '../../cli/served-models.ts';
import { createTournamentKit } from '../../cli/tournament-kit.ts';
import { createMemoryAccess } from '../../db/memory/access.ts';
import { createMemoryRecords } from '../../db/memory/records.ts';
import { createMemoryStore } from '../../db/memory/store.ts';
import { buildCorpus } from '../../seeds/corpus.ts';
import { createArena } from '../../server/app.ts';
import { createPacing } from '../../server/engine/pacing.ts';
import { secretHashOf } from '../../server/http/secret.ts';
import { buildServer } from '../../server/http/server.ts';
import { WITHOUT_RATES } from '../../server/http/settings.ts';
import { SCOPES } from '../../server/protocol/arena/scope.ts';
import { cents, connect, projectId } from '../../server/protocol/sdk/sdk.ts';
import type { TournamentKit } from '../../server/tournament-kit.ts';
import { createTournaments } from '../../server/tournaments.ts';
import { type Reviewing, startReviewing } from '../../server/workshop.ts';
import { startMockLlm } from '../helpers/mock-llm.ts';
import { teachPlaces } from '../helpers/taught-places.ts';
import { call, newClient } from './mcp-stage.ts';

const BASE = '/api/arena/1.0';
const folder = mkdtempSync(join(tmpdir(), 'arena-seats-'));
let reviewing: Reviewing;
let mock: LLMock;
let models: string;
beforeAll(async () => {
  reviewing = await startReviewing({ workers: 1, cache: true });
  mock = await startMockLlm();
  teachPlaces(mock, buildCorpus('starter', 'starter-1').slice(0, 1));
  models = join(folder, 'models.yaml');
  process.env.SEATS_TEST_KEY = 'sk-of-the-server';
  const entry = `{ name: Any, kind: model, model: 'openai:m', endpoint: '${mock.url}/v1', keyVariable: SEATS_TEST_KEY, limits: { turns: 6 } }`;
  writeFileSync(models, `name: served\ndescription: what this server asks\nentries:\n  - ${entry}\n`);
});
afterAll(async () => {
  delete process.env.SEATS_TEST_KEY;
  await Promise.all([reviewing.close(), mock.stop()]);
  rmSync(folder, { recursive: true });
});

async function open(kit: TournamentKit) {
  const access = createMemoryAccess();
  const records = createMemoryRecords();
  const user = async (name: string, rank: 'researcher' | 'member') => {
    const one = await access.addUser({ name, email: null, passwordHash: 'scrypt$x$y', rank, createdAt: 0 });
    if (one === null) throw new Error('no user');
    const rest = { marketId: null, roles: [], label: '', createdAt: 0, expiresAt: null, usesLeft: null };
    await access.addPass({
      kind: 'token',
      secretHash: secretHashOf(name),
      userId: one.userId,
      scopes: SCOPES,
      ...rest,
    });
  };
  await user('olga', 'researcher');
  await user('otto', 'researcher');
  await user('pia', 'member');
  const arena = createArena({ store: createMemoryStore() });
  const pacing = createPacing(arena.engine, records);
  const trouble: string[] = [];
  const report = (reason: string): unknown => trouble.push(reason);
  const tournaments = createTournaments({ arena, access, records, pacing, reviewing, kit, wallNow: Date.now, report });
  const settings = WITHOUT_RATES;
  const app = await buildServer({ arena, access, pacing, tournaments, wallNow: Date.now, log: null, settings });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const ask = async <T>(who: string, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) => {
    const headers = { 'freelancer-oauth-v1': who };
    const answer = await app.inject({ method, url, headers, ...(payload && { payload }) });
    const { result, message } = answer.json() as { result: T; message?: string };
    return { status: answer.statusCode, result, message };
  };
  /** Asks until it is so. */
  const until = async <T>(who: string, url: string, isSo: (result: T) => boolean): Promise<T> => {
    for (let tries = 0; tries < 4_000; tries += 1) {
      const { status, result } = await ask<T>(who, 'GET', url);
      if (status === 200 && isSo(result)) return result;
      await new Promise((done) => setTimeout(done, 25));
    }
    throw new Error(`${url} did not come so far: ${trouble.join('\n')}`);
  };
  onTestFinished(async () => {
    await app.close();
    await tournaments.close();
    await arena.close();
  });
  return { ask, until, url };
}

const CONFIG = {
  name: 'mixed',
  seed: 's',
  protocol: 'auction',
  corpus: { limit: 1 },
  joinMinutes: 1,
  verdictMinutes: 1,
};
const played = { model: 'x', successRate: 1, rateSource: 'Assumption', strategy: { name: 'budget_fraction' } };
const costs = { perBidMicroUsd: 0, perDeliveryMicroUsd: 0, source: 'Assumption' };
const model = () => ({
  ...{ name: 'Model', kind: 'model', model: 'openai:m', endpoint: `${mock.url}/v1`, keyVariable: 'SEATS_TEST_KEY' },
  limits: { turns: 6 },
});
const roster = (...more: readonly object[]) => ({
  ...{ name: 'mixed', description: 'all kinds' },
  entries: [
    {
      ...{
        name: 'Sim',
        kind: 'simulated',
        ...played,
        costs,
        costModel: { kind: 'uniform', fromShare: 0.1, toShare: 0.2 },
      },
      speed: { medianFactor: 0.1, sigma: 0 },
    },
    { name: 'Prog', kind: 'external' },
    { name: 'Pia', kind: 'person' },
    { name: 'Kit', kind: 'external' },
    { name: 'Chat', kind: 'external' },
    ...more,
  ],
});

const TERMS = { days: 1, qualityBps: 10_000, proposalHash: null, confidenceBps: null };

/** A seat's token is all that a program with the SDK needs. */
async function bidBySdk(url: string, token: string, amountCents: number): Promise<void> {
  const client = await connect({ url, token });
  const bid = { type: 'PlaceBid', projectId: projectId(1), amountCents: cents(amountCents), ...TERMS } as const;
  expect(await client.send('bid', bid)).toMatchObject({ ok: true, repeated: false });
  client.close();
}

/** And all that a chat assistant needs. */
async function bidByMcp(url: string, token: string, amountCents: number): Promise<void> {
  const client = newClient();
  const requestInit = { headers: { authorization: `Bearer ${token}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL('/m/mixed/mcp', url), { requestInit }));
  await call(client, 'place_bid', { projectId: 1, amountCents, days: 1, proposal: 'Carefully.' });
  await client.close();
}

interface Given {
  readonly token: string | null;
  readonly participantId: number;
}
interface Projects {
  readonly projects: readonly { readonly id: number }[];
}

test('seats are given to programs and a person; all bid beside a simulated freelancer and a model, for a model that employs and one that judges', async () => {
  // Another one where the test is tried again.
  const records = mkdtempSync(join(folder, 'records-'));
  const server = await open(createTournamentKit(await openServedModels(models, records)));
  const { ask, until } = server;
  const { name: _name, kind: _kind, ...use } = model();
  const places = {
    employer: { model: use },
    judge: { model: use, canaries: false, sameFamily: 'warn' },
    market: { mechanism: { kind: 'buyer_determined' } },
  };
  const body = { config: { ...CONFIG, ...places }, roster: roster(model()), speed: 1, start: true };
  const created = await ask<{ seats: object[] }>('olga', 'POST', `${BASE}/tournaments`, body);
  expect(created.status, created.message).toBe(200);
  expect(created.result.seats).toEqual([
    { seat: 'Prog', kind: 'external', market: 'mixed', participantId: 4 },
    { seat: 'Pia', kind: 'person', market: 'mixed', participantId: 5 },
    { seat: 'Kit', kind: 'external', market: 'mixed', participantId: 6 },
    { seat: 'Chat', kind: 'external', market: 'mixed', participantId: 7 },
  ]);
  const give = (who: string, seat: string, payload: object) =>
    ask<Given>(who, 'POST', `${BASE}/tournaments/mixed/seats/${seat}`, payload);
  expect((await give('otto', 'Prog', {})).status).toBe(404);
  expect((await give('olga', 'Sim', {})).status).toBe(404);
  const lost = (await give('olga', 'Prog', {})).result;
  const { token, participantId } = (await give('olga', 'Prog', {})).result;
  expect([participantId, lost.participantId, token === lost.token]).toEqual([4, 4, false]);
  expect((await give('olga', 'Pia', { user: 'nobody' })).status).toBe(409);
  expect((await give('olga', 'Pia', { user: 'pia' })).result).toMatchObject({ token: null, participantId: 5 });
  expect((await give('olga', 'Pia', { user: 'otto' })).message).toContain("the seat is pia's");
  // A token for the seat opens nothing else: neither a program may run the tournament, nor give seats.
  expect((await give(token ?? '', 'Prog', {})).status).toBe(403);
  const market = `/m/mixed${BASE}`;
  await until('olga', `${market}/clock`, () => true);
  // Nobody waits for the minute of market time until the first posting.
  await ask('olga', 'PUT', `${market}/clock/speed`, { speed: 600 });
  const isOpen = ({ projects }: Projects) => projects.length > 0;
  await until<Projects>('olga', `/m/mixed/api/projects/0.1/projects/active`, isOpen);
  await ask('olga', 'PUT', `${market}/clock/speed`, { speed: 1 });
  for (const [who, amountCents] of [
    [token ?? '', 2_900],
    ['pia', 3_100],
  ] as const) {
    const command = { type: 'PlaceBid', projectId: 1, amountCents, ...TERMS };
    const bid = await ask(who, 'POST', `${market}/commands`, command);
    expect(bid.status, bid.message).toBe(200);
  }
  const tokenFor = async (seat: string): Promise<string> => (await give('olga', seat, {})).result.token ?? '';
  await bidBySdk(server.url, await tokenFor('Kit'), 3_200);
  await bidByMcp(server.url, await tokenFor('Chat'), 3_300);
  await until<{ count?: number; state: { bids?: unknown } }>('olga', `${market}/events?limit=1000`, (result) => {
    const text = JSON.stringify(result);
    return (text.match(/"BidPlaced"/g) ?? []).length >= 6;
  });
  // Five hours a second: time enough for a model to be asked before an award lapses.
  await ask('olga', 'PUT', `${market}/clock/speed`, { speed: 20_000 });
  await until<{ state: string }>('olga', `${BASE}/tournaments/mixed`, ({ state }) => state === 'completed');
  const standing = await ask<{ rows: { name: string; kind: string; projects: { bid: number } }[] }>(
    'olga',
    'GET',
    `${BASE}/tournaments/mixed/standing`,
  );
  const rows = standing.result.rows.map(({ name, kind, projects }) => [name, kind, projects.bid]).sort();
  expect(rows).toEqual([
    ['Chat', 'external', 1],
    ['Kit', 'external', 1],
    ['Model', 'model', 1],
    ['Pia', 'human', 1],
    ['Prog', 'external', 1],
    ['Sim', 'simulated', 1],
  ]);
  const kept = (file: string): string => readFileSync(join(records, 'mixed', file), 'utf8');
  const record = kept('model-calls.jsonl');
  expect(record).toContain('"openai:m"');
  // The employer's model chose among all six, and the judge's looked at what was handed in.
  const [choice] = kept('choices.jsonl').split('\n');
  expect(JSON.parse(choice ?? '')).toMatchObject({ by: 'model', notShown: 0 });
  expect(JSON.parse(choice ?? '').shown).toHaveLength(6);
  const [judgement] = kept('judgements.jsonl').split('\n');
  expect(JSON.parse(judgement ?? '')).toMatchObject({ kind: 'delivery', market: 'mixed', passed: true });
  expect(record).not.toContain('sk-of-the-server');
});

test('models are asked only where the server was started with them, at its addresses, with its keys and within its limits', async () => {
  const without = await open(createTournamentKit(null));
  const body = (entry: object) => ({ config: CONFIG, roster: { ...roster(), entries: [entry] } });
  const refused = await without.ask('olga', 'POST', `${BASE}/tournaments`, body(model()));
  expect(refused).toMatchObject({ status: 400, message: expect.stringContaining('models_not_served') });
  const server = await open(createTournamentKit(await openServedModels(models, null)));
  mock.clearRequests();
  const attempts: readonly (readonly [object, string])[] = [
    [{ endpoint: 'http://127.0.0.1:1/v1' }, 'no model of this server'],
    [{ endpoint: null }, 'no model of this server'],
    [{ keyVariable: 'PATH' }, 'no model of this server'],
    [{ model: 'openai:dear' }, 'no model of this server'],
    [{ limits: { turns: 7 } }, 'limits.turns: at most 6'],
    [{ limits: { turns: 6, questions: 1 } }, 'limits.questions: at most 0'],
    [{ limits: { turns: 6, tokens: 1_000_000 } }, 'limits.tokens'],
    [{ concurrency: 500 }, 'concurrency: at most 8'],
  ];
  for (const [change, said] of attempts) {
    const answer = await server.ask('olga', 'POST', `${BASE}/tournaments`, body({ ...model(), ...change }));
    expect(answer, said).toMatchObject({ status: 400, message: expect.stringContaining(said) });
  }
  expect(mock.getRequests()).toEqual([]);
});
