/** A browser as far as tests need one: keeps its cookie, says where it is, and shows what a write needs. */

import type { InjectOptions } from 'fastify';
import type { Answer, Body, World } from './world.ts';

export interface Browser {
  /** The cookie that it would send now; empty: none. */
  cookie(): string;
  setCookie(cookie: string): void;
  ask(request: InjectOptions): Promise<Answer>;
  post(url: string, payload?: object, headers?: Record<string, string>): Promise<Answer>;
}

export const ARENA = '/api/arena/1.0';
export const PASSWORD = 'a long enough word';

function bodyOf(text: string): Body {
  try {
    return JSON.parse(text) as Body;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return { status: 'page', request_id: '' };
    throw thrown;
  }
}

export function openBrowser({ app }: Pick<World, 'app'>): Browser {
  let cookie = '';
  const ask = async (request: InjectOptions): Promise<Answer> => {
    const own = { 'x-arena-csrf': '1', 'sec-fetch-site': 'same-origin', ...(cookie === '' ? {} : { cookie }) };
    const answer = await app.inject({ ...request, headers: { ...own, ...request.headers } });
    const set = [answer.headers['set-cookie'] ?? []].flat()[0]?.split(';')[0];
    if (set !== undefined) cookie = set.endsWith('=') ? '' : set;
    return { status: answer.statusCode, headers: answer.headers, text: answer.body, body: bodyOf(answer.body) };
  };
  return {
    cookie: () => cookie,
    setCookie: (given) => {
      cookie = given;
    },
    ask,
    post: (url, payload = {}, headers = {}) => ask({ method: 'POST', url, payload, headers }),
  };
}

/** A secret that lets its holder into the world's market, made as its owner makes it. */
export async function inviteTo(world: World, invite: object = {}): Promise<string> {
  const answer = await world.ask('olga', {
    method: 'POST',
    url: `${ARENA}/invites`,
    payload: { roles: ['freelancer'], ...invite },
  });
  return (answer.body.result as { invite: string }).invite;
}

/** Somebody who has signed up with an invite and is logged in. */
export async function newcomer(world: World, name: string, invite: object = {}): Promise<Browser> {
  const browser = openBrowser(world);
  const payload = { name, password: PASSWORD, invite: await inviteTo(world, invite) };
  const answer = await browser.post(`${ARENA}/sign-up`, payload);
  if (answer.status !== 200) throw new Error(answer.text);
  return browser;
}
