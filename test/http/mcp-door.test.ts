/** The door before MCP: who comes through, from where, with what; and what OAuth2 clients are told about it. */

import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sessionOf, tokenOf } from './keys.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const META = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientCapabilities': {},
};

/** One message of today's protocol, as a client sends it. */
function message(method: string, params: Record<string, unknown> = {}): InjectOptions {
  const { name, uri } = params;
  const headers: Record<string, string> = {
    accept: 'application/json, text/event-stream',
    'content-type': 'application/json',
    'mcp-protocol-version': '2026-07-28',
    'mcp-method': method,
    ...(name === undefined && uri === undefined ? {} : { 'mcp-name': String(name ?? uri) }),
  };
  const payload = { jsonrpc: '2.0', id: 7, method, params: { ...params, _meta: META } };
  return { method: 'POST', url: '/mcp', headers, payload };
}

const LOOK = message('tools/call', { name: 'list_actions', arguments: {} });

async function post(request: InjectOptions, headers: Record<string, string> = {}) {
  const host = 'localhost:8080';
  const answer = await world.app.inject({ ...request, headers: { host, ...request.headers, ...headers } });
  return { status: answer.statusCode, headers: answer.headers, body: JSON.parse(answer.body || 'null') as unknown };
}

const AS_FAY = { authorization: 'Bearer scenario-fay' };

test('an answer is one body of JSON; nothing is kept between requests', async () => {
  const answer = await post(LOOK, AS_FAY);
  expect(answer).toMatchObject({ status: 200, body: { id: 7, result: { resultType: 'complete' } } });
  expect(answer.headers['content-type']).toBe('application/json');
  expect(answer.headers['mcp-session-id']).toBeUndefined();
  expect(answer.headers['cache-control']).toBe('no-store');
  const theirs = await post(LOOK, { 'freelancer-oauth-v1': 'scenario-gus' });
  expect(theirs.body).toMatchObject({ result: { structuredContent: { you: { participantId: 3 } } } });
});

test('whoever is nobody hears where tokens come from, and gets one there', async () => {
  for (const headers of [{}, { authorization: 'Bearer fla_made-up' }]) {
    const answer = await post(LOOK, headers);
    expect(answer).toMatchObject({
      status: 401,
      body: { jsonrpc: '2.0', id: null, error: { data: { error_code: 'RestExceptionCodes.NOT_AUTHENTICATED' } } },
    });
    const known = 'http://localhost:8080/.well-known/oauth-protected-resource/mcp';
    expect(answer.headers['www-authenticate']).toBe(`Bearer resource_metadata="${known}"`);
    const resource = await post({ url: new URL(known).pathname });
    expect(resource.body).toMatchObject({
      resource: 'http://localhost:8080/mcp',
      authorization_servers: ['http://localhost:8080'],
      scopes_supported: expect.arrayContaining(['basic', 'fln:project_manage', 'fln:messaging']),
    });
  }
  const { body } = await post({ url: '/.well-known/oauth-authorization-server' });
  const told = body as { authorization_endpoint: string; token_endpoint: string };
  expect(told).toMatchObject({ issuer: 'http://localhost:8080', code_challenge_methods_supported: ['S256'] });
  for (const [method, url] of [
    ['GET', told.authorization_endpoint],
    ['POST', told.token_endpoint],
  ] as const) {
    expect(world.app.hasRoute({ method, url: new URL(url).pathname })).toBe(true);
  }
});

test('a market named in the path is the market, also of the page about its tokens', async () => {
  const url = '/m/high-street/mcp';
  expect((await post({ ...LOOK, url }, AS_FAY)).status).toBe(200);
  const elsewhere = await post({ ...LOOK, url: '/m/elsewhere/mcp' }, AS_FAY);
  expect(elsewhere).toMatchObject({ status: 403 });
  const { headers } = await post({ ...LOOK, url: '/m/nowhere/mcp' });
  const known = 'http://localhost:8080/.well-known/oauth-protected-resource/m/nowhere/mcp';
  expect(headers['www-authenticate']).toContain(known);
  const resource = await post({ url: new URL(known).pathname });
  expect(resource.body).toMatchObject({ resource: 'http://localhost:8080/m/nowhere/mcp' });
});

test('the public address is what is told, where there is one', async () => {
  const own = await openWorld(undefined, { publicUrl: 'https://arena.example.org' });
  const answer = await own.app.inject(LOOK);
  expect(answer.headers['www-authenticate']).toContain('"https://arena.example.org/.well-known/');
  const fromUs = { ...AS_FAY, origin: 'https://arena.example.org' };
  expect((await own.app.inject({ ...LOOK, headers: { ...LOOK.headers, ...fromUs } })).statusCode).toBe(200);
  const rebound = { ...AS_FAY, origin: 'http://evil.example', host: 'evil.example' };
  expect((await own.app.inject({ ...LOOK, headers: { ...LOOK.headers, ...rebound } })).statusCode).toBe(403);
  await own.close();
});

test.each([
  ['no browser', {}, 200],
  ['a page of ours', { origin: 'http://localhost:8080', host: 'localhost:8080' }, 200],
  ['by its address', { origin: 'http://127.0.0.1:8080', host: '127.0.0.1:8080' }, 200],
  ['another site', { origin: 'https://evil.example' }, 403],
  ['another port of this machine', { origin: 'http://localhost:3000' }, 403],
  ['a name that was pointed at this machine', { origin: 'http://evil.example', host: 'evil.example' }, 403],
  ['nowhere', { origin: 'null' }, 403],
  ['another site, by its browser’s word', { 'sec-fetch-site': 'cross-site' }, 403],
])('from %s', async (_name, headers, status) => {
  expect((await post(LOOK, { ...AS_FAY, ...headers })).status).toBe(status);
});

test('a session needs what every write with a session needs', async () => {
  const { headers } = await sessionOf(world, 'fay');
  expect((await post(LOOK, headers)).status).toBe(200);
  const { cookie = '' } = headers;
  expect(await post(LOOK, { cookie })).toMatchObject({ status: 403, body: { error: { data: {} } } });
});

test('a token without the scope of reading is told which one is missing', async () => {
  const { secret } = await tokenOf(world, 'fay', { scopes: ['fln:messaging'] });
  const answer = await post(LOOK, { authorization: `Bearer ${secret}` });
  expect(answer.status).toBe(403);
  expect(answer.headers['www-authenticate']).toMatch(/^Bearer error="insufficient_scope", scope="basic", resource_m/);
});

test.each([
  ['GET', {}, 405],
  ['DELETE', {}, 405],
  ['POST', { payload: '{"jsonrpc":' }, 400],
  ['POST', { payload: '' }, 400],
  ['POST', { payload: '[]' }, 400],
  ['POST', { payload: '"text"' }, 400],
  ['POST', { payload: '{"__proto__":{"x":1}}' }, 400],
  ['POST', { payload: '<a/>', headers: { ...AS_FAY, 'content-type': 'text/xml' } }, 415],
  ['POST', { payload: JSON.stringify({ x: 'x'.repeat(4_300_000) }) }, 413],
] as const)('%s with %j is answered in the shape of JSON-RPC', async (method, request, status) => {
  const headers = { ...AS_FAY, 'content-type': 'application/json' };
  const answer = await post({ url: '/mcp', headers, ...request, method } as InjectOptions);
  expect(answer, JSON.stringify(answer.body)).toMatchObject({
    status,
    body: { jsonrpc: '2.0', error: { code: expect.any(Number), message: expect.any(String) } },
  });
  if (method !== 'POST') expect(answer.headers.allow).toBe('POST');
});

test('too many requests are told when to come again, and count for the token wherever it is used', async () => {
  const own = await openWorld(undefined, { tokenRate: [{ ms: 60_000, max: 2 }] });
  const ask = () => own.app.inject({ ...LOOK, headers: { ...LOOK.headers, ...AS_FAY } });
  expect((await ask()).statusCode).toBe(200);
  expect((await own.ask('fay', { url: '/api/projects/0.1/projects/1' })).status).toBe(200);
  const third = await ask();
  expect(third.statusCode).toBe(429);
  expect(third.headers['retry-after']).toMatch(/^\d+$/);
  expect(third.json()).toMatchObject({
    jsonrpc: '2.0',
    error: { data: { error_code: expect.stringContaining('RATE_LIMITED') } },
  });
  await own.close();
});
