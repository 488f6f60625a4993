/** Which answers are packed, how, and that no other ever is. */

import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PACKED } from '../../server/http/plugins/packing.ts';
import { RULES } from '../../server/http/rules.ts';
import { openWorld, type World } from './world.ts';

const EVENTS = '/api/arena/1.0/events?limit=1000';
const TAKES_ALL = 'br, gzip, zstd, deflate';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  // So many events that several answers are worth packing, and one is too large to be packed at once.
  for (let turn = 0; turn < 60; turn += 1) {
    const payload = { amount: 120 - turn, period: 3, description: `Mine, ${turn}.` };
    const answer = await world.ask('fay', { method: 'PUT', url: '/api/projects/0.1/bids/1', payload });
    expect(answer.status, answer.text).toBe(200);
  }
});
afterAll(() => world.close());

const get = (url: string, accepted?: string, who = 'fay') =>
  world.app.inject({
    url,
    headers: {
      'freelancer-oauth-v1': `scenario-${who}`,
      ...(accepted === undefined ? {} : { 'accept-encoding': accepted }),
    },
  });

/** Answers differ in the name of their request alone. */
const resultOf = (text: string): unknown => (JSON.parse(text) as { readonly result: unknown }).result;

test.each([
  ['br', brotliDecompressSync, EVENTS],
  ['gzip', gunzipSync, EVENTS],
  ['br', brotliDecompressSync, '/api/arena/1.0/desk'],
  ['gzip', gunzipSync, `/m/high-street${EVENTS}`],
] as const)('packed with %s it is the same answer, and smaller', async (coding, unpack, url) => {
  const plain = await get(url);
  expect(plain.headers).not.toHaveProperty('content-encoding');
  const packed = await get(url, coding);
  expect(packed.headers).toMatchObject({
    'content-encoding': coding,
    vary: 'accept-encoding',
    // The Android SDK unwraps an answer only when the type is exactly this.
    'content-type': 'application/json',
    'cache-control': 'no-store',
  });
  expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
  expect(resultOf(unpack(packed.rawPayload).toString())).toEqual(resultOf(plain.body));
});

test('the smaller coding is taken where both are, none where none is, and the small is left as it is', async () => {
  expect((await get(EVENTS, 'gzip, deflate, br, zstd')).headers['content-encoding']).toBe('br');
  expect((await get(EVENTS, 'gzip;q=1, br;q=0')).headers['content-encoding']).toBe('gzip');
  expect((await get(EVENTS, 'identity')).headers).not.toHaveProperty('content-encoding');
  expect((await get('/api/arena/1.0/events?limit=1', 'br')).headers).not.toHaveProperty('content-encoding');
});

test('every name is that of a read, and of none about messages, proposals, accounts or studies', () => {
  for (const url of PACKED) {
    expect(RULES, url).toHaveProperty([`GET ${url}`]);
    expect(url).not.toMatch(/bids|messages|threads|documents|account|tokens|invites|people-studies|webhooks|seats/);
  }
});

const OTHERS = Object.keys(RULES)
  .filter((route) => route.startsWith('GET /'))
  .map((route) => route.slice('GET '.length))
  .filter((url) => !PACKED.has(url) && !/^\/(?:assets|docs|mcp)/.test(url));

test('no other read is packed, whatever its caller takes', async () => {
  const packed: string[] = [];
  for (const pattern of OTHERS) {
    const url = pattern.replaceAll(/:[a-z_]+/g, '1');
    for (const who of ['olga', 'fay']) {
      // The lines of a stream end where the log does.
      const answer = await get(pattern.endsWith('.ndjson') ? `${url}?since=0&follow=false` : url, TAKES_ALL, who);
      // Pages and files of the app are no answers of the API.
      const page = String(answer.headers['content-type']).startsWith('text/html');
      if (answer.headers['content-encoding'] !== undefined && !page) packed.push(`${who}: ${url}`);
    }
  }
  expect(packed).toEqual([]);
  const csv = await get('/api/arena/1.0/statement?format=csv&limit=1000', TAKES_ALL);
  expect(csv.headers['content-type']).toMatch(/^text\/csv/);
  expect(csv.headers).not.toHaveProperty('content-encoding');
});

test('a write is not packed, nor what one is told in its place', async () => {
  const answer = await world.app.inject({
    method: 'POST',
    url: '/api/projects/0.1/bids',
    headers: { 'freelancer-oauth-v1': 'scenario-fay', 'accept-encoding': TAKES_ALL },
    payload: { project_id: 'x'.repeat(4_000) },
  });
  expect(answer.statusCode).toBe(400);
  expect(answer.headers).not.toHaveProperty('content-encoding');
});
