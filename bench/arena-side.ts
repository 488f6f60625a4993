/** The arena's own side of the benches: a market of a thousand freelancers, open on the network. */

import { openThreadedStore } from '../db/sqlite/threaded-store.ts';
import { type Arena, createArena } from '../server/app.ts';
import type { AccessStore } from '../server/engine/access.ts';
import { passwordHashOf, secretHashOf } from '../server/http/secret.ts';
import { buildServer } from '../server/http/server.ts';
import { WITHOUT_RATES } from '../server/http/settings.ts';
import { known } from '../server/kernel/assert.ts';
import { type ContentHash, participantId, projectId } from '../server/kernel/id.ts';
import { cents } from '../server/kernel/money.ts';
import { openLive } from '../server/live.ts';
import { DEFAULT_POLICY } from '../server/market/policy.ts';
import { POSTING_MEDIA_TYPE } from '../server/protocol/arena/ground.ts';
import { SCOPES } from '../server/protocol/arena/scope.ts';
import type { CommandRequest } from '../server/protocol/arena/wire.ts';
import { atPace, createFlow } from './flow.ts';
import { BIDDERS, tokenOf } from './http-load.ts';
import { MARKET, type Opened, type Side, TEXT } from './side.ts';

/** Lets one command in at a time: each then has a transaction to itself. */
function oneByOne(arena: Arena): Arena {
  let last: Promise<unknown> = Promise.resolve();
  return {
    ...arena,
    connect: (id, actor) => {
      const client = arena.connect(id, actor);
      return {
        ...client,
        send: (key, request, documents) => {
          const answer = last.then(() => client.send(key, request, documents));
          last = answer.catch(() => undefined);
          return answer;
        },
      };
    },
  };
}

type Demand = (key: string, request: CommandRequest) => Promise<void>;

/** Making one takes a while, on purpose: only the employer has one, who comes with a browser. */
async function passwordOf(number: number): Promise<string | null> {
  return number > BIDDERS ? passwordHashOf(tokenOf(number)) : null;
}

/** One participant with a user, a seat and a token; the last one is the employer. */
async function enter(demand: Demand, access: AccessStore, number: number): Promise<void> {
  await demand(`register/${number}`, {
    type: 'RegisterParticipant',
    roles: number > BIDDERS ? ['employer'] : ['freelancer'],
    participantKind: 'scripted',
    skills: [],
    profileHash: TEXT,
  });
  const user = await access.addUser({
    name: `p${number}`,
    email: null,
    passwordHash: await passwordOf(number),
    createdAt: 0,
  });
  const { userId } = known(user, 'new user');
  await access.addSeat({ userId, marketId: MARKET, kind: 'participant', participantId: participantId(number) });
  await access.addPass({
    kind: 'token',
    secretHash: secretHashOf(tokenOf(number)),
    userId,
    marketId: MARKET,
    scopes: SCOPES,
    roles: [],
    label: '',
    createdAt: 0,
    expiresAt: null,
    usesLeft: null,
  });
}

type DemandAs = (
  key: string,
  request: CommandRequest,
  as?: Pick<ReturnType<Arena['connect']>, 'send'>,
) => Promise<void>;

/** The one who posts projects and calls them off; projects are counted from 0. */
function employerOf(arena: Arena, demand: DemandAs) {
  const employer = arena.connect(MARKET, { kind: 'participant', participantId: participantId(BIDDERS + 1) });
  return {
    post: async (number: number) => {
      const title = `Project ${number + 1}`;
      const body = JSON.stringify({ title, description: 'Add up sales by region.', skills: [] });
      const document = { mediaType: POSTING_MEDIA_TYPE, nonce: String(number), body };
      await demand(`post/${number}`, posting(await employer.put(document)), employer);
    },
    cancel: (number: number) =>
      demand(`cancel/${number}`, { type: 'CancelProject', projectId: projectId(number + 1) }, employer),
  };
}

/** Ten minutes of the market pass in one. */
const FLOOR_CLOCK = { kind: 'paced', speed: 10 } as const;

/** The arena with its market, its people and its doors, on a SQLite file. */
export async function openArena(file: string, side: Side): Promise<Opened> {
  const store = await openThreadedStore({ file, survives: 'power_loss' });
  const arena = createArena({ store });
  const { access } = store;
  const owner = arena.connectOwner(MARKET);
  const demand = async (key: string, request: CommandRequest, as = owner as Pick<typeof owner, 'send'>) => {
    const answer = await as.send(key, request);
    if (!answer.ok) throw new Error(`${request.type}: ${answer.refusal.code} ${answer.refusal.detail}`);
  };
  const clock = side === 'floor' ? FLOOR_CLOCK : ({ kind: 'wall', speed: 1 } as const);
  await demand('open', {
    type: 'OpenMarket',
    policy: { ...DEFAULT_POLICY, clock, visibility: side === 'live' || side === 'floor' ? 'open' : 'sealed' },
    seed: 'bench',
  });
  for (let number = 1; number <= BIDDERS + 1; number += 1) await enter(demand, access, number);
  let posted = 0;
  const { post, cancel } = employerOf(arena, demand);
  const served = side === 'one_by_one' ? oneByOne(arena) : arena;
  const app = await buildServer({ arena: served, access, wallNow: Date.now, log: null, settings: WITHOUT_RATES });
  const live = openLive(app.server, {
    arena,
    access,
    wallNow: Date.now,
    markets: app.markets,
    identify: app.identify,
    settings: WITHOUT_RATES,
  });
  return {
    app,
    post: async (count) => {
      for (; posted < count; posted += 1) await post(posted);
    },
    emit: emitter(arena),
    flow: createFlow({ place: placer(arena), post, cancel }),
    close: async () => {
      await live.close();
      await app.close();
      await arena.close();
    },
  };
}

type Place = (key: string, bidder: number, project: number, amount: number) => Promise<void>;

/** One bid of a freelancer, both counted from 0, by the door that all take. */
function placer(arena: Arena): Place {
  return async (key, bidder, project, amount) => {
    const client = arena.connect(MARKET, { kind: 'participant', participantId: participantId(bidder + 1) });
    const terms = { amountCents: cents(amount), days: 3, qualityBps: 10_000, proposalHash: TEXT, confidenceBps: null };
    const answer = await client.send(key, { type: 'PlaceBid', projectId: projectId(project + 1), ...terms });
    if (!answer.ok) throw new Error(`${answer.refusal.code} ${answer.refusal.detail}`);
  };
}

/** Bids at an even pace; each is the next freelancer's on the next project. */
function emitter(arena: Arena): Opened['emit'] {
  const place = placer(arena);
  let number = 0;
  return (perSecond, ms) =>
    atPace(perSecond, ms, () => {
      const one = number;
      number += 1;
      const amount = 10_000 + ((one * 7_919) % 90_000);
      return place(`emit/${one + 1}`, one % BIDDERS, Math.floor(one / BIDDERS), amount);
    });
}

function posting(hash: ContentHash): CommandRequest {
  return {
    type: 'PostProject',
    contentHash: hash,
    acceptanceHash: TEXT,
    caseCount: 10,
    skills: [],
    budgetMinCents: cents(0),
    budgetMaxCents: cents(100_000),
    postedPriceCents: null,
    mechanism: null,
    assigneeId: null,
    biddingMs: null,
    draft: false,
  };
}
