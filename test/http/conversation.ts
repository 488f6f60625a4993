/** A conversation in the high street, and requests about it in the encodings of clients. */

import type { InjectOptions } from 'fastify';
import { expect } from 'vitest';
import { type Multipart, multipart } from './multipart.ts';
import { openWorld, type World } from './world.ts';

export const MESSAGES = '/api/messages/0.1';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

export type Found = Record<string, unknown>;
export const post = (url: string, payload: object | string, headers = {}): InjectOptions => ({
  method: 'POST',
  url: `${MESSAGES}/${url}`,
  payload,
  headers: typeof payload === 'string' ? { ...FORM, ...headers } : headers,
});
export const put = (url: string, payload: object | string = {}): InjectOptions => ({
  ...post(url, payload),
  method: 'PUT',
});

/** The result of a request that must succeed. */
export async function done<T = Found>(world: World, who: string, request: InjectOptions | string): Promise<T> {
  const given = typeof request === 'string' ? { url: `${MESSAGES}/${request}` } : request;
  const { status, body, text } = await world.ask(who, given);
  expect(status, text).toBe(200);
  return body.result as T;
}

/** HTTP status and code of a request that must be refused. */
export async function refused(world: World, who: string, request: InjectOptions | string): Promise<string> {
  const given = typeof request === 'string' ? { url: `${MESSAGES}/${request}` } : request;
  const { status, body } = await world.ask(who, given);
  expect(body).toMatchObject({ status: 'error', message: expect.any(String), request_id: expect.any(String) });
  return `${status} ${body.error_code?.split('.')[1]}`;
}

export const NEW = 'members%5B%5D=2&members%5B%5D=1&context_type=project&context=1&message=Which+month%3F';

/** A world with thread 1: erin asks fay, fay answers. */
export async function conversation(): Promise<World> {
  const world = await openWorld();
  await done(world, 'erin', post('threads/', NEW));
  await done(world, 'fay', post('threads/1/messages/', 'message=May.'));
  return world;
}

export const upload = (url: string, parts: Multipart): InjectOptions => {
  const { payload, headers } = multipart(parts);
  return { method: 'POST', url: `${MESSAGES}/${url}`, payload, headers };
};
