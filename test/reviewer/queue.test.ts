/** The review queue: bounded, in order, and a full queue is a fault instead of a verdict. */

import { expect, test } from 'vitest';
import { deliveryId } from '../../server/kernel/id.ts';
import { createReviewQueue } from '../../server/reviewer/queue.ts';
import { createReviewer } from '../../server/reviewer/reviewer.ts';
import { functionAcceptance } from '../helpers/acceptance-samples.ts';
import { FakeSandbox, value } from '../helpers/fake-sandbox.ts';

const acceptance = functionAcceptance([{ name: 'v', args: [1], expected: 1 }]);
const hidden = functionAcceptance([{ name: 'h', args: [2], expected: 1 }]);

function open(options: { concurrency: number; capacity?: number }) {
  const sandbox = new FakeSandbox({ one: () => value(1) }, () => 5);
  const reviewer = createReviewer({ sandbox, backoffMs: 0, cache: null, slots: 8 });
  const queue = createReviewQueue({ reviewer, ...options });
  const add = (id: number, signal?: AbortSignal) =>
    queue.add({
      deliveryId: deliveryId(id),
      files: { 'solution.py': 'one' },
      acceptance,
      hidden,
      ...(signal === undefined ? {} : { signal }),
    });
  return { sandbox, queue, add };
}

test('reviews run a few at a time and all of them are done', async () => {
  const { sandbox, queue, add } = open({ concurrency: 2 });
  const findings = Array.from({ length: 6 }, (_, index) => add(index + 1));
  expect(queue.stats()).toEqual({ queued: 4, running: 2, done: 0, failed: 0 });
  expect((await Promise.all(findings)).every((finding) => finding.passed)).toBe(true);
  expect(queue.stats()).toEqual({ queued: 0, running: 0, done: 6, failed: 0 });
  expect(sandbox.mostRunning).toBe(4);
});

test('a full queue refuses with a fault that a later attempt survives', async () => {
  const { queue, add } = open({ concurrency: 1, capacity: 1 });
  const first = [add(1), add(2)];
  await expect(add(3)).rejects.toMatchObject({ name: 'ReviewFault', reason: 'overloaded' });
  await Promise.all(first);
  expect((await add(3)).passed).toBe(true);
  expect(queue.stats().done).toBe(3);
});

test('a delivery that waits already is not reviewed twice', async () => {
  const { sandbox, add } = open({ concurrency: 1 });
  const [one, other] = await Promise.all([add(1), add(1)]);
  expect(one).toBe(other);
  expect(sandbox.requests.length).toBe(2);
});

test('a fault or an abort frees its place and is counted apart', async () => {
  const { sandbox, queue, add } = open({ concurrency: 1 });
  sandbox.faults = 1_000;
  const stop = new AbortController();
  const [failing, aborted] = [add(1), add(2, stop.signal)];
  stop.abort(new Error('closed'));
  await expect(failing).rejects.toMatchObject({ reason: 'sandbox_unavailable' });
  await expect(aborted).rejects.toThrow('closed');
  sandbox.faults = 0;
  expect((await add(1)).passed).toBe(true);
  expect(queue.stats()).toEqual({ queued: 0, running: 0, done: 1, failed: 2 });
});
