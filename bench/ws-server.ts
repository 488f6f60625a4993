/** The bare side of the fan-out bench: a WebSocket server that sends every event to everybody in a packet of its own. */

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Look, Order } from './side.ts';

/** An event of about the size of a bid's, with the same two fields that the watchers look for. */
function eventText(cursor: number): string {
  const event = { type: 'BidPlaced', projectId: 3, employerId: 1_001, bidId: cursor, bidderId: 7, sealed: false };
  const terms = { amountCents: 41_978, days: 3, qualityBps: 10_000, proposalHash: '0'.repeat(64) };
  return JSON.stringify({ cursor, at: Date.now(), event: { ...event, ...terms } });
}

const EMIT_MS = 5;

async function emit(server: WebSocketServer, perSecond: number, ms: number): Promise<void> {
  const startedAt = performance.now();
  let sent = 0;
  while (performance.now() - startedAt < ms) {
    const due = Math.floor(((performance.now() - startedAt) * perSecond) / 1_000);
    for (; sent < due; sent += 1) {
      const text = eventText(sent + 1);
      for (const socket of server.clients) socket.send(text);
    }
    await new Promise((resolve) => setTimeout(resolve, EMIT_MS));
  }
}

const [, script = ''] = process.argv;
if (script.endsWith('ws-server.ts')) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  await once(server, 'listening');
  process.on('message', async (order: Order) => {
    if (order.kind === 'stop') process.exit(0);
    if (order.kind === 'emit') await emit(server, order.perSecond, order.ms);
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMs: (user + system) / 1_000, rss: process.memoryUsage.rss() } satisfies Look);
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.({ port: (server.address() as AddressInfo).port });
}
