/** Requests as Freelancer.com's clients write them, one helper for each encoding of theirs that a test needs often. */

import type { InjectOptions } from 'fastify';
import { known } from '../../server/kernel/assert.ts';
import { participantId, projectId } from '../../server/kernel/id.ts';
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

/** As `awarded`, and the employer has ended it. */
export async function ended(world: World): Promise<World> {
  await done(await awarded(world), 'erin', putJson(`${PROJECTS}/projects/1`, { action: 'complete' }));
  return world;
}

/** Review 1 by erin about fay. */
export const ABOUT_FAY = {
  project_id: 1,
  to_user_id: 2,
  from_user_id: 1,
  role: 'freelancer',
  reputation_data: {
    on_budget: true,
    on_time: false,
    category_ratings: { quality: 5, communication: 4, expertise: 5, professionalism: 4, hire_again: 4 },
  },
  comment: 'Quick and careful',
};

/** Review 2 by fay about erin. */
export const ABOUT_ERIN = {
  project_id: 1,
  to_user_id: 1,
  from_user_id: 2,
  role: 'employer',
  reputation_data: {
    category_ratings: { clarity_spec: 3, communication: 2, payment_prom: 3, professionalism: 2, work_for_again: 3 },
  },
  comment: 'Said little',
};

export async function reviewed(world: World): Promise<World> {
  await done(world, 'erin', post(`${PROJECTS}/reviews/`, ABOUT_FAY));
  await done(world, 'fay', post(`${PROJECTS}/reviews/`, ABOUT_ERIN));
  return world;
}

const NUMBERS: Readonly<Record<string, number>> = { erin: 1, fay: 2, gus: 3, hal: 4, rita: 5 };

/** Somebody of the high street joins the contest and delivers to it, once. */
export async function enter(world: World, contest: string, who: string): Promise<void> {
  await done(world, who, putNothing(`${contest}/?action=join`));
  await deliver(world, Number(contest.split('/').at(-1)), who);
}

export async function deliver(world: World, project: number, who: string): Promise<void> {
  const actor = { kind: 'participant', participantId: participantId(known(NUMBERS[who], who)) } as const;
  const client = world.arena.connect(world.marketId, actor);
  const document = { mediaType: 'application/json', nonce: `${who}/${Math.random()}`, body: '{"main.py":"print(1)"}' };
  const filesHash = await client.put(document);
  const bytes = document.body.length;
  const request = { type: 'SubmitDelivery', projectId: projectId(project), filesHash, bytes } as const;
  const answer = await client.send(document.nonce, request);
  if (!answer.ok) throw new Error(`${who}: ${answer.refusal.code} ${answer.refusal.detail}`);
}

export async function statusOf(world: World, who: string, request: InjectOptions): Promise<Answer['status']> {
  return (await world.ask(who, request)).status;
}
