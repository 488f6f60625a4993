/** Where a follower stands, told by a connection that leaves out, repeats and comes late. */

import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { Seen } from '../../server/protocol/arena/client.ts';
import { ArenaFault } from '../../server/protocol/sdk/fault.ts';
import { createTracker } from '../../server/protocol/sdk/tracker.ts';

/** A busy machine is slow to tell. */
const PATIENT = { timeout: 120_000 };

const event = (cursor: number): Seen => ({ cursor, at: cursor, event: { type: 'MarketClosed' } });
const events = (from: number, to: number): Seen[] =>
  Array.from({ length: to - from }, (_, index) => event(from + index + 1));
const numbers = (to: number): number[] => events(0, to).map(({ cursor }) => cursor);

/** A market of `length()` events, read in pages of three after a wait. */
function tracked(
  length: () => number,
  since = 0,
  listener: (seen: Seen) => void = () => undefined,
  leap: (() => Promise<number>) | null = null,
) {
  const heard: number[] = [];
  const faults: ArenaFault[] = [];
  const over = new AbortController();
  const tracker = createTracker({
    since,
    listener: (seen) => {
      heard.push(seen.cursor);
      listener(seen);
    },
    read: async (from) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      return events(from, Math.max(from, Math.min(from + 3, length())));
    },
    page: 3,
    leap,
    end: (fault) => {
      faults.push(fault);
      over.abort();
    },
    signal: over.signal,
  });
  return { tracker, heard, faults, over };
}

test('a gap is read; what was told twice is handed over once', async () => {
  const { tracker, heard } = tracked(() => 20);
  tracker.hear({ channel: 'market', from: 0, to: 2, events: events(0, 2) });
  tracker.hear({ channel: 'market', from: 1, to: 3, events: events(1, 3) });
  expect(heard).toEqual([1, 2, 3]);
  tracker.hear({ channel: 'market', from: 9, to: 11, events: events(9, 11) });
  tracker.hear({ channel: 'market', from: 11, to: 13, events: events(11, 13) });
  await vi.waitFor(() => expect(heard.length).toBeGreaterThanOrEqual(13), PATIENT);
  tracker.behind(20);
  await vi.waitFor(() => expect(heard).toEqual(numbers(20)), PATIENT);
});

test('whoever stops in the middle of a message hears nothing of its rest', () => {
  const { tracker, heard, over } = tracked(
    () => 9,
    0,
    ({ cursor }) => {
      if (cursor === 4) over.abort();
    },
  );
  tracker.hear({ channel: 'market', from: 0, to: 9, events: events(0, 9) });
  expect(heard).toEqual([1, 2, 3, 4]);
});

test('a listener that throws ends it, and says at which event', () => {
  const { tracker, heard, faults } = tracked(
    () => 9,
    0,
    () => {
      throw new Error('full');
    },
  );
  tracker.hear({ channel: 'market', from: 0, to: 9, events: events(0, 9) });
  expect([heard, faults]).toMatchObject([
    [1],
    [{ code: 'listener_failed', message: 'listener_failed: event 1: full' }],
  ]);
});

test('reading that fails for a while is tried again; for good, it ends', async () => {
  let tries = 0;
  const faults: ArenaFault[] = [];
  const heard: number[] = [];
  const tracker = createTracker({
    since: 0,
    listener: ({ cursor }) => heard.push(cursor),
    read: async (from) => {
      tries += 1;
      if (tries < 3) throw new ArenaFault('unavailable', 'busy', { retryAfterMs: 1 });
      if (tries > 4) throw new ArenaFault('not_authenticated', 'no');
      return events(from, 2);
    },
    page: 3,
    leap: null,
    end: (fault) => faults.push(fault),
    signal: new AbortController().signal,
  });
  tracker.behind(2);
  await vi.waitFor(() => expect(heard).toEqual([1, 2]), PATIENT);
  tracker.behind(5);
  await vi.waitFor(() => expect(faults).toMatchObject([{ code: 'not_authenticated' }]), PATIENT);
});

test('a market in which something always happens is caught up with', async () => {
  let length = 7;
  const { tracker, heard } = tracked(() => {
    length += 1;
    return length;
  });
  await tracker.catchUp();
  expect(heard).toEqual(numbers(heard.length));
  expect(heard.length).toBeGreaterThanOrEqual(7);
});

test('whoever is far behind takes a snapshot, and hears only what follows it', async () => {
  let leaps = 0;
  const { tracker, heard } = tracked(
    () => 100,
    0,
    () => undefined,
    async () => {
      leaps += 1;
      return 99;
    },
  );
  await tracker.catchUp();
  expect([leaps, heard, tracker.cursor()]).toEqual([1, [1, 2, 3, 4, 5, 6, 100], 100]);
  // Nothing lies between that another log could be told by, and what follows is heard as ever.
  await tracker.checkLog();
  tracker.hear({ channel: 'market', from: 100, to: 101, events: events(100, 101) });
  expect(heard.at(-1)).toBe(101);
});

test('the same log goes on; another one, or a shorter one, does not', async () => {
  let length = 5;
  const { tracker } = tracked(() => length);
  await tracker.checkLog();
  await tracker.catchUp();
  await tracker.checkLog();
  length = 9;
  await Promise.all([tracker.checkLog(), tracker.catchUp()]);
  length = 4;
  await expect(tracker.checkLog()).rejects.toMatchObject({ code: 'another_log' });
});

test('however a connection tells, everything is handed over once and in order', async () => {
  const message = fc.record({ from: fc.nat(30), size: fc.nat(5), snapshot: fc.boolean(), wait: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(message, { maxLength: 12 }), fc.nat(10), async (messages, since) => {
      let length = since;
      const { tracker, heard } = tracked(() => length, since);
      for (const { from, size, snapshot, wait } of messages) {
        length = Math.max(length, from + size);
        if (snapshot) tracker.behind(from + size);
        else tracker.hear({ channel: 'market', from, to: from + size, events: events(from, from + size) });
        if (wait) await new Promise((resolve) => setTimeout(resolve, 1));
      }
      await vi.waitFor(() => expect(heard).toEqual(numbers(length).slice(since)), { ...PATIENT, interval: 2 });
    }),
    { numRuns: 60 },
  );
});
