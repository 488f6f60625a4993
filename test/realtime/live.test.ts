/** Live markets over real sockets: what is told, to whom, and what somebody gets who was away. */

import { expect, test } from 'vitest';
import { participantId } from '../../server/kernel/id.ts';
import { arena, bid, type Ear, gateway, listen, MARKET, post, until, useStage } from './stage.ts';

useStage();

test('a watcher hears of what happens after it came, in order and each once', async () => {
  const ear = listen('watcher');
  expect(await ear.subscribe({ kind: 'market' })).toMatchObject({ ok: true, channel: 'market', watchers: 1 });
  for (let count = 0; count < 20; count += 1) await post();
  await until(() => ear.types().length >= 20);
  const cursors = ear.messages.flatMap(({ events }) => events.map(({ cursor }) => cursor));
  expect(cursors).toEqual(Array.from({ length: 20 }, (_, index) => (cursors[0] ?? 0) + index));
  // Each message begins where the one before ended.
  for (const [index, { from }] of ear.messages.entries()) {
    if (index > 0) expect(from).toBe(ear.messages[index - 1]?.to);
  }
});

test('a sealed bid reaches its bidder, the owner and nobody else', async () => {
  await post();
  const ears = { owner: listen('owner'), bidder: listen('2'), rival: listen('3'), watcher: listen('watcher') };
  for (const ear of Object.values(ears)) await ear.subscribe({ kind: 'market' });
  await bid(2, 1, 4_242);
  await post();
  for (const ear of Object.values(ears)) await until(() => ear.types().includes('ProjectPosted'));
  expect(ears.owner.types()).toContain('BidPlaced');
  expect(ears.bidder.types()).toContain('BidPlaced');
  expect(JSON.stringify([ears.rival.messages, ears.watcher.messages])).not.toMatch(/BidPlaced|4242/);
});

test('a channel tells only what it is about', async () => {
  await post();
  await post();
  const ear = listen('owner');
  await ear.subscribe({ kind: 'project', projectId: 2 });
  await ear.subscribe({ kind: 'freelancer', participantId: 3 });
  await bid(2, 1);
  await bid(2, 2);
  await bid(3, 1);
  await until(() => ear.types().length >= 2);
  const told = ear.messages.map(({ channel, events }) => [channel, events.map(({ event }) => event)]);
  expect(told).toMatchObject([
    ['project/2', [{ type: 'BidPlaced', bidderId: 2, projectId: 2 }]],
    ['freelancer/3', [{ type: 'BidPlaced', bidderId: 3, projectId: 1 }]],
  ]);
});

test('whoever was away gets exactly what it missed, while the market goes on', async () => {
  const steady = listen('watcher');
  await steady.subscribe({ kind: 'market' }, 0);
  for (let count = 0; count < 30; count += 1) await post();
  await until(() => steady.types().length >= 34);
  const posting = (async () => {
    for (let count = 0; count < 100; count += 1) await post();
  })();
  const back = listen('watcher');
  await back.subscribe({ kind: 'market' }, 10);
  await posting;
  await until(() => back.types().length >= 124 && steady.types().length >= 134);
  const heard = (ear: Ear): unknown[] => ear.messages.flatMap(({ events }) => events);
  expect(heard(back)).toEqual(heard(steady).slice(10));
});

test('a quiet channel’s next message still begins where the client knows it', async () => {
  await post();
  await post();
  const ear = listen('watcher');
  const answer = await ear.subscribe({ kind: 'project', projectId: 1 });
  for (let count = 0; count < 5; count += 1) {
    await post();
    await new Promise((resolve) => setTimeout(resolve, 12));
  }
  const employer = arena.connect(MARKET, { kind: 'participant', participantId: participantId(1) });
  await employer.send('cancel', { type: 'CancelProject', projectId: 1 as never });
  await until(() => ear.messages.length > 0);
  expect(answer).toMatchObject({ ok: true });
  expect(ear.messages[0]?.from).toBeLessThanOrEqual(answer.ok ? answer.cursor : 0);
});

test('what somebody may not see cannot be subscribed to into being', async () => {
  await post();
  await bid(2, 1);
  const rival = listen('3');
  await rival.subscribe({ kind: 'project', projectId: 1 }, 0);
  await rival.subscribe({ kind: 'freelancer', participantId: 2 }, 0);
  await post();
  await until(() => rival.types().includes('ProjectPosted'));
  expect(JSON.stringify(rival.messages)).not.toContain('BidPlaced');
});

test('watchers are counted as they come and go', async () => {
  const first = listen('watcher');
  const counts: number[] = [];
  first.socket.on('watchers', ({ watchers }) => counts.push(watchers));
  await first.subscribe({ kind: 'market' });
  const second = listen('watcher');
  expect(await second.subscribe({ kind: 'market' })).toMatchObject({ watchers: 2 });
  await until(() => counts.includes(2));
  second.socket.disconnect();
  await until(() => counts.at(-1) === 1);
});

test('a listener that takes nothing in is sent to rest, and gets a snapshot when it is back; the others hear on', async () => {
  const steady = listen('watcher');
  const slow = listen('watcher');
  await Promise.all([steady, slow].map((ear) => ear.subscribe({ kind: 'market' })));
  const { ws } = slow.socket.io.engine.transport as unknown as { ws: { _socket: { pause(): void; resume(): void } } };
  ws._socket.pause();
  // Each round is a message of its own, and of 600 kB: all together more than the buffers of the system hold.
  const skills = Array.from({ length: 200 }, (_, index) => String(index).padEnd(60, '.'));
  let count = 0;
  for (let round = 1; round <= 100; round += 1) {
    await Promise.all(Array.from({ length: 50 }, () => post(skills)));
    count += 50;
    await until(() => steady.messages.length >= round);
  }
  await until(() => steady.types().length >= count);
  ws._socket.resume();
  await until(() => slow.snapshots.length > 0);
  expect(slow.snapshots[0]).toMatchObject({ channel: 'market', reason: 'too_slow', state: { events: count + 4 } });
  expect(slow.types().length).toBeLessThan(count);
  await post();
  await until(() => slow.messages.at(-1)?.to === count + 5);
});

test('a subscription sent with the connection is answered', async () => {
  const { socket } = listen('watcher');
  // Before the connection stands: socket.io sends it as soon as it does.
  expect(await socket.emitWithAck('subscribe', { channel: { kind: 'market' }, since: 0 })).toMatchObject({ ok: true });
});

test('when the server stops, everybody is told why', async () => {
  const ear = listen('watcher');
  await ear.subscribe({ kind: 'market' });
  const goodbye = new Promise((resolve) => ear.socket.once('goodbye', resolve));
  await gateway.close();
  expect(await goodbye).toEqual({ reason: 'server_stopping' });
});
