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
import { createHub, type Hub } from './hub.ts';
import { createListener, type Listener, type LiveSocket, roomOf } from './listener.ts';
import type { GatewayOptions, LivePlace } from './ports.ts';

const TICK_MS = 50;
const WAITING_MAX = 64;
const CHANNELS_MAX = 100;
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

function parsed<T>(schema: z.ZodType<T>, request: unknown): T | SubscribeAnswer {
  const found = schema.safeParse(request);
  if (found.success) return found.data;
  const [issue] = found.error.issues;
  const where = issue?.path.join('.') || 'request';
  return { ok: false, code: 'malformed', message: `${where}: ${issue?.message ?? 'is wrong'}`.slice(0, 200) };
}

function isAnswer(value: object): value is SubscribeAnswer {
  return 'ok' in value;
}

/** Where the connection stands, or the error that refuses it. */
async function placeOf(socket: LiveSocket, { sources }: GatewayOptions): Promise<LivePlace | Error> {
  const handshake = handshakeSchema.safeParse(socket.handshake.auth);
  if (!handshake.success) {
    return connectError('malformed', 'auth: { protocol, token, market? }');
  }
  const { protocol, token, market } = handshake.data;
  if (protocol < OLDEST_PROTOCOL) {
    return connectError(
      'protocol_too_old',
      `protocol ${protocol} is no longer spoken; the oldest is ${OLDEST_PROTOCOL}`,
    );
  }
  const place = await sources.placeOf(token, market ?? null);
  if (place === null) return connectError('not_authenticated', 'this token is unknown, revoked or expired');
  return place === 'no_market' ? connectError('no_such_market', 'name a market that you have a seat in') : place;
}

/** Answers what a connection asks, from its first message on: one that comes before the market is open waits for it. */
function serve(socket: LiveSocket, ready: Promise<Listener | null>): void {
  socket.on('subscribe', async (request, answer) => {
    if (typeof answer !== 'function') return;
    const wanted = parsed(subscribeSchema, request);
    const listener = await ready;
    if (isAnswer(wanted)) answer(wanted);
    else if (listener !== null) answer(await listener.subscribe(wanted.channel, wanted.since));
  });
  socket.on('unsubscribe', async (request, answer) => {
    const wanted = parsed(unsubscribeSchema, request);
    const listener = await ready;
    if (!isAnswer(wanted)) listener?.unsubscribe(wanted.channel);
    if (typeof answer !== 'function' || listener === null) return;
    if (isAnswer(wanted)) answer(wanted);
    else answer({ ok: true, channel: channelName(wanted.channel), cursor: listener.post.stream.toldTo(), watchers: 0 });
  });
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
  const io: LiveServer = new Server(http, {
    serveClient: false,
    maxHttpBufferSize: MESSAGE_MAX,
    perMessageDeflate: false,
    httpCompression: false,
  });
  const hub = createHub(sources);
  const listeners = new Set<Listener>();
  const changedRooms = new Set<string>();
  const watchersOf = (room: string): number => io.of('/').adapter.rooms.get(room)?.size ?? 0;

  io.use(async (socket, next) => {
    const place = await placeOf(socket, options).catch(() => connectError('unavailable', 'try again'));
    if (place instanceof Error) return next(place);
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

  io.on('connection', (socket) => serve(socket, admit(socket)));

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
