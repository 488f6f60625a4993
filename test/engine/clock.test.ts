/** The three clocks of a market, and the deadlines that they bring about: in order, at their own time, once. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMemoryStore } from '../../db/memory/store.ts';
import { createMarketClock } from '../../server/engine/market-clock.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, VIRTUAL_EPOCH_MS } from '../../server/kernel/clock.ts';
import { OWNER } from '../../server/market/command.ts';
import { DEFAULT_DEADLINES, type Policy } from '../../server/market/policy.ts';
import { offer, posting } from '../helpers/given.ts';
import { ANN, BOSS, laid, MARKET, rest, sit, spied, type Table, toldClock } from '../helpers/table.ts';

const WALL_START = VIRTUAL_EPOCH_MS + 400 * DAY_MS;
const SHORT = { ...DEFAULT_DEADLINES, biddingMs: HOUR_MS, expiryMs: 2 * DAY_MS };
const clocked = (kind: Policy['clock']['kind'], speed = 1): Partial<Policy> => ({
  clock: { kind, speed },
  deadlines: SHORT,
  mechanism: { kind: 'buyer_determined' },
});

/** What the clock brought to an end, in minutes since the first event of the log. */
async function clockWork(table: Table): Promise<(readonly [string, number])[]> {
  const log = await table.log();
  const start = log[0]?.at ?? 0;
  return log
    .filter(({ by, event }) => by.kind === 'clock' && event.type !== 'ProjectCleared')
    .map(({ event, at }) => [event.type, (at - start) / MINUTE_MS] as const);
}

const post = (table: Table, biddingMs = HOUR_MS) => table.done(BOSS, posting(100_000, { biddingMs }));

test('virtual time begins at its epoch, stands still, and a jump does what falls due in order, each at its own time', async () => {
  const wall = toldClock(WALL_START);
  const table = await laid(clocked('virtual'), createMemoryStore(), wall);
  await post(table, 2 * HOUR_MS);
  await post(table, HOUR_MS);
  await wall.pass(DAY_MS);
  expect(await table.engine.now(MARKET)).toBe(VIRTUAL_EPOCH_MS);
  expect(await clockWork(table)).toEqual([]);
  expect(wall.waiting()).toBe(0);
  expect(await table.engine.nextDueAt(MARKET)).toBe(VIRTUAL_EPOCH_MS + HOUR_MS);
  await table.engine.moveTo(MARKET, VIRTUAL_EPOCH_MS + 3 * DAY_MS);
  expect(await clockWork(table)).toEqual([
    ['BiddingClosed', 60],
    ['BiddingClosed', 120],
    ['ProjectExpired', 2_880],
    ['ProjectExpired', 2_880],
  ]);
  expect(await table.engine.now(MARKET)).toBe(VIRTUAL_EPOCH_MS + 3 * DAY_MS);
  await table.engine.moveTo(MARKET, VIRTUAL_EPOCH_MS);
  expect(await table.engine.now(MARKET)).toBe(VIRTUAL_EPOCH_MS + 3 * DAY_MS);
  await expect(table.engine.moveTo(MARKET, Number.NaN)).rejects.toThrow('not a moment');
  expect(await table.send(OWNER, { type: 'CloseMarket' })).toMatchObject({ ok: true });
});

test('a restarted virtual market stands where its last event stood', async () => {
  const store = createMemoryStore();
  const table = await laid(clocked('virtual'), store);
  await table.engine.moveTo(MARKET, VIRTUAL_EPOCH_MS + 5 * HOUR_MS);
  await post(table);
  await table.engine.moveTo(MARKET, VIRTUAL_EPOCH_MS + 5 * HOUR_MS + MINUTE_MS);
  await table.engine.close();
  expect(await sit(store).engine.now(MARKET)).toBe(VIRTUAL_EPOCH_MS + 5 * HOUR_MS);
});

test('paced time runs at its multiple and wakes by itself', async () => {
  const wall = toldClock(WALL_START);
  const table = await laid(clocked('paced', 60), createMemoryStore(), wall);
  await post(table);
  await wall.pass(30_000);
  expect(await table.engine.now(MARKET)).toBe(VIRTUAL_EPOCH_MS + 30 * MINUTE_MS);
  expect(await clockWork(table)).toEqual([]);
  await wall.pass(30_000);
  expect(await clockWork(table)).toEqual([['BiddingClosed', 60]]);
});

test('paced time stops for a pause, goes on after it, and can be stepped', async () => {
  const wall = toldClock(WALL_START);
  const table = await laid(clocked('paced', 60), createMemoryStore(), wall);
  const at = async (): Promise<number> => ((await table.engine.now(MARKET)) - VIRTUAL_EPOCH_MS) / MINUTE_MS;
  await post(table);
  await wall.pass(10_000);
  await table.engine.pause(MARKET);
  await wall.pass(3_600_000);
  expect([await at(), wall.waiting(), await clockWork(table)]).toEqual([10, 0, []]);
  await table.engine.moveTo(MARKET, VIRTUAL_EPOCH_MS + 20 * MINUTE_MS);
  await wall.pass(3_600_000);
  expect(await at()).toBe(20);
  await table.engine.resume(MARKET);
  await wall.pass(10_000);
  await table.engine.resume(MARKET);
  expect(await at()).toBe(30);
  await table.engine.moveTo(MARKET, VIRTUAL_EPOCH_MS + 50 * MINUTE_MS);
  await wall.pass(10_000);
  expect(await at()).toBe(60);
  expect(await clockWork(table)).toEqual([['BiddingClosed', 60]]);
});

test('asking a running clock to go on loses no time', () => {
  const wall = toldClock(WALL_START);
  const clock = createMarketClock({ kind: 'paced', speed: 10 }, 1_000, wall);
  wall.set(WALL_START + 500);
  clock.resume();
  expect(clock.now()).toBe(6_000);
});

test('wall time is the time on the wall: it wakes by itself and nobody moves or stops it', async () => {
  const wall = toldClock(WALL_START);
  const table = await laid(clocked('wall'), createMemoryStore(), wall);
  await post(table);
  expect(await table.engine.now(MARKET)).toBe(WALL_START);
  await table.engine.moveTo(MARKET, WALL_START + DAY_MS);
  await table.engine.pause(MARKET);
  await wall.pass(HOUR_MS - 1);
  expect(await clockWork(table)).toEqual([]);
  await wall.pass(1);
  expect(await clockWork(table)).toEqual([['BiddingClosed', 60]]);
  expect(await table.engine.now(MARKET)).toBe(WALL_START + HOUR_MS);
});

test('a wall clock that is set back never moves market time back', async () => {
  const wall = toldClock(WALL_START);
  const table = await laid(clocked('wall'), createMemoryStore(), wall);
  await wall.pass(HOUR_MS);
  expect(await table.engine.now(MARKET)).toBe(WALL_START + HOUR_MS);
  wall.set(WALL_START - DAY_MS);
  await post(table);
  expect(await table.engine.now(MARKET)).toBe(WALL_START + HOUR_MS);
  await table.engine.close();
  const log = await table.log();
  expect(log.at(-1)?.at).toBe(WALL_START + HOUR_MS);
  await wall.pass(DAY_MS + HOUR_MS + MINUTE_MS);
  expect((await table.log()).length).toBe(log.length);
});

test('market time never runs back, whatever is done to the clock and to the wall', () => {
  const act = fc.oneof(
    fc.record({ kind: fc.constant('set' as const), by: fc.integer({ min: -100_000, max: 100_000 }) }),
    fc.record({ kind: fc.constant('move' as const), by: fc.integer({ min: -100_000, max: 100_000 }) }),
    fc.record({ kind: fc.constantFrom('pause' as const, 'resume' as const), by: fc.constant(0) }),
  );
  const kinds = fc.constantFrom('virtual' as const, 'paced' as const, 'wall' as const);
  fc.assert(
    fc.property(kinds, fc.double({ min: 0.01, max: 1_000, noNaN: true }), fc.array(act), (kind, speed, acts) => {
      const wall = toldClock(1_000_000);
      const clock = createMarketClock({ kind, speed }, 500_000, wall);
      let last = clock.now();
      for (const { kind: what, by } of acts) {
        if (what === 'set') wall.set(wall.now() + by);
        else if (what === 'move') clock.moveTo(last + by);
        else clock[what]();
        const now = clock.now();
        expect(Number.isSafeInteger(now) && now >= last).toBe(true);
        expect(clock.waitFor(now) ?? 0).toBe(0);
        last = now;
      }
    }),
  );
});

test('what fell due while nobody was there happens at its due time after a restart, without being asked', async () => {
  const store = createMemoryStore();
  const wall = toldClock(WALL_START);
  const table = await laid(clocked('wall'), store, wall);
  await post(table);
  await table.done(ANN, offer(1, 5_000));
  await table.engine.close();
  expect(wall.waiting()).toBe(0);
  await wall.pass(3 * DAY_MS);
  const later = sit(store, wall);
  await later.engine.now(MARKET);
  await wall.pass(0);
  expect(await clockWork(later)).toEqual([
    ['BiddingClosed', 60],
    ['ProjectExpired', 2_880],
  ]);
});

test.each([1, 3])(
  'a deadline whose commit fails %i times is tried again by itself and happens at its due time',
  async (times) => {
    const spy = spied(createMemoryStore());
    const wall = toldClock(WALL_START);
    const table = await laid(clocked('wall'), spy.store, wall);
    await post(table);
    let failures = times;
    spy.through = async (commit, write) => {
      failures -= 1;
      if (failures >= 0) throw new Error('disk gone');
      return write(commit);
    };
    await wall.pass(HOUR_MS);
    expect(await clockWork(table)).toEqual([]);
    await wall.pass(times * 1_000);
    expect(await clockWork(table)).toEqual([['BiddingClosed', 60]]);
    expect(table.reports.map(({ code }) => code)).toEqual(Array.from({ length: times }, () => 'store_failed'));
    await wall.pass(2 * DAY_MS);
    expect((await clockWork(table)).map(([type]) => type)).toEqual(['BiddingClosed', 'ProjectExpired']);
  },
);

test('a command that is decided again after a conflict is not late for it', async () => {
  const spy = spied(createMemoryStore());
  const wall = toldClock(WALL_START);
  const table = await laid(clocked('wall'), spy.store, wall);
  await post(table);
  const { through } = spy;
  wall.set(WALL_START + HOUR_MS - 1);
  spy.through = async ({ expectedSeq }) => {
    spy.through = through;
    wall.set(WALL_START + 2 * HOUR_MS);
    return { ok: false, lastSeq: expectedSeq + 1 };
  };
  expect(await table.send(ANN, offer(1, 5_000))).toMatchObject({ ok: true });
  const [placed] = await table.logged('BidPlaced');
  expect(placed?.at).toBe(WALL_START + HOUR_MS - 1);
});

test('a command that fails does not make the market miss what is due', async () => {
  const spy = spied(createMemoryStore());
  const wall = toldClock(WALL_START);
  const table = await laid(clocked('wall'), spy.store, wall);
  await post(table);
  const { through } = spy;
  wall.set(WALL_START + 2 * HOUR_MS);
  spy.through = () => Promise.reject(new Error('disk gone'));
  await expect(table.send(OWNER, { type: 'CloseMarket' })).rejects.toThrow('disk gone');
  spy.through = through;
  await rest();
  await wall.pass(1_000);
  expect(await clockWork(table)).toEqual([['BiddingClosed', 60]]);
});
