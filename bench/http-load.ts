/** Clients of the HTTP bench: bare sockets that send what is ready made and look for the end of the answer, no more. */

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Freelancers of the market; each bids once on a project. */
export const BIDDERS = 1_000;

export function tokenOf(number: number): string {
  return `bench-token-of-participant-${number}`;
}

const PROPOSAL =
  'I have done this for two shops; your dates are the tricky part, and I know how they come out of that till.';

/** Bid `number` of the market, from 0, as bytes: every freelancer on the first project, then on the second. */
export function bidRequest(number: number): Buffer {
  const bidder = (number % BIDDERS) + 1;
  const body = JSON.stringify({
    project_id: Math.floor(number / BIDDERS) + 1,
    bidder_id: bidder,
    amount: (10_000 + ((number * 7_919) % 90_000)) / 100,
    period: 3,
    description: `${PROPOSAL} (${number})`,
  });
  const head = [
    'POST /api/projects/0.1/bids HTTP/1.1',
    'host: bench',
    `freelancer-oauth-v1: ${tokenOf(bidder)}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}

const END = Buffer.from('\r\n\r\n');

/** Bytes of the first whole answer in what has come, or 0. */
function answerLength(come: Buffer): number {
  const end = come.indexOf(END);
  if (end < 0) return 0;
  const head = come.toString('latin1', 0, end);
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error(`an answer without its length: ${head}`);
  const whole = end + END.length + Number(length);
  return come.length >= whole ? whole : 0;
}

export interface LoadAnswer {
  readonly status: number;
  /** Head and body, as they came. */
  readonly bytes: Buffer;
}

export interface LoadClient {
  /** Sends the request and resolves when all of its answer has come. */
  ask(request: Buffer): Promise<LoadAnswer>;
  close(): void;
}

export async function openClient(port: number): Promise<LoadClient> {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  let come: Buffer = Buffer.alloc(0);
  let waiting: { readonly resolve: (answer: LoadAnswer) => void; readonly reject: (thrown: Error) => void } | null =
    null;
  socket.on('data', (chunk: Buffer) => {
    come = come.length === 0 ? chunk : Buffer.concat([come, chunk]);
    const length = answerLength(come);
    if (length === 0 || waiting === null) return;
    const status = Number(come.toString('latin1', 9, 12));
    if (status !== 200) process.stderr.write(`${come.toString('utf8', 0, length)}\n`);
    const bytes = come.subarray(0, length);
    come = come.subarray(length);
    const { resolve } = waiting;
    waiting = null;
    resolve({ status, bytes });
  });
  socket.on('close', () => waiting?.reject(new Error('the server closed a connection of the bench')));
  socket.on('error', (thrown) => waiting?.reject(thrown));
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) reject(new Error('the server had closed a connection of the bench'));
        waiting = { resolve, reject };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

/** Requests that `clients` send one after the other each until `ms` have passed; gives how many were answered, and in how long. */
export async function loadFor(
  clients: readonly LoadClient[],
  next: () => Buffer,
  ms: number,
): Promise<{ readonly count: number; readonly ms: number; readonly latencies: readonly number[] }> {
  const startedAt = performance.now();
  const latencies: number[] = [];
  async function keepAsking(client: LoadClient): Promise<void> {
    for (let at = performance.now(); at - startedAt < ms; at = performance.now()) {
      const { status } = await client.ask(next());
      if (status !== 200) throw new Error(`a bid was answered with ${status}`);
      latencies.push(performance.now() - at);
    }
  }
  await Promise.all(clients.map(keepAsking));
  return { count: latencies.length, ms: performance.now() - startedAt, latencies };
}
