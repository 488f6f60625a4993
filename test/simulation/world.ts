/** A simulated world: from a seed, a market and an endless stream of commands, legal and illegal, and of time passing. */

import { DAY_MS, HOUR_MS, type Millis } from '../../server/kernel/clock.ts';
import {
  commandId,
  contentHash,
  type MarketId,
  marketId,
  type ParticipantId,
  participantId,
} from '../../server/kernel/id.ts';
import type { Cents } from '../../server/kernel/money.ts';
import { type Chance, chance } from '../../server/kernel/prng.ts';
import { type Actor, CLOCK, type Command, type CommandRequest, OWNER, type Role } from '../../server/market/command.ts';
import { legalCommands } from '../../server/market/legal.ts';
import type { Policy } from '../../server/market/policy.ts';
import type { MarketState, ProjectStatus } from '../../server/market/state.ts';
import { chooseLegal, spoiled, varied } from './likely.ts';
import { randomPolicy } from './random-policy.ts';
import { SKILLS, someParticipant, wildRequest } from './wild.ts';

/** One thing that happens to a market. Plain data: a list of steps can be printed, cut short and played again. */
export type Step =
  /** Commands sent in the same tick to engine `via`; more than one share a transaction. */
  | { readonly kind: 'ask'; readonly via: 0 | 1; readonly commands: readonly Command[] }
  /** Market time passes until `at`. */
  | { readonly kind: 'move'; readonly at: Millis }
  /** The engines end, orderly or by disappearing, and new ones open the same store. */
  | { readonly kind: 'restart'; readonly orderly: boolean };

/** What the stream may look at to stay near what is possible. */
export interface Look {
  readonly state: MarketState;
  readonly now: Millis;
  readonly dueAt: Millis | null;
}

export interface World {
  readonly marketId: MarketId;
  readonly policy: Policy;
  next(look: Look): Step;
}

export interface WorldOptions {
  /** Told apart by it are the command ids of several streams into one market. */
  readonly prefix?: string;
  /** Whether commands go to two engines over one store. */
  readonly rivals?: boolean;
  /** Whether engines end on the way. */
  readonly restarts?: boolean;
  /** Another policy than the seed's. */
  readonly policy?: Policy;
}

/** Enough of each to trade with from the start. */
const FIRST_ROLES: readonly (readonly Role[])[] = [
  ['employer'],
  ['freelancer'],
  ['freelancer'],
  ['reviewer'],
  ['employer', 'freelancer'],
];
/** More projects seeking a freelancer than this only make every look at the market slower. */
const OPEN_PROJECTS = 8;
const PAST_COMMANDS = 200;

export function createWorld(
  seed: string,
  { prefix = 'c', rivals = false, restarts = true, policy = randomPolicy(seed) }: WorldOptions = {},
): World {
  const draw = chance(seed, 'stream', prefix);
  const id = marketId('simulated');
  const past: Command[] = [];
  let count = 0;

  function commandOf(actor: Actor, request: CommandRequest): Command {
    count += 1;
    const command = { ...request, commandId: commandId(`${prefix}${count}`), marketId: id, actor } as Command;
    past.push(command);
    if (past.length > PAST_COMMANDS) past.shift();
    return command;
  }

  function command(look: Look): Command {
    const { state, now } = look;
    if (past.length > 0 && draw.below(12) === 0) return again(look);
    const errand = draw.below(5) < 3 ? errandOf(draw, state) : null;
    const actor = errand ?? someActor(draw, state);
    if (errand !== null || draw.below(100) < 40) {
      const legal = legalCommands(state, actor, now);
      const chosen = chooseLegal(draw, state.openProjectCount > OPEN_PROJECTS ? withoutPosting(legal) : legal);
      if (chosen !== null && draw.below(5) === 0) return commandOf(actor, chosen);
      if (chosen !== null && draw.below(15) === 0) return commandOf(actor, spoiled(draw, chosen));
      if (chosen !== null) return commandOf(actor, varied({ draw, state }, chosen));
    }
    return commandOf(actor, wildRequest({ draw, state }));
  }

  /** An earlier command: as it was, under a new id, or with another body or sender under its id. */
  function again({ state }: Look): Command {
    const earlier = past[past.length - 1 - draw.below(Math.min(past.length, draw.pick([5, past.length])))] as Command;
    const { commandId: same, marketId: market, actor, ...request } = earlier;
    const dice = draw.below(8);
    if (dice < 3) return commandOf(actor, request as CommandRequest);
    if (dice < 6) return earlier;
    if (draw.below(2) === 0) return { ...earlier, actor: someActor(draw, state) };
    return { ...wildRequest({ draw, state }), commandId: same, marketId: market, actor } as Command;
  }

  function ask(look: Look): Step {
    const size = draw.below(20) === 0 ? draw.below(6) + 2 : 1;
    const commands = Array.from({ length: size }, () => command(look));
    return { kind: 'ask', via: rivals && draw.below(3) === 0 ? 1 : 0, commands };
  }

  return {
    marketId: id,
    policy,
    next: (look) => {
      const opening = openingRequest(draw, look, policy);
      if (opening !== null) return { kind: 'ask', via: 0, commands: [commandOf(OWNER, opening)] };
      const dice = draw.below(1_000);
      if (dice < 90) return { kind: 'move', at: later(draw, look) };
      if (restarts && dice < 96) return { kind: 'restart', orderly: draw.below(2) === 0 };
      return ask(look);
    },
  };
}

function withoutPosting(legal: readonly CommandRequest[]): CommandRequest[] {
  return legal.filter(({ type }) => type !== 'PostProject' && type !== 'PublishProject');
}

/** What brings a market to its first trade, or null when it is there. */
function openingRequest(draw: Chance, { state }: Look, policy: Policy): CommandRequest | null {
  if (state.status === 'closed') return null;
  if (state.status === 'unopened') {
    const dice = draw.below(12);
    if (dice < 2) return wildRequest({ draw, state });
    if (dice < 3) return { type: 'OpenMarket', policy: { ...policy, currency: 'dollars' }, seed: 'any' };
    return { type: 'OpenMarket', policy, seed: `market ${draw.below(1e9)}` };
  }
  const { size } = state.participants;
  const roles = FIRST_ROLES[size];
  const last = state.participants.get(participantId(size));
  if (last?.roles.has('employer') === true && !state.balances.has(`wallet/${size}` as never) && size <= 5) {
    return { type: 'Deposit', participantId: last.participantId, amountCents: (draw.below(300_000) + 1) as Cents };
  }
  if (roles === undefined) return null;
  const skills = draw.shuffle([...SKILLS]).slice(0, 2);
  return { type: 'RegisterParticipant', roles, participantKind: 'scripted', skills, profileHash: ownProfile(draw) };
}

const ownProfile = (draw: Chance) => contentHash(draw.pick(['1', '2', '3']).repeat(64));

/** Who has to do something for a running project to go on; null when there is none. */
function errandOf(draw: Chance, state: MarketState): Actor | null {
  const running = [...state.projects.values()].filter(({ status }) => RUNNING.has(status));
  if (running.length === 0) return null;
  const begun = running.filter(({ award }) => award !== null);
  const { status, employerId, award, awaitingVerdict } = draw.pick(
    begun.length > 0 && draw.below(2) === 0 ? begun : running,
  );
  const parties = award === null ? [employerId] : [award.freelancerId, award.freelancerId, employerId];
  if (status === 'open') parties.push(...ofRole(state, 'freelancer'));
  if (awaitingVerdict > 0) parties.push(...ofRole(state, 'reviewer'));
  return { kind: 'participant', participantId: draw.pick(parties) };
}

const RUNNING: ReadonlySet<ProjectStatus> = new Set(['open', 'bidding_closed', 'awarded', 'in_progress']);

function ofRole(state: MarketState, role: Role): ParticipantId[] {
  const here = [...state.participants.values()].filter(({ roles, withdrawn }) => roles.has(role) && !withdrawn);
  return here.map(({ participantId }) => participantId);
}

function someActor(draw: Chance, state: MarketState): Actor {
  const dice = draw.below(100);
  if (dice < 10) return OWNER;
  if (dice < 11) return CLOCK;
  if (dice < 15) return { kind: 'participant', participantId: someParticipant({ draw, state }) };
  const here = [...state.participants.values()].filter(({ withdrawn }) => !withdrawn || draw.below(10) === 0);
  return { kind: 'participant', participantId: here.length === 0 ? participantId(1) : draw.pick(here).participantId };
}

/** When to go on: just before, at or just after the next thing due, or anywhere. */
function later(draw: Chance, { now, dueAt }: Look): Millis {
  const dice = draw.below(20);
  if (dice < 11 && dueAt !== null) return Math.max(now, dueAt + draw.pick([0, 0, -1, 1]));
  if (dice < 18) return now + draw.below(draw.pick([1_000, HOUR_MS, 6 * HOUR_MS]));
  return now + draw.below(draw.pick([2, 10]) * DAY_MS);
}
