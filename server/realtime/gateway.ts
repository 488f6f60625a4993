/** Live markets over socket.io: events of a tick in one message, each viewer only what it may see, nobody slowed by the slow. */

import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { z } from 'zod';
import {
  type ClientToServer,
  channelName,
  type GoodbyeMessage,
  handshakeSchema,
  OLDEST_PROTOCOL,
  PROTOCOL_VERSION,
  type ServerToClient,
  type SubscribeAnswer,
  subscribeSchema,
  unsubscribeSchema,
} from '../protocol/realtime.ts';
import { type Asking, createAsking, createHolders } from './flood.ts';
import { createHub, type Hub } from './hub.ts';
import { createListener, type Listener, type LiveSocket, roomOf } from './listener.ts';
import type { GatewayOptions, LivePlace } from './ports.ts';

const TICK_MS = 50;
const WAITING_MAX = 64;
const CHANNELS_MAX = 100;
/** Every channel at once, and some more. */
const ASKED_MAX = 256;
/** Whoever has nothing to say for itself by then is no client of ours. */
const HELLO_MS = 10_000;
/** A message from a client is a subscription: nothing near this size. */
const MESSAGE_MAX = 16_384;
/** How often it is looked at whether passes still open anything. */
const RECHECK_MS = 30_000;

export interface Gateway {
  /** Connections at this moment. */
  connections(): number;
  /** Tells everybody that the server stops, and ends all connections. */
  close(): Promise<void>;
}

type LiveServer = Server<ClientToServer, ServerToClient>;

/** An error that the client gets with `connect_error`, with a code it can act on. */
function connectError(code: string, message: string): Error {
  return Object.assign(new Error(message), { data: { code, oldest: OLDEST_PROTOCOL, newest: PROTOCOL_VERSION } });
}

const tooManyConnections = (): Error =>
  connectError('too_many_connections', 'this token holds as many connections as it may');

function parsed<T>(schema: z.ZodType<T>, request: unknown): T | SubscribeAnswer {
  const found = schema.safeParse(request);
  if (found.success) return found.data;
  const [issue] = found.error.issues;
  const where = issue?.path.join('.') || 'request';
  return { ok: false, code: 'malformed', message: `${where}: ${issue?.message ?? 'is wrong'}`.slice(0, 200) };
}

const TOO_MANY_REQUESTS: SubscribeAnswer = {
  ok: false,
  code: 'too_many_requests',
  message: 'wait for the answers to what you have asked already',
};

function isAnswer(value: object): value is SubscribeAnswer {
  return 'ok' in value;
}

/** Where the connection stands, or the error that refuses it. */
async function placeOf(socket: LiveSocket, { sources }: GatewayOptions): Promise<LivePlace | Error> {
  const handshake = handshakeSchema.safeParse(socket.handshake.auth);
  if (!handshake.success) {
    return connectError('malformed', 'auth: { protocol, token?, market? }');
  }
  const { protocol, token, market } = handshake.data;
  if (protocol < OLDEST_PROTOCOL) {
    return connectError(
      'protocol_too_old',
      `protocol ${protocol} is no longer spoken; the oldest is ${OLDEST_PROTOCOL}`,
    );
  }
  const place = await sources.placeOf(token ?? null, socket.handshake.headers, market ?? null);
  if (place === null) return connectError('not_authenticated', 'this token or session is unknown, revoked or expired');
  return place === 'no_market' ? connectError('no_such_market', 'name a market that you have a seat in') : place;
}

/** Answers what a connection asks, from its first message on: one that comes before the market is open waits for it. */
function serve(socket: LiveSocket, ready: Promise<Listener | null>, asking: Asking): void {
  async function subscribed(request: unknown): Promise<SubscribeAnswer | null> {
    const wanted = parsed(subscribeSchema, request);
    const listener = await ready;
    if (isAnswer(wanted) || listener === null) return isAnswer(wanted) ? wanted : null;
    return listener.subscribe(wanted.channel, wanted.since);
  }
  async function unsubscribed(request: unknown): Promise<SubscribeAnswer | null> {
    const wanted = parsed(unsubscribeSchema, request);
    const listener = await ready;
    if (isAnswer(wanted) || listener === null) return isAnswer(wanted) ? wanted : null;
    listener.unsubscribe(wanted.channel);
    return { ok: true, channel: channelName(wanted.channel), cursor: listener.post.stream.toldTo(), watchers: 0 };
  }
  /** Counted also where nobody waits for the answer: the work is the same. */
  const answering =
    (work: (request: unknown) => Promise<SubscribeAnswer | null>) =>
    async (request: unknown, answer: unknown): Promise<void> => {
      const told = (await asking.run(async () => ({ answer: await work(request) }))) ?? { answer: TOO_MANY_REQUESTS };
      if (typeof answer === 'function' && told.answer !== null) answer(told.answer);
    };
  socket.on('subscribe', answering(subscribed));
  socket.on('unsubscribe', answering(unsubscribed));
}

/** Tells every post's channels what has come, and sends the slow to rest. */
function tell(io: LiveServer, hub: Hub, listeners: ReadonlySet<Listener>, waitingMax: number): void {
  const { rooms } = io.of('/').adapter;
  for (const post of hub.posts()) {
    for (const message of post.stream.take((channel) => rooms.has(roomOf(post, channel)))) {
      io.to(roomOf(post, message.channel)).emit('events', message);
    }
  }
  for (const listener of listeners) {
    if (listener.waiting() > waitingMax) listener.rest();
  }
}

/** Opens the gateway on a server that listens already or will. */
export function openGateway(http: HttpServer, options: GatewayOptions): Gateway {
  const { sources, tickMs = TICK_MS, waitingMax = WAITING_MAX, channelsMax = CHANNELS_MAX } = options;
  const { connectionsPerHolder = null, askedMax = ASKED_MAX, helloMs = HELLO_MS, admits = () => true } = options;
  const io: LiveServer = new Server(http, {
    serveClient: false,
    maxHttpBufferSize: MESSAGE_MAX,
    connectTimeout: helloMs,
    perMessageDeflate: false,
    httpCompression: false,
    // Before anything is kept for it: these requests never come by the routes and their rates.
    allowRequest: ({ socket }, done) => done('too many connections', admits(socket.remoteAddress ?? '')),
  });
  const hub = createHub(sources);
  const holders = createHolders(connectionsPerHolder);
  const listeners = new Set<Listener>();
  const changedRooms = new Set<string>();
  const watchersOf = (room: string): number => io.of('/').adapter.rooms.get(room)?.size ?? 0;

  io.use(async (socket, next) => {
    const place = await placeOf(socket, options).catch(() => connectError('unavailable', 'try again'));
    if (place instanceof Error) return next(place);
    if (holders.isFull(place.holder)) return next(tooManyConnections());
    socket.data = place;
    return next();
  });

  const changed = (room: string): void => void changedRooms.add(room);

  /** The listener of a connection; null when its market could not be opened, or it was gone before that. */
  async function admit(socket: LiveSocket): Promise<Listener | null> {
    const post = await hub.enter(socket.data as LivePlace).catch(() => null);
    if (post === null) socket.disconnect(true);
    if (post === null || !socket.connected) {
      if (post !== null) hub.leave(post.key);
      return null;
    }
    const listener = createListener({ socket, post, sources, channelsMax, watchersOf, changed });
    listeners.add(listener);
    socket.on('disconnect', () => {
      listeners.delete(listener);
      for (const name of listener.channels.keys()) changed(roomOf(post, name));
      hub.leave(post.key);
    });
    return listener;
  }

  io.on('connection', (socket) => {
    const { holder } = socket.data as LivePlace;
    // Several may have been let through in one tick; here they are counted one by one.
    if (holders.isFull(holder)) {
      socket.emit('goodbye', { reason: 'too_many_connections' });
      socket.disconnect(true);
      return;
    }
    holders.enter(holder);
    socket.on('disconnect', () => holders.leave(holder));
    serve(socket, admit(socket), createAsking(socket, askedMax));
  });

  function tellWatchers(): void {
    for (const room of changedRooms) {
      const channel = room.slice(room.lastIndexOf('|') + 1);
      io.to(room).emit('watchers', { channel, watchers: watchersOf(room) });
    }
    changedRooms.clear();
  }

  async function dismiss(listener: Listener, reason: GoodbyeMessage['reason']): Promise<void> {
    listener.socket.emit('goodbye', { reason });
    listener.socket.disconnect(true);
  }

  /** Ends connections whose pass has been revoked or has expired since they came. */
  async function recheck(): Promise<void> {
    for (const listener of [...listeners]) {
      const place = await placeOf(listener.socket, options).catch(() => null);
      if (place instanceof Error) await dismiss(listener, 'pass_revoked');
    }
  }

  let telling: NodeJS.Timeout;
  const tick = (): void => {
    const begun = performance.now();
    tell(io, hub, listeners, waitingMax);
    tellWatchers();
    // With many listeners a round takes long; the market must have at least as much time as the telling.
    telling = setTimeout(tick, Math.max(tickMs, 2 * (performance.now() - begun)));
  };
  telling = setTimeout(tick, tickMs);
  const rechecking = setInterval(() => void recheck(), RECHECK_MS);

  return {
    connections: () => listeners.size,
    close: async () => {
      clearTimeout(telling);
      clearInterval(rechecking);
      tell(io, hub, listeners, Number.POSITIVE_INFINITY);
      await Promise.all([...listeners].map((listener) => dismiss(listener, 'server_stopping')));
      hub.close();
      await io.close();
    },
  };
}
