/** What rings while nobody waits is not forgotten: else a webhook would sleep over the event that came as it fell asleep. */

import { expect, test } from 'vitest';
import { createBell } from '../../server/http/webhooks/bell.ts';

async function isOver(waiting: Promise<void>): Promise<boolean> {
  let over = false;
  void waiting.then(() => {
    over = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  return over;
}

test('a ring wakes who waits, and who comes to wait after it; what was known before does not', async () => {
  const over = new AbortController();
  const bell = createBell(over.signal);
  const first = bell.wait(null);
  expect(await isOver(first)).toBe(false);
  bell.ring();
  expect(await isOver(first)).toBe(true);
  bell.listen();
  const second = bell.wait(null);
  expect(await isOver(second)).toBe(false);
  bell.ring();
  await second;
  bell.listen();
  bell.ring();
  await bell.wait(null);
  const last = bell.wait(null);
  over.abort();
  await last;
  await bell.wait(null);
});

test('time wakes as well, also more of it than a timer can hold', async () => {
  const bell = createBell(new AbortController().signal);
  await bell.wait(1);
  const long = bell.wait(1e12);
  expect(await isOver(long)).toBe(false);
  bell.ring();
  await long;
});
