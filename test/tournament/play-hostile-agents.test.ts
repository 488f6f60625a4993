/** What an agent can do to a play by what it answers: wrong amounts are refused, waking for nothing comes to an end. */

import { expect, test } from 'vitest';
import type { Agent } from '../../agents/agent.ts';
import { playMarket } from '../../agents/tournament/play.ts';
import { takeSeat } from '../../agents/tournament/seat.ts';
import { createMemoryStore } from '../../db/memory/store.ts';
import { createArena } from '../../server/app.ts';
import { DAY_MS, MINUTE_MS } from '../../server/kernel/clock.ts';
import { bidId, participantId, projectId } from '../../server/kernel/id.ts';
import { posting } from '../helpers/given.ts';
import { ANN, BOSS, laid, MARKET } from '../helpers/table.ts';

/** Plays a market with one open project for which only this agent may bid; gives back the codes of its refusals. */
async function play(act: Agent['act']): Promise<string[]> {
  const store = createMemoryStore();
  const table = await laid({}, store);
  await table.done(BOSS, posting(100_000, { biddingMs: DAY_MS }));
  await table.engine.close();
  const arena = createArena({ store });
  const ann = participantId(2);
  const seat = await takeSeat({ name: 'Ann', act }, ann, arena.connect(MARKET, ANN), 'seed');
  const refusals: string[] = [];
  const desk = { nextDueAt: () => null, settle: async () => {}, close: () => {} };
  const owner = arena.connectOwner(MARKET);
  const onRefusal = (_name: string, code: string): unknown => refusals.push(code);
  await playMarket({ owner, seats: [seat], desk, seed: 'seed', signal: new AbortController().signal, onRefusal });
  return refusals;
}

test.each([Number.NaN, Number.POSITIVE_INFINITY, 0.5, -1, 1e300])(
  'an amount of %d cents is refused',
  async (amountCents) => {
    const terms = { amountCents, days: 1, qualityBps: 10_000 };
    const more = { projectId: projectId(1), proposal: null, confidenceBps: null };
    const refusals = await play(() => ({
      actions: [
        { kind: 'bid', key: 'bid', ...terms, ...more },
        { kind: 'amend', key: 'amend', bidId: bidId(1), ...terms },
      ],
      wakeAt: null,
    }));
    expect(new Set(refusals)).toEqual(new Set(['malformed']));
  },
);

test('an agent that has itself woken again and again, though nothing happens, is a bug', async () => {
  const endless = play(({ now }) => ({ actions: [], wakeAt: now + 1 }));
  await expect(endless).rejects.toMatchObject({ name: 'Bug', message: expect.stringContaining('Ann') });
});

test('an agent may look at a quiet market every minute for a month', async () => {
  let until: number | null = null;
  let asked = 0;
  const refusals = await play(({ now }) => {
    asked += 1;
    until ??= now + 30 * DAY_MS;
    return { actions: [], wakeAt: now < until ? now + MINUTE_MS : null };
  });
  expect(refusals).toEqual([]);
  expect(asked).toBeGreaterThan(43_000);
});
