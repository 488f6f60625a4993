/** OAuth2's question to a person: asked by whom it says, answered by nobody else, leading nowhere else. */

import type { InjectOptions } from 'fastify';
import { describe, expect, test } from 'vitest';
import { redirectUriSchema } from '../../server/protocol/arena/account.ts';
import { newcomer, openBrowser, PASSWORD } from './browser.ts';
import {
  authorise,
  BACK,
  CHALLENGE,
  fieldsOf,
  form,
  granted,
  helper,
  person,
  register,
  useOAuth,
  world,
} from './oauth-stage.ts';

useOAuth();

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
