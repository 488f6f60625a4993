/**
 * Who may use which route, with which scope: one line a route. A route without a line keeps the server from starting,
 * and `test/http/access-matrix.test.ts` asks every route as everybody. What a market lets its people do is the market's to say;
 * this is the door before it.
 */

import type { Scope } from '../protocol/arena/scope.ts';
import { WEB_PAGES } from './web/pages.ts';

/** What somebody is in a market. A participant may be several of these. */
export type Standing = 'owner' | 'employer' | 'freelancer' | 'reviewer' | 'watcher';

/** What the caller must have come with: a token of this scope or a session; only a session; nothing. */
export type Proof = Scope | 'session';

/**
 * `anyone`: no login. `user`: any login. `researcher`: one who may open markets. `seat`: one of these in the market that
 * the request is about. `objects` says what becomes of somebody else's thing: `shared` where all may have it who may use
 * the route, `own` where a foreign one is denied; then the matrix test wants an example of each.
 */
export type Rule =
  | { readonly who: 'anyone' }
  | { readonly who: 'user' | 'researcher'; readonly proof: Proof; readonly objects: 'shared' | 'own' }
  | {
      readonly who: 'seat';
      readonly of: readonly Standing[];
      readonly proof: Proof;
      readonly objects: 'shared' | 'own';
    };

const ALL: readonly Standing[] = ['owner', 'employer', 'freelancer', 'reviewer', 'watcher'];
const PARTIES: readonly Standing[] = ['employer', 'freelancer'];
const TAKING_PART: readonly Standing[] = [...PARTIES, 'reviewer'];
const ACTING: readonly Standing[] = ['owner', 'employer', 'freelancer', 'reviewer'];

const ANYONE: Rule = { who: 'anyone' };
const read = (proof: Proof = 'basic', of = ALL): Rule => ({ who: 'seat', of, proof, objects: 'shared' });
const readOwn = (proof: Proof, of: readonly Standing[]): Rule => ({ who: 'seat', of, proof, objects: 'own' });
const act = (proof: Proof, of: readonly Standing[]): Rule => ({ who: 'seat', of, proof, objects: 'shared' });
const actOnOwn = (proof: Proof, of: readonly Standing[]): Rule => ({ who: 'seat', of, proof, objects: 'own' });
const user = (proof: Proof): Rule => ({ who: 'user', proof, objects: 'shared' });
const userOnOwn = (proof: Proof): Rule => ({ who: 'user', proof, objects: 'own' });
const researcher = (proof: Proof): Rule => ({ who: 'researcher', proof, objects: 'shared' });
const researcherOnOwn = (proof: Proof): Rule => ({ who: 'researcher', proof, objects: 'own' });

export const RULES: Readonly<Record<string, Rule>> = {
  // Projects
  'GET /api/projects/0.1/projects': read(),
  'GET /api/projects/0.1/projects/:project_id': read(),
  'GET /api/projects/0.1/projects/all': read(),
  'GET /api/projects/0.1/projects/active': read(),
  'GET /api/projects/0.1/projects/:project_id/bids': read(),
  'GET /api/projects/0.1/projects/:project_id/bidinfo': read(),
  'GET /api/projects/0.1/projects/:project_id/bids_info': read(),
  'GET /api/projects/0.1/self': read(),
  'GET /api/projects/0.1/bids': read(),
  'GET /api/projects/0.1/bids/:bid_id': read(),
  'POST /api/projects/0.1/bids': act('fln:project_manage', ['freelancer']),
  'PUT /api/projects/0.1/bids/:bid_id': actOnOwn('fln:project_manage', PARTIES),
  'POST /api/projects/0.1/projects': act('fln:project_create', ['employer']),
  'PUT /api/projects/0.1/projects/:project_id': actOnOwn('fln:project_manage', PARTIES),
  'DELETE /api/projects/0.1/projects/:project_id': actOnOwn('fln:project_manage', ['employer']),

  // Milestones: the fold of the viewer holds only what its parties may see
  'GET /api/projects/0.1/milestones': read(),
  'GET /api/projects/0.1/milestones/:milestone_id': readOwn('basic', ALL),
  'GET /api/projects/0.1/projects/:project_id/milestones': read(),
  'POST /api/projects/0.1/milestones': act('fln:project_manage', ['employer']),
  'PUT /api/projects/0.1/milestones/:milestone_id': actOnOwn('fln:project_manage', PARTIES),
  'GET /api/projects/0.1/milestone_requests': read(),
  'GET /api/projects/0.1/milestone_requests/:request_id': readOwn('basic', ALL),
  'GET /api/projects/0.1/projects/:project_id/milestone_requests': read(),
  'POST /api/projects/0.1/milestone_requests': act('fln:project_manage', ['freelancer']),
  'PUT /api/projects/0.1/milestone_requests/:request_id': actOnOwn('fln:project_manage', PARTIES),

  // Reviews
  'GET /api/projects/0.1/reviews': read(),
  'POST /api/projects/0.1/reviews': act('fln:project_manage', PARTIES),
  'PUT /api/projects/0.1/reviews/:review_id': actOnOwn('fln:project_manage', PARTIES),

  // Tracks
  'POST /api/projects/0.1/tracks': act('fln:project_manage', ['freelancer']),
  'PUT /api/projects/0.1/tracks/:track_id': actOnOwn('fln:project_manage', ['freelancer']),
  'GET /api/projects/0.1/tracks/:track_id': readOwn('basic', ALL),

  // Contests
  'POST /api/contests/0.1/contests': act('fln:contest_create', ['employer']),
  'GET /api/contests/0.1/contests': read(),
  'GET /api/contests/0.1/contests/:contest_id': read(),
  'PUT /api/contests/0.1/contests/:contest_id': actOnOwn('fln:contest_manage', PARTIES),
  'GET /api/contests/0.1/entries': read(),
  'GET /api/contests/0.1/entries/:entry_id': read(),
  'PUT /api/contests/0.1/entries/:entry_id': actOnOwn('fln:contest_manage', ['employer', 'reviewer']),

  // Lists that forms are filled from: those of skills are the market's, the others everybody's
  'GET /api/projects/0.1/jobs': read(),
  'GET /api/projects/0.1/jobs/search': read(),
  'GET /api/projects/0.1/categories': read(),
  'GET /api/projects/0.1/job_bundles': user('basic'),
  'GET /api/projects/0.1/job_bundle_categories': user('basic'),
  'GET /api/projects/0.1/services': user('basic'),
  'GET /api/projects/0.1/services/active': user('basic'),
  'GET /api/projects/0.1/hourly_contracts': user('basic'),
  'GET /api/projects/0.1/expert_guarantees': user('basic'),
  'GET /api/projects/0.1/currencies': user('basic'),
  'GET /api/projects/0.1/budgets': user('basic'),
  'GET /api/common/0.1/countries': user('basic'),
  'GET /api/common/0.1/timezones': user('basic'),

  // The web app: the same page for everybody; who may see what is asked of the routes below /api
  ...Object.fromEntries(WEB_PAGES.map((page) => [`GET ${page}`, ANYONE])),
  'GET /assets/:file': ANYONE,

  // About the server
  'GET /openapi.json': ANYONE,
  'GET /docs': ANYONE,
  'GET /docs/assets/:file': ANYONE,

  // Users: everybody in a market may know who else is there; address and balance are told to oneself only
  'GET /api/users/0.1/self': read(),
  'GET /api/users/0.1/users/self': read(),
  'GET /api/users/0.1/users': read(),
  'GET /api/users/0.1/users/directory': read(),
  'GET /api/users/0.1/users/:user_id': read(),
  'GET /api/users/0.1/reputations': read(),
  'GET /api/users/0.1/portfolios': read(),
  'POST /api/users/0.1/self/jobs': act('fln:user_information', TAKING_PART),
  'PUT /api/users/0.1/self/jobs': act('fln:user_information', TAKING_PART),
  'DELETE /api/users/0.1/self/jobs': act('fln:user_information', TAKING_PART),

  // Messages: a thread that the caller may not see is not there
  'GET /api/messages/0.1/threads': read('fln:messaging'),
  'GET /api/messages/0.1/threads/search': read('fln:messaging'),
  'GET /api/messages/0.1/threads/:thread_id': readOwn('fln:messaging', ALL),
  'POST /api/messages/0.1/threads': act('fln:messaging', PARTIES),
  'PUT /api/messages/0.1/threads': read('fln:messaging'),
  'PUT /api/messages/0.1/threads/:thread_id': readOwn('fln:messaging', ALL),
  'POST /api/messages/0.1/threads/:thread_id/typing': actOnOwn('fln:messaging', PARTIES),
  'PUT /api/messages/0.1/threads/:thread_id/members': act('fln:messaging', PARTIES),
  'POST /api/messages/0.1/threads/:thread_id/messages': actOnOwn('fln:messaging', PARTIES),
  'POST /api/messages/0.1/threads/:thread_id/messages_new': actOnOwn('fln:messaging', PARTIES),
  'GET /api/messages/0.1/messages': read('fln:messaging'),
  'GET /api/messages/0.1/messages/search': read('fln:messaging'),
  'GET /api/messages/0.1/messages/:message_id': readOwn('fln:messaging', ALL),
  'GET /api/messages/0.1/messages/:message_id/:attachment': readOwn('fln:messaging', ALL),

  // Coming in
  'GET /api/arena/1.0/health': ANYONE,
  'POST /api/arena/1.0/sign-up': ANYONE,
  'POST /api/arena/1.0/log-in': ANYONE,
  'POST /api/arena/1.0/log-out': ANYONE,
  'GET /join/:link': ANYONE,
  'POST /join/:link': ANYONE,

  // One's own account
  'GET /api/arena/1.0/account': user('fln:user_information'),
  'POST /api/arena/1.0/join': user('session'),
  'POST /api/arena/1.0/password': user('session'),
  'GET /api/arena/1.0/tokens': user('session'),
  'POST /api/arena/1.0/tokens': user('session'),
  'DELETE /api/arena/1.0/tokens/:token_id': userOnOwn('session'),

  // A researcher's
  'POST /api/arena/1.0/researcher-invites': researcher('session'),
  'GET /api/arena/1.0/applications': researcher('session'),
  'POST /api/arena/1.0/applications': researcher('session'),
  'DELETE /api/arena/1.0/applications/:application_id': researcherOnOwn('session'),

  // Tournaments, each its owner's
  'GET /api/arena/1.0/tournaments': researcher('arena:market_manage'),
  'POST /api/arena/1.0/tournaments': researcher('arena:market_manage'),
  'POST /api/arena/1.0/tournaments/estimate': researcher('arena:market_manage'),
  'GET /api/arena/1.0/tournaments/:tournament/observations': researcherOnOwn('arena:market_manage'),
  'GET /api/arena/1.0/tournaments/:tournament': researcherOnOwn('arena:market_manage'),
  'GET /api/arena/1.0/tournaments/:tournament/standing': researcherOnOwn('arena:market_manage'),
  'POST /api/arena/1.0/tournaments/:tournament/start': researcherOnOwn('arena:market_manage'),
  'POST /api/arena/1.0/tournaments/:tournament/pause': researcherOnOwn('arena:market_manage'),
  'POST /api/arena/1.0/tournaments/:tournament/resume': researcherOnOwn('arena:market_manage'),
  'POST /api/arena/1.0/tournaments/:tournament/cancel': researcherOnOwn('arena:market_manage'),
  'POST /api/arena/1.0/tournaments/:tournament/seats/:seat': researcherOnOwn('arena:market_manage'),

  // Studies with people: of whoever takes part, each in one's own; and of the researcher whose study it is
  'POST /api/arena/1.0/people-studies/:study/join': ANYONE,
  'GET /api/arena/1.0/people-studies/:study/me': userOnOwn('session'),
  'POST /api/arena/1.0/people-studies/:study/steps': userOnOwn('session'),
  'POST /api/arena/1.0/people-studies/:study/withdrawal': userOnOwn('session'),
  'GET /api/arena/1.0/people-studies': researcher('arena:market_manage'),
  'POST /api/arena/1.0/people-studies': researcher('arena:market_manage'),
  'GET /api/arena/1.0/people-studies/:study': researcherOnOwn('arena:market_manage'),
  'POST /api/arena/1.0/people-studies/:study/open': researcherOnOwn('arena:market_manage'),
  'POST /api/arena/1.0/people-studies/:study/close': researcherOnOwn('arena:market_manage'),
  'POST /api/arena/1.0/people-studies/:study/deletion': researcherOnOwn('session'),
  'GET /api/arena/1.0/people-studies/:study/payments': researcherOnOwn('session'),
  'GET /api/arena/1.0/people-studies/:study/export': researcherOnOwn('arena:market_manage'),
  'GET /api/arena/1.0/people-studies/:study/baseline': researcherOnOwn('arena:market_manage'),
  'GET /api/arena/1.0/people-studies/:study/review-summary': researcherOnOwn('arena:market_manage'),
  'GET /api/arena/1.0/people-studies/:study/markets': researcherOnOwn('arena:market_manage'),
  'POST /api/arena/1.0/people-studies/:study/markets/:market/seats/:participant':
    researcherOnOwn('arena:market_manage'),
  'POST /api/arena/1.0/people-studies/:study/people/:person/withdrawal': researcherOnOwn('session'),

  // Figures of the process, which are nobody's market
  'GET /metrics': researcher('arena:market_manage'),

  // A market's owner's
  'GET /api/arena/1.0/seats': read('arena:market_manage', ['owner']),
  'GET /api/arena/1.0/admission': read('arena:market_manage', ['owner']),
  'PUT /api/arena/1.0/admission': act('arena:market_manage', ['owner']),
  'GET /api/arena/1.0/invites': read('arena:market_manage', ['owner']),
  'POST /api/arena/1.0/invites': act('arena:market_manage', ['owner']),
  'DELETE /api/arena/1.0/invites/:invite_id': actOnOwn('arena:market_manage', ['owner']),

  // The door for agents: each command asks for the scope of its own route besides
  'GET /api/arena/1.0/legal': read('basic', ACTING),
  'POST /api/arena/1.0/commands': act('basic', ACTING),
  'PUT /api/arena/1.0/documents': act('basic', ACTING),
  'GET /api/arena/1.0/documents/:content_hash': read(),

  // Markets
  'GET /api/arena/1.0/markets': user('basic'),
  'POST /api/arena/1.0/markets': researcher('arena:market_manage'),
  'GET /api/arena/1.0/market': read(),
  'GET /api/arena/1.0/participants': read(),
  'POST /api/arena/1.0/participants': act('arena:market_manage', ['owner']),
  'POST /api/arena/1.0/deposits': act('arena:market_manage', ['owner']),
  'POST /api/arena/1.0/project-packages': act('fln:project_create', ['owner', 'employer']),
  // A draft of the caller's own, which the market never hears of
  'POST /api/arena/1.0/project-packages/admission-check': read('fln:project_create', ['owner', 'employer']),
  'GET /api/arena/1.0/project-packages/admission-check': read('fln:project_create', ['owner', 'employer']),
  'POST /api/arena/1.0/project-packages/writing': read('fln:project_create', ['owner', 'employer']),
  'GET /api/arena/1.0/project-packages/writing': read('fln:project_create', ['owner', 'employer']),
  'DELETE /api/arena/1.0/project-packages/writing': read('fln:project_create', ['owner', 'employer']),

  // The log, in each viewer's own cursor; what belongs to all bids is the owner's
  'GET /api/arena/1.0/events': read(),
  'GET /api/arena/1.0/events.ndjson': read(),
  'GET /api/arena/1.0/state': read(),
  'GET /api/arena/1.0/floor': read(),
  'GET /api/arena/1.0/desk': read(),
  'GET /api/arena/1.0/replay': read(),
  'POST /api/arena/1.0/re-clearings': read('arena:market_manage', ['owner']),
  'GET /api/arena/1.0/model-calls': read('arena:market_manage', ['owner']),
  'GET /api/arena/1.0/model-calls/:number': read('arena:market_manage', ['owner']),
  'GET /api/arena/1.0/latency-report': read('arena:market_manage', ['owner']),

  // Money: the owner names whose, everybody else asks for one's own
  'GET /api/arena/1.0/statement': read('basic', ACTING),
  'GET /api/arena/1.0/standing': read(),

  // Live time: for whoever runs the market
  'GET /api/arena/1.0/clock': read('arena:market_manage', ['owner']),
  'POST /api/arena/1.0/clock/pause': act('arena:market_manage', ['owner']),
  'POST /api/arena/1.0/clock/resume': act('arena:market_manage', ['owner']),
  'POST /api/arena/1.0/clock/step': act('arena:market_manage', ['owner']),
  'PUT /api/arena/1.0/clock/speed': act('arena:market_manage', ['owner']),

  // Deliveries: what each may see of them is for `view` to say
  'POST /api/arena/1.0/projects/:project_id/deliveries': act('fln:project_manage', ['freelancer']),
  'POST /api/arena/1.0/projects/:project_id/draft-runs': act('fln:project_manage', ['freelancer']),
  'GET /api/arena/1.0/deliveries': read(),
  'GET /api/arena/1.0/deliveries/:delivery_id': read(),
  'GET /api/arena/1.0/deliveries/:delivery_id/files': read(),
  'GET /api/arena/1.0/deliveries/:delivery_id/verdict': read(),

  // Active time: the person's own word, told to that person and to the owner
  'PUT /api/arena/1.0/projects/:project_id/active-time': act('fln:project_manage', ['freelancer']),
  'GET /api/arena/1.0/active-time': read('basic', ACTING),

  // Webhooks: each is its user's own
  'GET /api/arena/1.0/webhooks': read(),
  'POST /api/arena/1.0/webhooks': act('basic', ALL),
  'GET /api/arena/1.0/webhooks/:webhook_id/attempts': actOnOwn('basic', ALL),
  'POST /api/arena/1.0/webhooks/:webhook_id/ping': actOnOwn('basic', ALL),
  'POST /api/arena/1.0/webhooks/:webhook_id/resume': actOnOwn('basic', ALL),
  'DELETE /api/arena/1.0/webhooks/:webhook_id': actOnOwn('basic', ALL),

  // OAuth2: these ask for what they need themselves, in the words of its standard
  'GET /oauth/authorise': ANYONE,
  'POST /oauth/authorise': ANYONE,
  'GET /oauth/authorize': ANYONE,
  'POST /oauth/authorize': ANYONE,
  'POST /oauth/sign-in': ANYONE,
  'POST /oauth/token': ANYONE,
  'GET /.well-known/oauth-authorization-server': ANYONE,
  'GET /.well-known/oauth-protected-resource/mcp': ANYONE,
  'GET /.well-known/oauth-protected-resource/m/:market/mcp': ANYONE,

  // MCP: what a tool needs besides is written on the tool; the other two say that they are not for use
  'POST /mcp': read(),
  'GET /mcp': ANYONE,
  'DELETE /mcp': ANYONE,
};

/** The rule of a route; HEAD is GET without its body. */
export function ruleOf(method: string, url: string): Rule | undefined {
  const name = `${method === 'HEAD' ? 'GET' : method} ${url}`;
  return Object.hasOwn(RULES, name) ? RULES[name] : undefined;
}
