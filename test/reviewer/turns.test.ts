/** Places for runs: never more than there are, first come first served, and nobody beside who must be alone. */

import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createTurns } from '../../server/reviewer/sandbox/turns.ts';

test('runs share the places, and who must be alone is alone', async () => {
  const turns = createTurns(3);
  const order: number[] = [];
  let running = 0;
  let most = 0;
  const use = async (id: number): Promise<void> => {
    const alone = id % 4 === 0;
    const giveBack = await turns.take({ alone });
    order.push(id);
    running += 1;
    most = Math.max(most, running);
    if (alone) expect(running).toBe(1);
    await sleep(1 + (id % 3));
    if (alone) expect(running).toBe(1);
    running -= 1;
    giveBack();
    // A place is given back once, however often somebody says so.
    giveBack();
  };
  await Promise.all(Array.from({ length: 30 }, (_, id) => use(id)));
  expect(most).toBe(3);
  expect(order).toEqual(Array.from({ length: 30 }, (_, id) => id));
});

test('who gives up waiting leaves the queue, and those behind go on', async () => {
  const turns = createTurns(1);
  const giveBack = await turns.take({ alone: false });
  const control = new AbortController();
  const leaving = turns.take({ alone: true, signal: control.signal });
  const behind = turns.take({ alone: false });
  control.abort(new Error('enough'));
  await expect(leaving).rejects.toThrow('enough');
  giveBack();
  (await behind)();
  await expect(turns.take({ alone: false, signal: AbortSignal.abort(new Error('no')) })).rejects.toThrow('no');
});

test('closing refuses who waits and who comes later', async () => {
  const turns = createTurns(1);
  await turns.take({ alone: false });
  const waiting = turns.take({ alone: false });
  turns.close(new Error('closed'));
  await expect(waiting).rejects.toThrow('closed');
  await expect(turns.take({ alone: false })).rejects.toThrow('closed');
});
