/** One step of a simulation, played through real engines and compared with what the rules alone would answer. */

import { setImmediate } from 'node:timers/promises';
import type { Engine } from '../../server/engine/engine.ts';
import { Fault } from '../../server/engine/fault.ts';
import { packState } from '../../server/engine/snapshot.ts';
import { VIRTUAL_EPOCH_MS } from '../../server/kernel/clock.ts';
import type { Command } from '../../server/market/command.ts';
import { type Bench, catchUp, engineOf, type Held, listen, type Reply, send, startEngines } from './bench.ts';
import { type Coverage, coverAnswer, coverEvent } from './coverage.ts';
import { CheckFailure, demand, demandEqual } from './failure.ts';
import { type Expected, expectedAnswers } from './oracle.ts';
import { checkMoney } from './state-checks.ts';
import type { Step } from './world.ts';

/** How often something that a failing store sent back is tried again. */
const TRIES = 8;

export async function playStep(bench: Bench, step: Step, coverage: Coverage): Promise<void> {
  const before = bench.log.length;
  if (step.kind === 'ask') await ask(bench, step, coverage);
  else if (step.kind === 'move') await move(bench, step.at);
  else await restart(bench, step.orderly);
  const fresh = await catchUp(bench);
  for (const logged of fresh) coverEvent(coverage, logged);
  if (fresh.length > 0) checkMoney(bench.model);
  if (before === 0 && bench.log.length > 0) await listen(bench);
  demandEqual(bench.reports, [], 'report', 'reported faults');
  if (bench.log.length === 0 || bench.setup.rivals) return;
  const { seq } = await engineOf(bench, 0).state(bench.id);
  demandEqual(seq, bench.model.seq, 'memory', 'last event in memory against the log');
}

function isStoreFault(fault: unknown): boolean {
  return fault instanceof Fault && fault.code === 'store_failed';
}

async function ask(bench: Bench, { via, commands }: Step & { kind: 'ask' }, coverage: Coverage): Promise<void> {
  const engine = engineOf(bench, via);
  const expected = await expect(bench, engine, commands);
  const replies = commands.map((command) => send(engine, command));
  for (const [index, command] of commands.entries()) {
    coverage.commands += 1;
    bench.asked.add(command.commandId);
    const wanted = expected[index];
    const reply = replies[index];
    if (wanted === undefined || reply === undefined) continue;
    if (wanted.kind === 'held') await hold(bench, engine, command, reply, coverage);
    else await compare(bench, engine, command, { wanted, reply: await reply }, coverage);
  }
}

async function expect(bench: Bench, engine: Engine, commands: readonly Command[]): Promise<Expected[]> {
  const { id, model, log, store, asked } = bench;
  const now = log.length === 0 ? VIRTUAL_EPOCH_MS : await engine.now(id);
  const again = commands.some(({ commandId }) => asked.has(commandId));
  return expectedAnswers(model, commands, now, { records: again ? await store.commands(id) : [], log });
}

interface Pair {
  readonly wanted: Expected;
  readonly reply: Reply;
}

async function compare(bench: Bench, engine: Engine, command: Command, pair: Pair, coverage: Coverage): Promise<void> {
  const { wanted, reply } = pair;
  if (!reply.ok) {
    if (wanted.kind === 'unknown_market' && reply.fault instanceof Fault && reply.fault.code === 'unknown_market') {
      return;
    }
    const failing = bench.setup.failOneIn > 0 && isStoreFault(reply.fault);
    demand(failing, 'fault', () => `${String(reply.fault)} for ${JSON.stringify(command)}`);
    return retry(bench, engine, command, coverage);
  }
  demand(wanted.kind === 'answer', 'answer', () => `an answer where none was due: ${JSON.stringify(command)}`);
  demandEqual(reply.answer, wanted.answer, 'answer', `to ${JSON.stringify(command)}`);
  coverAnswer(coverage, command, reply.answer);
}

/** What a failing store sent back is sent again: done once, whether the store had written it or not. */
async function retry(bench: Bench, engine: Engine, command: Command, coverage: Coverage): Promise<void> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    for (const logged of await catchUp(bench)) coverEvent(coverage, logged);
    const [wanted] = await expect(bench, engine, [command]);
    const reply = await send(engine, command);
    if (!reply.ok && isStoreFault(reply.fault)) continue;
    if (wanted !== undefined) await compare(bench, engine, command, { wanted, reply }, coverage);
    return;
  }
  throw new CheckFailure('retry', `no answer to ${JSON.stringify(command)}`);
}

/** A bidding command waits for its window's end; it must not have been answered before. */
async function hold(bench: Bench, engine: Engine, command: Command, reply: Promise<Reply>, coverage: Coverage) {
  const held: Held = { command, sentAt: await engine.now(bench.id), reply: null };
  void reply.then((settled) => {
    held.reply = settled;
    if (settled.ok) coverAnswer(coverage, command, settled.answer);
  });
  bench.held.push(held);
}

async function move(bench: Bench, at: number): Promise<void> {
  if (bench.log.length === 0) return;
  for (const engine of bench.engines) await moveEngine(bench, engine, at);
  await setImmediate();
  const { batchMs } = bench.model.policy.speed;
  for (const { command, sentAt, reply } of bench.held) {
    const ended = batchMs === 0 || at >= (Math.floor(sentAt / batchMs) + 1) * batchMs;
    demand(!ended || reply !== null, 'window', () => `unanswered after its window: ${JSON.stringify(command)}`);
    const sound = reply === null || reply.ok || (bench.setup.failOneIn > 0 && isStoreFault(reply.fault));
    demand(sound, 'window', () => `sent back: ${JSON.stringify(command)}`);
  }
  bench.held = bench.held.filter(({ reply }) => reply === null);
}

/** Moves time on; a failing store is tried again until it does. */
export async function moveEngine(bench: Pick<Bench, 'id'>, engine: Engine, at: number): Promise<void> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    try {
      return await engine.moveTo(bench.id, at);
    } catch (fault) {
      if (!isStoreFault(fault)) throw new CheckFailure('fault', `${String(fault)} while time moved to ${at}`);
    }
  }
  throw new CheckFailure('retry', `time did not move to ${at}`);
}

/** New engines on the same store: the same market, at the same time. */
async function restart(bench: Bench, orderly: boolean): Promise<void> {
  const { id, log } = bench;
  if (log.length === 0) return;
  if (orderly) await Promise.all(bench.engines.map((engine) => engine.close()));
  const now = Math.max(log.at(-1)?.at ?? 0, orderly ? 0 : await engineOf(bench, 0).now(id));
  await setImmediate();
  for (const { command, reply } of bench.held) {
    const sentBack = !orderly || (reply !== null && !reply.ok);
    demand(sentBack, 'restart', () => `neither answered nor sent back: ${JSON.stringify(command)}`);
  }
  bench.held = [];
  await catchUp(bench);
  startEngines(bench);
  const engine = engineOf(bench, 0);
  demandEqual(packState(await engine.state(id)), packState(bench.model), 'restart', 'state after a restart');
  await listen(bench);
  for (const one of bench.engines) await moveEngine(bench, one, now);
}
