/** What those who look on get: by own cursors without gaps, each event once, whatever happens while they catch up. */

import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMemoryStore } from '../../db/memory/store.ts';
import { createCursorIndex } from '../../server/engine/cursor-index.ts';
import { createFeed, type Seen } from '../../server/engine/feed.ts';
import { PAGE } from '../../server/engine/load.ts';
import type { Store } from '../../server/engine/ports.ts';
import { participantId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import { type CommandRequest, OWNER } from '../../server/market/command.ts';
import { DEFAULT_POLICY } from '../../server/market/policy.ts';
import { OWNER_VIEW, type Viewer, view, WATCHER } from '../../server/market/view.ts';
import { commitOf, logged } from '../contract/history.ts';
import { offer, posting } from '../helpers/given.ts';
import { ANN, BOB, BOSS, CAT, faultOf, gate, laid, MARKET, type Table } from '../helpers/table.ts';

const as = (id: number, role: 'employer' | 'freelancer'): Viewer => ({
  kind: 'participant',
  participantId: participantId(id),
  roles: [role],
});
const VIEWERS = [OWNER_VIEW, WATCHER, as(1, 'employer'), as(2, 'freelancer'), as(3, 'freelancer')];

/** The log as a viewer sees it, by hand. */
async function expected(table: Table, viewer: Viewer): Promise<Seen[]> {
  const { policy } = await table.engine.state(MARKET);
  return (await table.log())
    .map(({ at, event }) => ({ at, event: view(event, viewer, policy) }))
    .filter((one): one is Omit<Seen, 'cursor'> => one.event !== null)
    .map((one, index) => ({ cursor: index + 1, ...one }));
}

/** Sealed bids of three on one project, and messages that everybody sees in between. */
async function busy(table: Table): Promise<void> {
  await table.done(BOSS, posting());
  for (const [place, actor] of [ANN, BOB, CAT].entries()) {
    await table.done(actor, offer(1, 5_000 + place));
    await table.done(BOSS, posting(1_000 + place));
  }
}

test('a viewer counts only what it may see: sealed bids of others leave no gap, and reading on is the fold of view', async () => {
  const table = await laid();
  await busy(table);
  for (const viewer of VIEWERS) {
    const all = await expected(table, viewer);
    expect(await table.engine.read(MARKET, viewer, 0, 1_000)).toEqual(all);
    for (let since = 0; since <= all.length + 1; since += 1) {
      for (const limit of [0, 1, 3, 1_000]) {
        expect(await table.engine.read(MARKET, viewer, since, limit)).toEqual(all.slice(since, since + limit));
      }
    }
  }
  const ann = await table.engine.read(MARKET, as(2, 'freelancer'), 0, 1_000);
  expect(ann.filter(({ event }) => event.type === 'BidPlaced').length).toBe(1);
});

test('following from any cursor gives each event once, also what is committed while the past is read', async () => {
  const inner = createMemoryStore();
  let slow: Promise<void> | null = null;
  const store: Store = {
    ...inner,
    events: async (id, since, limit) => {
      const events = await inner.events(id, since, limit);
      await slow;
      return events;
    },
  };
  const table = await laid({}, store);
  await busy(table);
  const before = await Promise.all(VIEWERS.map((viewer) => expected(table, viewer)));
  for (const [index, viewer] of VIEWERS.entries()) {
    const length = before[index]?.length ?? 0;
    for (const since of [0, 1, length - 1, length, length + 2]) {
      const heard: Seen[] = [];
      const { passed, open } = gate();
      slow = passed;
      const following = table.engine.follow(MARKET, viewer, since, (seen) => heard.push(seen));
      await setImmediate();
      slow = null;
      await table.done(BOSS, posting(2_000));
      await table.done(BOSS, posting(3_000));
      open();
      const stop = await following;
      await table.done(BOSS, posting(4_000));
      expect(heard).toEqual((await expected(table, viewer)).slice(since));
      stop();
      await table.done(BOSS, posting(5_000));
      expect(heard.length).toBe((await expected(table, viewer)).length - 1 - since);
    }
  }
});

test('following survives any mixture of slow reads, commits and pages', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 12 }), fc.nat(40), async (turns, since) => {
      const inner = createMemoryStore();
      const events = Array.from({ length: 60 }, () => deposited(1));
      const lines = logged(events);
      let written = 20;
      await inner.commit({ ...commitOf(MARKET, lines.slice(0, written)) });
      const delays = turns.values();
      const store: Store = {
        ...inner,
        // A short page is what a store may give that is being written to.
        events: async (id, after, limit) => {
          const turn = delays.next().value ?? 0;
          // Slow before or after the reading: what is published meanwhile is then in the page as well, or is not.
          for (let wait = 0; turn % 2 === 1 && wait < turn; wait += 1) await setImmediate();
          const page = await inner.events(id, after, limit);
          for (let wait = 0; turn % 2 === 0 && wait < turn; wait += 1) await setImmediate();
          return page;
        },
      };
      const feed = createFeed(
        MARKET,
        store,
        () => DEFAULT_POLICY,
        () => {},
      );
      const heard: number[] = [];
      const following = feed.follow(OWNER_VIEW, since, ({ cursor }) => heard.push(cursor));
      for (const turn of turns) {
        const fresh = lines.slice(written, written + turn);
        await inner.commit({ ...commitOf(MARKET, fresh), expectedSeq: written });
        written += fresh.length;
        feed.publish(fresh);
        await setImmediate();
      }
      await following;
      expect(heard).toEqual(Array.from({ length: Math.max(0, written - since) }, (_, index) => since + index + 1));
    }),
    { numRuns: 60 },
  );
});

const deposited = (amount: number) =>
  ({ type: 'FundsDeposited', participantId: participantId(1), amountCents: cents(amount) }) as const;

const deposit = { type: 'Deposit', participantId: participantId(1), amountCents: cents(1) } as CommandRequest;

test('a listener that throws is dropped and reported once; the others and the market go on', async () => {
  const table = await laid();
  const { length } = await table.log();
  let calls = 0;
  const heard: number[] = [];
  await table.engine.follow(MARKET, OWNER_VIEW, length, () => {
    calls += 1;
    throw new Error('out of paper');
  });
  await table.engine.follow(MARKET, OWNER_VIEW, length, ({ cursor }) => heard.push(cursor));
  await Promise.all([1, 2, 3].map(() => table.done(OWNER, deposit)));
  await table.done(OWNER, deposit);
  expect(calls).toBe(1);
  expect(heard.length).toBe(4);
  expect(table.reports.map(({ code, message }) => [code, message])).toEqual([
    ['listener_failed', 'listener_failed: out of paper'],
  ]);
});

test('a listener that throws while it catches up is dropped there', async () => {
  const table = await laid();
  let calls = 0;
  await table.engine.follow(MARKET, OWNER_VIEW, 0, () => {
    calls += 1;
    throw new Error('out of paper');
  });
  await table.done(OWNER, deposit);
  expect(calls).toBe(1);
  expect(table.reports.length).toBe(1);
});

test('a follower that leaves hears not even the rest of what came together', async () => {
  const table = await laid();
  const heard: number[] = [];
  const stop = await table.engine.follow(MARKET, OWNER_VIEW, (await table.log()).length, ({ cursor }) => {
    heard.push(cursor);
    stop();
  });
  await Promise.all([1, 2, 3].map(() => table.done(OWNER, deposit)));
  expect(heard.length).toBe(1);
});

test('whoever could not be caught up is not kept', async () => {
  const inner = createMemoryStore();
  let broken = false;
  const store: Store = {
    ...inner,
    events: (id, since, limit) =>
      broken ? Promise.reject(new Error('no such table')) : inner.events(id, since, limit),
  };
  const table = await laid({}, store);
  const heard: number[] = [];
  broken = true;
  const following = table.engine.follow(MARKET, OWNER_VIEW, 0, ({ cursor }) => heard.push(cursor));
  expect(await faultOf(following)).toBe('store_failed');
  broken = false;
  await table.done(OWNER, deposit);
  expect(heard).toEqual([]);
  // Nobody is left who would collect what is published.
  const failing = { ...inner, events: () => Promise.reject(new Error('no such table')) };
  const feed = createFeed(
    MARKET,
    failing,
    () => DEFAULT_POLICY,
    () => {},
  );
  await feed.follow(OWNER_VIEW, 0, () => {}).catch((thrown: Error) => expect(thrown.message).toBe('no such table'));
  let looked = 0;
  const probe = new Proxy([...logged([deposited(1)])], {
    get: (events, key) => {
      looked += 1;
      return Reflect.get(events, key);
    },
  });
  feed.publish(probe);
  expect(looked).toBe(0);
});

test('the marks of a cursor are those of brute force, whoever asks for what in whatever order', () => {
  const asks = fc.array(fc.record({ who: fc.nat(2), since: fc.nat(4_000), length: fc.nat(900) }), { maxLength: 30 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 7 }), asks, (share, scans) => {
      const viewers = [OWNER_VIEW, WATCHER, as(2, 'freelancer')];
      const visible = (who: number, seq: number): boolean => (seq * 2_654_435_761) % 8 < share + (who === 0 ? 8 : 0);
      const index = createCursorIndex();
      for (const { who, since, length } of scans) {
        const viewer = viewers[who] ?? OWNER_VIEW;
        const mark = index.before(viewer, since);
        let counted = 0;
        for (let seq = 1; seq <= mark.seq; seq += 1) if (visible(who, seq)) counted += 1;
        expect(mark.cursor).toBe(counted);
        expect(mark.cursor).toBeLessThanOrEqual(since);
        let { cursor } = mark;
        for (let seq = mark.seq + 1; seq <= mark.seq + length; seq += 1) {
          if (visible(who, seq)) cursor += 1;
          index.reached(viewer, { cursor, seq });
        }
      }
    }),
    { numRuns: 50 },
  );
});

test('a log of many pages is read from wherever a viewer stands, and the marks save the way there', async () => {
  const inner = createMemoryStore();
  const events = Array.from({ length: PAGE + 2_000 }, (_, index) =>
    index % 3 === 0 ? deposited(1) : { ...deposited(1), participantId: participantId(2) },
  );
  await inner.commit(commitOf(MARKET, logged(events)));
  let read = 0;
  const store: Store = {
    ...inner,
    events: async (id, since, limit) => {
      const page = await inner.events(id, since, limit);
      read += page.length;
      return page;
    },
  };
  const feed = createFeed(
    MARKET,
    store,
    () => DEFAULT_POLICY,
    () => {},
  );
  const one = as(1, 'employer');
  const all = await feed.read(one, 0, 100_000);
  expect(all.map(({ cursor }) => cursor)).toEqual(Array.from({ length: 4_000 }, (_, index) => index + 1));
  read = 0;
  expect((await feed.read(one, 3_990, 5)).map(({ cursor }) => cursor)).toEqual([3_991, 3_992, 3_993, 3_994, 3_995]);
  expect(read).toBeLessThan(1_000);
});
