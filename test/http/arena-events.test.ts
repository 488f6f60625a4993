/** The event log over the wire: pages, the market at a moment, the replay; each viewer only its own. */

import { describe, expect, test } from 'vitest';
import { known } from '../../server/kernel/assert.ts';
import { ARENA, type Line, type Page, place, reopen, result, useSealedWorld, world } from './event-stage.ts';

useSealedWorld();

describe('pages', () => {
  test('put together are the whole log, in a cursor without gaps, and say when there is more', async () => {
    const whole = await result<Page>('walt', '/events?limit=1000');
    expect(whole).toMatchObject({ more: false, cursor: whole.events.length });
    const events: Line[] = [];
    for (let since = 0, more = true; more; ) {
      const page: Page = await result('walt', `/events?since=${since}&limit=3`);
      events.push(...page.events);
      ({ cursor: since, more } = page);
    }
    expect(events).toEqual(whole.events);
    expect(events.map(({ cursor }) => cursor)).toEqual(events.map((_, index) => index + 1));
    expect(await result('walt', `/events?since=${events.length}`)).toEqual({
      cursor: events.length,
      events: [],
      more: false,
    });
  });

  test('each sees its own: sealed bids leave no gap where they are hidden', async () => {
    const bidsSeenBy = async (who: string): Promise<(number | undefined)[]> =>
      (await result<Page>(who, '/events?limit=1000')).events
        .filter(({ event }) => event.type === 'BidPlaced')
        .map(({ event }) => event.bidId);
    expect(await bidsSeenBy('olga')).toEqual([1, 2, 3]);
    expect(await bidsSeenBy('erin')).toEqual([1, 2, 3]);
    expect(await bidsSeenBy('fay')).toEqual([1]);
    expect(await bidsSeenBy('walt')).toEqual([]);
  });

  test.each(['since=-1', 'since=x', 'limit=0', 'limit=1001', 'sinse=1'])('%s is refused', async (query) => {
    expect((await world.ask('walt', { url: `${ARENA}/events?${query}` })).status).toBe(400);
  });
});

describe('the market at a moment', () => {
  interface State {
    readonly cursor: number;
    readonly counts: Readonly<Record<string, number>>;
    readonly state: Readonly<Record<string, readonly { readonly bidId?: number; readonly amountCents?: number }[]>>;
  }

  test('by cursor: every prefix of the log has the bids that had been placed by then', async () => {
    const { events } = await result<Page>('olga', '/events?limit=1000');
    let bids = 0;
    for (const { cursor, event } of events) {
      if (event.type === 'BidPlaced') bids += 1;
      const then = await result<State>('olga', `/state?cursor=${cursor}`);
      expect(then).toMatchObject({ cursor, counts: { bids } });
    }
    expect((await result<State>('olga', '/state?cursor=0')).counts).toMatchObject({ projects: 0, participants: 0 });
  });

  test('by market time, and only what its viewer may see', async () => {
    const { events } = await result<Page>('olga', '/events?limit=1000');
    const last = known(events.at(-1), 'last event');
    const owner = await result<State>('olga', `/state?at=${last.at}`);
    expect(owner.counts.bids).toBe(3);
    expect((await result<State>('fay', `/state?at=${last.at}`)).state.bids).toMatchObject([{ bidId: 1 }]);
    expect((await result<State>('olga', `/state?at=${known(events[0], 'first').at - 1}`)).cursor).toBe(0);
  });

  test('part by part, by project, page by page', async () => {
    const some = await result<State>('olga', '/state?cursor=1000&parts[]=bids&project=1&limit=1&offset=1');
    expect(some.state).toMatchObject({ bids: [{ bidId: 2, amountCents: 9_900 }] });
    expect(Object.keys(some.state)).toEqual(['bids']);
  });

  test.each(['', 'at=1&cursor=1', 'at=x', 'cursor=1&parts[]=seeds'])('?%s is refused', async (query) => {
    expect((await world.ask('olga', { url: `${ARENA}/state?${query}` })).status).toBe(400);
  });
});

test('a replay has the pauses of the market, at a speed that makes it as long as was asked for', async () => {
  interface Replay {
    readonly speed: number;
    readonly startAt: number;
    readonly endAt: number;
    readonly next: number | null;
    readonly events: readonly (Line & { readonly waitMs: number })[];
  }
  // A market whose clock was moved by hand: a minute, then an hour.
  await reopen({ clock: { kind: 'virtual', speed: 1 } });
  const { engine } = world.arena;
  const start = await engine.now(world.marketId);
  await engine.moveTo(world.marketId, start + 60_000);
  await place('gus', 3, 90);
  await engine.moveTo(world.marketId, start + 3_660_000);
  await place('fay', 3, 80);
  const replay = await result<Replay>('olga', '/replay?seconds=61&max_wait_ms=60000&limit=1000');
  expect(replay).toMatchObject({ startAt: start, endAt: start + 3_660_000, speed: 60, next: null });
  const waits = replay.events.map(({ waitMs }) => waitMs).filter((wait) => wait > 0);
  expect(waits).toEqual([1_000, 60_000]);
  expect(waits.reduce((sum, wait) => sum + wait)).toBe(61_000);
  const short = await result<Replay>('olga', '/replay?seconds=61&max_wait_ms=2000&limit=1000');
  expect(Math.max(...short.events.map(({ waitMs }) => waitMs))).toBe(2_000);
  // Pages: the pause before the first of a page counts from the last of the page before.
  const count = replay.events.length;
  const first = await result<Replay>('olga', `/replay?seconds=61&max_wait_ms=60000&limit=${count - 1}`);
  expect(first.next).toBe(count - 1);
  const second = await result<Replay>('olga', `/replay?seconds=61&max_wait_ms=60000&since=${first.next}`);
  expect([...first.events, ...second.events]).toEqual(replay.events);
});

test('re-clearing and the report of latency are the owner’s, and write nothing', async () => {
  const before = await result<Page>('olga', '/events?limit=1000');
  const payload = { mechanism: { kind: 'vickrey' } };
  const ask = (who: string, body: object) =>
    world.ask(who, { method: 'POST', url: `${ARENA}/re-clearings`, payload: body });
  const award = await world.ask('erin', { method: 'PUT', url: '/api/projects/0.1/bids/1?action=award' });
  expect(award.status, award.text).toBe(200);
  const { body } = await ask('olga', payload);
  expect(body.result).toMatchObject({
    clearings: [
      {
        projectId: 1,
        bidCount: 2,
        recorded: { mechanism: 'buyer_determined', reason: 'by_hand', award: { bidId: 1, priceCents: 12_000 } },
        recleared: { award: { bidId: 2, priceCents: 12_000 } },
        sameWinner: false,
        priceDifferenceCents: 0,
      },
    ],
    skipped: [],
  });
  expect((await ask('olga', { ...payload, projects: [1, 2, 77] })).body.result).toMatchObject({ skipped: [2, 77] });
  expect((await ask('olga', { mechanism: { kind: 'contest' } })).status).toBe(400);
  expect((await ask('erin', payload)).status).toBe(403);
  const report = await result<{ lines: object[] }>('olga', '/latency-report');
  expect(report.lines).toMatchObject([{ projectId: 1, decidedBy: 'employer' }]);
  const after = await result<Page>('olga', '/events?limit=1000');
  expect(after.events.slice(before.events.length).map(({ event }) => event.type)).toEqual([
    'BiddingClosed',
    'BidAwarded',
  ]);
});
