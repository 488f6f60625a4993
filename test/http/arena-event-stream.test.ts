/** The event log as a stream: it follows, it ends with a last line, and nobody who is slow or gone is waited for. */

import { type AddressInfo, connect } from 'node:net';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { createEventStreams } from '../../server/http/arena/event-stream.ts';
import { known } from '../../server/kernel/assert.ts';
import { contentHash } from '../../server/kernel/id.ts';
import { OWNER_VIEW, WATCHER } from '../../server/market/view.ts';
import { ARENA, type Line, type Page, place, result, useSealedWorld, world } from './event-stage.ts';

useSealedWorld();

describe('the stream', () => {
  const token = (who: string) => ({ 'freelancer-oauth-v1': `scenario-${who}` });

  async function listen(): Promise<string> {
    await world.app.listen({ port: 0, host: '127.0.0.1' });
    return `http://127.0.0.1:${(world.app.server.address() as AddressInfo).port}${ARENA}`;
  }

  /** The lines of a stream, one by one. */
  async function* linesIn(body: ReadableStream<Uint8Array>): AsyncGenerator<Line> {
    let text = '';
    for await (const chunk of Readable.fromWeb(body as never)) {
      text += String(chunk);
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) yield JSON.parse(line) as Line;
    }
    expect(text).toBe('');
  }

  test('tells the past, then what happens, then on a stop where to go on', async () => {
    const url = await listen();
    const past = await result<Page>('fay', '/events?limit=1000');
    const answer = await fetch(`${url}/events.ndjson?since=2`, { headers: token('fay') });
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    const lines = linesIn(known(answer.body, 'body'));
    const take = async (): Promise<Line> => known((await lines.next()).value as Line, 'line');
    for (const seen of past.events.slice(2)) expect(await take()).toEqual(seen);
    await place('gus', 3, 90);
    await place('fay', 3, 80);
    // What gus bid is not fay's to see: the next line is her own, with the next cursor.
    const own = await take();
    expect(own).toMatchObject({ cursor: past.cursor + 1, event: { type: 'BidPlaced', bidderId: 2 } });
    const stopped = world.app.close();
    expect(await take()).toEqual({ ended: 'server_stopping', cursor: past.cursor + 1 });
    expect((await lines.next()).done).toBe(true);
    await stopped;
  });

  test('is answered at once where there is nothing to tell yet', async () => {
    const url = await listen();
    const { cursor } = await result<Page>('fay', '/events?limit=1000');
    const answer = await fetch(`${url}/events.ndjson?since=${cursor}`, { headers: token('fay') });
    expect(answer.status).toBe(200);
    await place('fay', 3, 80);
    const { value } = await linesIn(known(answer.body, 'body')).next();
    expect(value).toMatchObject({ cursor: cursor + 1, event: { type: 'BidPlaced' } });
  });

  test('ends by itself where it is not to follow, with the cursor it stands at', async () => {
    const answer = await world.ask('walt', { url: `${ARENA}/events?limit=1000` });
    const { events } = answer.body.result as Page;
    const all = await world.app.inject({ url: `${ARENA}/events.ndjson?since=0&follow=false`, headers: token('walt') });
    const lines = all.body
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
    expect(lines).toEqual([...events, { ended: 'up_to_date', cursor: events.length }]);
  });

  test('nothing is kept of a reader that has left', async () => {
    const url = await listen();
    const stop = new AbortController();
    const answer = await fetch(`${url}/events.ndjson?since=0`, { headers: token('walt'), signal: stop.signal });
    await linesIn(known(answer.body, 'body')).next();
    stop.abort();
    for (let count = 0; count < 8; count += 1) {
      const own = new AbortController();
      const next = await fetch(`${url}/events.ndjson?since=0`, { headers: token('walt'), signal: own.signal });
      expect(next.status).toBe(200);
      own.abort();
      await new Promise((done) => setTimeout(done, 50));
    }
  });

  test('one user has so many at the same time', async () => {
    const url = await listen();
    const stop = new AbortController();
    const statuses: number[] = [];
    for (let count = 0; count < 9; count += 1) {
      const answer = await fetch(`${url}/events.ndjson?since=0`, { headers: token('walt'), signal: stop.signal });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([...Array(8).fill(200), 429]);
    stop.abort();
  });

  /** More in the log than buffers hold. */
  async function fill(): Promise<void> {
    const owner = world.arena.connectOwner(world.marketId);
    const skills = Array.from({ length: 40 }, (_, index) => `${'x'.repeat(50)}${index}`);
    const newcomer = {
      type: 'RegisterParticipant',
      roles: ['freelancer'],
      participantKind: 'external',
      skills,
    } as const;
    const profileHash = contentHash('a'.repeat(64));
    await Promise.all(
      Array.from({ length: 600 }, (_, count) => owner.send(`fill/${count}`, { ...newcomer, profileHash })),
    );
  }

  test('a reader that does not read is ended with a last line, and keeps nobody waiting', async () => {
    await fill();
    const { engine } = world.arena;
    const streams = createEventStreams(engine, { slowMs: 20, abandonMs: 60_000, recheckMs: 60_000 });
    const request = { userId: 1, marketId: world.marketId, viewer: OWNER_VIEW, since: 0, follow: true };
    const stream = streams.open({ ...request, isLive: async () => true });
    await new Promise((done) => stream.once('readable', done));
    await new Promise((done) => setTimeout(done, 200));
    let text = '';
    for await (const chunk of stream) text += String(chunk);
    const last = JSON.parse(known(text.trimEnd().split('\n').at(-1), 'last line')) as Line;
    expect(last).toMatchObject({ ended: 'too_slow' });
    expect(last.cursor).toBe(text.trimEnd().split('\n').length - 1);
    expect(streams.openCount()).toBe(0);
  });

  test('a reader that takes nothing at all loses its connection', async () => {
    await fill();
    const streams = createEventStreams(world.arena.engine, { slowMs: 10, abandonMs: 50, recheckMs: 60_000 });
    const request = { userId: 1, marketId: world.marketId, viewer: WATCHER, since: 0, follow: true };
    const stream = streams.open({ ...request, isLive: async () => true });
    const closed = new Promise((done) => stream.once('close', done));
    await new Promise((done) => stream.once('readable', done));
    await closed;
    expect(streams.openCount()).toBe(0);
  });

  test('a pass that is revoked opens the stream no longer', async () => {
    const streams = createEventStreams(world.arena.engine, { slowMs: 10_000, abandonMs: 60_000, recheckMs: 20 });
    let live = true;
    const request = { userId: 1, marketId: world.marketId, viewer: WATCHER, since: 0, follow: true };
    const stream = streams.open({ ...request, isLive: async () => live });
    let text = '';
    stream.on('data', (chunk) => {
      text += String(chunk);
      live = false;
    });
    await new Promise((done) => stream.once('end', done));
    expect(text).toMatch(/\{"ended":"pass_revoked","cursor":\d+\}\n$/);
  });

  test('a socket that is cut in the middle of a request frees its place', async () => {
    const url = new URL(await listen());
    for (let count = 0; count < 12; count += 1) {
      const socket = connect(Number(url.port), '127.0.0.1');
      socket.write(
        `GET ${ARENA}/events.ndjson?since=0 HTTP/1.1\r\nhost: a\r\nfreelancer-oauth-v1: scenario-walt\r\n\r\n`,
      );
      const answer = await new Promise<string>((done) => socket.once('data', (chunk) => done(String(chunk))));
      expect(answer).toMatch(/^HTTP\/1.1 200/);
      socket.destroy();
      await new Promise((done) => setTimeout(done, 50));
    }
  });
});
