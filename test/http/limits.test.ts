/** What one caller cannot do to the others: ask for too much, too slowly, over too many connections. */

import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildServer } from '../../server/http/server.ts';
import type { ServerSettings } from '../../server/http/settings.ts';
import { tokenOf } from './keys.ts';
import { openWorld, type World } from './world.ts';

const PROJECT = '/api/projects/0.1/projects/1';
/** Also where the connection ends in the middle of what is written, which `once` would take for a failure of its own. */
const closing = (socket: Socket): Promise<unknown> => new Promise((resolve) => socket.once('close', resolve));

describe('on the wire', () => {
  let world: World;
  let port = 0;
  /** Where nobody is waited for long: an honest caller on a busy machine may be too slow for it as well. */
  let hurried = 0;
  const lines: string[] = [];
  const log = (line: string): unknown => lines.push(line);
  async function listening(settings: Partial<ServerSettings>): Promise<number> {
    const { arena, access, close } = world;
    const app = await buildServer({ arena, access, wallNow: Date.now, log, settings });
    await app.listen({ port: 0, host: '127.0.0.1' });
    Object.assign(world, { close: async () => app.close().then(close) });
    return (app.server.address() as AddressInfo).port;
  }
  beforeAll(async () => {
    world = await openWorld();
    port = await listening({ connectionsPerAddress: 40 });
    hurried = await listening({ headersTimeoutMs: 300, requestTimeoutMs: 600, timeoutCheckMs: 50 });
  });
  afterAll(() => world.close());

  /** Everything that the server says to this until it ends the connection. */
  async function toTheEnd(socket: Socket): Promise<string> {
    let text = '';
    socket.on('data', (chunk) => {
      text += String(chunk);
    });
    socket.on('error', () => undefined);
    await closing(socket);
    return text;
  }
  const sent = (text: string): Promise<string> => {
    const socket = connect(port, '127.0.0.1');
    socket.write(text);
    return toTheEnd(socket);
  };
  const expectProblem = (text: string, status: number, code: string): void => {
    expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(text).toMatch(/content-type: application\/json\r\n/i);
    const body = JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4)) as object;
    expect(body).toMatchObject({
      status: 'error',
      error_code: `RestExceptionCodes.${code}`,
      message: expect.any(String),
      request_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  };

  test('a head that comes drop by drop, or never, is not waited for', async () => {
    const socket = connect(hurried, '127.0.0.1');
    const over = toTheEnd(socket);
    socket.write('GET / HTTP/1.1\r\nhost: a\r\n');
    const dripping = setInterval(() => socket.write('x: y\r\n'), 50);
    expectProblem(await over, 408, 'TIMEOUT');
    clearInterval(dripping);
    await toTheEnd(connect(hurried, '127.0.0.1'));
  });

  test('nor is a body that does not come to an end', async () => {
    const head = 'POST /api/projects/0.1/bids HTTP/1.1\r\nhost: a\r\nfreelancer-oauth-v1: scenario-fay\r\n';
    const socket = connect(hurried, '127.0.0.1');
    const over = toTheEnd(socket);
    socket.write(`${head}content-type: application/json\r\ncontent-length: 1000\r\n\r\n{`);
    const dripping = setInterval(() => socket.write(' '), 50);
    expectProblem(await over, 408, 'TIMEOUT');
    clearInterval(dripping);
  });

  test.each([
    ['too large a head', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 431, 'TOO_LARGE'],
    ['a flood of headers', `GET / HTTP/1.1\r\nhost: a\r\n${'x: y\r\n'.repeat(5_000)}\r\n`, 431, 'TOO_LARGE'],
    ['no HTTP', 'HELO mail.example.org\r\n\r\n', 400, 'BAD_FORM'],
    [
      'two lengths, of which somebody in between may believe the other',
      'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ncontent-length: 50\r\n\r\nhello',
      400,
      'BAD_FORM',
    ],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
      'BAD_FORM',
    ],
  ])('%s is turned away in the envelope', async (_what, text, status, code) => {
    expectProblem(await sent(text), status, code);
  });

  test('an address has so many connections and no more, and gets them back', async () => {
    const settings = { connectionsPerAddress: 5 };
    const { arena, access } = world;
    const app = await buildServer({ arena, access, wallNow: Date.now, log: null, settings });
    await app.listen({ port: 0, host: '127.0.0.1' });
    const { port: own } = app.server.address() as AddressInfo;
    const opened = Array.from({ length: 8 }, () => {
      const socket = connect(own, '127.0.0.1');
      socket.on('error', () => undefined);
      return { socket, closed: closing(socket) };
    });
    await Promise.all(opened.slice(5).map(({ closed }) => closed));
    const kept = opened.slice(0, 5).map(({ socket }) => socket);
    expect(kept.map(({ destroyed }) => destroyed)).toEqual([false, false, false, false, false]);
    const health = 'GET /api/arena/1.0/health HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n';
    kept[0]?.write(health);
    expect(await toTheEnd(kept[0] ?? connect(own))).toMatch(/^HTTP\/1.1 200/);
    const next = connect(own, '127.0.0.1');
    next.write(health);
    expect(await toTheEnd(next)).toMatch(/^HTTP\/1.1 200/);
    for (const socket of kept) socket.destroy();
    await app.close();
  });

  test('a body that is too large is not read to its end', async () => {
    const head = 'POST /api/projects/0.1/bids HTTP/1.1\r\nhost: a\r\nfreelancer-oauth-v1: scenario-fay\r\n';
    const text = await sent(
      `${head}content-type: application/json\r\ncontent-length: 999999999\r\nconnection: close\r\n\r\n`,
    );
    expect(text).toMatch(/^HTTP\/1.1 413 [\s\S]*RestExceptionCodes.TOO_LARGE/);
  });

  test('the log says what was asked by whom, and nothing that opens a door', async () => {
    const { secret } = await tokenOf(world, 'fay');
    await fetch(`http://127.0.0.1:${port}/m/high-street${PROJECT}?token=${secret}&query=hunter2`, {
      headers: { authorization: `Bearer ${secret}` },
    });
    await fetch(`http://127.0.0.1:${port}/join/${secret}`);
    await fetch(`http://127.0.0.1:${port}/nowhere/${secret}`);
    // A line is written after its answer.
    await fetch(`http://127.0.0.1:${port}/api/arena/1.0/health`);
    const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(told).toContainEqual(
      expect.objectContaining({
        level: 'info',
        method: 'GET',
        route: '/api/projects/0.1/projects/:project_id',
        market: 'high-street',
        status: 200,
        userId: 2,
      }),
    );
    expect(told).toContainEqual(expect.objectContaining({ route: null, status: 404 }));
    expect(lines.join('\n')).not.toMatch(new RegExp(`${secret}|hunter2|scenario-`));
  });
});

test('a configuration that its reader would take seconds for is not read', async () => {
  const world = await openWorld();
  const config = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`).join('\n');
  for (const payload of [{ config }, { config: 'name: x', roster: config }]) {
    const answer = await world.ask('olga', { method: 'POST', url: '/api/arena/1.0/tournaments', payload });
    expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining('Too big') } });
  }
  await world.close();
});
