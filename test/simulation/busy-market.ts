/** A busy market for tests with processes: many commands at once from a seed, each answer told when it is given. */

import { memoryIdOf } from '../../server/engine/command-memory.ts';
import { createEngine, type Engine } from '../../server/engine/engine.ts';
import type { CommandRecord, Store } from '../../server/engine/ports.ts';
import { VIRTUAL_EPOCH_MS } from '../../server/kernel/clock.ts';
import { canonicalJson, sha256 } from '../../server/kernel/hash.ts';
import { type MarketId, marketId } from '../../server/kernel/id.ts';
import type { Command } from '../../server/market/command.ts';
import { DEFAULT_LIMITS, type Policy } from '../../server/market/policy.ts';
import { emptyMarket, type MarketState } from '../../server/market/state.ts';
import { randomPolicy } from './random-policy.ts';
import type { Step, World } from './world.ts';

/** What a process says of a command that was accepted and answered. */
export interface Answered {
  readonly command: Command;
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** sha256 of the events of the answer. */
  readonly digest: string;
}

export function digestOf(events: readonly unknown[]): string {
  return sha256(canonicalJson(events));
}

export const BUSY_MARKET: MarketId = marketId('simulated');

/** The seed's policy in a market that forgets no command, so that every answer can be asked for again. */
export function rememberingPolicy(seed: string): Policy {
  const policy = randomPolicy(seed);
  const { rememberedCommands } = DEFAULT_LIMITS;
  return { ...policy, limits: { ...policy.limits, rememberedCommands } };
}

/** An engine, and where in the log its commands came to stand. */
export interface BusyMarket {
  readonly engine: Engine;
  /** Sends a command and tells `answered` when it was accepted for the first time; refusals and faults are the market's. */
  send(command: Command, answered: (answer: Answered) => void): Promise<void>;
  look(): Promise<{ state: MarketState; now: number; dueAt: number | null }>;
}

export function openBusyMarket(inner: Store): BusyMarket {
  const records = new Map<string, CommandRecord>();
  const store: Store = {
    ...inner,
    commit: async (commit) => {
      for (const record of commit.commands) records.set(record.commandId, record);
      return inner.commit(commit);
    },
  };
  const engine = createEngine({ store });
  return {
    engine,
    send: async (command, answered) => {
      const answer = await engine.submit(command);
      const record = records.get(memoryIdOf(command));
      if (!answer.ok || answer.repeated || record === undefined) return;
      const { firstSeq, lastSeq } = record;
      answered({ command, firstSeq, lastSeq, digest: digestOf(answer.events) });
    },
    look: async () => {
      const begun = (await inner.lastSeq(BUSY_MARKET)) > 0;
      if (!begun) return { state: emptyMarket(BUSY_MARKET), now: VIRTUAL_EPOCH_MS, dueAt: null };
      const state = await engine.state(BUSY_MARKET);
      return { state, now: await engine.now(BUSY_MARKET), dueAt: await engine.nextDueAt(BUSY_MARKET) };
    },
  };
}

/** Steps that are drawn from one look at the market and sent without waiting for each other. */
const AT_ONCE = 30;

/** Draws the next steps of `world`; one at a time until the market is ready for trade. */
export async function nextSteps(world: World, market: BusyMarket): Promise<Step[]> {
  const look = await market.look();
  const ready = look.state.participants.size >= 5 || look.state.status === 'closed';
  return Array.from({ length: ready ? AT_ONCE : 1 }, () => world.next(look));
}

/** Sends all steps at once, lets batch windows end, and waits until everything is answered. */
export async function sendAll(market: BusyMarket, steps: readonly Step[], answered: (answer: Answered) => void) {
  const { engine } = market;
  const sent: Promise<unknown>[] = [];
  for (const step of steps) {
    if (step.kind === 'ask') sent.push(...step.commands.map((command) => market.send(command, answered)));
    else if (step.kind === 'move') sent.push(engine.moveTo(BUSY_MARKET, step.at));
  }
  const { state, now } = await market.look();
  // A window may have been opened by whichever of the steps moved time the furthest.
  const last = Math.max(now, ...steps.map((step) => (step.kind === 'move' ? step.at : 0)));
  if (state.status !== 'unopened') sent.push(engine.moveTo(BUSY_MARKET, last + state.policy.speed.batchMs));
  await Promise.allSettled(sent);
}
