/** Given-when-then for the rules: a market brought somewhere by commands, one command more, and what comes of it. */

import { DAY_MS } from '../../server/kernel/clock.ts';
import { commandId, contentHash, marketId, type ParticipantId, participantId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import { type Actor, type Command, type CommandRequest, OWNER, type Role } from '../../server/market/command.ts';
import { type Deadline, deadlinesAfter } from '../../server/market/deadline.ts';
import { decide } from '../../server/market/decide.ts';
import type { Decision } from '../../server/market/decision.ts';
import type { EventOf, EventType, MarketEvent } from '../../server/market/event.ts';
import { evolve } from '../../server/market/evolve.ts';
import { DEFAULT_POLICY, type Policy } from '../../server/market/policy.ts';
import type { RefusalCode } from '../../server/market/refusal.ts';
import { emptyMarket, type MarketState } from '../../server/market/state.ts';

export const T0 = 1_000_000_000_000;
export const TEXT = contentHash('a'.repeat(64));

export const by = (id: number): Actor => ({ kind: 'participant', participantId: participantId(id) });
export const CLOCKED: Actor = { kind: 'clock' };

/** A market under test: time stands still until `at` moves it. */
export interface TestMarket {
  readonly state: MarketState;
  readonly events: MarketEvent[];
  /** Market time of each event. */
  readonly times: number[];
  /** The clock's queue, as the engine keeps it: filled from events, each entry asked for once. */
  readonly deadlines: Deadline[];
  now: number;
  /** Moves time forward by so many milliseconds. */
  wait(ms: number): void;
  /** Only decides. */
  only(actor: Actor, request: CommandRequest): Decision;
  /** Asks, folds what is accepted, and returns the decision. */
  ask(actor: Actor, request: CommandRequest): Decision;
  /** Asks and demands acceptance; returns the events. */
  done(actor: Actor, request: CommandRequest): readonly MarketEvent[];
  /** Asks and returns the refusal's code, or `accepted`. */
  refused(actor: Actor, request: CommandRequest): RefusalCode | 'accepted';
  register(...roles: readonly Role[]): ParticipantId;
}

export function openMarket(policy: Partial<Policy> = {}, seed = 'seed'): TestMarket {
  const market = unopened();
  market.done(OWNER, { type: 'OpenMarket', policy: { ...DEFAULT_POLICY, ...policy }, seed });
  return market;
}

/** A market that nobody has opened yet. */
export function unopened(): TestMarket {
  const state = emptyMarket(marketId('test'));
  let count = 0;
  const market: TestMarket = {
    state,
    events: [],
    times: [],
    deadlines: [],
    now: T0,
    wait: (ms) => {
      market.now += ms;
    },
    only: (actor, request) => {
      count += 1;
      const command = { ...request, commandId: commandId(`c${count}`), marketId: state.marketId, actor } as Command;
      return decide(state, command, market.now);
    },
    ask: (actor, request) => {
      const decision = market.only(actor, request);
      if (!decision.ok) return decision;
      for (const event of decision.value) {
        evolve(state, { seq: state.seq + 1, at: market.now, event });
        market.events.push(event);
        market.times.push(market.now);
        market.deadlines.push(...deadlinesAfter(event));
      }
      return decision;
    },
    done: (actor, request) => {
      const decision = market.ask(actor, request);
      if (!decision.ok) throw new Error(`${request.type} refused: ${decision.error.code} ${decision.error.detail}`);
      return decision.value;
    },
    refused: (actor, request) => {
      const decision = market.ask(actor, request);
      return decision.ok ? 'accepted' : decision.error.code;
    },
    register: (...roles) => {
      const [event] = market.done(OWNER, {
        type: 'RegisterParticipant',
        roles,
        participantKind: 'scripted',
        skills: ['Python'],
        profileHash: TEXT,
      });
      return (event as EventOf<'ParticipantRegistered'>).participantId;
    },
  };
  return market;
}

/** The first event of a type in a list. */
export function first<T extends EventType>(events: readonly MarketEvent[], type: T): EventOf<T> {
  const found = events.find((event) => event.type === type);
  if (found === undefined) throw new Error(`no ${type} among ${events.map((event) => event.type).join(', ')}`);
  return found as EventOf<T>;
}

/** A posting with a budget of $0 to `budgetMaxCents`, three cases, open for bids. */
export function posting(
  budgetMaxCents = 100_000,
  more: Partial<Extract<CommandRequest, { type: 'PostProject' }>> = {},
): Extract<CommandRequest, { type: 'PostProject' }> {
  return {
    type: 'PostProject',
    contentHash: TEXT,
    acceptanceHash: TEXT,
    caseCount: 3,
    skills: ['Python'],
    budgetMinCents: cents(0),
    budgetMaxCents: cents(budgetMaxCents),
    postedPriceCents: null,
    mechanism: null,
    assigneeId: null,
    biddingMs: DAY_MS,
    draft: false,
    ...more,
  };
}

/** A bid of so many cents on project `project`. */
export function offer(project: number, amountCents: number, more: { days?: number; qualityBps?: number } = {}) {
  return {
    type: 'PlaceBid',
    projectId: project,
    amountCents: cents(amountCents),
    days: 3,
    qualityBps: 10_000,
    proposalHash: null,
    confidenceBps: null,
    ...more,
  } as Extract<CommandRequest, { type: 'PlaceBid' }>;
}
