/**
 * A server of the benches, in a process of its own: the arena's own route, the same with one transaction for each request,
 * the arena with live markets, or a bare route that inserts the same rows in groups and knows no rules. It says where it
 * listens.
 */

import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { openDatabase } from '../db/sqlite/open.ts';
import { openSqliteStore } from '../db/sqlite/store.ts';
import { type Arena, createArena } from '../server/app.ts';
import { secretHashOf } from '../server/http/secret.ts';
import { buildServer } from '../server/http/server.ts';
import { WITHOUT_RATES } from '../server/http/settings.ts';
import { sha256 } from '../server/kernel/hash.ts';
import { type ContentHash, contentHash, marketId, participantId, projectId } from '../server/kernel/id.ts';
import { cents } from '../server/kernel/money.ts';
import { openLive } from '../server/live.ts';
import { DEFAULT_POLICY } from '../server/market/policy.ts';
import { POSTING_MEDIA_TYPE } from '../server/protocol/arena/ground.ts';
import { SCOPES } from '../server/protocol/arena/scope.ts';
import type { CommandRequest } from '../server/protocol/arena/wire.ts';
import { BIDDERS, tokenOf } from './http-load.ts';

export const SIDES = ['arena', 'one_by_one', 'bare'] as const;
export type Side = (typeof SIDES)[number] | 'live';

/** What the bench asks of a server besides bids. */
export type Order =
  | { readonly kind: 'post'; readonly count: number }
  /** Bids from within, so many a second for so long. */
  | { readonly kind: 'emit'; readonly perSecond: number; readonly ms: number }
  /** Answered, as each of them is, with the processor time used so far. */
  | { readonly kind: 'look' }
  | { readonly kind: 'stop' };

export interface Look {
  readonly cpuMs: number;
  readonly rss: number;
}

const MARKET = marketId('bench');
const TEXT = contentHash(sha256('text'));

interface Opened {
  readonly app: FastifyInstance;
  readonly post: (count: number) => Promise<void>;
  readonly emit: (perSecond: number, ms: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

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

async function openArena(file: string, side: Side): Promise<Opened> {
  const store = await openSqliteStore({ file, survives: 'power_loss' });
  const arena = createArena({ store });
  const { access } = store;
  const owner = arena.connectOwner(MARKET);
  const demand = async (key: string, request: CommandRequest, as = owner as Pick<typeof owner, 'send'>) => {
    const answer = await as.send(key, request);
    if (!answer.ok) throw new Error(`${request.type}: ${answer.refusal.code} ${answer.refusal.detail}`);
  };
  const clock = { kind: 'wall', speed: 1 } as const;
  await demand('open', {
    type: 'OpenMarket',
    policy: { ...DEFAULT_POLICY, clock, visibility: side === 'live' ? 'open' : 'sealed' },
    seed: 'bench',
  });
  for (let number = 1; number <= BIDDERS + 1; number += 1) {
    await demand(`register/${number}`, {
      type: 'RegisterParticipant',
      roles: number > BIDDERS ? ['employer'] : ['freelancer'],
      participantKind: 'scripted',
      skills: [],
      profileHash: TEXT,
    });
    const user = await access.addUser({ name: `p${number}`, email: null, passwordHash: null, createdAt: 0 });
    const userId = user?.userId ?? null;
    if (userId === null) throw new Error('no user');
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
  let posted = 0;
  const employer = arena.connect(MARKET, { kind: 'participant', participantId: participantId(BIDDERS + 1) });
  const served = side === 'one_by_one' ? oneByOne(arena) : arena;
  const app = await buildServer({ arena: served, access, wallNow: Date.now, log: null, settings: WITHOUT_RATES });
  const live = openLive(app.server, { arena, access, wallNow: Date.now, markets: app.markets });
  return {
    app,
    post: async (count) => {
      for (; posted < count; posted += 1) {
        const body = JSON.stringify({
          title: `Project ${posted + 1}`,
          description: 'Add up sales by region.',
          skills: [],
        });
        const document = { mediaType: POSTING_MEDIA_TYPE, nonce: String(posted), body };
        await demand(`post/${posted}`, posting(await employer.put(document)), employer);
      }
    },
    emit: emitter(arena),
    close: async () => {
      await live.close();
      await app.close();
      await arena.close();
    },
  };
}

const EMIT_MS = 5;

/** Bids at an even pace; each is the next freelancer's on the next project. */
function emitter(arena: Arena): Opened['emit'] {
  let number = 0;
  async function place(): Promise<void> {
    const bidder = participantId((number % BIDDERS) + 1);
    const project = projectId(Math.floor(number / BIDDERS) + 1);
    const amountCents = cents(10_000 + ((number * 7_919) % 90_000));
    const terms = { amountCents, days: 3, qualityBps: 10_000, proposalHash: TEXT, confidenceBps: null };
    number += 1;
    const client = arena.connect(MARKET, { kind: 'participant', participantId: bidder });
    const answer = await client.send(`emit/${number}`, { type: 'PlaceBid', projectId: project, ...terms });
    if (!answer.ok) throw new Error(`${answer.refusal.code} ${answer.refusal.detail}`);
  }
  return async (perSecond, ms) => {
    const startedAt = performance.now();
    const placed: Promise<void>[] = [];
    while (performance.now() - startedAt < ms) {
      const due = Math.floor(((performance.now() - startedAt) * perSecond) / 1_000);
      while (placed.length < due) placed.push(place());
      await new Promise((resolve) => setTimeout(resolve, EMIT_MS));
    }
    await Promise.all(placed);
  };
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

const bidBody = z.object({
  project_id: z.int(),
  bidder_id: z.int(),
  amount: z.number(),
  period: z.int(),
  description: z.string().max(4_000),
});
type BidBody = z.infer<typeof bidBody>;

/** The rows that a bid writes in the arena's own tables: its text, its event, the bid itself, the memory of its command. */
function openGroups(file: string) {
  const client = openDatabase({ file });
  const content = client.prepare('insert into contents (hash, media_type, nonce, body) values (?, ?, ?, ?)');
  const event = client.prepare("insert into events values (?, ?, ?, 'BidPlaced', ?, ?, ?, ?)");
  const bid = client.prepare(
    "insert into bids values (?, ?, ?, ?, ?, 'placed', ?, 0, ?, ?, 10000, null, ?, ?, null, null)",
  );
  const command = client.prepare('insert into commands values (?, ?, ?, ?, ?, ?)');
  let count = 0;
  let waiting: { readonly body: BidBody; readonly done: (id: number) => void }[] = [];
  const commit = client.transaction((group: typeof waiting, first: number) => {
    for (const [index, { body }] of group.entries()) {
      const id = first + index;
      const { project_id, bidder_id, amount, period, description } = body;
      const at = Date.now();
      const key = `${bidder_id}:http/${randomUUID()}`;
      const hash = sha256(`${id}/${description}`);
      const told = { bidId: id, projectId: project_id, employerId: BIDDERS + 1, bidderId: bidder_id, sealed: false };
      const logged = { ...told, amountCents: amount * 100, days: period, qualityBps: 10_000, proposalHash: hash };
      content.run(hash, 'text/plain', `bench\n${key}`, description);
      event.run(
        MARKET,
        id,
        at,
        JSON.stringify({ kind: 'participant', participantId: bidder_id }),
        key,
        JSON.stringify(logged),
        TEXT,
      );
      bid.run(MARKET, id, project_id, BIDDERS + 1, bidder_id, at, Math.round(amount * 100), period, hash, at);
      command.run(MARKET, id, key, TEXT, id, id);
    }
  });
  function flush(): void {
    const group = waiting;
    waiting = [];
    const first = count + 1;
    count += group.length;
    commit.immediate(group, first);
    for (const [index, { done }] of group.entries()) done(first + index);
  }
  return {
    place: (body: BidBody) =>
      new Promise<number>((done) => {
        waiting.push({ body, done });
        if (waiting.length === 1) setImmediate(flush);
      }),
    close: () => client.close(),
  };
}

async function openBare(file: string): Promise<Opened> {
  const groups = openGroups(file);
  const app = Fastify({ logger: false });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.post('/api/projects/0.1/bids', { schema: { body: bidBody } }, async ({ body }) => {
    const id = await groups.place(body);
    return { status: 'success', result: { id, ...body } };
  });
  return {
    app,
    post: async () => undefined,
    emit: async () => undefined,
    close: async () => {
      await app.close();
      groups.close();
    },
  };
}

async function serve(side: Side, file: string): Promise<void> {
  const opened = side === 'bare' ? await openBare(file) : await openArena(file, side);
  await opened.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = opened.app.server.address() as AddressInfo;
  const obey = async (order: Order): Promise<void> => {
    if (order.kind === 'post') await opened.post(order.count);
    if (order.kind === 'emit') await opened.emit(order.perSecond, order.ms);
    if (order.kind === 'stop') {
      await opened.close();
      process.exit(0);
    }
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMs: (user + system) / 1_000, rss: process.memoryUsage.rss() } satisfies Look);
  };
  process.on('message', (order: Order) => {
    obey(order).catch((thrown: unknown) => process.send?.({ failed: String(thrown) }));
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.({ port });
}

const [, script = '', side = '', file = ''] = process.argv;
if (script.endsWith('http-server.ts')) await serve(side as Side, file);
