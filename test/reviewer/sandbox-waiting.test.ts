/** Who runs next in the pool: in the order of asking, and nobody waits for ever behind programs that must run alone. */

import { expect, test } from 'vitest';
import { createWaiting } from '../../server/reviewer/sandbox/embedded/waiting.ts';

interface One {
  readonly name: string;
  readonly alone: boolean;
  readonly suspected: boolean;
}

const beside = (name: string): One => ({ name, alone: false, suspected: false });
const alone = (name: string): One => ({ name, alone: true, suspected: false });
const suspect = (name: string): One => ({ name, alone: false, suspected: true });

function room(ones: readonly One[]) {
  const clock = { ms: 0 };
  const waiting = createWaiting<One>(() => clock.ms);
  for (const one of ones) waiting.add(one);
  return { clock, waiting, next: (busy = false) => waiting.next(busy)?.name };
}

test('those that may run beside others are served in the order of asking', () => {
  const { waiting, next } = room([beside('a'), beside('b'), beside('c')]);
  expect([next(), waiting.nextAhead()?.name, next(true), next()]).toEqual(['a', 'b', 'c', undefined]);
});

test('a suspect is given to a child that has nothing, and never sent ahead; nobody overtakes it', () => {
  const { waiting, next } = room([suspect('a'), beside('b')]);
  expect([waiting.nextAhead()?.name, next(true), waiting.nextAhead()?.name]).toEqual([undefined, 'a', 'b']);
});

test('one that must run alone is next, waits until nothing runs, and nothing is sent ahead meanwhile', () => {
  const { waiting, next } = room([beside('a'), alone('x')]);
  expect([next(true), waiting.nextAhead()?.name]).toEqual([undefined, undefined]);
  expect([next(), next()]).toEqual(['x', 'a']);
});

test('after one that ran alone the others have as much time as it took, before the next of its kind', () => {
  const { clock, waiting, next } = room([alone('x'), alone('y'), beside('a'), beside('b'), beside('c')]);
  expect(next()).toBe('x');
  clock.ms = 1_000;
  waiting.aloneEnded(1_000);
  expect([next(), waiting.nextAhead()?.name]).toEqual(['a', 'b']);
  clock.ms = 1_999;
  expect(next(true)).toBe('c');
  clock.ms = 2_000;
  waiting.add(beside('d'));
  expect([next(true), waiting.nextAhead()]).toEqual([undefined, undefined]);
  expect([next(), next()]).toEqual(['y', 'd']);
});

test('time that passed before anybody could be served is no turn', () => {
  const { clock, waiting, next } = room([alone('x'), alone('y'), beside('a'), beside('b')]);
  expect(next()).toBe('x');
  waiting.aloneEnded(1_000);
  clock.ms = 5_000;
  expect([next(), next(), next()]).toEqual(['a', 'y', 'b']);
});

test('one that must run alone need not wait for time that nobody wants', () => {
  const { waiting, next } = room([alone('x'), alone('y')]);
  expect(next()).toBe('x');
  waiting.aloneEnded(1_000);
  expect(next()).toBe('y');
});

test('in a flood of a hundred that run alone for a second each, an honest program waits for one of them', () => {
  const { clock, waiting, next } = room(Array.from({ length: 100 }, (_, index) => alone(`x${index}`)));
  let turns = 0;
  waiting.add(beside('honest'));
  for (let name = next(); name !== 'honest'; name = next()) {
    clock.ms += 1_000;
    waiting.aloneEnded(1_000);
    turns += 1;
  }
  expect(turns).toBe(1);
});

test('who is put back is first, who is removed does not come, and clearing gives everybody', () => {
  const [a, b, x] = [beside('a'), beside('b'), alone('x')];
  const { waiting, next } = room([b]);
  waiting.putBack(a);
  expect(next()).toBe('a');
  waiting.add(x);
  expect([waiting.remove(x), waiting.remove(x), waiting.remove(a)]).toEqual([true, false, false]);
  waiting.add(x);
  expect(waiting.clear()).toEqual([x, b]);
  expect(next()).toBe(undefined);
});
