/** One call of a webhook: bounded in time and in what is read of its answer, and never led elsewhere. */

import * as http from 'node:http';
import * as https from 'node:https';
import { isIP } from 'node:net';
import { isPublic, NotPublic, publicLookup, type Resolve } from './address.ts';

export interface Posted {
  /** Null: nothing came back. */
  readonly status: number | null;
  /** What kept it from coming, in a word; null: nothing did. */
  readonly problem: string | null;
  /** When the receiver wants to be called again, if it said. */
  readonly retryAfterMs: number | null;
}

export interface Poster {
  post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<Posted>;
  /** Ends what is under way. */
  close(): void;
}

export interface PosterOptions {
  readonly toAnywhere: boolean;
  readonly timeoutMs: number;
  readonly resolve: Resolve;
}

/** Of an answer only the status counts; so much of the rest is read that the connection can be used again. */
const READ_MAX = 65_536;
const SOCKETS_PER_HOST = 4;

function problemOf(thrown: unknown): string {
  if (thrown instanceof NotPublic) return 'not_public';
  if (!(thrown instanceof Error)) return 'failed';
  if (thrown.name === 'AbortError' || thrown.name === 'TimeoutError') return 'timeout';
  // A code says what happened without repeating anything that the other side wrote.
  return 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : 'failed';
}

function retryAfterOf(headers: http.IncomingHttpHeaders): number | null {
  const seconds = headers['retry-after'];
  return seconds !== undefined && /^\d{1,7}$/.test(seconds) ? Number(seconds) * 1_000 : null;
}

/** Resolves when the answer was read, or enough of it. */
function answered(request: http.ClientRequest): Promise<Posted> {
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    // Another protocol is no answer. Unheard, it would end the connection without a word, and be waited for for ever.
    request.on('upgrade', (_response, socket) => {
      socket.destroy();
      reject(new Error('the receiver went on in another protocol'));
    });
    request.on('response', (response) => {
      const { statusCode = 0, headers } = response;
      const posted = { status: statusCode, problem: null, retryAfterMs: retryAfterOf(headers) };
      let read = 0;
      response.on('data', (chunk: Buffer) => {
        read += chunk.length;
        if (read > READ_MAX) request.destroy();
      });
      response.on('close', () => resolve(posted));
      response.on('error', () => resolve(posted));
    });
  });
}

export function createPoster({ toAnywhere, timeoutMs, resolve }: PosterOptions): Poster {
  const closing = new AbortController();
  const pool = {
    keepAlive: true,
    maxSockets: SOCKETS_PER_HOST,
    ...(toAnywhere ? {} : { lookup: publicLookup(resolve) }),
  };
  const agents = { 'http:': new http.Agent(pool), 'https:': new https.Agent(pool) };

  async function post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<Posted> {
    const target = new URL(url);
    const literal = target.hostname.replace(/^\[|\]$/g, '');
    // An address needs no look-up, so none would look at it.
    if (!toAnywhere && isIP(literal) !== 0 && !isPublic(literal)) throw new NotPublic('not a public address');
    const secure = target.protocol === 'https:';
    const request = (secure ? https : http).request(target, {
      method: 'POST',
      agent: secure ? agents['https:'] : agents['http:'],
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      signal: AbortSignal.any([closing.signal, AbortSignal.timeout(timeoutMs)]),
    });
    request.end(body);
    return answered(request);
  }

  return {
    post: async (url, headers, body) => {
      try {
        return await post(url, headers, body);
      } catch (thrown) {
        return { status: null, problem: problemOf(thrown), retryAfterMs: null };
      }
    },
    close: () => {
      closing.abort();
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}
