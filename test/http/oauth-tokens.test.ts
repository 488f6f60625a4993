/** OAuth2's codes and tokens: each for its own application, once, and not for whoever found it. */

import { describe, expect, test } from 'vitest';
import { secretHashOf } from '../../server/http/secret.ts';
import { ARENA, PASSWORD } from './browser.ts';
import { sessionOf } from './keys.ts';
import {
  app,
  authorise,
  BACK,
  CHALLENGE,
  codeOf,
  exchange,
  form,
  helper,
  opens,
  pass,
  person,
  register,
  useOAuth,
  VERIFIER,
  world,
} from './oauth-stage.ts';

useOAuth();

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
    pass(60_000);
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
    const mineNow = await world.access.passByHash(secretHashOf(one.access_token));
    await person.ask({ method: 'DELETE', url: `${ARENA}/tokens/${mineNow?.passId}` });
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
