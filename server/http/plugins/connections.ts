/** Connections before they are requests: who holds too many, who sends what is no HTTP, and what a stop does with them. */

import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { addressKeyOf } from '../address.ts';
import { drawnName } from '../drawn-name.ts';
import type { ServerOptions } from '../ports.ts';
import type { ServerSettings } from '../settings.ts';
import { WireError } from '../wire-error.ts';
import { tell } from './request-log.ts';

interface Answer {
  readonly status: string;
  readonly code: string;
  readonly message: string;
}

const MALFORMED: Answer = {
  status: '400 Bad Request',
  code: 'RestExceptionCodes.BAD_FORM',
  message: 'This is not a request of HTTP/1.1',
};
const ANSWERS: Readonly<Record<string, Answer>> = {
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: '408 Request Timeout',
    code: 'RestExceptionCodes.TIMEOUT',
    message: 'The request took too long to arrive',
  },
  HPE_HEADER_OVERFLOW: {
    status: '431 Request Header Fields Too Large',
    code: 'RestExceptionCodes.TOO_LARGE',
    message: 'The head of the request is too large',
  },
};

/** Answers that a connection still waits for. */
const underWay = new WeakMap<Socket, Set<ServerResponse>>();

/** What was asked whole before is answered first: else the client would take the no for the answer to that. */
async function earlierAnswers(socket: Socket): Promise<void> {
  const earlier = [...(underWay.get(socket) ?? [])].filter(({ req }) => req.complete);
  await Promise.all(earlier.map((response) => once(response, 'close')));
}

function watchAnswers(app: FastifyInstance): void {
  app.server.on('request', ({ socket }, response: ServerResponse) => {
    const all = underWay.get(socket) ?? new Set();
    underWay.set(socket, all.add(response));
    response.once('close', () => all.delete(response));
  });
}

/** What Node's parser turns away never becomes a request, and still gets an answer in the envelope. */
export function answerMalformed(options: ServerOptions) {
  return async (error: Error & { readonly code?: string }, socket: Socket): Promise<void> => {
    await earlierAnswers(socket);
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    const { status, code, message } = ANSWERS[error.code ?? ''] ?? MALFORMED;
    const requestId = drawnName();
    tell(options, { level: 'info', requestId, route: null, status: Number(status.slice(0, 3)), code });
    if (!socket.writable) return void socket.destroy();
    const body = JSON.stringify({ status: 'error', message, error_code: code, request_id: requestId });
    const head = `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close`;
    // Who was turned away is not waited for.
    socket.end(`HTTP/1.1 ${status}\r\n${head}\r\n\r\n${body}`, () => socket.destroy());
  };
}

/** Those that have become websockets too, which the server itself forgets about and still waits for. */
function everyConnection(app: FastifyInstance): ReadonlySet<Socket> {
  const open = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return open;
}

function limitPerAddress(app: FastifyInstance, limit: number): void {
  const open = new Map<string, number>();
  app.server.on('connection', (socket: Socket) => {
    const key = addressKeyOf(socket.remoteAddress ?? '');
    const count = (open.get(key) ?? 0) + 1;
    open.set(key, count);
    socket.once('close', () => {
      const left = (open.get(key) ?? 1) - 1;
      if (left > 0) open.set(key, left);
      else open.delete(key);
    });
    if (count > limit) socket.destroy();
  });
}

export function addConnections(app: FastifyInstance, settings: ServerSettings): void {
  const { connectionsPerAddress, trustedProxies, stopGraceMs } = settings;
  // Behind a proxy every connection is the proxy's.
  if (connectionsPerAddress !== null && trustedProxies.length === 0) limitPerAddress(app, connectionsPerAddress);
  watchAnswers(app);
  const open = everyConnection(app);
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
    // Whoever still sends or reads after that is not waited for.
    setTimeout(() => {
      for (const socket of open) socket.destroy();
    }, stopGraceMs).unref();
  });
  const stopping = new WireError({
    status: 503,
    code: 'ExceptionCodes.UNAVAILABLE',
    message: 'The server is stopping',
    retryAfter: 1,
  });
  app.addHook('onRequest', (_request, _reply, done) => (closing ? done(stopping) : done()));
  // What was under way is the last on its connection.
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (closing) reply.header('connection', 'close');
    done(null, payload);
  });
}
