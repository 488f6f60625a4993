/** The pacer of a tournament's market: how long it waits, what holds it, what lets it go on. */

import { expect, test } from 'vitest';
import { createPacer } from '../../server/pacer.ts';

const DAY = 86_400_000;

/** Whether the wait is over, once everything that is due has had its turn. */
async function isOver(wait: Promise<void>): Promise<boolean> {
  const pause = new Promise<false>((done) => setTimeout(() => done(false), 60));
  return Promise.race([wait.then(() => true), pause]);
}

const open = (speed: number | null) => {
  const stop = new AbortController();
  return { stop, pacer: createPacer(speed, stop.signal) };
};

test('without a speed nobody waits; with one, as long as the jump is long', async () => {
  const { pacer } = open(null);
  await pacer.wait(0, DAY);
  pacer.setSpeed(DAY);
  await pacer.wait(0, DAY);
  pacer.setSpeed(1);
  expect(await isOver(pacer.wait(0, DAY))).toBe(false);
});

test('held, it waits whatever its speed; let go, it goes on', async () => {
  const { pacer } = open(null);
  pacer.pause();
  const held = pacer.wait(0, 1);
  expect(await isOver(held)).toBe(false);
  expect(pacer.reading()).toEqual({ kind: 'virtual', speed: null, paused: true });
  pacer.resume();
  await held;
  await pacer.wait(1, DAY);
});

test('a step is one jump, and stays held afterwards; several are several', async () => {
  const { pacer } = open(1);
  pacer.pause();
  pacer.step();
  pacer.step();
  await pacer.wait(0, DAY);
  await pacer.wait(DAY, 2 * DAY);
  expect(await isOver(pacer.wait(2 * DAY, 3 * DAY))).toBe(false);
});

test('steps that nobody took are forgotten when time goes on', async () => {
  const { pacer } = open(1);
  pacer.step();
  pacer.resume();
  expect(await isOver(pacer.wait(0, DAY))).toBe(false);
});

test('a wait that has begun hears of another speed, and of the end', async () => {
  const { pacer, stop } = open(1);
  const slow = pacer.wait(0, DAY);
  expect(await isOver(slow)).toBe(false);
  pacer.setSpeed(DAY);
  await slow;
  pacer.pause();
  const held = pacer.wait(0, DAY);
  stop.abort();
  await held;
});

test('a jump of nothing is no wait', async () => {
  const { pacer } = open(1);
  pacer.pause();
  await pacer.wait(5, 5);
});
