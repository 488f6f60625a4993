/**
 * A server of the benches, in a process of its own: the arena's own route, the same with one transaction for each request,
 * the arena with live markets, or a bare route that inserts the same rows in groups and knows no rules. It says where it
 * listens.
 */

import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { openDatabase } from '../db/sqlite/open.ts';
import { sha256 } from '../server/kernel/hash.ts';
import { openArena } from './arena-side.ts';
import { BIDDERS } from './http-load.ts';
import { type Look, MARKET, type Opened, type Order, type Side, TEXT } from './side.ts';

const bidBody = z.object({
  project_id: z.int(),
  bidder_id: z.int(),
  amount: z.number(),
  period: z.int(),
  description: z.string().max(4_000),
});
type BidBody = z.infer<typeof bidBody>;

/** The rows that a bid writes in the arena's own tables: its text, its event, the bid itself, the memory of its command. */
function openGroups(file: string) {
  const client = openDatabase({ file });
  const content = client.prepare('insert into contents (hash, media_type, nonce, body) values (?, ?, ?, ?)');
  const event = client.prepare("insert into events values (?, ?, ?, 'BidPlaced', ?, ?, ?, ?)");
  const bid = client.prepare(
    "insert into bids values (?, ?, ?, ?, ?, 'placed', ?, 0, ?, ?, 10000, null, ?, ?, null, null)",
  );
  const command = client.prepare('insert into commands values (?, ?, ?, ?, ?, ?)');
  let count = 0;
  let waiting: { readonly body: BidBody; readonly done: (id: number) => void }[] = [];
  const commit = client.transaction((group: typeof waiting, first: number) => {
    for (const [index, { body }] of group.entries()) {
      const id = first + index;
      const { project_id, bidder_id, amount, period, description } = body;
      const at = Date.now();
      const key = `${bidder_id}:http/${randomUUID()}`;
      const hash = sha256(`${id}/${description}`);
      const told = { bidId: id, projectId: project_id, employerId: BIDDERS + 1, bidderId: bidder_id, sealed: false };
      const logged = { ...told, amountCents: amount * 100, days: period, qualityBps: 10_000, proposalHash: hash };
      content.run(hash, 'text/plain', `bench\n${key}`, description);
      event.run(
        MARKET,
        id,
        at,
        JSON.stringify({ kind: 'participant', participantId: bidder_id }),
        key,
        JSON.stringify(logged),
        TEXT,
      );
      bid.run(MARKET, id, project_id, BIDDERS + 1, bidder_id, at, Math.round(amount * 100), period, hash, at);
      command.run(MARKET, id, key, TEXT, id, id);
    }
  });
  function flush(): void {
    const group = waiting;
    waiting = [];
    const first = count + 1;
    count += group.length;
    commit.immediate(group, first);
    for (const [index, { done }] of group.entries()) done(first + index);
  }
  return {
    place: (body: BidBody) =>
      new Promise<number>((done) => {
        waiting.push({ body, done });
        if (waiting.length === 1) setImmediate(flush);
      }),
    close: () => client.close(),
  };
}

async function openBare(file: string): Promise<Opened> {
  const groups = openGroups(file);
  const app = Fastify({ logger: false });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.post('/api/projects/0.1/bids', { schema: { body: bidBody } }, async ({ body }) => {
    const id = await groups.place(body);
    return { status: 'success', result: { id, ...body } };
  });
  return {
    app,
    post: async () => undefined,
    emit: async () => undefined,
    flow: async () => undefined,
    close: async () => {
      await app.close();
      groups.close();
    },
  };
}

async function serve(side: Side, file: string): Promise<void> {
  const opened = side === 'bare' ? await openBare(file) : await openArena(file, side);
  await opened.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = opened.app.server.address() as AddressInfo;
  const obey = async (order: Order): Promise<void> => {
    if (order.kind === 'post') await opened.post(order.count);
    if (order.kind === 'emit') await opened.emit(order.perSecond, order.ms);
    if (order.kind === 'flow') await opened.flow(order.perSecond, order.ms);
    if (order.kind === 'stop') {
      await opened.close();
      process.exit(0);
    }
    const { user, system } = process.cpuUsage();
    process.send?.({ cpuMs: (user + system) / 1_000, rss: process.memoryUsage.rss() } satisfies Look);
  };
  process.on('message', (order: Order) => {
    obey(order).catch((thrown: unknown) => process.send?.({ failed: String(thrown) }));
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.({ port });
}

const [, script = '', side = '', file = ''] = process.argv;
if (script.endsWith('http-server.ts')) await serve(side as Side, file);
