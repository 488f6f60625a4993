/** The runner's end of the protocol: a local sandbox over HTTP, for callers that know the token. */

import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { sha256 } from '../../../kernel/hash.ts';
import type { Sandbox } from '../../sandbox.ts';
import { type ServedRun, serveRun } from './server-run.ts';
import { BODY_BYTES_MAX, type Card, JSON_TYPE, jsonText, orderSchema, PROTOCOL_VERSION, replySchema } from './wire.ts';

export interface RunnerOptions {
  readonly sandbox: Sandbox;
  /** Null: whoever reaches the address may run programs. Only for addresses that nobody else reaches. */
  readonly token: string | null;
  /** Runs that may be here at once, waiting ones among them; more are told to come again. */
  readonly runsMax: number;
}

export interface RunnerServer {
  readonly server: Server;
  /** Takes nothing new, lets what runs end, and settles then. The sandbox stays the caller's to close. */
  stop(): Promise<void>;
}

/** How long a caller may take to send a request, and how many may be connected: strangers cost no more than that. */
const RECEIVE_MAX_MS = 60_000;
const HEADERS_MAX_MS = 10_000;
const CONNECTIONS_MAX = 1_024;
/** Longer than callers keep an idle connection, so that they do not send into one that is just being closed. */
const KEEP_ALIVE_MS = 65_000;
const RETRY_AFTER_SECONDS = '1';
const REPLY_PATH = /^\/v1\/runs\/([0-9a-f-]{36})\/replies\/([1-9][0-9]{0,9})$/;

/** A request that is answered with a status and one line, and nothing else. */
class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  // Pages in a browser can send other types here without asking first.
  if (request.headers['content-type'] !== JSON_TYPE) throw new Refused(415, `send ${JSON_TYPE}`);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_BYTES_MAX) throw new Refused(413, `a request has at most ${BODY_BYTES_MAX} bytes`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)));
  } catch (problem) {
    throw new Refused(400, `the body is no JSON: ${String(problem)}`);
  }
}

/** Compares digests: neither the length of the token nor how much of it was right shows in the time that it takes. */
function tokenFits(header: string | undefined, digest: Buffer | null): boolean {
  if (digest === null) return true;
  const given = Buffer.from(sha256(header?.startsWith('Bearer ') === true ? header.slice('Bearer '.length) : ''));
  return timingSafeEqual(given, digest);
}

function send(response: ServerResponse, status: number, value: unknown, headers: Record<string, string> = {}): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  response.writeHead(status, { 'content-type': JSON_TYPE, 'cache-control': 'no-store', ...headers });
  response.end(`${jsonText(value)}\n`);
}

export function createRunnerServer({ sandbox, token, runsMax }: RunnerOptions): RunnerServer {
  const digest = token === null ? null : Buffer.from(sha256(token));
  const { name, tier, packages, imageHash, walls, languages } = sandbox;
  const card = { protocol: PROTOCOL_VERSION, name, tier, packages, imageHash, walls, languages } satisfies {
    [K in keyof Card]: unknown;
  };
  const runs = new Map<string, ServedRun>();
  let stopping = false;

  async function beginRun(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const busy = (): boolean => stopping || runs.size >= runsMax;
    if (busy()) throw new Refused(503, stopping ? 'the runner is stopping' : `${runsMax} runs are here already`);
    const order = orderSchema.safeParse(await bodyOf(request));
    if (!order.success) throw new Refused(400, `no order: ${order.error.issues[0]?.message ?? 'unknown'}`);
    if (order.data.imageHash !== imageHash) throw new Refused(409, `the image of this runner is ${imageHash}`);
    if (busy()) throw new Refused(503, `${runsMax} runs are here already`);
    const run = serveRun(sandbox, order.data, response);
    runs.set(run.id, run);
    await run.over;
    runs.delete(run.id);
  }

  async function takeReply(id: string, number: number, request: IncomingMessage): Promise<void> {
    const reply = replySchema.safeParse(await bodyOf(request));
    if (!reply.success) throw new Refused(400, 'no reply: {"body": base64 or null}');
    const { body } = reply.data;
    const taken = runs.get(id)?.reply(number, body === null ? null : Buffer.from(body, 'base64')) ?? false;
    if (!taken) throw new Refused(404, 'no run waits for this reply');
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!tokenFits(request.headers.authorization, digest)) throw new Refused(401, 'this runner wants its token');
    const path = request.url ?? '';
    const [, id, number] = REPLY_PATH.exec(path) ?? [];
    if (request.method === 'GET' && path === '/v1/sandbox') return send(response, 200, card);
    if (request.method === 'POST' && path === '/v1/runs') return beginRun(request, response);
    if (request.method !== 'POST' || id === undefined) throw new Refused(404, 'there is no such address');
    await takeReply(id, Number(number), request);
    response.writeHead(204).end();
  }

  function refuse(thrown: unknown, response: ServerResponse): void {
    const refused = thrown instanceof Refused ? thrown : new Refused(500, 'a bug of the runner');
    if (!(thrown instanceof Refused)) process.stderr.write(`runner: ${String(thrown)}\n`);
    const again = refused.status === 503 ? { 'retry-after': RETRY_AFTER_SECONDS } : {};
    // What is left of a refused body is not read: the connection ends with it.
    const headers = refused.status === 404 ? {} : { connection: 'close', ...again };
    send(response, refused.status, { error: refused.message }, headers);
  }

  const limits = { requestTimeout: RECEIVE_MAX_MS, headersTimeout: HEADERS_MAX_MS, keepAliveTimeout: KEEP_ALIVE_MS };
  const server = createServer(limits, (request, response) => {
    answer(request, response).catch((thrown: unknown) => refuse(thrown, response));
  });
  server.maxConnections = CONNECTIONS_MAX;
  return {
    server,
    stop: async () => {
      stopping = true;
      // Until then it listens: what runs may wait for a reply, which comes over a connection of its own.
      await Promise.all([...runs.values()].map(({ over }) => over));
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
