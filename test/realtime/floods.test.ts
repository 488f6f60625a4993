/** What one caller cannot do to the others over live connections: hold too many, ask too much, say nothing. */

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { listeningArena } from '../helpers/listening-arena.ts';
import { bid, type Ear, gateway, holdReads, listen, post, reopen, until, url, useStage, withGateway } from './stage.ts';

withGateway({ connectionsPerHolder: 5, askedMax: 20, channelsMax: 1_000 });
useStage();

const heard = ({ socket }: Ear, event: string): Promise<unknown> =>
  new Promise((resolve) => socket.once(event, resolve));

/** How the last frame of a websocket begins. */
const CLOSE_FRAME = 0x88;

/** How the connection came out: in, or why not. */
function outcome({ socket }: Ear): Promise<string> {
  return new Promise((resolve) => {
    socket.once('connect_error', (error: Error & { data?: { code: string } }) =>
      resolve(error.data?.code ?? 'refused'),
    );
    socket.once('goodbye', ({ reason }: { reason: string }) => resolve(reason));
    socket.once('disconnect', resolve);
    // A connection too many may be let in and be told in the next moment.
    socket.once('connect', () => void socket.emitWithAck('subscribe', null).then(() => resolve('in')));
  });
}

test('a token holds so many connections and no more; others are not touched, and places come back', async () => {
  const ears = Array.from({ length: 30 }, () => listen('watcher'));
  const outcomes = await Promise.all(ears.map(outcome));
  expect(outcomes.filter((one) => one === 'in').length).toBe(5);
  expect(new Set(outcomes)).toEqual(new Set(['in', 'too_many_connections']));
  expect(await outcome(listen('2'))).toBe('in');
  await until(() => gateway.connections() === 6);
  for (const [index, one] of outcomes.entries()) if (one === 'in') ears[index]?.socket.disconnect();
  await until(() => gateway.connections() === 1);
  expect(await outcome(listen('watcher'))).toBe('in');
});

test('who asks more than is answered is told so, and sent away when that does not help; the market goes on', async () => {
  const loud = listen('watcher');
  const quiet = listen('2');
  await quiet.subscribe({ kind: 'market' });
  await until(() => loud.socket.connected);
  const release = holdReads();
  const goodbye = heard(loud, 'goodbye');
  const codes: unknown[] = [];
  const ask = (projectId: number): void =>
    void loud.socket.emit('subscribe', { channel: { kind: 'project', projectId }, since: 0 }, (answer: object) =>
      codes.push('code' in answer ? answer.code : 'ok'),
    );
  for (let channel = 1; channel <= 30; channel += 1) ask(channel);
  await until(() => codes.length === 10);
  expect(new Set(codes)).toEqual(new Set(['too_many_requests']));
  for (let channel = 31; channel <= 400; channel += 1) ask(channel);
  expect(await goodbye).toEqual({ reason: 'too_many_requests' });
  await until(() => loud.socket.disconnected);
  release();
  await post();
  await until(() => quiet.types().includes('ProjectPosted'));
});

test('questions to which nobody wants the answer count as well', async () => {
  const loud = listen('watcher');
  await until(() => loud.socket.connected);
  const release = holdReads();
  const ended = heard(loud, 'goodbye');
  for (let count = 0; count < 400; count += 1) loud.socket.emit('subscribe', { channel: { kind: 'market' }, since: 0 });
  expect(await ended).toEqual({ reason: 'too_many_requests' });
  release();
});

test('a connection that does not say who it is, and one that sends what is no message, are ended', async () => {
  await reopen({ helloMs: 200 });
  const target = new URL(url);
  const upgrade = (after: Buffer) => {
    const socket = connect(Number(target.port), target.hostname);
    socket.on('error', () => undefined);
    const head = [
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
      'host: a',
      'connection: upgrade',
      'upgrade: websocket',
      'sec-websocket-version: 13',
      'sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==',
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    socket.write(after);
    // Whoever does not answer the last frame of a websocket is dropped some time later.
    const goodbye = new Promise((resolve) => {
      socket.on('data', (chunk) => void (chunk.includes(CLOSE_FRAME) && resolve('told')));
    });
    const closed = new Promise((resolve) => socket.once('close', resolve));
    return Promise.race([goodbye, closed]).finally(() => socket.destroy());
  };
  await Promise.all([
    upgrade(Buffer.alloc(0)),
    upgrade(Buffer.alloc(5_000, 0xff)),
    upgrade(Buffer.from('GET / HTTP/1.1')),
  ]);
  // On a busy machine even an honest greeting may take longer than so short a time.
  await expect.poll(() => outcome(listen('watcher'))).toBe('in');
});

test('what one may not see does not come, whatever one subscribes to, from whenever on', async () => {
  await post();
  await bid(2, 1, 4_321);
  await bid(3, 1, 5_432);
  const rival = listen('2');
  for (const channel of [
    { kind: 'market' },
    { kind: 'project', projectId: 1 },
    { kind: 'freelancer', participantId: 3 },
    { kind: 'standing' },
  ]) {
    expect(await rival.subscribe(channel, 0)).toMatchObject({ ok: true });
  }
  await until(() => rival.types('project/1').includes('BidPlaced'));
  const told = JSON.stringify([rival.messages, rival.snapshots]);
  expect(told).toContain('4321');
  expect(told).not.toContain('5432');
  const ofRival = rival.messages.filter(({ channel }) => channel === 'freelancer/3').flatMap(({ events }) => events);
  expect(ofRival.map(({ event }) => event.type)).toEqual(['ParticipantRegistered']);
});

test('live connections of an address count like its requests; what is refused never becomes a connection', async () => {
  const host = await listeningArena((same) => same, { addressRate: [{ ms: 3_600_000, max: 3 }] });
  onTestFinished(() => host.close());
  const hello = `${host.url}/socket.io/?EIO=4&transport=polling`;
  const statuses: number[] = [];
  for (let count = 0; count < 5; count += 1) statuses.push((await fetch(hello)).status);
  expect(statuses).toEqual([200, 200, 200, 403, 403]);
  const { status, socket } = await upgraded(host.port);
  socket.destroy();
  expect(status).toBe(400);
});

test('who asks for another protocol anywhere else is answered like everybody, and held like everybody', async () => {
  const host = await listeningArena();
  onTestFinished(() => host.close());
  const { status, socket } = await upgraded(host.port, '/api/arena/1.0/health');
  socket.destroy();
  expect(status).toBe(200);
});

test('a stop waits for no websocket that does not let go', async () => {
  const host = await listeningArena(undefined, { stopGraceMs: 200 });
  const { status, socket } = await upgraded(host.port);
  onTestFinished(() => void socket.destroy());
  expect(status).toBe(101);
  // Whoever has stopped reading answers no farewell either.
  socket.pause();
  const late = new Promise((resolve) => setTimeout(resolve, 120_000, 'late'));
  expect(await Promise.race([host.close().then(() => 'closed'), late])).toBe('closed');
});

/** What the server says to a websocket. */
async function upgraded(
  port: number,
  path = '/socket.io/?EIO=4&transport=websocket',
): Promise<{ status: number; socket: Socket }> {
  const socket = connect(port, '127.0.0.1');
  const key = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${key}\r\n\r\n`);
  const [head] = (await once(socket, 'data')) as [Buffer];
  return { status: Number(String(head).slice(9, 12)), socket };
}
