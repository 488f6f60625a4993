/** Groups of commands while there are many: when one goes to the disk, when it is answered, and who reads in between. */

import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createMemoryStore } from '../../db/memory/store.ts';
import { participantId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import { type CommandRequest, OWNER } from '../../server/market/command.ts';
import { gate, laid, MARKET, rest, spied } from '../helpers/table.ts';

const deposit = (amount: number): CommandRequest => ({
  type: 'Deposit',
  participantId: participantId(1),
  amountCents: cents(amount),
});

/** What is queued already is done, and nothing more: no turn of the event loop passes. */
async function microtasks(): Promise<void> {
  for (let count = 0; count < 50; count += 1) await null;
}

test('thirty-two commands wait for no more', async () => {
  const spy = spied(createMemoryStore());
  const table = await laid({}, spy.store);
  spy.commits.length = 0;
  const few = Array.from({ length: 31 }, (_, index) => table.send(OWNER, deposit(index + 1)));
  await microtasks();
  expect(spy.commits.length).toBe(0);
  const last = table.send(OWNER, deposit(32));
  await microtasks();
  expect(spy.commits.map(({ events }) => events.length)).toEqual([32]);
  await Promise.all([...few, last]);
});

test('a group is answered when the next one is on its way to the disk, and not kept waiting for that one', async () => {
  const spy = spied(createMemoryStore());
  const table = await laid({}, spy.store);
  const gates = [gate(), gate()];
  const order: string[] = [];
  spy.through = async (commit, write) => {
    order.push(`commit of ${commit.events.length}`);
    await gates.shift()?.passed;
    return write(commit);
  };
  const [one, two] = gates;
  const first = table.send(OWNER, deposit(1)).then(() => order.push('first answered'));
  await rest();
  const others = [2, 3].map((amount) => table.send(OWNER, deposit(amount)));
  await rest();
  one?.open();
  await first;
  expect(order).toEqual(['commit of 1', 'commit of 2', 'first answered']);
  two?.open();
  await Promise.all(others);
});

test('a market that is written to without a pause can still be read', async () => {
  const spy = spied(createMemoryStore());
  spy.through = async (commit, write) => {
    await setImmediate();
    return write(commit);
  };
  const table = await laid({}, spy.store);
  let read = false;
  let sent = 0;
  const keepSending = async (): Promise<void> => {
    while (!read && sent < 2_000) {
      sent += 1;
      await table.send(OWNER, deposit(sent));
    }
  };
  const first = keepSending();
  await rest();
  const second = keepSending();
  await table.engine.state(MARKET);
  read = true;
  await Promise.all([first, second]);
  expect(sent).toBeLessThan(200);
});
