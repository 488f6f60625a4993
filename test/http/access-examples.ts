/**
 * For every route whose rule says `own`: what somebody may do to a thing of its own, and a stranger may not do to that
 * same thing. `test/http/access-matrix.test.ts` wants a line here for each such route.
 */

import type { InjectOptions } from 'fastify';
import { known } from '../../server/kernel/assert.ts';
import { applicationId } from '../../server/kernel/id.ts';
import { tokenOf } from './keys.ts';
import { PEOPLE_EXAMPLES } from './people-examples.ts';
import { awarded, done, ended, enter, post, reviewed } from './requests.ts';
import type { World } from './world.ts';

export interface Example {
  readonly owner: string;
  readonly stranger: string;
  /** The request; makes the thing first where the world has none. */
  readonly request: (world: World) => Promise<InjectOptions>;
}

const put = async (url: string, payload: object = {}): Promise<InjectOptions> => ({ method: 'PUT', url, payload });
const remove = (url: string): InjectOptions => ({ method: 'DELETE', url });
const ARENA = '/api/arena/1.0';
const MESSAGES = '/api/messages/0.1';

async function tokenToRevoke(world: World): Promise<InjectOptions> {
  const { pass } = await tokenOf(world, 'fay');
  return remove(`${ARENA}/tokens/${pass.passId}`);
}

async function inviteToRevoke(world: World): Promise<InjectOptions> {
  const { pass } = await tokenOf(world, 'olga', { kind: 'invite', userId: null, marketId: world.marketId });
  return remove(`${ARENA}/invites/${pass.passId}`);
}

async function applicationToRevoke({ access }: World): Promise<InjectOptions> {
  const { userId } = known(await access.userByName('olga'), 'olga');
  const id = applicationId('app_example');
  const rest = { name: 'x', secretHash: null, redirectUris: [], ownerId: userId, createdAt: 0, write: null };
  await access.addApplication({ applicationId: id, ...rest });
  return remove(`${ARENA}/applications/${id}`);
}

/** A milestone of erin's for fay. */
async function milestoneFor(world: World): Promise<string> {
  const payload = { project_id: 1, bidder_id: 2, amount: 50, reason: 1, description: 'Half' };
  await done(await awarded(world), 'erin', post('/api/projects/0.1/milestones', payload));
  return '/api/projects/0.1/milestones/1';
}

async function milestoneToRead(world: World): Promise<InjectOptions> {
  return { method: 'GET', url: await milestoneFor(world) };
}

async function milestoneToAct(world: World, action: string): Promise<InjectOptions> {
  return put(`${await milestoneFor(world)}?action=${action}`);
}

/** A request of fay's for a milestone by erin. */
async function requestBy(world: World): Promise<string> {
  const payload = { project_id: 1, bid_id: 1, amount: 50, description: 'Half' };
  await done(world, 'fay', post('/api/projects/0.1/milestone_requests', payload));
  return '/api/projects/0.1/milestone_requests/1';
}

/** Project 1, ended, with the reviews of both parties. */
async function reviewToFeature(world: World): Promise<InjectOptions> {
  await reviewed(await ended(world));
  return put('/api/projects/0.1/reviews/1', { action: 'feature' });
}
/** A thread between erin and fay about project 1, and a file in it. */
async function conversation(world: World): Promise<string> {
  const about = { 'members[]': [2], context_type: 'project', context: 1, message: 'Which month?' };
  await world.ask('erin', { method: 'POST', url: `${MESSAGES}/threads`, payload: about });
  const file = ['--b', 'content-disposition: form-data; name="files[]"; filename="a.csv"', '', '1,2', '--b--', ''];
  await world.ask('fay', {
    method: 'POST',
    url: `${MESSAGES}/threads/1/messages`,
    payload: file.join('\r\n'),
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
  });
  return `${MESSAGES}/threads/1`;
}

const PARTIES_AND_STRANGERS = [
  { owner: 'erin', stranger: 'hal' },
  { owner: 'fay', stranger: 'gus' },
];
const WHO_MAY_READ = [
  ...PARTIES_AND_STRANGERS,
  { owner: 'olga', stranger: 'walt' },
  { owner: 'olga', stranger: 'rita' },
];

const inConversation = (
  people: readonly Pick<Example, 'owner' | 'stranger'>[],
  request: (thread: string) => InjectOptions,
): Example[] => people.map((pair) => ({ ...pair, request: async (world) => request(await conversation(world)) }));
const say = (url: string): InjectOptions => ({ method: 'POST', url, payload: { message: 'May.' } });
/** Olga's tournament in this state, as the server itself would keep it. */
const tournamentIn =
  (state: string, method: 'GET' | 'POST', action = '') =>
  async ({ access, records }: World): Promise<InjectOptions> => {
    const { userId } = known(await access.userByName('olga'), 'olga');
    const corpus = { name: 'starter', seed: 'starter-1', ambiguity: 0 };
    // Nothing was played: its observations are none.
    const plan = { name: 'fees', protocol: 'auction', markets: [], config: { corpus }, roster: { entries: [] } };
    const kept = { tournament: 'fees', state, ownerId: userId, plan, markets: ['fees'], protocol: 'auction' };
    const rest = { reason: null, speed: null, interruptions: 0, createdAt: 0, startedAt: null, endedAt: null };
    const seats = [{ seat: 'Ada', kind: 'external', market: 'fees', participantId: 3 }];
    await records.put('tournament', { id: 'fees', body: JSON.stringify({ ...kept, seats, ...rest }) });
    await records.put('standing', { id: 'fees', body: '{}' });
    return { method, url: `${ARENA}/tournaments/fees${action}`, ...(action.startsWith('/seats') && { payload: {} }) };
  };
const ofOlga = (request: Example['request']): Example => ({ owner: 'olga', stranger: 'otto', request });
async function webhookOf(world: World): Promise<string> {
  const headers = (await tokenOf(world, 'fay')).headers;
  const payload = { url: 'http://127.0.0.1:9/hook', events: ['MarketClosed'] };
  const made = await world.app.inject({
    method: 'POST',
    url: `/m/${world.marketId}${ARENA}/webhooks`,
    headers,
    payload,
  });
  const { result } = JSON.parse(made.body) as { result: { webhookId: number } };
  return `/m/${world.marketId}${ARENA}/webhooks/${result.webhookId}`;
}

function onWebhook(method: 'GET' | 'POST' | 'DELETE', path: string): Example {
  const request = async (world: World): Promise<InjectOptions> => ({ method, url: (await webhookOf(world)) + path });
  return { owner: 'fay', stranger: 'gus', request };
}

const CONTEST = { title: 'A logo', description: 'Of a shop', duration: 5, prize: 100 };

async function contestBy(world: World): Promise<string> {
  const { id } = await done<{ id: number }>(world, 'erin', post('/api/contests/0.1/contests', CONTEST));
  return `/api/contests/0.1/contests/${id}`;
}

/** An entry of fay's. */
async function entryIn(world: World): Promise<string> {
  await enter(world, await contestBy(world), 'fay');
  return '/api/contests/0.1/entries/1';
}

/** A track of fay's at work for erin. */
async function trackBy(world: World): Promise<string> {
  const payload = { project_id: 1, track_point: { latitude: 1, longitude: 2 } };
  await done(await awarded(world), 'fay', post('/api/projects/0.1/tracks', payload));
  return '/api/projects/0.1/tracks/1';
}

export const EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  'PUT /api/projects/0.1/bids/:bid_id': [
    { owner: 'erin', stranger: 'hal', request: () => put('/api/projects/0.1/bids/3?action=award') },
    { owner: 'fay', stranger: 'gus', request: () => put('/api/projects/0.1/bids/1', { amount: 95 }) },
    { owner: 'gus', stranger: 'fay', request: () => put('/api/projects/0.1/bids/3?action=retract') },
  ],
  'PUT /api/projects/0.1/projects/:project_id': [
    { owner: 'erin', stranger: 'hal', request: () => put('/api/projects/0.1/projects/1?action=close') },
    { owner: 'hal', stranger: 'erin', request: () => put('/api/projects/0.1/projects/3', { action: 'cancel' }) },
  ],
  'DELETE /api/projects/0.1/projects/:project_id': [
    { owner: 'hal', stranger: 'erin', request: async () => remove('/api/projects/0.1/projects/3') },
  ],
  'GET /api/projects/0.1/milestones/:milestone_id': [
    { owner: 'erin', stranger: 'hal', request: milestoneToRead },
    { owner: 'fay', stranger: 'gus', request: milestoneToRead },
    { owner: 'olga', stranger: 'rita', request: milestoneToRead },
  ],
  'PUT /api/projects/0.1/milestones/:milestone_id': [
    { owner: 'erin', stranger: 'hal', request: (world) => milestoneToAct(world, 'release') },
    { owner: 'fay', stranger: 'gus', request: (world) => milestoneToAct(world, 'request_release') },
  ],
  'GET /api/projects/0.1/milestone_requests/:request_id': [
    { owner: 'erin', stranger: 'hal', request: async (world) => ({ method: 'GET', url: await requestBy(world) }) },
    { owner: 'fay', stranger: 'gus', request: async (world) => ({ method: 'GET', url: await requestBy(world) }) },
  ],
  'PUT /api/projects/0.1/milestone_requests/:request_id': [
    { owner: 'erin', stranger: 'hal', request: async (world) => put(`${await requestBy(world)}?action=reject`) },
    { owner: 'fay', stranger: 'gus', request: async (world) => put(`${await requestBy(world)}?action=delete`) },
  ],
  'PUT /api/projects/0.1/reviews/:review_id': [{ owner: 'fay', stranger: 'gus', request: reviewToFeature }],
  'GET /api/messages/0.1/threads/:thread_id': inConversation(WHO_MAY_READ, (url) => ({ url })),
  'PUT /api/messages/0.1/threads/:thread_id': inConversation(WHO_MAY_READ, (url) => ({
    method: 'PUT',
    url: `${url}?action=read`,
  })),
  'POST /api/messages/0.1/threads/:thread_id/typing': inConversation(PARTIES_AND_STRANGERS, (url) => ({
    method: 'POST',
    url: `${url}/typing`,
  })),
  'POST /api/messages/0.1/threads/:thread_id/messages': inConversation(PARTIES_AND_STRANGERS, (url) =>
    say(`${url}/messages`),
  ),
  'POST /api/messages/0.1/threads/:thread_id/messages_new': inConversation(PARTIES_AND_STRANGERS, (url) =>
    say(`${url}/messages_new`),
  ),
  'GET /api/messages/0.1/messages/:message_id': inConversation(WHO_MAY_READ, () => ({ url: `${MESSAGES}/messages/2` })),
  'GET /api/messages/0.1/messages/:message_id/:attachment': inConversation(WHO_MAY_READ, () => ({
    url: `${MESSAGES}/messages/2/a.csv`,
  })),
  'PUT /api/projects/0.1/tracks/:track_id': [
    {
      owner: 'fay',
      stranger: 'hal',
      request: async (world) => put(await trackBy(world), { stop_tracking: true }),
    },
  ],
  'GET /api/projects/0.1/tracks/:track_id': [
    { owner: 'fay', stranger: 'gus', request: async (world) => ({ method: 'GET', url: await trackBy(world) }) },
    { owner: 'erin', stranger: 'hal', request: async (world) => ({ method: 'GET', url: await trackBy(world) }) },
    { owner: 'olga', stranger: 'walt', request: async (world) => ({ method: 'GET', url: await trackBy(world) }) },
  ],
  'PUT /api/contests/0.1/contests/:contest_id': [
    { owner: 'erin', stranger: 'hal', request: async (world) => put(`${await contestBy(world)}?action=cancel`) },
  ],
  'PUT /api/contests/0.1/entries/:entry_id': [
    { owner: 'rita', stranger: 'erin', request: async (world) => put(`${await entryIn(world)}?action=rate&rating=4`) },
    { owner: 'rita', stranger: 'hal', request: async (world) => put(`${await entryIn(world)}?action=rate&rating=4`) },
  ],
  'DELETE /api/arena/1.0/tokens/:token_id': [{ owner: 'fay', stranger: 'erin', request: tokenToRevoke }],
  'DELETE /api/arena/1.0/invites/:invite_id': [{ owner: 'olga', stranger: 'otto', request: inviteToRevoke }],
  'GET /api/arena/1.0/tournaments/:tournament': [ofOlga(tournamentIn('created', 'GET'))],
  'GET /api/arena/1.0/tournaments/:tournament/standing': [ofOlga(tournamentIn('completed', 'GET', '/standing'))],
  'GET /api/arena/1.0/tournaments/:tournament/observations': [
    ofOlga(tournamentIn('completed', 'GET', '/observations')),
  ],
  'POST /api/arena/1.0/tournaments/:tournament/start': [ofOlga(tournamentIn('running', 'POST', '/start'))],
  'POST /api/arena/1.0/tournaments/:tournament/pause': [ofOlga(tournamentIn('queued', 'POST', '/pause'))],
  'POST /api/arena/1.0/tournaments/:tournament/resume': [ofOlga(tournamentIn('queued', 'POST', '/resume'))],
  'POST /api/arena/1.0/tournaments/:tournament/cancel': [ofOlga(tournamentIn('created', 'POST', '/cancel'))],
  'POST /api/arena/1.0/tournaments/:tournament/seats/:seat': [ofOlga(tournamentIn('created', 'POST', '/seats/Ada'))],
  'GET /api/arena/1.0/webhooks/:webhook_id/attempts': [onWebhook('GET', '/attempts')],
  'POST /api/arena/1.0/webhooks/:webhook_id/ping': [onWebhook('POST', '/ping')],
  'POST /api/arena/1.0/webhooks/:webhook_id/resume': [onWebhook('POST', '/resume')],
  'DELETE /api/arena/1.0/webhooks/:webhook_id': [onWebhook('DELETE', '')],
  ...PEOPLE_EXAMPLES,
  'DELETE /api/arena/1.0/applications/:application_id': [
    { owner: 'olga', stranger: 'otto', request: applicationToRevoke },
  ],
};
