/**
 * Every route, asked as everybody. What must come of it is read from the one table, `server/http/rules.ts`: a new route
 * needs a line there, and one in `access-examples.ts` where it is about things that belong to somebody.
 */

import type { HTTPMethods, InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Proof, RULES, type Rule, ruleOf, type Standing } from '../../server/http/rules.ts';
import { buildServer } from '../../server/http/server.ts';
import { SCOPES } from '../../server/protocol/arena/scope.ts';
import { playScenario } from '../../server/scenario.ts';
import { EXAMPLES } from './access-examples.ts';
import { type Headers, sessionOf, tokenOf } from './keys.ts';
import { HIGH_STREET, openWorld, type World } from './world.ts';

/** A second market with people of its own, who are nobody in the first. */
const ELSEWHERE = {
  ...HIGH_STREET,
  name: 'elsewhere',
  market: 'elsewhere',
  projects: [],
  bids: [],
  people: [
    { name: 'otto', roles: ['owner' as const], skills: [], depositCents: 0, token: 'scenario-otto' },
    { name: 'ella', roles: ['employer' as const], skills: [], depositCents: 0, token: 'scenario-ella' },
  ],
};

async function openTwoMarkets(): Promise<World> {
  const world = await openWorld();
  await playScenario(world.arena, world.access, ELSEWHERE);
  return world;
}

let world: World;
beforeAll(async () => {
  world = await openTwoMarkets();
});
afterAll(() => world.close());

/** What everybody is in the high street. */
const STANDINGS: Readonly<Record<string, readonly Standing[]>> = {
  erin: ['employer'],
  fay: ['freelancer'],
  hal: ['employer', 'freelancer'],
  rita: ['reviewer'],
  olga: ['owner'],
  walt: ['watcher'],
  otto: [],
  ella: [],
};
const RESEARCHERS: ReadonlySet<string> = new Set(['olga', 'otto']);

type Verdict =
  | 'allow'
  | 'NOT_AUTHENTICATED'
  | 'NOT_ALLOWED'
  | 'NOT_FOUND'
  | 'SCOPE_MISSING'
  | 'SESSION_NEEDED'
  | 'CSRF';

/** What the table says of somebody who came with this. */
function expected(rule: Rule, who: string, proofs: ReadonlySet<Proof> | 'session'): Verdict {
  if (rule.who === 'anyone') return 'allow';
  if (proofs !== 'session' && !proofs.has(rule.proof)) {
    return rule.proof === 'session' ? 'SESSION_NEEDED' : 'SCOPE_MISSING';
  }
  if (rule.who === 'researcher') return RESEARCHERS.has(who) ? 'allow' : 'NOT_ALLOWED';
  if (rule.who !== 'seat') return 'allow';
  const standings = STANDINGS[who] ?? [];
  if (standings.length === 0) return 'NOT_FOUND';
  return rule.of.some((one) => standings.includes(one)) ? 'allow' : 'NOT_ALLOWED';
}

const routes = Object.entries(RULES).map(([route, rule]) => {
  const [method = '', pattern = ''] = route.split(' ');
  // Things that do not exist: what is asked here is who comes as far as being told so.
  const url = pattern.replaceAll(/:[a-z_]+/g, '999999');
  return { route, rule, method: method as HTTPMethods, url };
});

/** The denial that the answer is; everything else came through the gate. */
function verdictOf(status: number, text: string): Verdict {
  const code = /ExceptionCodes\.([A-Z_]+)/.exec(text)?.[1] ?? '';
  const said = /"message":"([^"]*)/.exec(text)?.[1] ?? '';
  // Wrong names and passwords are told alike, to those who were let in to say them.
  if (status === 401 && !said.startsWith('Name or password')) return 'NOT_AUTHENTICATED';
  if (status === 403) return code as Verdict;
  return status === 404 && said.startsWith('Market') ? 'NOT_FOUND' : 'allow';
}

async function ask(method: HTTPMethods, url: string, headers: Headers): Promise<Verdict> {
  const base = /^\/(api|mcp)/.test(url) ? '/m/high-street' : '';
  const answer = await world.app.inject({ method, url: `${base}${url}`, headers } as InjectOptions);
  expect(answer.statusCode, answer.body).toBeLessThan(500);
  return verdictOf(answer.statusCode, answer.body);
}

test('every line of the table is a route, and says for things that belong to somebody how that is tried out', () => {
  const missing = routes.filter(({ method, route }) => !world.app.hasRoute({ method, url: route.split(' ')[1] ?? '' }));
  expect(missing.map(({ route }) => route)).toEqual([]);
  const owned = routes.filter(({ rule }) => rule.who !== 'anyone' && rule.objects === 'own').map(({ route }) => route);
  expect(Object.keys(EXAMPLES).sort()).toEqual(owned.sort());
});

test('a route without a line keeps the server from starting, and is named', async () => {
  const app = await buildServer({ arena: world.arena, access: world.access, wallNow: Date.now, log: null });
  app.get('/api/arena/1.0/secrets', async () => 'everything');
  await expect(app.ready()).rejects.toThrow("'GET /api/arena/1.0/secrets'");
  await app.close();
});

test('HEAD is as closed as GET; names that only objects have are no routes', () => {
  expect(ruleOf('HEAD', '/api/projects/0.1/bids')).toBe(ruleOf('GET', '/api/projects/0.1/bids'));
  expect(RULES['GET /api/projects/0.1/bids']).toBeDefined();
  expect(ruleOf('GET', '__proto__')).toBeUndefined();
});

describe.each(routes)('$route', ({ rule, method, url }) => {
  test('nobody, and whoever shows what opens nothing', async () => {
    const anonymous = await ask(method, url, {});
    expect(anonymous).toBe(rule.who === 'anyone' ? 'allow' : 'NOT_AUTHENTICATED');
    if (rule.who === 'anyone') return;
    const revoked = await tokenOf(world, 'fay');
    await world.access.revokePass(revoked.pass.passId, Date.now());
    const expired = await tokenOf(world, 'fay', { expiresAt: Date.now() - 1 });
    const { secret, headers: session } = await sessionOf(world, 'olga');
    const code = await tokenOf(world, 'olga', { kind: 'code' });
    const refresh = await tokenOf(world, 'olga', { kind: 'refresh' });
    const invite = await tokenOf(world, 'olga', { kind: 'invite' });
    const cookie = String(session.cookie);
    const shown: readonly Headers[] = [
      revoked.headers,
      expired.headers,
      { 'freelancer-oauth-v1': 'fla_made-up' },
      { authorization: 'Bearer fla_made-up' },
      // A secret of another kind opens nothing by itself.
      { 'freelancer-oauth-v1': secret },
      code.headers,
      refresh.headers,
      invite.headers,
      { ...session, cookie: `arena_session=${secret}` },
      { ...session, cookie: cookie.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')) },
      { ...session, cookie: cookie.replace('fla_', 'flb_') },
    ];
    for (const headers of shown)
      expect(await ask(method, url, headers), JSON.stringify(headers)).toBe('NOT_AUTHENTICATED');
  });

  test.each(Object.keys(STANDINGS))('%s, with a token and with a session', async (who) => {
    const all = new Set<Proof>(SCOPES);
    const token = await tokenOf(world, who);
    expect(await ask(method, url, token.headers)).toBe(expected(rule, who, all));
    const session = await sessionOf(world, who);
    expect(await ask(method, url, session.headers)).toBe(expected(rule, who, 'session'));
  });

  test('a token without the scope; a session that another site used', async () => {
    if (rule.who === 'anyone') return;
    const others = SCOPES.filter((scope) => scope !== rule.proof);
    const token = await tokenOf(world, 'olga', { scopes: others });
    expect(await ask(method, url, token.headers)).toBe(expected(rule, 'olga', new Set(others)));
    if (method === 'GET') return;
    const { headers } = await sessionOf(world, 'olga');
    expect(await ask(method, url, { cookie: String(headers.cookie) })).toBe('CSRF');
    expect(await ask(method, url, { ...headers, origin: 'https://evil.example' })).toBe('CSRF');
    expect(await ask(method, url, { ...headers, 'sec-fetch-site': 'cross-site' })).toBe('CSRF');
    expect(await ask(method, url, { ...headers, 'sec-fetch-site': 'same-site' })).toBe('CSRF');
  });
});

describe.each(Object.entries(EXAMPLES))('%s', (route, examples) => {
  const proof = RULES[route]?.who === 'anyone' ? 'basic' : RULES[route]?.proof;
  const keyOf = proof === 'session' ? sessionOf : tokenOf;

  test.each(examples)('$owner may, $stranger may not', async ({ owner, stranger, request }) => {
    const own = await openTwoMarkets();
    const wanted = await request(own);
    const foreign = await own.app.inject({ ...wanted, headers: (await keyOf(own, stranger)).headers });
    expect([403, 404], foreign.body).toContain(foreign.statusCode);
    const allowed = await own.app.inject({ ...wanted, headers: (await keyOf(own, owner)).headers });
    expect(allowed.statusCode, allowed.body).toBe(200);
    await own.close();
  });
});
