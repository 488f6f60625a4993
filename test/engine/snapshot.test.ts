/** Snapshots: the state comes back whole, and one that does not fit the log is left aside. */

import { expect, test } from 'vitest';
import { createMemoryStore } from '../../db/memory/store.ts';
import { loadMarket } from '../../server/engine/load.ts';
import type { Snapshot, Store } from '../../server/engine/ports.ts';
import { packState, unpackState } from '../../server/engine/snapshot.ts';
import { marketId } from '../../server/kernel/id.ts';
import type { LoggedEvent } from '../../server/market/event.ts';
import { evolve } from '../../server/market/evolve.ts';
import { emptyMarket, type MarketState } from '../../server/market/state.ts';
import { commitOf, logged } from '../contract/history.ts';
import { playedOut } from '../helpers/random-play.ts';

const ID = marketId('test');
const SEEDS = Array.from({ length: 12 }, (_, number) => `snapshot ${number}`);

function fold(log: readonly LoggedEvent[], state = emptyMarket(ID)): MarketState {
  for (const event of log) evolve(state, event);
  return state;
}

async function storeOf(log: readonly LoggedEvent[], snapshot?: Snapshot): Promise<Store> {
  const store = createMemoryStore();
  await store.commit({ ...commitOf(ID, log), commands: [] });
  if (snapshot !== undefined) await store.saveSnapshot(ID, snapshot);
  return store;
}

const logs = SEEDS.map((seed) => [seed, logged(playedOut(seed, 150).events)] as const);

test.each(logs)('a played market comes back from a text as it was (%s)', (_seed, log) => {
  const state = fold(log);
  const back = unpackState(packState(state), ID);
  expect(back).toEqual(state);
  expect(packState(back ?? emptyMarket(ID))).toBe(packState(state));
});

test.each(logs)(
  'a snapshot and the tail are the whole log, wherever the snapshot was made (%s)',
  async (_seed, log) => {
    const whole = await loadMarket(await storeOf(log), ID);
    for (const share of [0, 0.3, 0.8, 1]) {
      const seq = Math.max(1, Math.floor(log.length * share));
      const hash = log[seq - 1]?.hash ?? '';
      const state = packState(fold(log.slice(0, seq)));
      const loaded = await loadMarket(await storeOf(log, { seq, hash, state }), ID);
      expect(loaded.state).toEqual(whole.state);
      expect(loaded.lastHash).toBe(whole.lastHash);
      // Going on from either, nothing differs: a fold must not depend on where it began.
      expect(packState(loaded.state)).toBe(packState(whole.state));
    }
  },
);

/** A market that looks as if it were this one, and is not. */
function foreign(): MarketState {
  return { ...emptyMarket(ID), seq: 5, seed: 'another life' };
}

const [[, LOG] = ['', [] as LoggedEvent[]]] = logs;
const HASH = LOG[4]?.hash ?? '';
const USELESS: readonly (readonly [string, Snapshot])[] = [
  ['of another history', { seq: 5, hash: 'f'.repeat(64), state: packState(foreign()) }],
  ['from beyond the end of the log', { seq: LOG.length + 1, hash: HASH, state: packState(foreign()) }],
  ['of another market', { seq: 5, hash: HASH, state: packState({ ...foreign(), marketId: marketId('elsewhere') }) }],
  ['of an unknown shape', { seq: 5, hash: HASH, state: packState(foreign()).replace('"shape":2', '"shape":999') }],
  ['of no shape', { seq: 5, hash: HASH, state: '{}' }],
  ['of nothing', { seq: 5, hash: HASH, state: 'null' }],
  ['that broke off', { seq: 5, hash: HASH, state: packState(foreign()).slice(0, 200) }],
];

test.each(USELESS)('a snapshot %s is left aside and the log folded', async (_what, snapshot) => {
  const { state } = await loadMarket(await storeOf(LOG, snapshot), ID);
  expect(state).toEqual(fold(LOG));
});
