/** Requests as Freelancer.com's clients write them, one helper for each encoding of theirs that a test needs often. */

import type { InjectOptions } from 'fastify';
import { known } from '../../server/kernel/assert.ts';
import type { Answer, World } from './world.ts';

const FORM = 'application/x-www-form-urlencoded';

/** E2: POST with a JSON body. */
export const post = (url: string, payload: object): InjectOptions => ({ method: 'POST', url, payload });

/** E3: PUT of a form without anything in it. */
export const putEmptyForm = (url: string): InjectOptions => ({
  method: 'PUT',
  url,
  headers: { 'content-type': FORM, 'content-length': '0' },
});

/** E4: PUT without a type and without a body. */
export const putNothing = (url: string): InjectOptions => ({
  method: 'PUT',
  url,
  headers: { 'content-length': '0' },
});

/** E5: PUT with a JSON body. */
export const putJson = (url: string, payload: object): InjectOptions => ({ method: 'PUT', url, payload });

/** PUT with fields in a form. */
export const putForm = (url: string, payload: string): InjectOptions => ({
  method: 'PUT',
  url,
  payload,
  headers: { 'content-type': FORM },
});

/** The result of a request that must succeed. */
export async function done<T = Record<string, unknown>>(
  world: World,
  who: string,
  request: InjectOptions | string,
): Promise<T> {
  const answer = await world.ask(who, typeof request === 'string' ? { url: request } : request);
  if (answer.status !== 200) throw new Error(`${who}: ${answer.status} ${answer.text}`);
  return answer.body.result as T;
}

/** What somebody hears who is told no: HTTP status and code, once the three keys were found to be there. */
export async function told(world: World, who: string, request: InjectOptions | string): Promise<string> {
  const answer = await world.ask(who, typeof request === 'string' ? { url: request } : request);
  const { message, error_code: code, request_id: id } = answer.body;
  if (typeof message !== 'string' || !/^[0-9a-f]{32}$/.test(id)) throw new Error(`not the three keys: ${answer.text}`);
  return `${answer.status} ${known(code, 'error_code').split('.')[1]}`;
}

export const PROJECTS = '/api/projects/0.1';

/** Project 1 of the high street, awarded to fay and accepted: bid 1, at 120. */
export async function awarded(world: World): Promise<World> {
  await done(world, 'erin', putEmptyForm(`${PROJECTS}/bids/1/?action=award`));
  await done(world, 'fay', putEmptyForm(`${PROJECTS}/bids/1/?action=accept`));
  return world;
}

export async function statusOf(world: World, who: string, request: InjectOptions): Promise<Answer['status']> {
  return (await world.ask(who, request)).status;
}
