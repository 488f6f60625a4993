/** What comes over a connection and is no honest request: each gets a clear no, and the next caller gets its answer. */

import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openWorld, type World } from './world.ts';

let world: World;
let port = 0;
const portOf = async ({ app }: World): Promise<number> => {
  await app.listen({ port: 0, host: '127.0.0.1' });
  return (app.server.address() as AddressInfo).port;
};
beforeAll(async () => {
  world = await openWorld();
  port = await portOf(world);
});
afterAll(() => world.close());

const BIDS = '/api/projects/0.1/bids';
const HEAD = `POST ${BIDS} HTTP/1.1\r\nhost: a\r\nfreelancer-oauth-v1: scenario-fay\r\ncontent-type: application/json\r\n`;
const GOOD = 'GET /api/projects/0.1/projects/1 HTTP/1.1\r\nhost: a\r\nfreelancer-oauth-v1: scenario-fay\r\n';

/** Also where the connection ends in the middle of what is written, which `once` would take for a failure of its own. */
const closing = (socket: Socket): Promise<unknown> => new Promise((resolve) => socket.once('close', resolve));

/** All that the server answers to these bytes until it ends the connection. */
const said = (...parts: readonly (string | Buffer)[]): Promise<string> => saidAt(port, ...parts);
async function saidAt(at: number, ...parts: readonly (string | Buffer)[]): Promise<string> {
  const socket = connect(at, '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => {
    text += String(chunk);
  });
  socket.on('error', () => undefined);
  for (const part of parts) socket.write(part);
  await closing(socket);
  return text;
}
const statusesIn = (text: string): readonly number[] =>
  [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));

test.each([
  ['no JSON', '{"project_id":', 400],
  ['a list where fields belong', '[1]', 400],
  ['a text', '"project_id"', 400],
  ['nothing at all', 'null', 400],
  ['a number of the wrong type', '{"project_id":{"$gt":0},"amount":1}', 400],
  ['a number that is none', '{"project_id":1,"amount":1e999}', 400],
  ['the same key twice, of which the last counts', '{"project_id":"x","project_id":99,"amount":50}', 404],
  ['a prototype', '{"__proto__":{"project_id":1},"amount":50}', 400],
  ['a constructor', '{"constructor":{"prototype":{"project_id":1}},"amount":50}', 400],
  ['brackets without end', '['.repeat(100_000), 400],
  ['a broken sequence of bytes', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), 400],
])('a body that is %s', async (_what, body, status) => {
  const bytes = Buffer.from(body);
  const text = await said(`${HEAD}content-length: ${bytes.length}\r\nconnection: close\r\n\r\n`, bytes);
  expect(statusesIn(text)).toEqual([status]);
  expect(text).toMatch(/"status":"error".*"error_code":"[A-Za-z]+\.[A-Z_]+".*"request_id":"[0-9a-f]{32}"/);
  expect(Object.keys(Object.prototype)).toEqual([]);
});

test('chunks without end are cut off where a body is too large, whatever length they claim', async () => {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  let sent = 0;
  socket.on('data', (chunk) => {
    text += String(chunk);
  });
  socket.on('error', () => undefined);
  socket.write(`${HEAD}transfer-encoding: chunked\r\n\r\n`);
  const chunk = `10000\r\n${' '.repeat(0x1_00_00)}\r\n`;
  const closed = closing(socket);
  while (!socket.destroyed && text === '' && sent < 50_000_000) {
    socket.write(chunk);
    sent += chunk.length;
    await new Promise((resolve) => setImmediate(resolve));
  }
  socket.end();
  await closed;
  expect(text).toMatch(/^HTTP\/1\.1 413 [\s\S]*RestExceptionCodes\.TOO_LARGE/);
  expect(sent).toBeLessThan(50_000_000);
});

test('garbage behind good requests on one connection: the good ones are answered, each once, then it ends', async () => {
  const text = await said(`${GOOD}\r\n${GOOD}\r\n\x00\x01\x02 nonsense\r\n\r\n`);
  expect(statusesIn(text)).toEqual([200, 200, 400]);
  const hidden = await said(
    `${GOOD}content-length: 0\r\n\r\nGET /api/arena/1.0/health HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`,
  );
  expect(statusesIn(hidden)).toEqual([200, 200]);
});

test.each([
  ['a length with a sign', 'content-length: +5\r\n\r\nhello'],
  ['two encodings', 'transfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n'],
  ['a folded header', 'x: a\r\n b: c\r\n\r\n'],
  ['a name with a space', 'x y: a\r\n\r\n'],
  ['a line that ends in a bare line feed inside chunks', 'transfer-encoding: chunked\r\n\r\n5\nhello\n0\n\n'],
])('%s, which somebody in between might read otherwise, is turned away', async (_what, rest) => {
  const text = await said(`${HEAD}${rest}`);
  expect(statusesIn(text)).toEqual([400]);
});

test('many connections that say nothing, or their head drop by drop, keep nobody from being answered', async () => {
  const impatient = await openWorld(undefined, {
    headersTimeoutMs: 5_000,
    requestTimeoutMs: 6_000,
    timeoutCheckMs: 50,
  });
  onTestFinished(() => impatient.close());
  const own = await portOf(impatient);
  const slow = Array.from({ length: 200 }, (_, index) => {
    const socket = connect(own, '127.0.0.1');
    socket.on('error', () => undefined);
    if (index % 2 === 0) socket.write('GET / HTTP/1.1\r\nx: ');
    return { socket, closed: closing(socket) };
  });
  const dripping = setInterval(() => {
    for (const [index, { socket }] of slow.entries()) if (index % 2 === 0 && !socket.destroyed) socket.write('y');
  }, 50);
  for (let count = 0; count < 20; count += 1) {
    expect(statusesIn(await saidAt(own, `${GOOD}connection: close\r\n\r\n`))).toEqual([200]);
  }
  for (const { socket } of slow) socket.resume();
  await Promise.all(slow.map(({ closed }) => closed));
  clearInterval(dripping);
});
