/** What a simulation has met so far, so that it cannot become shallow without anybody noticing. */

import type { Answer } from '../../server/engine/engine.ts';
import type { Command, CommandType } from '../../server/market/command.ts';
import { COMMAND_TYPES } from '../../server/market/decide.ts';
import type { EventType, LoggedEvent } from '../../server/market/event.ts';
import { EVENT_TYPES } from '../../server/market/evolve.ts';
import type { MechanismKind } from '../../server/market/mechanism/mechanism.ts';
import { REFUSALS, type RefusalCode } from '../../server/market/refusal.ts';

const MECHANISMS: { readonly [K in MechanismKind]: true } = {
  fp_sealed: true,
  vickrey: true,
  english_rev: true,
  clock_rev: true,
  dutch_rev: true,
  scoring_first: true,
  scoring_second: true,
  buyer_determined: true,
  posted: true,
  direct: true,
  lottery: true,
  contest: true,
};

type Counts<K extends string> = Map<K, number>;

function tally<K extends string>(counts: Counts<K>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

export interface Coverage {
  commands: number;
  accepted: number;
  readonly events: Counts<EventType>;
  /** Commands that were accepted, those of the clock included. */
  readonly types: Counts<CommandType>;
  readonly refusals: Counts<RefusalCode>;
  /** Mechanisms that made an award. */
  readonly mechanisms: Counts<MechanismKind>;
}

export function emptyCoverage(): Coverage {
  return {
    commands: 0,
    accepted: 0,
    events: new Map(),
    types: new Map(),
    refusals: new Map(),
    mechanisms: new Map(),
  };
}

export function coverAnswer(coverage: Coverage, { type }: Command, answer: Answer): void {
  if (!answer.ok) tally(coverage.refusals, answer.refusal.code);
  if (!answer.ok || answer.repeated) return;
  coverage.accepted += 1;
  tally(coverage.types, type);
}

const CLOCK_COMMAND = /^clock\/([A-Za-z]+)\//;

export function coverEvent(coverage: Coverage, { event, commandId }: LoggedEvent): void {
  tally(coverage.events, event.type);
  const type = CLOCK_COMMAND.exec(commandId)?.[1];
  if (type !== undefined) tally(coverage.types, type as CommandType);
}

/** Mechanisms by which each awarded project of the log was awarded. */
export function coverMechanisms(coverage: Coverage, log: readonly LoggedEvent[]): void {
  const kinds = new Map<number, MechanismKind>();
  for (const { event } of log) {
    if (event.type === 'ProjectPosted') kinds.set(event.projectId, event.posting.mechanism.kind);
    const kind = event.type === 'AwardAccepted' ? kinds.get(event.projectId) : undefined;
    if (kind !== undefined) tally(coverage.mechanisms, kind);
  }
}

export interface Missing {
  readonly events: readonly string[];
  readonly types: readonly string[];
  readonly refusals: readonly string[];
  readonly mechanisms: readonly string[];
}

export function missing({ events, types, refusals, mechanisms }: Coverage): Missing {
  const absent = (all: readonly string[], met: ReadonlyMap<string, number>) => all.filter((name) => !met.has(name));
  return {
    events: absent(EVENT_TYPES, events),
    types: absent(COMMAND_TYPES, types),
    refusals: absent(Object.keys(REFUSALS), refusals),
    mechanisms: absent(Object.keys(MECHANISMS), mechanisms),
  };
}
