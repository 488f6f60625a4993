/** OAuth2's code flow, as Freelancer.com's clients and the standard's have it, and as thieves would like it. */

import { createHash } from 'node:crypto';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { secretHashOf } from '../../server/http/secret.ts';
import { redirectUriSchema } from '../../server/protocol/arena/account.ts';
import { ARENA, type Browser, newcomer, openBrowser, PASSWORD } from './browser.ts';
import { sessionOf } from './keys.ts';
import { openWorld, type World } from './world.ts';

const BACK = 'https://app.example.org/back?from=arena';
const VERIFIER = 'v'.repeat(43);
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

interface Registered {
  readonly clientId: string;
  readonly clientSecret: string | null;
}

let world: World;
let now = Date.now();
let app: Registered;
let helper: Registered;
let person: Browser;

async function register(given: object, headers = {}): Promise<Registered> {
  const session = await sessionOf(world, 'olga');
  const payload = { name: 'Bid <b>helper</b>', redirectUris: [BACK], ...given };
  const request = { method: 'POST', url: `${ARENA}/applications`, payload } as const;
  const answer = await world.app.inject({ ...request, headers: { ...session.headers, ...headers } });
  return (answer.json() as { result: Registered }).result;
}

beforeAll(async () => {
  world = await openWorld(
    (same) => same,
    {},
    () => now,
  );
  app = await register({});
  helper = await register({ name: 'Helper', confidential: false });
  person = await newcomer(world, 'Paula');
});
afterAll(() => world.close());

const authorise = (given: Record<string, string> = {}, path = '/oauth/authorise'): string =>
  `${path}?${new URLSearchParams({ response_type: 'code', client_id: app.clientId, redirect_uri: BACK, scope: 'basic', state: 's"1', ...given })}`;

const form = (url: string, fields: Record<string, string>, headers: Record<string, string> = {}): InjectOptions => ({
  method: 'POST',
  url,
  payload: new URLSearchParams(fields).toString(),
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
});

/** The fields that a page's form holds, as a browser would send them. */
function fieldsOf(page: string): Record<string, string> {
  const plain = (text: string): string =>
    text
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
  const fields = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)];
  return Object.fromEntries(fields.map(([, name = '', value = '']) => [name, plain(value)]));
}

/** What the application is sent back with. */
async function granted(given: Record<string, string> = {}, browser = person): Promise<URLSearchParams> {
  const page = await browser.ask({ url: authorise(given) });
  const sent = { ...fieldsOf(page.text), market: '', decision: 'allow' };
  const answer = await browser.ask(form('/oauth/authorise', sent));
  return new URL(String(answer.headers.location)).searchParams;
}
const codeOf = async (given: Record<string, string> = {}): Promise<string> => (await granted(given)).get('code') ?? '';

interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}
const exchange = async (given: Record<string, string>, headers = {}) => {
  const fields = {
    grant_type: 'authorization_code',
    client_id: app.clientId,
    client_secret: app.clientSecret ?? '',
    redirect_uri: BACK,
    ...given,
  };
  const answer = await world.app.inject(form('/oauth/token', fields, headers));
  return {
    status: answer.statusCode,
    body: answer.json() as Tokens & Record<string, unknown>,
    headers: answer.headers,
  };
};
const opens = async (token: string, url = '/api/projects/0.1/projects/1'): Promise<number> =>
  (await world.app.inject({ url, headers: { 'freelancer-oauth-v1': token } })).statusCode;

describe('asking the person', () => {
  test('the page names what is asked, escapes what was said, runs no script and leads only back', async () => {
    const page = await person.ask({ url: authorise({ advanced_scopes: '2 5', prompt: 'select_account consent' }) });
    expect(page.status).toBe(200);
    expect(page.text).toContain('Bid &lt;b&gt;helper&lt;/b&gt;');
    expect(page.text).toContain('logged in as Paula');
    expect(page.text).toContain('bid, award, accept, deliver and pay in your name');
    expect(page.text).not.toMatch(/<b>|<script|s"1/);
    expect(fieldsOf(page.text)).toMatchObject({ scope: 'basic fln:project_manage fln:messaging', state: 's"1' });
    expect(page.headers['content-security-policy']).toBe(
      "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' https://app.example.org",
    );
    expect(page.headers['cache-control']).toBe('no-store');
  });

  test('who is not logged in does so first, and is then asked', async () => {
    const browser = openBrowser(world);
    const page = await browser.ask({ url: authorise() });
    expect(page.text).toContain('Who are you?');
    const fields = fieldsOf(page.text);
    const wrong = await browser.ask(form('/oauth/sign-in', { ...fields, name: 'Paula', password: 'wrong' }));
    expect(wrong.text).toContain('Name or password is wrong');
    const elsewhere = { 'sec-fetch-site': 'cross-site' };
    const forged = form('/oauth/sign-in', { ...fields, name: 'Paula', password: PASSWORD }, elsewhere);
    expect((await browser.ask(forged)).headers['set-cookie']).toBeUndefined();
    const right = await browser.ask(form('/oauth/sign-in', { ...fields, name: 'Paula', password: PASSWORD }));
    expect(right.status).toBe(303);
    const question = await browser.ask({ url: String(right.headers.location) });
    expect(question.text).toContain('logged in as Paula');
    expect(fieldsOf(question.text)).toMatchObject({ state: 's"1', redirect_uri: BACK });
  });

  test('yes sends a code, no sends a no; the state comes back, and the query that the URI had stays', async () => {
    const yes = await granted();
    expect([yes.get('from'), yes.get('state')]).toEqual(['arena', 's"1']);
    expect(yes.get('code')).toMatch(/^fla_/);
    const page = await person.ask({ url: authorise({}, '/oauth/authorize') });
    const no = await person.ask(form('/oauth/authorise', { ...fieldsOf(page.text), decision: 'deny' }));
    expect(new URL(String(no.headers.location)).searchParams.get('error')).toBe('access_denied');
  });

  test.each([
    ['an application that nobody knows', { client_id: 'app_nobody' }],
    ['another redirect URI', { redirect_uri: 'https://evil.example/back' }],
    ['one that only begins like it', { redirect_uri: `${BACK}.evil.example` }],
    ['one with more in its path', { redirect_uri: 'https://app.example.org/back/../steal?from=arena' }],
    ['one in other capitals', { redirect_uri: BACK.toUpperCase() }],
    ['a script', { redirect_uri: 'javascript:alert(1)' }],
    ['none', { redirect_uri: '' }],
  ])('%s sends nobody anywhere', async (_what, given) => {
    const answer = await person.ask({ url: authorise(given) });
    expect([answer.status, answer.headers.location]).toEqual([400, undefined]);
    expect(answer.text).not.toContain('evil');
  });

  test.each([
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ scope: 'basic root' }, 'invalid_scope'],
    [{ advanced_scopes: '1 9' }, 'invalid_scope'],
    [{ code_challenge: CHALLENGE, code_challenge_method: 'plain' }, 'invalid_request'],
    [{ code_challenge: 'short', code_challenge_method: 'S256' }, 'invalid_request'],
  ])('%j is told to the application: %s', async (given: Record<string, string>, error) => {
    const answer = await person.ask({ url: authorise(given) });
    const { searchParams, origin } = new URL(String(answer.headers.location));
    expect([origin, searchParams.get('error'), searchParams.get('state')]).toEqual([
      'https://app.example.org',
      error,
      's"1',
    ]);
  });

  test('a parameter that comes twice is none', async () => {
    const twice = await person.ask({ url: `${authorise()}&redirect_uri=https://evil.example` });
    expect([twice.status, twice.headers.location]).toEqual([400, undefined]);
    const scopes = await person.ask({ url: `${authorise()}&scope=basic` });
    expect(String(scopes.headers.location)).toContain('error=invalid_request');
  });

  test('a yes that the page did not ask for counts as none', async () => {
    const page = await person.ask({ url: authorise() });
    const fields: Record<string, string> = { ...fieldsOf(page.text), decision: 'allow' };
    const { proof, ...without } = fields;
    const others = fieldsOf((await (await newcomer(world, 'Quinn')).ask({ url: authorise() })).text);
    const forged: readonly InjectOptions[] = [
      form('/oauth/authorise', without),
      form('/oauth/authorise', { ...without, proof: others.proof ?? '' }),
      form('/oauth/authorise', { ...fields, scope: 'basic fln:project_manage' }),
      form('/oauth/authorise', { ...fields, state: 'another' }),
      form('/oauth/authorise', {
        ...fields,
        client_id: helper.clientId,
        code_challenge: CHALLENGE,
        code_challenge_method: 'S256',
      }),
      form('/oauth/authorise', fields, { origin: 'https://evil.example' }),
      form('/oauth/authorise', fields, { 'sec-fetch-site': 'cross-site' }),
    ];
    expect(proof).toBeDefined();
    for (const request of forged)
      expect((await person.ask(request)).headers.location, JSON.stringify(request)).toBeUndefined();
    // Not even with a token: it must not beget others.
    const token = { 'freelancer-oauth-v1': 'scenario-fay' };
    const answer = await world.app.inject(form('/oauth/authorise', fields, token));
    expect(answer.headers.location).toBeUndefined();
    const elsewhere = await person.ask(form('/oauth/authorise', { ...fields, market: 'low-street' }));
    expect(String(elsewhere.headers.location)).toContain('error=invalid_request');
  });
});

describe('tokens for a code', () => {
  test('the answer is bare, as clients read it; the token has the scopes that were granted, in the market chosen', async () => {
    const { status, body, headers } = await exchange({ code: await codeOf({ advanced_scopes: '2' }) });
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.stringMatching(/^fla_/),
      refresh_token: expect.stringMatching(/^fla_/),
      expires_in: 2_592_000,
      scope: 'basic fln:project_manage',
      token_type: 'Bearer',
    });
    expect([headers['cache-control'], headers.pragma, headers['content-type']]).toEqual([
      'no-store',
      'no-cache',
      'application/json',
    ]);
    expect(await opens(body.access_token)).toBe(200);
    expect(await opens(body.access_token, `${ARENA}/account`)).toBe(403);
    expect(await opens(body.refresh_token)).toBe(401);
    expect(await world.access.passByHash(body.access_token)).toBeNull();
    expect((await world.access.passByHash(secretHashOf(body.access_token)))?.label).toBe('Bid <b>helper</b>');
  });

  test('Basic does as well as the form; both at once, or a wrong secret, does not', async () => {
    const basic = { authorization: `Basic ${Buffer.from(`${app.clientId}:${app.clientSecret}`).toString('base64')}` };
    const code = await codeOf();
    const both = await exchange({ code }, basic);
    expect([both.status, both.body.error, both.headers['www-authenticate']]).toEqual([
      401,
      'invalid_client',
      'Basic realm="arena"',
    ]);
    for (const client_secret of ['', 'wrong', helper.clientId]) {
      const wrong = await exchange({ code, client_secret });
      expect([wrong.status, wrong.body.error]).toEqual([401, 'invalid_client']);
      // Freelancer.com's clients look for these.
      expect(wrong.body).toMatchObject({
        status: 'error',
        message: expect.any(String),
        request_id: expect.any(String),
      });
    }
    const answer = await world.app.inject(
      form('/oauth/token', { grant_type: 'authorization_code', code, redirect_uri: BACK }, basic),
    );
    expect(answer.statusCode, answer.body).toBe(200);
  });

  test('a code works once; shown again it ends what it gave out', async () => {
    const code = await codeOf();
    const { body } = await exchange({ code });
    expect(await opens(body.access_token)).toBe(200);
    const again = await exchange({ code });
    expect([again.status, again.body.error]).toEqual([400, 'invalid_grant']);
    expect(await opens(body.access_token)).toBe(401);
    expect((await exchange({ grant_type: 'refresh_token', refresh_token: body.refresh_token })).status).toBe(400);
  });

  test('of many who show one code at once, at most one gets a token, and it does not live', async () => {
    const code = await codeOf();
    const all = await Promise.all(Array.from({ length: 6 }, () => exchange({ code })));
    const tokens = all.filter(({ status }) => status === 200).map(({ body }) => body.access_token);
    expect(tokens.length).toBeLessThanOrEqual(1);
    for (const token of tokens) expect(await opens(token)).toBe(401);
  });

  test('a code is for its application, its redirect URI and a minute', async () => {
    const other = await register({ name: 'Other' });
    const theirs = { client_id: other.clientId, client_secret: other.clientSecret ?? '' };
    expect((await exchange({ code: await codeOf(), ...theirs })).body.error).toBe('invalid_grant');
    const code = await codeOf();
    expect((await exchange({ code, redirect_uri: 'https://app.example.org/other' })).body.error).toBe('invalid_grant');
    // One wrong try and it is gone.
    expect((await exchange({ code })).body.error).toBe('invalid_grant');
    const late = await codeOf();
    now += 60_000;
    expect((await exchange({ code: late })).body.error).toBe('invalid_grant');
    const access = (await exchange({ code: await codeOf() })).body.access_token;
    expect((await exchange({ code: access })).body.error).toBe('invalid_grant');
  });

  test('without a secret only the one who asked can take the code (PKCE); with one, PKCE holds where it was begun', async () => {
    const asked = { client_id: helper.clientId, code_challenge: CHALLENGE, code_challenge_method: 'S256' };
    const own = { client_id: helper.clientId, client_secret: '' };
    expect((await exchange({ code: await codeOf(asked), ...own, code_verifier: VERIFIER })).status).toBe(200);
    expect((await exchange({ code: await codeOf(asked), ...own, code_verifier: `${VERIFIER}x` })).status).toBe(400);
    expect((await exchange({ code: await codeOf(asked), ...own })).status).toBe(400);
    const withSecret = await exchange({
      code: await codeOf(asked),
      ...own,
      client_secret: 'x',
      code_verifier: VERIFIER,
    });
    expect(withSecret.body.error).toBe('invalid_client');
    const without = await person.ask({ url: authorise({ client_id: helper.clientId }) });
    expect(String(without.headers.location)).toContain('error=invalid_request');
    const bound = { code_challenge: CHALLENGE, code_challenge_method: 'S256' };
    expect((await exchange({ code: await codeOf(bound) })).status).toBe(400);
    // Nor may a verifier be shown for a code that was asked for without (a downgrade that somebody arranged).
    expect((await exchange({ code: await codeOf(), code_verifier: VERIFIER })).status).toBe(400);
  });

  test.each([
    [{ grant_type: '' }, 400, 'invalid_request'],
    [{ grant_type: 'password', username: 'Paula', password: PASSWORD }, 400, 'unsupported_grant_type'],
    [{ code: 'fla_made-up' }, 400, 'invalid_grant'],
    [{}, 400, 'invalid_grant'],
    [{ client_id: '' }, 401, 'invalid_client'],
  ])('%j is answered %i %s', async (given: Record<string, string>, status, error) => {
    expect(await exchange(given)).toMatchObject({ status, body: { error, error_description: expect.any(String) } });
  });
});

describe('refresh tokens', () => {
  test('each is used once and gives the next; a used one shown again ends the whole grant', async () => {
    const first = (await exchange({ code: await codeOf({ advanced_scopes: '2' }) })).body;
    const refresh = (token: string, given = {}) =>
      exchange({ grant_type: 'refresh_token', refresh_token: token, redirect_uri: '', ...given });
    const narrow = await refresh(first.refresh_token, { scope: 'basic' });
    expect(narrow.body).toMatchObject({ scope: 'basic', expires_in: 2_592_000 });
    const wide = await refresh(narrow.body.refresh_token);
    expect(wide.body.scope).toBe('basic fln:project_manage');
    const more = await refresh(wide.body.refresh_token, { scope: 'basic fln:messaging' });
    expect(more.body.error).toBe('invalid_scope');
    expect(await opens(wide.body.access_token)).toBe(200);
    expect((await refresh(first.refresh_token)).body.error).toBe('invalid_grant');
    for (const { access_token } of [first, narrow.body, wide.body]) expect(await opens(access_token)).toBe(401);
    expect((await refresh(wide.body.refresh_token)).body.error).toBe('invalid_grant');
  });

  test('a person ends an application’s token, and a researcher the application, with all that came of it', async () => {
    const mine = async () => (await exchange({ code: await codeOf() })).body;
    const one = await mine();
    const pass = await world.access.passByHash(secretHashOf(one.access_token));
    await person.ask({ method: 'DELETE', url: `${ARENA}/tokens/${pass?.passId}` });
    expect(await opens(one.access_token)).toBe(401);
    expect((await exchange({ grant_type: 'refresh_token', refresh_token: one.refresh_token })).status).toBe(400);
    const short = await register({ name: 'Short-lived' });
    const asked = { client_id: short.clientId, client_secret: short.clientSecret ?? '' };
    const two = (await exchange({ code: await codeOf({ client_id: short.clientId }), ...asked })).body;
    const { headers } = await sessionOf(world, 'olga');
    await world.app.inject({ method: 'DELETE', url: `${ARENA}/applications/${short.clientId}`, headers });
    expect(await opens(two.access_token)).toBe(401);
    expect((await person.ask({ url: authorise({ client_id: short.clientId }) })).status).toBe(400);
    expect((await exchange({ grant_type: 'refresh_token', refresh_token: two.refresh_token, ...asked })).status).toBe(
      401,
    );
  });
});

test('an application is registered once for one write; its secret is made anew when that comes again', async () => {
  const key = { 'idempotency-key': 'app-1' };
  const [one, other] = [await register({ name: 'Once' }, key), await register({ name: 'Once' }, key)];
  expect(other.clientId).toBe(one.clientId);
  expect(other.clientSecret).not.toBe(one.clientSecret);
});

test.each([
  ['https://app.example.org/back', true],
  ['http://127.0.0.1:4000/back', true],
  ['http://[::1]/back', true],
  ['org.example.app:/back', true],
  ['http://app.example.org/back', false],
  ['javascript:alert(1)', false],
  ['JavaScript:alert(1)//.', false],
  ['data:text/html,x', false],
  ['https://app.example.org/#x', false],
  ['https://user:word@app.example.org/', false],
  ['https://app.example.org/\r\nSet-Cookie: a=b', false],
  ['https://app.example.org/"><script>', false],
  ["https://app.example.org/'; script-src *", false],
  ['/back', false],
  ['//app.example.org', false],
])('%s may be registered to come back to: %s', (uri, may) => {
  expect(redirectUriSchema.safeParse(uri).success).toBe(may);
});
