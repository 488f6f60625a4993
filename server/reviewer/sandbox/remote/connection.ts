/** Requests of a reviewer to its runner: kept connections, one clock for silence, and lines that are read as they come. */

import { Agent, type ClientRequest, type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps, Agent as SecureAgent } from 'node:https';
import { SandboxUnavailable } from '../../sandbox.ts';
import { parseStrictJson } from '../strict-json.ts';
import { JSON_TYPE, SILENCE_MAX_MS } from './wire.ts';

/** The runner is no longer the one that was taken. */
export class ImageChanged extends SandboxUnavailable {}

const KEPT_MS = 30_000;
const REFUSAL_BYTES = 65_536;

export interface Connection {
  /** The answer, once it has begun. Rejects with `SandboxUnavailable` for every status but 200 and 204. */
  ask(method: 'GET' | 'POST', path: string, body: string | null, signal: AbortSignal): Promise<IncomingMessage>;
  close(): void;
}

export interface Address {
  readonly url: URL;
  readonly token: string | null;
  /** A runner that says nothing for so long is gone. Default: six times the time after which a waiting one speaks. */
  readonly silenceMs?: number;
}

/** All bytes as text; `SandboxUnavailable` beyond `most`. */
export async function textOf(response: IncomingMessage, most: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw new SandboxUnavailable('the runner says more than it may');
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/** The JSON values of the lines, each read strictly; `SandboxUnavailable` for a line that is none or too long. */
export async function* linesOf(response: IncomingMessage, most: number): AsyncGenerator<unknown> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    let rest = chunk;
    for (let end = rest.indexOf(0x0a); end >= 0; end = rest.indexOf(0x0a)) {
      const line = Buffer.concat([...held, rest.subarray(0, end)]);
      held = [];
      size = 0;
      rest = rest.subarray(end + 1);
      yield parsedLine(line);
    }
    held.push(rest);
    size += rest.length;
    if (size > most) throw new SandboxUnavailable('the runner says more than it may');
  }
}

function parsedLine(line: Buffer): unknown {
  try {
    const parsed = parseStrictJson(new TextDecoder('utf-8', { fatal: true }).decode(line));
    if (parsed.ok) return parsed.value;
    throw new SandboxUnavailable(`the runner does not speak JSON: ${parsed.error}`);
  } catch (problem) {
    if (problem instanceof TypeError) throw new SandboxUnavailable('the runner does not speak UTF-8');
    throw problem;
  }
}

async function refusal(response: IncomingMessage): Promise<SandboxUnavailable> {
  const { statusCode } = response;
  if (statusCode === 401) return new SandboxUnavailable('the runner does not know our token');
  const said = parseStrictJson(await textOf(response, REFUSAL_BYTES));
  const value = said.ok ? said.value : null;
  const error = typeof value === 'object' && value !== null && 'error' in value ? String(value.error) : '';
  if (statusCode === 409) return new ImageChanged(`the runner has changed: ${error.slice(0, 500)}`);
  const again = statusCode === 503 ? `; come again in ${response.headers['retry-after'] ?? 'some'} s` : '';
  return new SandboxUnavailable(`the runner answers with ${statusCode}: ${error.slice(0, 500)}${again}`);
}

export function connect({ url, token, silenceMs = SILENCE_MAX_MS }: Address): Connection {
  const secure = url.protocol === 'https:';
  const agent = new (secure ? SecureAgent : Agent)({ keepAlive: true, timeout: KEPT_MS });
  const headers = { ...(token === null ? {} : { authorization: `Bearer ${token}` }) };

  function begin(method: string, path: string, body: string | null, signal: AbortSignal): Promise<IncomingMessage> {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const target = new URL(path, url);
    const typed = body === null ? headers : { ...headers, 'content-type': JSON_TYPE };
    const asked: ClientRequest = (secure ? overHttps : overHttp)(target, { method, agent, headers: typed, signal });
    asked.once('response', resolve);
    asked.once('error', reject);
    asked.setTimeout(silenceMs, () => asked.destroy(new Error(`silent for ${silenceMs} ms`)));
    asked.end(body ?? undefined);
    return promise;
  }

  return {
    ask: async (method, path, body, signal) => {
      const response = await begin(method, path, body, signal);
      if (response.statusCode !== 200 && response.statusCode !== 204) throw await refusal(response);
      return response;
    },
    close: () => agent.destroy(),
  };
}
