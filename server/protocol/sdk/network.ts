/** The door over a network: calls by HTTP, and what happens by a live connection that catches up whenever it was lost. */

import type { ContentHash, MarketId } from '../../kernel/id.ts';
import type { CommandRequest } from '../../market/command.ts';
import type { Answer, ArenaClient, Document, Seen } from '../arena/client.ts';
import { commandIdSchema, describeIssues, parseRequest } from '../arena/command.ts';
import { DocumentRefused, parseDocument } from '../arena/document.ts';
import { readDocument } from './documents.ts';
import { ArenaFault } from './fault.ts';
import { type Follow, followLive } from './follow.ts';
import { createHttp, type Http, ProblemFault } from './http.ts';
import { actorOf, doneResult, eventsResult, keptResult, legalResult, marketResult } from './wire.ts';

export interface NetworkOptions {
  /** Scheme, host and port. */
  readonly origin: string;
  /** Null: in a browser, the session whose cookie it sends along. */
  readonly token: string | null;
  readonly market: MarketId | null;
  readonly patienceMs: number;
  readonly tryMs: number;
  readonly onTrouble: (fault: ArenaFault) => void;
}

export interface NetworkClient extends ArenaClient {
  /** Ends whatever is followed and every call that is under way, which then rejects with the fault `closed`. */
  close(): void;
}

/** Events or commands that are asked for at once. */
const PAGE = 1_000;

const malformed = (detail: string): Answer => ({ ok: false, refusal: { code: 'malformed', detail } });

/** Checked here as in one process: the server says no to the same, but not in the same words. */
async function send({ call }: Http, commandId: string, request: CommandRequest): Promise<Answer> {
  const id = commandIdSchema.safeParse(commandId);
  if (!id.success) return malformed(`commandId: ${describeIssues(id.error)}`);
  const parsed = parseRequest(request);
  if (!parsed.ok) return malformed(parsed.detail);
  try {
    const done = await call({ method: 'POST', path: '/commands', body: parsed.request, key: commandId }, doneResult);
    return { ok: true, ...done };
  } catch (thrown) {
    if (thrown instanceof ProblemFault && thrown.problem.refusal !== null) {
      return { ok: false, refusal: thrown.problem.refusal };
    }
    throw thrown;
  }
}

async function read({ call }: Http, since: number, limit: number): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  while (seen.length < limit) {
    const query = { since: seen.at(-1)?.cursor ?? since, limit: Math.min(limit - seen.length, PAGE) };
    const { events } = await call({ method: 'GET', path: '/events', query }, eventsResult);
    seen.push(...events);
    if (events.length < query.limit) break;
  }
  return seen;
}

async function legal({ call }: Http): Promise<readonly CommandRequest[]> {
  const found: CommandRequest[] = [];
  for (;;) {
    const query = { limit: PAGE, offset: found.length };
    const { count, commands } = await call({ method: 'GET', path: '/legal', query }, legalResult);
    found.push(...commands);
    if (commands.length === 0 || found.length >= count) return found;
  }
}

const TOO_LARGE = 413;

async function put({ call }: Http, document: Document): Promise<ContentHash> {
  const body = parseDocument(document);
  try {
    return (await call({ method: 'PUT', path: '/documents', body }, keptResult)).contentHash;
  } catch (thrown) {
    const tooLarge = thrown instanceof ProblemFault && thrown.problem.status === TOO_LARGE;
    throw tooLarge ? new DocumentRefused('body: larger than the server takes') : thrown;
  }
}

export interface FollowMore {
  /** Hears each time that everything was handed over and what happens now is told: also after the connection was lost. */
  readonly onLive?: () => void;
  /** Whoever is far behind takes what it knows from a snapshot and says where that stands, instead of hearing each event. */
  readonly leap?: () => Promise<number>;
}

/** What one may do in a market from outside; whoever only looks on has no `actor`, and so sends nothing that is taken. */
export interface Door extends Omit<NetworkClient, 'actor' | 'follow'> {
  readonly http: Http;
  follow(since: number, listener: (seen: Seen) => void, more?: FollowMore): Promise<() => void>;
}

/** The door of one market for whoever the calls of `http` come from. */
export function openDoor(
  http: Http,
  marketId: MarketId,
  { origin, token, patienceMs, onTrouble }: NetworkOptions,
): Omit<Door, 'close'> & { readonly stopFollowing: () => void } {
  const follows = new Set<Follow>();

  async function follow(
    since: number,
    listener: (seen: Seen) => void,
    { onLive = () => undefined, leap }: FollowMore = {},
  ): Promise<() => void> {
    const one = followLive({
      origin,
      token,
      market: marketId,
      patienceMs,
      since,
      listener,
      read: (from) => read(http, from, PAGE),
      page: PAGE,
      leap: leap ?? null,
      onTrouble,
      onLive,
    });
    follows.add(one);
    const stop = (): void => {
      follows.delete(one);
      one.stop();
    };
    try {
      await one.caughtUp;
      return stop;
    } catch (thrown) {
      stop();
      throw thrown;
    }
  }

  return {
    http,
    marketId,
    send: (commandId, request) => send(http, commandId, request),
    read: (since, limit) => read(http, since, limit),
    follow,
    legal: () => legal(http),
    put: (document) => put(http, document),
    get: (contentHash, cursor) => readDocument(http, contentHash, cursor),
    now: async () => (await http.call({ method: 'GET', path: '/market' }, marketResult)).clock.now,
    stopFollowing: () => {
      for (const one of follows) one.stop();
      follows.clear();
    },
  };
}

/** Asks who the token's holder is, and is then that participant's door. Rejects with an `ArenaFault`. */
export async function connectNetwork(options: NetworkOptions): Promise<NetworkClient> {
  const closing = new AbortController();
  const http = createHttp({ ...options, signal: closing.signal });
  const there = await http.call({ method: 'GET', path: '/market' }, marketResult);
  const actor = actorOf(there);
  if (actor === null) throw new ArenaFault('not_allowed', 'this token belongs to one who may look on, and no more');
  const { http: _http, stopFollowing, ...door } = openDoor(http, options.market ?? there.market, options);
  return {
    ...door,
    actor,
    close: () => {
      closing.abort();
      stopFollowing();
    },
  };
}
