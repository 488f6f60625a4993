/** How a market is played: who has news is asked, nobody is favoured, time jumps, and nothing waits for ever. */

import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Action, Agent, Plan } from '../../agents/agent.ts';
import { type Play, playMarket } from '../../agents/tournament/play.ts';
import { type Seat, takeSeat } from '../../agents/tournament/seat.ts';
import { createMemoryStore } from '../../db/memory/store.ts';
import { createArena } from '../../server/app.ts';
import type { Store } from '../../server/engine/ports.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, VIRTUAL_EPOCH_MS } from '../../server/kernel/clock.ts';
import { bidId, projectId } from '../../server/kernel/id.ts';
import type { Policy } from '../../server/market/policy.ts';
import type { Desk } from '../../server/protocol/arena/ground.ts';
import { posting } from '../helpers/given.ts';
import { ANN, BOB, BOSS, CAT, laid, MARKET } from '../helpers/table.ts';

const NO_DESK: Desk = { nextDueAt: () => null, settle: async () => {}, close: () => {} };
const CAST = [BOSS, ANN, BOB, CAT];
const IDLE: Plan = { actions: [], wakeAt: null };
const WINDOW = { speed: { batchMs: MINUTE_MS } };

/** Plans by the name of the participant's number; whoever has none does nothing. */
type Plans = { readonly [id: number]: Agent['act'] };

interface Stage {
  readonly play: Play;
  readonly refusals: string[];
  readonly store: Store;
}

async function stage(
  plans: Plans,
  more: Partial<Play> = {},
  policy: Partial<Policy> = {},
  store?: Store,
): Promise<Stage> {
  const held = store ?? createMemoryStore();
  if (store === undefined) {
    const table = await laid(policy, held);
    await table.done(BOSS, posting(100_000, { biddingMs: HOUR_MS }), 'post');
    await table.engine.close();
  }
  const arena = createArena({ store: held });
  const seats: Seat[] = [];
  for (const actor of CAST) {
    if (actor.kind !== 'participant') continue;
    const { participantId: id } = actor;
    const agent: Agent = { name: `agent ${id}`, act: plans[id] ?? (() => IDLE) };
    seats.push(await takeSeat(agent, id, arena.connect(MARKET, actor), 'seed'));
  }
  const refusals: string[] = [];
  const onRefusal = (name: string, code: string): unknown => refusals.push(`${name}: ${code}`);
  const owner = arena.connectOwner(MARKET);
  const { signal } = new AbortController();
  return { play: { owner, seats, desk: NO_DESK, seed: 'seed', signal, onRefusal, ...more }, refusals, store: held };
}

const bid = (amountCents: number, more: Partial<Extract<Action, { kind: 'bid' }>> = {}): Action => ({
  kind: 'bid',
  key: `bid/${amountCents}`,
  projectId: projectId(1),
  amountCents,
  days: 1,
  qualityBps: 10_000,
  proposal: null,
  confidenceBps: null,
  ...more,
});

/** Does these things the first time it is asked, then nothing. */
function once(...actions: readonly Action[]): Agent['act'] {
  let done = false;
  return () => {
    if (done) return IDLE;
    done = true;
    return { actions, wakeAt: null };
  };
}

async function types({ store }: Stage): Promise<string[]> {
  return (await store.events(MARKET, 0, 10_000)).map(({ event }) => event.type);
}

test('a market is played until nothing can happen any more', async () => {
  const scene = await stage({ 2: once(bid(5_000)), 3: once(bid(6_000)) });
  await playMarket(scene.play);
  const log = await types(scene);
  expect(log.filter((type) => type === 'BidPlaced').length).toBe(2);
  // Nobody accepts, so awards lapse and in the end the project expires.
  expect(log.at(-1)).toBe('ProjectExpired');
  expect(await scene.play.owner.nextDueAt()).toBeNull();
  expect(scene.refusals).toEqual([]);
});

test('agents are woken when they asked to be, and at no other time without news', async () => {
  const asked: number[] = [];
  const times = [7, 11, 400].map((minutes) => VIRTUAL_EPOCH_MS + minutes * MINUTE_MS);
  const scene = await stage({
    4: ({ now }) => {
      asked.push(now);
      return { actions: [], wakeAt: times.find((at) => at > now) ?? null };
    },
  });
  await playMarket(scene.play);
  expect(asked.filter((at) => times.includes(at))).toEqual(times);
  const events = await scene.store.events(MARKET, 0, 10_000);
  const moments = new Set([...times, ...events.map(({ at }) => at)]);
  expect(asked.every((at) => moments.has(at))).toBe(true);
  expect(new Set(asked).size).toBe(asked.length);
});

test.each([0, -1])('an agent that wants to be woken now or earlier (%i ms) is a bug', async (later) => {
  const scene = await stage({ 3: ({ now }) => ({ actions: [], wakeAt: now + later }) });
  await expect(playMarket(scene.play)).rejects.toMatchObject({
    name: 'Bug',
    message: expect.stringContaining('agent 3'),
  });
});

test('who is asked first at one moment is drawn: over many moments each is first about equally often', async () => {
  const moments = 1_200;
  const order: number[][] = [];
  let last = -1;
  const act =
    (id: number): Agent['act'] =>
    ({ now }) => {
      if (now !== last) order.push([]);
      last = now;
      order.at(-1)?.push(id);
      const next = now + MINUTE_MS;
      return { actions: [], wakeAt: next <= VIRTUAL_EPOCH_MS + moments * MINUTE_MS ? next : null };
    };
  const scene = await stage({ 2: act(2), 3: act(3), 4: act(4) });
  await playMarket(scene.play);
  const full = order.filter(({ length }) => length === 3);
  expect(full.length).toBeGreaterThan(moments - 10);
  for (const id of [2, 3, 4]) {
    for (const place of [0, 1, 2]) {
      const count = full.filter((asked) => asked[place] === id).length;
      expect(Math.abs(count - full.length / 3)).toBeLessThan(90);
    }
  }
});

test('refusals are reported with the name of the agent, and stop nobody', async () => {
  const scene = await stage({ 1: once(bid(1, { key: 'own' })), 2: once(bid(200_000), bid(5_000)) });
  await playMarket(scene.play);
  expect(scene.refusals.sort()).toEqual(['agent 1: not_allowed', 'agent 2: above_reserve']);
  expect((await types(scene)).filter((type) => type === 'BidPlaced').length).toBe(1);
});

test('an agent that throws stops the play with its error', async () => {
  const error = new Error('the model is out of words');
  const scene = await stage({
    2: () => {
      throw error;
    },
  });
  await expect(playMarket(scene.play)).rejects.toBe(error);
  const later = await stage({ 2: () => Promise.reject(error) });
  await expect(playMarket(later.play)).rejects.toBe(error);
});

test('an abort stops the play, and a second one goes on to the same end', async () => {
  const plans = (): Plans => ({
    2: ({ projects }) => {
      const own = [...(projects.get(projectId(1))?.bids.values() ?? [])].length > 0;
      return own ? IDLE : { actions: [bid(5_000)], wakeAt: null };
    },
    3: ({ now }) => ({ actions: [], wakeAt: now < VIRTUAL_EPOCH_MS + HOUR_MS ? now + MINUTE_MS : null }),
  });
  const whole = await stage(plans());
  await playMarket(whole.play);
  const stop = new AbortController();
  const first = await stage(
    {
      ...plans(),
      4: ({ now }) => {
        if (now >= VIRTUAL_EPOCH_MS + 30 * MINUTE_MS) stop.abort(new Error('enough for today'));
        return {
          actions: [],
          wakeAt: VIRTUAL_EPOCH_MS + 30 * MINUTE_MS > now ? VIRTUAL_EPOCH_MS + 30 * MINUTE_MS : null,
        };
      },
    },
    { signal: stop.signal },
  );
  await expect(playMarket(first.play)).rejects.toThrow('enough for today');
  expect(await types(first)).not.toContain('BiddingClosed');
  const second = await stage(plans(), {}, {}, first.store);
  await playMarket(second.play);
  expect(await second.store.events(MARKET, 0, 10_000)).toEqual(await whole.store.events(MARKET, 0, 10_000));
});

/** Fails where a play waits for ever. */
async function inTime(play: Promise<void>): Promise<void> {
  const stuck = setTimeout(60_000, null, { ref: false }).then(() =>
    Promise.reject(new Error('the play waits for ever')),
  );
  await Promise.race([play, stuck]);
}

test('in a batch window a play goes on while bids, changes and retractions wait, whichever way they were worded', async () => {
  const retract = { type: 'RetractBid', bidId: bidId(1) } as const;
  const scene = await stage(
    { 2: once(bid(5_000), { kind: 'command', key: 'retract', request: retract }), 3: once(bid(6_000)) },
    {},
    WINDOW,
  );
  await inTime(playMarket(scene.play));
  expect((await types(scene)).filter((type) => type === 'BidPlaced').length).toBe(2);
});

test('a bid that waits in a window when nothing else will ever happen is answered still', async () => {
  let asked = 0;
  const scene = await stage(
    {
      2: ({ now }) => {
        // By then the project is long over, and nothing falls due by itself any more.
        const late = VIRTUAL_EPOCH_MS + 60 * DAY_MS;
        if (now < late) return { actions: [], wakeAt: late };
        asked += 1;
        return asked === 1 ? { actions: [bid(5_000, { key: 'too-late' })], wakeAt: null } : IDLE;
      },
    },
    {},
    WINDOW,
  );
  await inTime(playMarket(scene.play));
  expect(scene.refusals).toEqual(['agent 2: bidding_closed']);
});

test("slow storage changes neither the order of an agent's bids nor when they count", async () => {
  const logs = [];
  for (const slow of [0, 15]) {
    const inner = createMemoryStore();
    const contents: Store['contents'] = {
      ...inner.contents,
      put: async (content) => {
        if (content.body === 'I type slowly') await setTimeout(slow);
        return inner.contents.put(content);
      },
    };
    const store = { ...inner, contents };
    const table = await laid(WINDOW, store);
    await table.done(BOSS, posting(100_000, { biddingMs: HOUR_MS }), 'first');
    await table.done(BOSS, posting(100_000, { biddingMs: HOUR_MS }), 'second');
    await table.engine.close();
    const other = { projectId: projectId(2) };
    const scene = await stage(
      { 2: once(bid(5_000, { proposal: 'I type slowly' }), bid(6_000, other)) },
      {},
      WINDOW,
      store,
    );
    await inTime(playMarket(scene.play));
    logs.push(await store.events(MARKET, 0, 10_000));
  }
  expect(logs[1]).toEqual(logs[0]);
});

test('a store that fails while a bid waits stops the play with the fault', async () => {
  const inner = createMemoryStore();
  let broken = false;
  const store: Store = {
    ...inner,
    commit: (commit) => (broken ? Promise.reject(new Error('disk gone')) : inner.commit(commit)),
  };
  const table = await laid(WINDOW, store);
  await table.done(BOSS, posting(100_000, { biddingMs: HOUR_MS }));
  await table.engine.close();
  const scene = await stage(
    {
      2: (seen) => {
        broken = true;
        return once(bid(5_000))(seen);
      },
    },
    {},
    WINDOW,
    store,
  );
  await expect(inTime(playMarket(scene.play))).rejects.toThrow('disk gone');
});
