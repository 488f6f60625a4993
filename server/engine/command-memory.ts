/** The commands that a market remembers, so that a retry changes nothing. Bounded: the oldest are forgotten first. */

import { known } from '../kernel/assert.ts';
import { sha256 } from '../kernel/hash.ts';
import { type CommandId, commandId } from '../kernel/id.ts';
import type { Command } from '../market/command.ts';
import type { CommandRecord } from './ports.ts';

/**
 * sha256 of the command as JSON, its id and market included. The door's schemas put the keys of equal commands in equal
 * order, so no canonical form is needed here, on the path of every bid.
 */
export function fingerprintOf(command: Command): string {
  return sha256(JSON.stringify(command));
}

/**
 * The name under which a command is remembered: its own id within its actor. Were ids shared by all, anybody could take
 * the ids that a rival is going to use.
 */
export function memoryIdOf({ actor, commandId: id }: Command): CommandId {
  return commandId(`${actor.kind === 'participant' ? actor.participantId : actor.kind}:${id}`);
}

export interface CommandMemory {
  get(id: CommandId): CommandRecord | undefined;
  add(record: CommandRecord): void;
}

export function createCommandMemory(most: number, initial: readonly CommandRecord[]): CommandMemory {
  const records = new Map<CommandId, CommandRecord>();
  /**
   * The ids in a ring, `oldest` its oldest place once it is full. Asking the Map itself for its first key would walk
   * over all that was deleted before it: with 65,536 commands remembered that cost more than the rest of a bid.
   */
  const ring: CommandId[] = [];
  let oldest = 0;
  const add = (record: CommandRecord): void => {
    const { commandId } = record;
    if (most < 1) return;
    if (!records.has(commandId)) {
      if (ring.length < most) ring.push(commandId);
      else {
        records.delete(known(ring[oldest], 'oldest command'));
        ring[oldest] = commandId;
        oldest = (oldest + 1) % most;
      }
    }
    records.set(commandId, record);
  };
  for (const record of initial) add(record);
  return { get: (id) => records.get(id), add };
}
