/** What an engine must answer: the rules applied one command after the other to a copy of the state, with no engine. */

import { fingerprintOf, memoryIdOf } from '../../server/engine/command-memory.ts';
import type { Answer } from '../../server/engine/engine.ts';
import type { CommandRecord } from '../../server/engine/ports.ts';
import { packState, unpackState } from '../../server/engine/snapshot.ts';
import type { Millis } from '../../server/kernel/clock.ts';
import { commandId } from '../../server/kernel/id.ts';
import { type Actor, CLOCK, type Command, type CommandRequest } from '../../server/market/command.ts';
import { deadlinesOf } from '../../server/market/deadline.ts';
import { decide } from '../../server/market/decide.ts';
import type { LoggedEvent, MarketEvent } from '../../server/market/event.ts';
import { evolve } from '../../server/market/evolve.ts';
import { legalCommands } from '../../server/market/legal.ts';
import type { MarketState } from '../../server/market/state.ts';
import { OWNER_VIEW, type SeenEvent, type Viewer, view, WATCHER } from '../../server/market/view.ts';
import { demand } from './failure.ts';

/** `held`: a batch window decides later. `unknown_market`: there is nobody to ask. */
export type Expected =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'held' }
  | { readonly kind: 'unknown_market' };

const BIDDING: ReadonlySet<string> = new Set(['PlaceBid', 'AmendBid', 'RetractBid']);

function viewerOf(state: MarketState, actor: Actor): Viewer {
  if (actor.kind === 'owner') return OWNER_VIEW;
  if (actor.kind === 'clock') return WATCHER;
  const { participantId } = actor;
  return { kind: 'participant', participantId, roles: [...(state.participants.get(participantId)?.roles ?? [])] };
}

function seenBy(state: MarketState, actor: Actor, events: readonly MarketEvent[]): SeenEvent[] {
  return events.map((event) => view(event, viewerOf(state, actor), state.policy)).filter((seen) => seen !== null);
}

function refused(code: 'not_allowed' | 'command_conflict', detail: string): Expected {
  return { kind: 'answer', answer: { ok: false, refusal: { code, detail } } };
}

/** The things of which a command is about one; what the legal list must name. */
const SUBJECTS = ['projectId', 'bidId', 'milestoneId', 'deliveryId', 'disputeId'] as const;

export function subjectOf(request: CommandRequest): string {
  const fields = (request.type === 'BookCost' ? {} : request) as Partial<Record<string, unknown>>;
  return `${request.type} ${SUBJECTS.map((name) => fields[name] ?? '').join('/')}`;
}

/** Whatever is accepted stood in the legal list of who asked. */
function checkListed(state: MarketState, command: Command, at: Millis): void {
  const subject = subjectOf(command);
  const sameSubject = (entry: CommandRequest): boolean => entry.type === command.type && subjectOf(entry) === subject;
  const listed = legalCommands(state, command.actor, at, sameSubject);
  demand(listed.length > 0, 'legal', () => `accepted, but not in the legal list: ${JSON.stringify(command)}`);
}

function fold(state: MarketState, events: readonly MarketEvent[], at: Millis): void {
  for (const event of events) evolve(state, { seq: state.seq + 1, at, event });
}

/** A command may set a deadline for this very moment: it passes before the next command is looked at. */
function passDue(state: MarketState, now: Millis): void {
  for (const { at, command } of deadlinesOf(state)) {
    if (at > now) return;
    const request = { ...command, commandId: commandId('due'), marketId: state.marketId, actor: CLOCK } as Command;
    const decision = decide(state, request, at);
    if (decision.ok) fold(state, decision.value, now);
  }
}

interface Remembered {
  readonly commandId: string;
  readonly fingerprint: string;
  readonly at: number;
  readonly events: () => readonly MarketEvent[];
}

export interface Past {
  /** The commands that the market remembers; may be left out when none of them is asked again. */
  readonly records: readonly CommandRecord[];
  readonly log: readonly LoggedEvent[];
}

/**
 * The answers to `commands`, sent together at `now` to a market in `state`. `state` is left as it was. Also demands that
 * every one that will be accepted is in the list of legal commands.
 */
export function expectedAnswers(state: MarketState, commands: readonly Command[], now: Millis, past: Past): Expected[] {
  const single = commands.length === 1;
  const scratch = single ? state : (unpackState(packState(state), state.marketId) ?? state);
  let recent = past.records.map(({ commandId, fingerprint, firstSeq, lastSeq }): Remembered => {
    return {
      commandId,
      fingerprint,
      at: past.log[firstSeq - 1]?.at ?? 0,
      events: () => past.log.slice(firstSeq - 1, lastSeq).map(({ event }) => event),
    };
  });

  return commands.map((command): Expected => {
    if (command.actor.kind === 'clock') return refused('not_allowed', '');
    if (scratch.status === 'unopened' && command.type !== 'OpenMarket') return { kind: 'unknown_market' };
    const same = recent.find((one) => one.commandId === memoryIdOf(command));
    if (same !== undefined) {
      if (same.fingerprint !== fingerprintOf(command)) {
        return refused('command_conflict', `command id ${command.commandId}`);
      }
      const events = seenBy(scratch, command.actor, same.events());
      return { kind: 'answer', answer: { ok: true, repeated: true, at: same.at, events } };
    }
    // What has been done already is answered at once; the rest of the bidding waits for its window's end.
    if (BIDDING.has(command.type) && scratch.policy.speed.batchMs > 0) return { kind: 'held' };
    const at = Math.max(now, scratch.at);
    const decision = decide(scratch, command, at);
    if (!decision.ok) return { kind: 'answer', answer: { ok: false, refusal: decision.error } };
    checkListed(scratch, command, at);
    if (!single) {
      fold(scratch, decision.value, at);
      passDue(scratch, at);
    }
    const commandId = memoryIdOf(command);
    recent.push({ commandId, fingerprint: fingerprintOf(command), at, events: () => decision.value });
    recent = recent.slice(-scratch.policy.limits.rememberedCommands);
    // The first event opens the market: only afterwards is there a policy to see by.
    const events = seenBy(scratch, command.actor, decision.value);
    return { kind: 'answer', answer: { ok: true, repeated: false, at, events } };
  });
}
