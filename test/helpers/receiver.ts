/** A program that receives webhooks, on this machine: it keeps what came, and answers as it is told to. */

import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { SeenEvent } from '../../server/protocol/arena/wire.ts';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly id: string;
  readonly status: number;
  readonly message: { readonly type: string; readonly data: { readonly cursor: number; readonly event: SeenEvent } };
}

export interface Receiver {
  readonly url: string;
  readonly received: readonly Received[];
  /** Those that it said yes to, each once, in the order in which they came first. */
  taken(): Received[];
  /** The status for what comes from now on, and headers with it. */
  answer(status: number, headers?: Readonly<Record<string, string>>): void;
  /** From now on something else than an answer. */
  instead(act: ((response: ServerResponse) => void) | null): void;
}

export async function receiver(): Promise<Receiver> {
  const received: Received[] = [];
  let status = 200;
  let headers: Readonly<Record<string, string>> = {};
  let instead: ((response: ServerResponse) => void) | null = null;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += String(chunk);
    });
    request.on('end', () => {
      const id = String(request.headers['webhook-id']);
      received.push({ headers: request.headers, body, id, status, message: JSON.parse(body) as Received['message'] });
      if (instead !== null) instead(response);
      else response.writeHead(status, headers).end('this is read by nobody');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    taken: () => {
      const first = new Map<string, Received>();
      for (const one of received) if (one.status === 200 && !first.has(one.id)) first.set(one.id, one);
      return [...first.values()];
    },
    answer: (next, more = {}) => {
      status = next;
      headers = more;
    },
    instead: (act) => {
      instead = act;
    },
  };
}
