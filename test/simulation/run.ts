/** Plays a whole stream, drawn from a seed or given as steps, with the cheap checks at every step and the dear ones now and then. */

import { createMemoryStore } from '../../db/memory/store.ts';
import { createEngine, type Engine } from '../../server/engine/engine.ts';
import { packState } from '../../server/engine/snapshot.ts';
import { VIRTUAL_EPOCH_MS } from '../../server/kernel/clock.ts';
import { type MarketId, marketId } from '../../server/kernel/id.ts';
import { chance } from '../../server/kernel/prng.ts';
import { view } from '../../server/market/view.ts';
import { type Bench, catchUp, engineOf, openBench, type Setup } from './bench.ts';
import { type Coverage, coverMechanisms, emptyCoverage } from './coverage.ts';
import { CheckFailure, demandEqual } from './failure.ts';
import { checkLaws } from './law-checks.ts';
import { checkBooks, checkFees } from './ledger-checks.ts';
import { checkFeed, checkReplay, checkStore, logOf, viewersOf } from './log-checks.ts';
import { moveEngine, playStep } from './play.ts';
import { checkDerived, checkEnd } from './state-checks.ts';
import { checkTables } from './table-checks.ts';
import { createWorld, type Step, type World } from './world.ts';

/** Commands between two rounds of dear checks. */
const DEAR_EVERY = 150;

export interface Played {
  readonly setup: Setup;
  readonly steps: readonly Step[];
  readonly failure: CheckFailure | null;
}

/** What a seed says about the machinery around its market. */
export function setupOf(seed: string): Setup {
  const draw = chance(seed, 'setup');
  return {
    seed,
    kind: draw.below(12) === 0 ? 'sqlite' : 'memory',
    rivals: draw.below(6) === 0,
    failOneIn: draw.below(4) === 0 ? 20 : 0,
  };
}

/** Plays `commandCount` commands of the seed's world, then time until nothing is due. */
export async function playSeed(seed: string, commandCount: number, coverage: Coverage): Promise<Played> {
  const setup = setupOf(seed);
  const world = createWorld(seed, { rivals: setup.rivals });
  const last = coverage.commands + commandCount;
  return play(setup, world.marketId, (bench) => drawStep(bench, world, coverage, last), coverage);
}

/** Plays given steps, as a shrinker or a person would; the failure, or null. */
export async function playSteps(setup: Setup, steps: readonly Step[]): Promise<CheckFailure | null> {
  let next = 0;
  const coverage = emptyCoverage();
  const { failure } = await play(setup, marketId('simulated'), async () => steps[next++] ?? null, coverage);
  return failure;
}

async function drawStep(bench: Bench, world: World, coverage: Coverage, last: number): Promise<Step | null> {
  if (coverage.commands >= last) return null;
  const { id, model, log } = bench;
  if (log.length === 0) return world.next({ state: model, now: VIRTUAL_EPOCH_MS, dueAt: null });
  const engine = engineOf(bench, 0);
  return world.next({ state: model, now: await engine.now(id), dueAt: await engine.nextDueAt(id) });
}

type Source = (bench: Bench) => Promise<Step | null>;

async function play(setup: Setup, id: MarketId, source: Source, coverage: Coverage): Promise<Played> {
  const bench = await openBench(setup, id);
  const steps: Step[] = [];
  try {
    let nextDear = coverage.commands + DEAR_EVERY;
    for (let step = await source(bench); step !== null; step = await source(bench)) {
      steps.push(step);
      await playStep(bench, step, coverage);
      if (coverage.commands < nextDear || bench.log.length === 0) continue;
      nextDear = coverage.commands + DEAR_EVERY;
      await checkDear(bench, coverage.commands);
    }
    if (bench.log.length > 0) await finish(bench, coverage);
    return { setup, steps, failure: null };
  } catch (thrown) {
    return { setup, steps, failure: asFailure(thrown) };
  } finally {
    await bench.close();
  }
}

function asFailure(thrown: unknown): CheckFailure {
  if (thrown instanceof CheckFailure) return thrown;
  return new CheckFailure('thrown', thrown instanceof Error ? `${thrown.stack}` : String(thrown));
}

/** Another engine may have written: an engine that is asked to let no time pass reads what it has missed. */
async function synchronise(bench: Bench): Promise<void> {
  for (const engine of bench.engines) await moveEngine(bench, engine, await engine.now(bench.id));
  await catchUp(bench);
}

async function checkDear(bench: Bench, turn: number): Promise<void> {
  const { id, store, model } = bench;
  await synchronise(bench);
  const engine = engineOf(bench, 0);
  checkDerived(model);
  await checkReplay(id, engine, store);
  const viewers = viewersOf(model);
  const viewer = viewers[turn % viewers.length];
  if (viewer !== undefined) await checkFeed(id, engine, store, viewer);
  checkFollowers(bench);
}

/** Whoever listened has heard everything once, in order, and nothing else. */
function checkFollowers({ followers, log, model }: Bench): void {
  for (const { viewer, heard } of followers) {
    const expected = log
      .map(({ at, event }) => ({ at, event: view(event, viewer, model.policy) }))
      .filter(({ event }) => event !== null)
      .map((seen, index) => ({ cursor: index + 1, ...seen }));
    demandEqual(heard, expected, 'follow', `heard by ${JSON.stringify(viewer)}`);
  }
}

/** Time passes until nothing is due any more, for this market and for a copy that a fresh engine took up from the log. */
async function finish(bench: Bench, coverage: Coverage): Promise<void> {
  const { id, store, model } = bench;
  await synchronise(bench);
  await playStep(
    bench,
    { kind: 'move', at: (await engineOf(bench, 0).now(id)) + model.policy.speed.batchMs },
    coverage,
  );
  await synchronise(bench);
  await checkDear(bench, 0);
  const twin = await copyOf(bench);
  await playOut(bench, coverage);
  demandEqual(await twin(), bench.log.at(-1)?.hash, 'twin', 'last hash of a copy restarted before the end');
  await checkDear(bench, 1);
  checkBooks(bench.log, model);
  checkFees(bench.log, model.policy);
  checkLaws(bench.log);
  checkEnd(model);
  await checkStore(id, store);
  await checkTables(id, store, model);
  for (const viewer of viewersOf(model)) await checkFeed(id, engineOf(bench, 0), store, viewer);
  coverMechanisms(coverage, bench.log);
}

/** The most moments at which something may fall due before it counts as never ending. */
const MOMENTS = 20_000;

async function playOut(bench: Bench, coverage: Coverage): Promise<void> {
  for (let moment = 0; moment < MOMENTS; moment += 1) {
    const due = await engineOf(bench, 0).nextDueAt(bench.id);
    if (due === null) return;
    await playStep(bench, { kind: 'move', at: due }, coverage);
  }
  throw new CheckFailure('end', 'something is always due');
}

/** Starts an engine on a copy of the log; the returned function lets its time pass and gives its last hash. */
async function copyOf({ id, store, engines, model }: Bench): Promise<() => Promise<string | undefined>> {
  const copy = createMemoryStore();
  const log = await logOf(store, id);
  await copy.commit({
    marketId: id,
    expectedSeq: 0,
    events: log,
    transfers: await store.transfers(id, 0, 1_000_000),
    commands: await store.commands(id),
    rememberedCommands: model.policy.limits.rememberedCommands,
  });
  const engine = createEngine({ store: copy });
  demandEqual(packState(await engine.state(id)), packState(model), 'twin', 'state of a copy');
  await engine.moveTo(id, await (engines[0] as Engine).now(id));
  return async () => {
    for (let due = await engine.nextDueAt(id); due !== null; due = await engine.nextDueAt(id)) {
      await engine.moveTo(id, due);
    }
    await engine.close();
    return (await logOf(copy, id)).at(-1)?.hash;
  };
}
