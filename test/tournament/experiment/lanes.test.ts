/** Several runs at a time: begun in their order, each once, no more than lanes at once, and all of them over before a failure is told. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inLanes } from '../../../cli/in-lanes.ts';

const never = new AbortController().signal;
const ticks = async (count: number): Promise<void> => {
  for (let at = 0; at < count; at += 1) await Promise.resolve();
};

test('works begin in their order, each once, and never more at once than there are lanes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(20), { maxLength: 12 }),
      fc.integer({ min: 1, max: 5 }),
      async (lengths, lanes) => {
        const begun: number[] = [];
        let running = 0;
        let most = 0;
        const works = lengths.map((length, at) => async () => {
          begun.push(at);
          running += 1;
          most = Math.max(most, running);
          await ticks(length);
          running -= 1;
        });
        await inLanes(works, lanes, never);
        expect(begun).toEqual(lengths.map((_, at) => at));
        expect(most).toBe(Math.min(lanes, lengths.length));
        expect(running).toBe(0);
      },
    ),
  );
});

test('after a failure none begins, those at work are told to stop, and the failure is what comes out', async () => {
  const told: string[] = [];
  const wait = (name: string) => (stop: AbortSignal) =>
    new Promise<void>((_done, reject) => {
      told.push(`${name} begins`);
      stop.addEventListener('abort', () => {
        told.push(`${name} stops`);
        reject(stop.reason);
      });
    });
  const fails = async (): Promise<void> => {
    await ticks(3);
    throw new Error('no room on the disk');
  };
  await expect(inLanes([wait('first'), fails, wait('third')], 2, never)).rejects.toThrow('no room on the disk');
  expect(told).toEqual(['first begins', 'first stops']);
});

test('a signal stops all lanes with its reason', async () => {
  const stopping = new AbortController();
  const begun: number[] = [];
  // The one at work comes to its end all the same: what has begun is finished.
  const works = [0, 1, 2].map((at) => async () => {
    begun.push(at);
    stopping.abort(new Error('told to stop'));
    await ticks(2);
  });
  await expect(inLanes(works, 1, stopping.signal)).rejects.toThrow('told to stop');
  expect(begun).toEqual([0]);
});
