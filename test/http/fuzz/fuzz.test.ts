/**
 * Requests made of the OpenAPI document, as everybody and as nobody: each is answered in the envelope and as its route says,
 * none brings the server down, and none gets what its sender may not see.
 */

import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import * as fc from 'fast-check';
import type { InjectOptions } from 'fastify';
import type { OpenAPIV3_1 } from 'openapi-types';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { replay } from '../../../server/engine/replay.ts';
import { errorSchema, newErrorSchema } from '../../../server/protocol/freelancer/envelope.ts';
import { type Headers, sessionOf, tokenOf } from '../keys.ts';
import { openSecretWorld, type SecretWorld } from './canaries.ts';
import { type FuzzRequest, fuzzRequests } from './requests.ts';

const REQUESTS = Number(process.env.ARENA_FUZZED_REQUESTS ?? 10_000);
const SEED = Number(process.env.ARENA_FUZZ_SEED ?? 20_261_126);
const PEOPLE = ['erin', 'fay', 'gus', 'hal', 'rita', 'olga', 'walt'];
const STACK = /\n\s+at .+:\d+|node_modules|\.ts:\d+|node:internal/;

const RENEWED_EVERY = 100;

let asked = 0;
let secret: SecretWorld;
let askers: ReadonlyMap<string, Headers>;
let document: OpenAPIV3_1.Document;
beforeAll(async () => {
  secret = await openSecretWorld();
  const { world } = secret;
  await world.app.ready();
  document = JSON.parse(JSON.stringify(world.app.swagger())) as OpenAPIV3_1.Document;
  askers = await everybody();
});
afterAll(() => secret.world.close());

/** Everybody with a token and with a session, nobody, and those who show what opens nothing. */
async function everybody(): Promise<ReadonlyMap<string, Headers>> {
  const { world } = secret;
  const { cookie = '' } = (await sessionOf(world, 'fay')).headers;
  const expired = await tokenOf(world, 'olga', { expiresAt: Date.now() - 1 });
  const revoked = await tokenOf(world, 'olga');
  await world.access.revokePass(revoked.pass.passId, Date.now());
  const narrow = await tokenOf(world, 'erin', { scopes: ['basic'] });
  const named: [string, Headers][] = [];
  for (const name of PEOPLE) {
    named.push([`${name}, token`, (await tokenOf(world, name)).headers]);
    named.push([`${name}, session`, (await sessionOf(world, name)).headers]);
  }
  return new Map<string, Headers>([
    ...named,
    ['nobody', {}],
    ['erin, basic only', narrow.headers],
    ['fay, session without csrf', { cookie }],
    ['nobody, expired', expired.headers],
    ['nobody, revoked', revoked.headers],
    ['nobody, forged', { authorization: 'Bearer fla_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
    ['nobody, nonsense', { authorization: 'Basic !!!', 'freelancer-oauth-v1': '' }],
    [
      'nobody, forged cookie',
      { cookie: 'arena_session=fla_x.AAAA; arena_session=%; __proto__=1', 'x-arena-csrf': '1' },
    ],
  ]);
}

function answersOf(route: string): object {
  const [method = '', path = ''] = route.split(' ');
  return document.paths?.[path]?.[method.toLowerCase() as 'get']?.responses ?? {};
}

const tally = { asked: new Map<string, number>(), done: new Map<string, number>() };
const count = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

/** Whether an answer that says no says it in the envelope, or as a page or in the words of OAuth2 where those are spoken. */
function isEnveloped(status: number, type: string, text: string): boolean {
  if (status < 400 || type.startsWith('text/html')) return true;
  const body: unknown = JSON.parse(text);
  const ofOAuth = typeof body === 'object' && body !== null && 'error_description' in body;
  return ofOAuth || errorSchema.safeParse(body).success || newErrorSchema.safeParse(body).success;
}

/** What a stream without an end says at once is enough. */
const STREAM_MS = 50;

async function textOf(stream: Readable, type: string): Promise<string> {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = once(stream, 'end');
  await (type.includes('ndjson') ? Promise.race([ended, setTimeout(STREAM_MS)]) : ended);
  stream.destroy();
  return Buffer.concat(chunks).toString();
}

async function expectGoodAnswer(request: FuzzRequest): Promise<void> {
  const { route, method, url, headers, payload, who } = request;
  const { world, secrets } = secret;
  // Some requests end sessions and revoke tokens, as they should.
  if (asked % RENEWED_EVERY === 0) askers = await everybody();
  const sent = { method, url, headers: { ...headers, ...askers.get(who) }, payload };
  const answer = await world.app.inject({ ...sent, payloadAsStream: true } as InjectOptions);
  const status = answer.statusCode;
  const text = await textOf(answer.stream(), String(answer.headers['content-type']));
  asked += 1;
  count(tally.asked, route);
  if (status === 200) count(tally.done, route);
  expect(status, text).toBeLessThan(500);
  expect(world.checks.take()).toEqual([]);
  // A path with an empty part, or whose market is no name, is not the route's: nor is what is answered there.
  if (status !== 404 && status !== 405) expect(Object.keys(answersOf(route)), text).toContain(String(status));
  if (method === 'HEAD') expect(text).toBe('');
  if (method === 'HEAD') return;
  expect(isEnveloped(status, String(answer.headers['content-type']), text), text).toBe(true);
  const told = JSON.stringify(answer.headers) + text;
  // What the document and its page say of stacks and modules is not a leak.
  if (!route.includes('/docs') && !route.includes('openapi.json')) expect(told).not.toMatch(STACK);
  const name = who.split(',')[0] ?? '';
  const said = url + payload + JSON.stringify(headers);
  const leaked = secrets.filter(
    ({ text: canary, known }) => !known.includes(name) && told.includes(canary) && !said.includes(canary),
  );
  expect(leaked.map(({ what }) => what)).toEqual([]);
}

test(`${REQUESTS} requests out of the document, every route, everybody`, {
  timeout: 300_000 + 30 * REQUESTS,
}, async () => {
  const rude = [...askers.keys()];
  const polite = rude.filter((name) => !name.startsWith('nobody') && !/only|without/.test(name));
  const requests = fuzzRequests(document, {
    polite: [...polite, ...polite.filter((name) => name.startsWith('olga'))],
    rude,
  });
  await fc.assert(fc.asyncProperty(requests, expectGoodAnswer), { numRuns: REQUESTS, seed: SEED, maxSkipsPerRun: 0 });
  const routes = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.keys(item ?? {}).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(routes.filter((route) => !tally.asked.has(route))).toEqual([]);
  // Requests that never get in would find nothing.
  const done = [...tally.done.values()].reduce((sum, one) => sum + one, 0);
  expect(tally.done.size / routes.length).toBeGreaterThan(0.4);
  expect(done / REQUESTS).toBeGreaterThan(0.1);
});

test('after all that the server is well, the books balance, and the log folds', async () => {
  const { world } = secret;
  expect((await world.ask(null, { url: '/api/arena/1.0/health' })).status).toBe(200);
  for (const name of PEOPLE) {
    const { headers } = await tokenOf(world, name);
    const answer = await world.app.inject({ url: '/m/high-street/api/projects/0.1/projects/', headers });
    expect(answer.statusCode).toBe(200);
  }
  const log = await world.store.events(world.marketId, 0, 1_000_000);
  const { eventCount } = await replay(world.marketId, log);
  expect(eventCount).toBe(await world.store.lastSeq(world.marketId));
});
