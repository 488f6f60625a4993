/** A live market over real sockets, for tests: an employer, two freelancers, and ears that listen. */

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeEach, expect } from 'vitest';
import { createMemoryStore } from '../../db/memory/store.ts';
import { type Arena, createArena } from '../../server/app.ts';
import { marketId, participantId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import { DEFAULT_POLICY, NO_FEES } from '../../server/market/policy.ts';
import { OWNER_VIEW, type Viewer, WATCHER } from '../../server/market/view.ts';
import type { EventsMessage, SnapshotMessage, SubscribeAnswer } from '../../server/protocol/realtime.ts';
import { type Gateway, openGateway } from '../../server/realtime/gateway.ts';
import type { GatewayOptions, LiveSources } from '../../server/realtime/ports.ts';

export const MARKET = marketId('live');
const TEXT = '0'.repeat(64) as never;

export let arena: Arena;
let http: Server;
export let gateway: Gateway;
export let url: string;
const clients: Socket[] = [];

/** Tokens of the test say who they are: `owner`, `watcher`, or a participant's number. */
function viewerOf(token: string): Viewer | null {
  if (token === 'owner') return OWNER_VIEW;
  if (token === 'watcher') return WATCHER;
  const number = Number(token);
  return number > 0 ? { kind: 'participant', participantId: participantId(number), roles: ['freelancer'] } : null;
}

function sourcesOf({ engine }: Arena): LiveSources {
  return {
    placeOf: async (token, _headers, market) => {
      const viewer = token === null ? null : viewerOf(token);
      if (token === null || viewer === null) return null;
      return market === null || market === MARKET ? { marketId: MARKET, viewer, holder: token } : 'no_market';
    },
    read: async ({ viewer }, since, limit) => {
      await held;
      return engine.read(MARKET, viewer, since, limit);
    },
    follow: ({ viewer }, since, listener) => engine.follow(MARKET, viewer, since, listener),
    snapshot: async ({ viewer }) => {
      const seen = await engine.read(MARKET, viewer, 0, 1_000_000);
      return { cursor: seen.length, state: { events: seen.length } };
    },
  };
}

let gatewayOptions: Partial<GatewayOptions> = {};
/** What the gateways of this file are opened with; those of the next, which may share the process, are usual ones. */
export function withGateway(given: Partial<GatewayOptions>): void {
  gatewayOptions = given;
  afterAll(() => {
    gatewayOptions = {};
  });
}

function open(more: Partial<GatewayOptions> = {}): void {
  gateway = openGateway(http, { sources: sourcesOf(arena), tickMs: 5, waitingMax: 8, ...gatewayOptions, ...more });
}

async function listening(): Promise<void> {
  http = createServer();
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

/** Another gateway in place of the one that stands, for one test. */
export async function reopen(more: Partial<GatewayOptions>): Promise<void> {
  await gateway.close();
  http.closeAllConnections();
  await listening();
  open(more);
}

let held: Promise<void> | null = null;
/** Keeps every reading of the market waiting until the returned function is called. */
export function holdReads(): () => void {
  let release = (): void => {};
  held = new Promise((resolve) => {
    release = resolve;
  });
  return () => {
    held = null;
    release();
  };
}

let posted = 0;
export async function post(skills: readonly string[] = []): Promise<void> {
  posted += 1;
  const employer = arena.connect(MARKET, { kind: 'participant', participantId: participantId(1) });
  const answer = await employer.send(`post/${posted}`, {
    type: 'PostProject',
    contentHash: TEXT,
    acceptanceHash: TEXT,
    caseCount: 1,
    skills,
    budgetMinCents: cents(0),
    budgetMaxCents: cents(10_000),
    postedPriceCents: null,
    mechanism: null,
    assigneeId: null,
    biddingMs: null,
    draft: false,
  });
  expect(answer.ok).toBe(true);
}

export async function bid(bidder: number, project: number, amount = 5_000): Promise<void> {
  const freelancer = arena.connect(MARKET, { kind: 'participant', participantId: participantId(bidder) });
  const terms = { amountCents: cents(amount), days: 1, qualityBps: 10_000, proposalHash: null, confidenceBps: null };
  const answer = await freelancer.send(`bid/${bidder}/${project}`, {
    type: 'PlaceBid',
    projectId: project as never,
    ...terms,
  });
  expect(answer.ok).toBe(true);
}

export interface Ear {
  readonly socket: Socket;
  readonly messages: EventsMessage[];
  readonly snapshots: SnapshotMessage[];
  subscribe(channel: object, since?: number): Promise<SubscribeAnswer>;
  types(channel?: string): string[];
}

export function listen(token: string, auth: object = {}): Ear {
  const socket = io(url, { auth: { protocol: 1, token, ...auth }, transports: ['websocket'], reconnection: false });
  clients.push(socket);
  const messages: EventsMessage[] = [];
  const snapshots: SnapshotMessage[] = [];
  socket.on('events', (message) => messages.push(message));
  socket.on('snapshot', (message) => snapshots.push(message));
  return {
    socket,
    messages,
    snapshots,
    subscribe: (channel, since) =>
      socket.emitWithAck(
        'subscribe',
        since === undefined ? { channel } : { channel, since },
      ) as Promise<SubscribeAnswer>,
    types: (channel) =>
      messages
        .filter((message) => channel === undefined || message.channel === channel)
        .flatMap(({ events }) => events.map(({ event }) => event.type)),
  };
}

export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** A fresh market and gateway before each test of the file, closed after it. */
export function useStage(): void {
  beforeEach(async () => {
    arena = createArena({ store: createMemoryStore() });
    const owner = arena.connectOwner(MARKET);
    // So many skills that a posting can be large.
    const limits = { ...DEFAULT_POLICY.limits, skillsPerProject: 200 };
    const policy = { ...DEFAULT_POLICY, fees: NO_FEES, visibility: 'sealed', limits } as const;
    await owner.send('open', { type: 'OpenMarket', policy, seed: 'live' });
    for (const [index, role] of (['employer', 'freelancer', 'freelancer'] as const).entries()) {
      const registration = { participantKind: 'external', skills: [], profileHash: TEXT } as const;
      await owner.send(`register/${index}`, { type: 'RegisterParticipant', roles: [role], ...registration });
    }
    await listening();
    open();
  });

  afterEach(async () => {
    for (const client of clients.splice(0)) client.disconnect();
    await gateway.close();
    http.closeAllConnections();
    await arena.close();
  });
}
