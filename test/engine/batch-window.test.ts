/** Batch windows: nobody wins by being faster, answers wait for the end of the window, and nothing that waits is lost. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMemoryStore } from '../../db/memory/store.ts';
import { createBatchWindow } from '../../server/engine/batch-window.ts';
import { MINUTE_MS, VIRTUAL_EPOCH_MS } from '../../server/kernel/clock.ts';
import { bidId, marketId, projectId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import { type Actor, type CommandRequest, OWNER } from '../../server/market/command.ts';
import type { Policy } from '../../server/market/policy.ts';
import { by, offer, posting } from '../helpers/given.ts';
import {
  ANN,
  BOB,
  BOSS,
  CAT,
  command,
  faultOf,
  laid,
  MARKET,
  rest,
  sit,
  spied,
  type Table,
  watch,
} from '../helpers/table.ts';

const WINDOW = { speed: { batchMs: MINUTE_MS } };
const END = VIRTUAL_EPOCH_MS + MINUTE_MS;
const BIDDERS = [ANN, BOB, CAT];

const post = (table: Table, more: Parameters<typeof posting>[1] = {}) => table.done(BOSS, posting(100_000, more));

/** Bidders and market time of what became of bidding, in the order of the log. */
async function bidding(table: Table): Promise<(readonly [string, number, number])[]> {
  return (await table.log())
    .filter(({ event }) => /^Bid(Placed|Amended|Retracted)$/.test(event.type))
    .map(({ event, at }) => [event.type, 'bidderId' in event ? Number(event.bidderId) : 0, at] as const);
}

test('the order within a window depends neither on arrival nor on command ids, but one actor keeps an own order', () => {
  const sent = fc.array(fc.record({ who: fc.integer({ min: 1, max: 6 }), name: fc.string() }), { maxLength: 30 });
  fc.assert(
    fc.property(sent, fc.infiniteStream(fc.nat()), (commands, dice) => {
      const order = (arrivals: readonly { who: number; name: string; turn: number }[]) => {
        const window = createBatchWindow<number>(MINUTE_MS, 'secret');
        for (const { who, name, turn } of arrivals) {
          const held = window.hold(command(by(who), offer(1, 5), name), turn, 10);
          expect(held).toBe(true);
        }
        return window.release(MINUTE_MS).held.map(({ command: { actor }, item }) => ({ actor, turn: item }));
      };
      const turns = new Map<number, number>();
      const numbered = commands.map(({ who, name }) => {
        const turn = (turns.get(who) ?? 0) + 1;
        turns.set(who, turn);
        return { who, name, turn };
      });
      // Another arrival: actors are mixed anew, each actor's own commands stay in their order; all have other names.
      const mixed = numbered
        .map((one) => ({ one, key: dice.next().value }))
        .sort((a, b) => a.key - b.key)
        .map(({ one }) => one);
      const byActor = new Map<number, typeof numbered>();
      for (const one of numbered) byActor.set(one.who, [...(byActor.get(one.who) ?? []), one]);
      const rearranged = mixed.flatMap(({ who }, place) => {
        const next = byActor.get(who)?.shift();
        return next === undefined ? [] : [{ ...next, name: `other ${place}` }];
      });
      expect(order(rearranged)).toEqual(order(numbered));
      for (const who of turns.keys()) {
        const own = order(rearranged).filter(
          ({ actor }) => actor.kind === 'participant' && actor.participantId === who,
        );
        expect(own.map(({ turn }) => turn)).toEqual(own.map((_, index) => index + 1));
      }
    }),
  );
});

test('who is first differs from window to window: over many each is first about equally often', () => {
  const firsts = new Map<string, number>();
  const window = createBatchWindow<number>(100, 'secret');
  for (let round = 1; round <= 3_000; round += 1) {
    for (const who of [1, 2, 3]) window.hold(command(by(who), offer(1, 5), `c${who}`), who, round * 100 - 50);
    const first = `${window.release(round * 100).held[0]?.item}`;
    firsts.set(first, (firsts.get(first) ?? 0) + 1);
  }
  for (const who of ['1', '2', '3']) expect(Math.abs((firsts.get(who) ?? 0) - 1_000)).toBeLessThan(130);
});

test('a window ends at whole multiples of its length, whenever its first command came', () => {
  const window = createBatchWindow<number>(1_000, 'secret');
  for (const [now, end] of [
    [5_000, 6_000],
    [5_999, 6_000],
    [6_001, 7_000],
  ] as const) {
    window.hold(command(ANN, offer(1, 5), 'c'), 1, now);
    expect(window.endsAt()).toBe(end);
    expect(window.release(end).at).toBe(end - 1);
    expect(window.endsAt()).toBeNull();
  }
  expect(createBatchWindow<number>(0, 's').hold(command(ANN, offer(1, 5), 'c'), 1, 5)).toBe(false);
  expect(window.hold(command(BOSS, posting(), 'p'), 1, 5)).toBe(false);
});

test('bids are answered when their window has ended, and count at its last millisecond; other commands do not wait', async () => {
  const table = await laid(WINDOW);
  await post(table);
  const bids = BIDDERS.map((actor) => watch(table.send(actor, offer(1, 5_000))));
  await rest();
  expect(bids.map(({ value }) => value)).toEqual([null, null, null]);
  await post(table);
  expect(await table.engine.nextDueAt(MARKET)).toBe(END);
  await table.engine.moveTo(MARKET, END - 1);
  expect(bids.every(({ value }) => value === null)).toBe(true);
  await table.engine.moveTo(MARKET, END);
  await rest();
  expect(bids.every(({ value }) => value?.ok)).toBe(true);
  expect((await bidding(table)).map(([, , at]) => at)).toEqual([END - 1, END - 1, END - 1]);
});

test('one bidder may place and take back in one window', async () => {
  const table = await laid(WINDOW);
  await post(table);
  const placed = table.send(ANN, offer(1, 5_000));
  const taken = table.send(ANN, { type: 'RetractBid', bidId: bidId(1) });
  const amended = table.send(ANN, { ...offer(1, 4_000), type: 'AmendBid', bidId: bidId(1) } as CommandRequest);
  await rest();
  await table.engine.moveTo(MARKET, END);
  expect((await Promise.all([placed, taken, amended])).map(({ ok }) => ok)).toEqual([true, true, false]);
});

test('a deadline inside a window comes after the bids that were there before it', async () => {
  const table = await laid({ ...WINDOW, mechanism: { kind: 'fp_sealed' } });
  await post(table, { biddingMs: MINUTE_MS / 2 });
  const inTime = table.send(ANN, offer(1, 5_000));
  await rest();
  expect(await table.engine.nextDueAt(MARKET)).toBe(VIRTUAL_EPOCH_MS + MINUTE_MS / 2);
  await table.engine.moveTo(MARKET, VIRTUAL_EPOCH_MS + MINUTE_MS / 2);
  expect(await inTime).toMatchObject({ ok: true });
  const late = table.send(BOB, offer(1, 4_000));
  await rest();
  await table.engine.moveTo(MARKET, END);
  expect(await late).toMatchObject({ ok: false });
  const [award] = await table.logged('BidAwarded');
  expect(award?.event.freelancerId).toBe(2);
  expect((await bidding(table))[0]?.[2]).toBe(VIRTUAL_EPOCH_MS + MINUTE_MS / 2 - 1);
});

const HASTY: readonly (readonly [string, Partial<Policy>, number])[] = [
  [
    'an open outcry',
    { mechanism: { kind: 'english_rev', stepCents: cents(100), softCloseMs: 0 }, visibility: 'open' },
    5_000,
  ],
  ['a posted price, first come', { mechanism: { kind: 'posted', draw: 'first_come' } }, 100_000],
];

/** Who wins when the bidders come in this order. */
async function winner(policy: Partial<Policy>, order: readonly Actor[], amount: number): Promise<number | undefined> {
  const table = await laid(policy);
  await post(table, { biddingMs: 10 * MINUTE_MS, postedPriceCents: cents(100_000) });
  const answers = order.map((actor, place) => table.send(actor, offer(1, amount), `z${9 - place}`));
  await rest();
  await table.engine.moveTo(MARKET, VIRTUAL_EPOCH_MS + 10 * MINUTE_MS);
  await Promise.all(answers);
  const [award] = await table.logged('BidAwarded');
  return award?.event.freelancerId;
}

const ORDERS = [BIDDERS, [BOB, CAT, ANN], [CAT, ANN, BOB], [CAT, BOB, ANN]];

test.each(HASTY)('%s rewards haste without a window, and not with one', async (_name, policy, amount) => {
  const won = async (more: Partial<Policy>) =>
    new Set(await Promise.all(ORDERS.map((order) => winner({ ...policy, ...more }, order, amount))));
  expect([...(await won({}))].sort()).toEqual([2, 3, 4]);
  const fair = await won(WINDOW);
  expect(fair.size).toBe(1);
  expect(fair.has(undefined)).toBe(false);
});

test.each([
  ['before it wrote', false],
  ['after it wrote', true],
])(
  'a commit that fails %s in the middle of a window sends the waiting bids back; sent again, all count once',
  async (_when, wrote) => {
    const spy = spied(createMemoryStore());
    const table = await laid(WINDOW, spy.store);
    await post(table);
    const sendAll = () => BIDDERS.map((actor) => table.send(actor, offer(1, 5_000), `bid of ${JSON.stringify(actor)}`));
    const codes = sendAll().map(faultOf);
    await rest();
    const { through } = spy;
    spy.through = async (commit, write) => {
      spy.through = through;
      if (wrote) await write(commit);
      throw new Error('disk gone');
    };
    await expect(post(table)).rejects.toThrow('disk gone');
    expect(await Promise.all(codes)).toEqual(['store_failed', 'store_failed', 'store_failed']);
    const again = sendAll();
    await rest();
    await table.engine.moveTo(MARKET, END);
    expect((await Promise.all(again)).map((answer) => answer.ok && !answer.repeated)).toEqual([true, true, true]);
    expect((await bidding(table)).map(([, who]) => who).sort()).toEqual([2, 3, 4]);
  },
);

test('what another writer does in the middle of a window loses none of the waiting bids and moves none', async () => {
  const store = createMemoryStore();
  const table = await laid(WINDOW, store);
  await post(table);
  const rival = sit(store);
  const bids = BIDDERS.map((actor) => table.send(actor, offer(1, 5_000)));
  await rest();
  await rival.done(BOSS, posting(50_000));
  await rival.engine.moveTo(MARKET, END + 5 * MINUTE_MS);
  await table.done(OWNER, { type: 'Deposit', participantId: 1, amountCents: 5 } as CommandRequest);
  await table.engine.moveTo(MARKET, END);
  expect((await Promise.all(bids)).every(({ ok }) => ok)).toBe(true);
  expect((await bidding(table)).map(([, who, at]) => [who, at]).sort()).toEqual([2, 3, 4].map((who) => [who, END - 1]));
});

test("an actor's own order outlives another writer: what waited before comes back before what came after", async () => {
  const store = createMemoryStore();
  const table = await laid(WINDOW, store);
  await post(table);
  const placed = table.send(ANN, offer(1, 5_000));
  await rest();
  await sit(store).done(BOSS, posting(50_000));
  const taken = table.send(ANN, { type: 'RetractBid', bidId: bidId(1) });
  await rest();
  await table.engine.moveTo(MARKET, END);
  expect((await Promise.all([placed, taken])).map(({ ok }) => ok)).toEqual([true, true]);
});

test('bids that wait when the engine closes are sent back', async () => {
  const table = await laid(WINDOW);
  await post(table);
  const code = faultOf(table.send(ANN, offer(1, 5_000)));
  await rest();
  await table.engine.close();
  expect(await code).toBe('engine_closed');
});

test('a window of one market does not hold up another', async () => {
  const store = createMemoryStore();
  const table = await laid(WINDOW, store);
  const other = await laid({}, store, undefined, marketId('free'));
  await post(table);
  await post(other);
  const waiting = watch(table.send(ANN, offer(1, 5_000)));
  expect(await other.send(ANN, offer(projectId(1), 5_000))).toMatchObject({ ok: true });
  expect(waiting.value).toBeNull();
});
