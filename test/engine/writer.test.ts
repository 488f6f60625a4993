/** The writer of a market: commits in groups, answers after the commit, survives what a store can do to it. */

import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createMemoryStore } from '../../db/memory/store.ts';
import type { Answer } from '../../server/engine/engine.ts';
import { packState } from '../../server/engine/snapshot.ts';
import { participantId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import { type CommandRequest, OWNER } from '../../server/market/command.ts';
import { OWNER_VIEW } from '../../server/market/view.ts';
import { posting } from '../helpers/given.ts';
import {
  ANN,
  BOSS,
  faultOf,
  gate,
  laid,
  MARKET,
  PROFILE,
  rest,
  sit,
  spied,
  type Table,
  watch,
} from '../helpers/table.ts';

const deposit = (amount: number): CommandRequest => ({
  type: 'Deposit',
  participantId: participantId(1),
  amountCents: cents(amount),
});

/** Deposits of 1, 2, 3 … cents, sent in one tick as `d1`, `d2`, `d3` … */
function manyAtOnce(table: Table, count: number): Promise<Answer>[] {
  return Array.from({ length: count }, (_, index) => table.send(OWNER, deposit(index + 1), `d${index + 1}`));
}

async function depositsIn(table: Table): Promise<number[]> {
  return (await table.logged('FundsDeposited')).slice(1).map(({ event }) => event.amountCents);
}

test('commands of one tick share one commit and are logged in the order of sending', async () => {
  const spy = spied(createMemoryStore());
  const table = await laid({}, spy.store);
  spy.commits.length = 0;
  const answers = await Promise.all(manyAtOnce(table, 500));
  expect(spy.commits.map(({ events }) => events.length)).toEqual([500]);
  expect(answers.every(({ ok }) => ok)).toBe(true);
  expect(await depositsIn(table)).toEqual(Array.from({ length: 500 }, (_, index) => index + 1));
});

test('commands that come while a commit is written share the next one', async () => {
  const spy = spied(createMemoryStore());
  const table = await laid({}, spy.store);
  const { passed, open } = gate();
  spy.commits.length = 0;
  spy.through = async (commit, write) => {
    await passed;
    return write(commit);
  };
  const first = table.send(OWNER, deposit(1));
  await rest();
  const others = [2, 3, 4].map((amount) => table.send(OWNER, deposit(amount)));
  await rest();
  expect(spy.commits.length).toBe(1);
  open();
  await Promise.all([first, ...others]);
  expect(spy.commits.map(({ events }) => events.length)).toEqual([1, 3]);
});

test('a group is bounded', async () => {
  const spy = spied(createMemoryStore());
  const table = await laid({}, spy.store);
  spy.commits.length = 0;
  await Promise.all(manyAtOnce(table, 4_500));
  expect(spy.commits.map(({ events }) => events.length)).toEqual([2_000, 2_000, 500]);
});

test('nothing is answered, published or readable before its commit has resolved', async () => {
  const spy = spied(createMemoryStore());
  const table = await laid({}, spy.store);
  const before = (await table.log()).length;
  const heard: number[] = [];
  await table.engine.follow(MARKET, OWNER_VIEW, before, ({ cursor }) => heard.push(cursor));
  const { passed, open } = gate();
  spy.through = async (commit, write) => {
    const result = await write(commit);
    await passed;
    return result;
  };
  const answered = watch(table.send(OWNER, deposit(1)));
  const refused = watch(table.send(OWNER, deposit(0)));
  await rest();
  expect([answered.value, refused.value, heard]).toEqual([null, null, []]);
  open();
  await rest();
  expect(answered.value?.ok).toBe(true);
  expect(refused.value).toMatchObject({ ok: false, refusal: { code: 'amount_out_of_range' } });
  expect(heard).toEqual([before + 1]);
});

test('what is not durable yet is in nothing that is asked about the market meanwhile', async () => {
  const spy = spied(createMemoryStore());
  const table = await laid({}, spy.store);
  const { seq } = await table.engine.state(MARKET);
  const { passed, open } = gate();
  spy.through = async (commit, write) => {
    await passed;
    return write(commit);
  };
  const answer = table.send(BOSS, posting());
  await rest();
  const asked = [
    watch(table.engine.state(MARKET).then((state) => state.seq)),
    watch(table.engine.nextDueAt(MARKET)),
    watch(table.engine.legal(MARKET, ANN)),
  ];
  await rest();
  expect(asked.map(({ value }) => value)).toEqual([null, null, null]);
  open();
  await answer;
  await rest();
  expect(asked[0]?.value).toBe(seq + 1);
  expect(asked.every(({ value }) => value !== null)).toBe(true);
});

test('what could not be written is in nothing that is asked about the market after it', async () => {
  const spy = spied(createMemoryStore());
  const table = await laid({}, spy.store);
  const { seq } = await table.engine.state(MARKET);
  const { through } = spy;
  spy.through = async () => {
    throw new Error('disk gone');
  };
  expect(await faultOf(table.send(OWNER, deposit(1)))).toBe('store_failed');
  spy.through = through;
  expect((await table.engine.state(MARKET)).seq).toBe(seq);
});

test('commands that come in following turns share a commit, but no more than four turns are waited', async () => {
  const spy = spied(createMemoryStore());
  const table = await laid({}, spy.store);
  spy.commits.length = 0;
  const answers: Promise<Answer>[] = [];
  for (let turn = 1; turn <= 8; turn += 1) {
    answers.push(table.send(OWNER, deposit(turn)));
    await setImmediate();
  }
  await Promise.all(answers);
  const sizes = spy.commits.map(({ events }) => events.length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(8);
  expect(sizes.length).toBeGreaterThan(1);
  expect(Math.max(...sizes)).toBeGreaterThan(2);
  expect(Math.max(...sizes)).toBeLessThan(8);
});

test.each([
  ['before it wrote', false],
  ['after it wrote', true],
])('a commit that fails %s sends the commands back; sent again, they are done once', async (_when, wrote) => {
  const spy = spied(createMemoryStore());
  const table = await laid({}, spy.store);
  const known = (await table.log()).length;
  const heard: number[] = [];
  await table.engine.follow(MARKET, OWNER_VIEW, known, ({ cursor }) => heard.push(cursor));
  const { through } = spy;
  spy.through = async (commit, write) => {
    spy.through = through;
    if (wrote) await write(commit);
    throw new Error('disk gone');
  };
  const codes = await Promise.all(manyAtOnce(table, 3).map(faultOf));
  expect(codes).toEqual(['store_failed', 'store_failed', 'store_failed']);
  const again = await Promise.all(manyAtOnce(table, 3));
  expect(again.map((answer) => answer.ok && answer.repeated)).toEqual([wrote, wrote, wrote]);
  expect(again.map((answer) => answer.ok && answer.events.map(({ type }) => type))).toEqual(
    Array.from({ length: 3 }, () => ['FundsDeposited']),
  );
  expect(await depositsIn(table)).toEqual([1, 2, 3]);
  expect(heard).toEqual([known + 1, known + 2, known + 3]);
  const folded = await sit(spy.store).engine.state(MARKET);
  expect(packState(await table.engine.state(MARKET))).toBe(packState(folded));
});

test('what another writer wrote first is read, the command decided again and answered from the newest state', async () => {
  const store = createMemoryStore();
  const table = await laid({}, store);
  const rival = sit(store);
  const withdraw = { type: 'WithdrawParticipant', participantId: participantId(2) } as const;
  expect(await rival.engine.state(MARKET)).toMatchObject({ status: 'open' });
  await table.done(OWNER, withdraw);
  const heard: string[] = [];
  await rival.engine.follow(MARKET, OWNER_VIEW, 0, ({ event }) => heard.push(event.type));
  expect(await rival.send(OWNER, withdraw)).toMatchObject({ ok: false, refusal: { code: 'participant_withdrawn' } });
  expect(await rival.send(OWNER, deposit(5))).toMatchObject({ ok: true });
  expect(await table.send(OWNER, deposit(6))).toMatchObject({ ok: true });
  expect(await depositsIn(table)).toEqual([5, 6]);
  expect(heard).toEqual((await table.log()).slice(0, -1).map(({ event }) => event.type));
});

test('a refusal, too, comes from the newest state only', async () => {
  const store = createMemoryStore();
  const table = await laid({}, store);
  const rival = sit(store);
  const late: CommandRequest = { type: 'Deposit', participantId: participantId(6), amountCents: cents(5) };
  expect(await rival.send(OWNER, late)).toMatchObject({ ok: false, refusal: { code: 'unknown_participant' } });
  const sixth = { roles: ['freelancer'], participantKind: 'human', skills: [], profileHash: PROFILE } as const;
  await table.done(OWNER, { type: 'RegisterParticipant', ...sixth });
  expect(await rival.send(OWNER, late)).toMatchObject({ ok: true });
});

test('a market that others never leave alone says so and goes on when they do', async () => {
  const spy = spied(createMemoryStore());
  const table = await laid({}, spy.store);
  const { through } = spy;
  spy.through = async ({ expectedSeq }) => ({ ok: false, lastSeq: expectedSeq + 1 });
  spy.commits.length = 0;
  expect(await faultOf(table.send(OWNER, deposit(1), 'd'))).toBe('overloaded');
  expect(spy.commits.length).toBe(10);
  spy.through = through;
  expect(await table.send(OWNER, deposit(1), 'd')).toMatchObject({ ok: true, repeated: false });
  expect(await depositsIn(table)).toEqual([1]);
});

test('commands that wait when the engine closes are answered first, later ones are not taken', async () => {
  const spy = spied(createMemoryStore());
  const table = await laid({}, spy.store);
  const answers = manyAtOnce(table, 5);
  await rest();
  await table.engine.close();
  expect((await Promise.all(answers)).every(({ ok }) => ok)).toBe(true);
  expect(await faultOf(table.send(OWNER, deposit(9)))).toBe('engine_closed');
  expect(await spy.store.latestSnapshot(MARKET)).toMatchObject({ seq: (await table.log()).length });
});

test('a snapshot that fails at the end is reported and keeps nothing from closing', async () => {
  const store = {
    ...createMemoryStore(),
    saveSnapshot: async () => {
      throw new Error('no room for it');
    },
  };
  const table = await laid({}, store);
  await table.engine.close();
  expect(table.reports.map(({ code }) => code)).toEqual(['store_failed']);
});
