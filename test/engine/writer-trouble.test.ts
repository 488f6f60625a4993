/** What a market does about bugs, damaged logs, forged and unknown commands, and markets that do not exist. */

import { expect, test } from 'vitest';
import { createMemoryStore } from '../../db/memory/store.ts';
import type { Store } from '../../server/engine/ports.ts';
import { marketId, participantId, projectId } from '../../server/kernel/id.ts';
import { type Cents, cents } from '../../server/kernel/money.ts';
import { walletOf } from '../../server/market/account.ts';
import { CLOCK, type CommandRequest, OWNER } from '../../server/market/command.ts';
import type { MarketEvent } from '../../server/market/event.ts';
import { DEFAULT_LIMITS, DEFAULT_POLICY } from '../../server/market/policy.ts';
import { OWNER_VIEW } from '../../server/market/view.ts';
import { posting } from '../helpers/given.ts';
import { ANN, BOSS, command, faultOf, gate, laid, MARKET, rest, sit, spied } from '../helpers/table.ts';

const OTHER = marketId('other');
const deposit = (amount: number): CommandRequest => ({
  type: 'Deposit',
  participantId: participantId(1),
  amountCents: cents(amount),
});
const opening: CommandRequest = { type: 'OpenMarket', policy: DEFAULT_POLICY, seed: 's' };

/** The store, in which from event `seq` on one market's events are other ones. */
function damaged(store: Store, seq: number, event: MarketEvent): Store {
  return {
    ...store,
    events: async (id, since, limit) =>
      (await store.events(id, since, limit)).map((logged) =>
        id === MARKET && logged.seq === seq ? { ...logged, event } : logged,
      ),
  };
}

test('a bug stops its market and no other, is reported once, and leaves the log as it was', async () => {
  const spy = spied(createMemoryStore());
  const table = await laid({}, spy.store);
  const other = await laid({}, spy.store, undefined, OTHER);
  // A balance that no fold could have left: whoever moves it finds out.
  (await table.engine.state(MARKET)).balances.set(walletOf(participantId(1)), Number.NaN as Cents);
  const length = (await table.log()).length;
  expect(await faultOf(table.send(OWNER, deposit(1)))).toBe('market_stopped');
  expect(table.reports.map(({ code }) => code)).toEqual(['market_stopped']);
  expect(await faultOf(table.send(OWNER, deposit(1)))).toBe('market_stopped');
  expect((await table.log()).length).toBe(length);
  expect(await other.send(OWNER, deposit(1))).toMatchObject({ ok: true });
  await table.engine.close();
  expect(await spy.store.latestSnapshot(MARKET)).toBeNull();
  expect(await sit(spy.store).send(OWNER, deposit(1))).toMatchObject({ ok: true });
});

test('whatever a decision throws is a bug: a market does not go on with a state half changed', async () => {
  const table = await laid();
  const broken = command(OWNER, { type: 'RegisterParticipant' } as CommandRequest, 'broken');
  expect(await faultOf(table.engine.submit(broken))).toBe('market_stopped');
  expect(await faultOf(table.send(OWNER, deposit(1)))).toBe('market_stopped');
});

test.each<readonly [string, MarketEvent]>([
  ['overdraws an account', { type: 'FundsWithdrawn', participantId: participantId(2), amountCents: cents(5) }],
  ['is of no known type', { type: 'MoonLanded' } as unknown as MarketEvent],
])('a log with an event that %s cannot be opened: a fault that names it; other markets go on', async (_what, event) => {
  const store = createMemoryStore();
  await laid({}, store);
  await laid({}, store, undefined, OTHER);
  const table = sit(damaged(store, 7, event));
  expect(await faultOf(table.send(OWNER, deposit(1)))).toBe('log_damaged');
  await expect(table.engine.now(MARKET)).rejects.toThrow('event 7');
  expect(await table.engine.submit(command(OWNER, deposit(1), 'd', OTHER))).toMatchObject({ ok: true });
  expect(await sit(store).send(OWNER, deposit(1))).toMatchObject({ ok: true });
});

test('a store that cannot be read is a fault wherever it shows', async () => {
  const inner = createMemoryStore();
  const table = await laid({}, inner);
  await table.done(OWNER, deposit(1), 'd');
  let broken = true;
  const fail = async (): Promise<never> => {
    throw new Error('no such table');
  };
  const half = sit({
    ...inner,
    events: (id, since, limit) => (broken ? fail() : inner.events(id, since, limit)),
  });
  expect(await faultOf(half.engine.now(MARKET))).toBe('store_failed');
  broken = false;
  await half.engine.now(MARKET);
  broken = true;
  expect(await faultOf(half.engine.read(MARKET, OWNER_VIEW, 0, 1))).toBe('store_failed');
  expect(await faultOf(half.engine.follow(MARKET, OWNER_VIEW, 0, () => {}))).toBe('store_failed');
  expect(await faultOf(half.send(OWNER, deposit(1), 'd'))).toBe('store_failed');
  broken = false;
  expect(await half.send(OWNER, deposit(1), 'd')).toMatchObject({ ok: true, repeated: true });
});

test('the same command again is answered with the same events, also after a restart', async () => {
  const store = createMemoryStore();
  const table = await laid({}, store);
  const first = await table.done(OWNER, deposit(7), 'd');
  const length = (await table.log()).length;
  expect(await table.send(OWNER, deposit(7), 'd')).toEqual({ ...first, repeated: true });
  expect(await Promise.all([1, 2].map(() => table.send(OWNER, deposit(7), 'd')))).toEqual(
    [1, 2].map(() => ({ ...first, repeated: true })),
  );
  await table.engine.close();
  const later = sit(store);
  expect(await later.send(OWNER, deposit(7), 'd')).toEqual({ ...first, repeated: true });
  expect((await later.log()).length).toBe(length);
});

test('twice in one tick is once', async () => {
  const table = await laid();
  const [first, second] = await Promise.all([table.send(OWNER, deposit(7), 'd'), table.send(OWNER, deposit(7), 'd')]);
  expect(first).toMatchObject({ ok: true, repeated: false });
  expect(second).toEqual({ ...first, repeated: true });
});

test("the same id with another body is a conflict, also after a restart; another's same id is another command", async () => {
  const store = createMemoryStore();
  const table = await laid({}, store);
  await table.done(OWNER, deposit(7), 'd');
  const conflict = { ok: false, refusal: { code: 'command_conflict' } };
  expect(await table.send(OWNER, deposit(8), 'd')).toMatchObject(conflict);
  await table.engine.close();
  const later = sit(store);
  expect(await later.send(OWNER, deposit(8), 'd')).toMatchObject(conflict);
  const costs = { participantId: participantId(2), amountCents: cents(1), costKind: 'time', projectId: null } as const;
  expect(await later.send(ANN, { type: 'BookCost', ...costs }, 'd')).toMatchObject({ ok: true, repeated: false });
});

test('only so many ids are remembered: an older command is decided anew', async () => {
  const store = createMemoryStore();
  const limits = { ...DEFAULT_LIMITS, rememberedCommands: 3 };
  const table = await laid({ limits }, store);
  for (const name of ['a', 'b', 'c', 'd']) await table.done(OWNER, deposit(1), name);
  await table.engine.close();
  const later = sit(store);
  expect(await later.send(OWNER, deposit(1), 'b')).toMatchObject({ repeated: true });
  expect(await later.send(OWNER, deposit(1), 'a')).toMatchObject({ repeated: false });
});

test('a refused command is not remembered: it may succeed later under the same id', async () => {
  const table = await laid();
  const pay: CommandRequest = { type: 'WithdrawFunds', participantId: participantId(2), amountCents: cents(5) };
  expect(await table.send(ANN, pay, 'w')).toMatchObject({ ok: false, refusal: { code: 'insufficient_funds' } });
  await table.done(OWNER, { type: 'Deposit', participantId: participantId(2), amountCents: cents(5) });
  expect(await table.send(ANN, pay, 'w')).toMatchObject({ ok: true, repeated: false });
});

test('nobody outside speaks for the clock', async () => {
  const table = await laid();
  await table.done(BOSS, posting());
  const forged = command(CLOCK, { type: 'CloseBidding', projectId: projectId(1) }, 'forged');
  expect(await table.engine.submit(forged)).toMatchObject({ ok: false, refusal: { code: 'not_allowed' } });
});

test('a market that nobody opened is a fault and leaves nothing behind', async () => {
  let asked = 0;
  const inner = createMemoryStore();
  const store: Store = {
    ...inner,
    commands: async (id) => {
      asked += 1;
      return inner.commands(id);
    },
  };
  const { engine } = sit(store);
  expect(await faultOf(engine.submit(command(OWNER, deposit(1), 'd')))).toBe('unknown_market');
  expect(await faultOf(engine.now(MARKET))).toBe('unknown_market');
  expect(await faultOf(engine.read(MARKET, OWNER_VIEW, 0, 1))).toBe('unknown_market');
  expect(await faultOf(engine.follow(MARKET, OWNER_VIEW, 0, () => {}))).toBe('unknown_market');
  expect(asked).toBe(0);
});

test('an opening that is refused or sent back leaves no market, and a later one opens it', async () => {
  const spy = spied(createMemoryStore());
  const table = sit(spy.store);
  expect(await table.send(ANN, opening)).toMatchObject({ ok: false, refusal: { code: 'not_allowed' } });
  expect(await faultOf(table.engine.now(MARKET))).toBe('unknown_market');
  const { through } = spy;
  spy.through = () => Promise.reject(new Error('disk gone'));
  expect(await faultOf(table.send(OWNER, opening))).toBe('store_failed');
  expect(await faultOf(table.engine.now(MARKET))).toBe('unknown_market');
  spy.through = through;
  expect(await table.send(OWNER, opening)).toMatchObject({ ok: true });
  expect(await table.engine.markets()).toEqual([MARKET]);
});

test('an opening that comes while another is refused opens the one market that all then use', async () => {
  const inner = createMemoryStore();
  const { passed, open } = gate();
  let loads = 0;
  const store: Store = {
    ...inner,
    commands: async (id) => {
      loads += 1;
      return inner.commands(id);
    },
    // The refusal is held up on its way out, at the question whether anybody has written meanwhile.
    lastSeq: async (id) => {
      const seq = await inner.lastSeq(id);
      await passed;
      return seq;
    },
  };
  const table = sit(store);
  const refused = table.send(ANN, opening);
  await rest();
  const opened = table.send(OWNER, opening);
  await rest();
  open();
  expect(await refused).toMatchObject({ ok: false, refusal: { code: 'not_allowed' } });
  expect(await opened).toMatchObject({ ok: true });
  const heard: string[] = [];
  await table.engine.follow(MARKET, OWNER_VIEW, 1, ({ event }) => heard.push(event.type));
  await table.done(OWNER, { type: 'CloseMarket' });
  expect(heard).toEqual(['MarketClosed']);
  expect(loads).toBe(1);
});
