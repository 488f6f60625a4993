/** A market behind a real engine for tests: a cast at the table, a store that can be held back, a wall clock that is told. */

import { setImmediate } from 'node:timers/promises';
import { createMemoryStore } from '../../db/memory/store.ts';
import { type Answer, createEngine, type Engine } from '../../server/engine/engine.ts';
import type { Fault } from '../../server/engine/fault.ts';
import { MACHINE_CLOCK, type WallClock } from '../../server/engine/market-clock.ts';
import type { Commit, CommitResult, Store } from '../../server/engine/ports.ts';
import type { Millis } from '../../server/kernel/clock.ts';
import { commandId, contentHash, type MarketId, marketId, participantId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import { type Actor, type Command, type CommandRequest, OWNER, type Role } from '../../server/market/command.ts';
import type { EventOf, EventType, LoggedEvent } from '../../server/market/event.ts';
import { DEFAULT_POLICY, NO_FEES, type Policy } from '../../server/market/policy.ts';

export const MARKET = marketId('table');
export const BOSS: Actor = { kind: 'participant', participantId: participantId(1) };
export const ANN: Actor = { kind: 'participant', participantId: participantId(2) };
export const BOB: Actor = { kind: 'participant', participantId: participantId(3) };
export const CAT: Actor = { kind: 'participant', participantId: participantId(4) };
export const JUDGE: Actor = { kind: 'participant', participantId: participantId(5) };
const CAST: readonly Role[] = ['employer', 'freelancer', 'freelancer', 'freelancer', 'reviewer'];

type Write = (commit: Commit) => Promise<CommitResult>;

/** A store whose commits are counted and can be held back, failed or changed by `through`. */
export interface SpiedStore<S extends Store = Store> {
  readonly store: S;
  readonly commits: Commit[];
  /** What is between the engine and the store; the default only writes. */
  through: (commit: Commit, write: Write) => Promise<CommitResult>;
}

export function spied<S extends Store>(inner: S): SpiedStore<S> {
  const spy: SpiedStore<S> = {
    store: {
      ...inner,
      commit: (commit) => {
        spy.commits.push(commit);
        return spy.through(commit, inner.commit);
      },
    },
    commits: [],
    through: (commit, write) => write(commit),
  };
  return spy;
}

/** Something that is waited for until a test says go. */
export function gate(): { readonly passed: Promise<void>; open(): void } {
  let open = (): void => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open: () => open() };
}

/** Lets everything happen that needs no time. */
export async function rest(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await setImmediate();
}

export interface ToldClock extends WallClock {
  /** Moves the machine's clock without any timer noticing: what an administrator does. */
  set(at: Millis): void;
  /** Lets wall time pass, timers included, each at its own moment. */
  pass(ms: number): Promise<void>;
  /** Timers that wait. */
  waiting(): number;
}

export function toldClock(start: Millis): ToldClock {
  let at = start;
  const timers = new Set<{ due: Millis; wake: () => void }>();
  const next = () => [...timers].sort((a, b) => a.due - b.due)[0];
  return {
    now: () => at,
    after: (delayMs, wake) => {
      const timer = { due: at + delayMs, wake };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    set: (to) => {
      for (const timer of timers) timer.due += to - at;
      at = to;
    },
    pass: async (ms) => {
      const end = at + ms;
      for (let timer = next(); timer !== undefined && timer.due <= end; timer = next()) {
        timers.delete(timer);
        at = Math.max(at, timer.due);
        timer.wake();
        await rest();
      }
      at = end;
    },
    waiting: () => timers.size,
  };
}

export interface Table {
  readonly engine: Engine;
  readonly reports: Fault[];
  /** Sends a command; without a name it gets the next free one. */
  send(actor: Actor, request: CommandRequest, name?: string): Promise<Answer>;
  /** Sends and demands acceptance. */
  done(actor: Actor, request: CommandRequest, name?: string): Promise<Extract<Answer, { ok: true }>>;
  log(): Promise<readonly LoggedEvent[]>;
  logged<T extends EventType>(type: T): Promise<(LoggedEvent & { readonly event: EventOf<T> })[]>;
}

let names = 0;

export function command(actor: Actor, request: CommandRequest, name: string, id: MarketId = MARKET): Command {
  return { ...request, commandId: commandId(name), marketId: id, actor } as Command;
}

/** A table over a store that may hold the market already. */
export function sit(store: Store, wall: WallClock = MACHINE_CLOCK, id: MarketId = MARKET): Table {
  const reports: Fault[] = [];
  const engine = createEngine({ store, wall, report: (fault) => reports.push(fault) });
  const send: Table['send'] = (actor, request, name) => {
    names += 1;
    return engine.submit(command(actor, request, name ?? `n${names}`, id));
  };
  const log = (): Promise<readonly LoggedEvent[]> => store.events(id, 0, 1_000_000);
  return {
    engine,
    reports,
    send,
    done: async (actor, request, name) => {
      const answer = await send(actor, request, name);
      if (!answer.ok) throw new Error(`${request.type} refused: ${answer.refusal.code} ${answer.refusal.detail}`);
      return answer;
    },
    log,
    logged: async <T extends EventType>(type: T) =>
      (await log()).filter(
        (logged): logged is LoggedEvent & { readonly event: EventOf<T> } => logged.event.type === type,
      ),
  };
}

export const PROFILE = contentHash('b'.repeat(64));

/** An open market without fees in which the cast is registered and the employer is rich. */
export async function laid(
  policy: Partial<Policy> = {},
  store: Store = createMemoryStore(),
  wall: WallClock = MACHINE_CLOCK,
  id: MarketId = MARKET,
): Promise<Table> {
  const table = sit(store, wall, id);
  const whole = { ...DEFAULT_POLICY, fees: NO_FEES, ...policy };
  await table.done(OWNER, { type: 'OpenMarket', policy: whole, seed: 'table' }, 'open');
  for (const [place, role] of CAST.entries()) {
    const rest = { participantKind: 'scripted', skills: [], profileHash: PROFILE } as const;
    await table.done(OWNER, { type: 'RegisterParticipant', roles: [role], ...rest }, `register/${place}`);
  }
  const wealth = { participantId: participantId(1), amountCents: cents(100_000_000) };
  await table.done(OWNER, { type: 'Deposit', ...wealth }, 'deposit');
  return table;
}

/** What a promise came to, as a value that can be looked at before it is settled. */
export function watch<T>(promise: Promise<T>): { value: T | null; thrown: unknown } {
  const seen: { value: T | null; thrown: unknown } = { value: null, thrown: null };
  promise.then(
    (value) => {
      seen.value = value;
    },
    (thrown: unknown) => {
      seen.thrown = thrown;
    },
  );
  return seen;
}

/** The code of the fault with which a promise rejects. */
export async function faultOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'none';
  } catch (thrown) {
    const { code } = thrown as Partial<Fault>;
    return (thrown as Error).name === 'Fault' ? `${code}` : `not a fault: ${String(thrown)}`;
  }
}
