/** What is bounded stays bounded over time: places for runs, and the memory of the verdict cache. */

import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { combine, type Finding } from '../../server/reviewer/combine.ts';
import { createReviewer } from '../../server/reviewer/reviewer.ts';
import { createSlots } from '../../server/reviewer/slots.ts';
import { CACHE_LIMITS, createVerdictCache } from '../../server/reviewer/verdict-cache.ts';
import { functionAcceptance } from '../helpers/acceptance-samples.ts';
import { FakeSandbox } from '../helpers/fake-sandbox.ts';

test('never more than the places are taken, however work comes and goes, and the first to ask is the first served', async () => {
  const slots = createSlots(2);
  let running = 0;
  let most = 0;
  const order: number[] = [];
  const work = (id: number) => async (): Promise<void> => {
    order.push(id);
    running += 1;
    most = Math.max(most, running);
    await sleep(1 + (id % 3));
    running -= 1;
    if (id % 5 === 0) throw new Error('failed');
  };
  const all: Promise<PromiseSettledResult<void>[]>[] = [];
  for (let id = 0; id < 40; id += 1) {
    all.push(Promise.allSettled([slots.use(work(id))]));
    if (id % 4 === 0) await sleep(2);
  }
  const ends = (await Promise.all(all)).flat();
  expect(ends.filter((end) => end.status === 'rejected').length).toBe(8);
  expect(most).toBe(2);
  expect(order).toEqual(Array.from({ length: 40 }, (_, id) => id));
});

function finding(identity: string): Finding {
  const one = {
    visible: false,
    weight: 1,
    outcome: 'passed',
    unrepeatable: null,
    fuel: 1,
    memoryBytes: 1,
    details: null,
  } as const;
  return combine(identity, [{ name: 'x'.repeat(100), ...one }]);
}

test('hits do not loosen the bound on the size of the cache', () => {
  const size = JSON.stringify(finding('a0')).length;
  const cache = createVerdictCache({ entries: 100, characters: 3 * size });
  for (const identity of ['a0', 'a1', 'a2']) cache.set(finding(identity));
  for (let hit = 0; hit < 50; hit += 1) expect(cache.get('a0')).toEqual(finding('a0'));
  cache.set(finding('a3'));
  cache.set(finding('a4'));
  const kept = ['a0', 'a1', 'a2', 'a3', 'a4'].filter((identity) => cache.get(identity) !== null);
  expect(kept).toEqual(['a0', 'a3', 'a4']);
});

test('a finding that the wall clock had a part in is not remembered', async () => {
  const sandbox = new FakeSandbox({ slow: () => ({ exit: 'time_limit', unrepeatable: 'wall_clock' }) });
  const reviewer = createReviewer({ sandbox, cache: CACHE_LIMITS });
  const request = {
    files: { 'solution.py': 'slow' },
    acceptance: functionAcceptance([{ name: 'one', args: [], expected: 1 }]),
  };
  await reviewer.runVisible(request);
  await reviewer.runVisible(request);
  expect(sandbox.requests.length).toBe(2);
});
