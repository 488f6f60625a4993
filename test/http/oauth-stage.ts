/** A world with applications that ask for tokens and a person whom they ask. */

import { createHash } from 'node:crypto';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll } from 'vitest';
import { ARENA, type Browser, newcomer } from './browser.ts';
import { sessionOf } from './keys.ts';
import { openWorld, type World } from './world.ts';

export const BACK = 'https://app.example.org/back?from=arena';
export const VERIFIER = 'v'.repeat(43);
export const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

export interface Registered {
  readonly clientId: string;
  readonly clientSecret: string | null;
}

export let world: World;
let now = Date.now();
/** Lets wall time pass. */
export function pass(ms: number): void {
  now += ms;
}
export let app: Registered;
export let helper: Registered;
export let person: Browser;

export async function register(given: object, headers = {}): Promise<Registered> {
  const session = await sessionOf(world, 'olga');
  const payload = { name: 'Bid <b>helper</b>', redirectUris: [BACK], ...given };
  const request = { method: 'POST', url: `${ARENA}/applications`, payload } as const;
  const answer = await world.app.inject({ ...request, headers: { ...session.headers, ...headers } });
  return (answer.json() as { result: Registered }).result;
}

/** The world of a file's tests, with two applications and a person in it. */
export function useOAuth(): void {
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
}

export const authorise = (given: Record<string, string> = {}, path = '/oauth/authorise'): string =>
  `${path}?${new URLSearchParams({ response_type: 'code', client_id: app.clientId, redirect_uri: BACK, scope: 'basic', state: 's"1', ...given })}`;

export const form = (
  url: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): InjectOptions => ({
  method: 'POST',
  url,
  payload: new URLSearchParams(fields).toString(),
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
});

/** The fields that a page's form holds, as a browser would send them. */
export function fieldsOf(page: string): Record<string, string> {
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
export async function granted(given: Record<string, string> = {}, browser = person): Promise<URLSearchParams> {
  const page = await browser.ask({ url: authorise(given) });
  const sent = { ...fieldsOf(page.text), market: '', decision: 'allow' };
  const answer = await browser.ask(form('/oauth/authorise', sent));
  return new URL(String(answer.headers.location)).searchParams;
}
export const codeOf = async (given: Record<string, string> = {}): Promise<string> =>
  (await granted(given)).get('code') ?? '';

interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}
export const exchange = async (given: Record<string, string>, headers = {}) => {
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
export const opens = async (token: string, url = '/api/projects/0.1/projects/1'): Promise<number> =>
  (await world.app.inject({ url, headers: { 'freelancer-oauth-v1': token } })).statusCode;
