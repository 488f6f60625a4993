/** The commands that a market remembers, so that a retry changes nothing. Bounded: the oldest are forgotten first. */

import { canonicalJson, sha256 } from '../kernel/hash.ts';
import type { CommandId } from '../kernel/id.ts';
import type { Command } from '../market/command.ts';
import type { CommandRecord } from './ports.ts';

/** sha256 of the canonical command, its id and market included. */
export function fingerprintOf(command: Command): string {
  return sha256(canonicalJson(command));
}

export interface CommandMemory {
  get(id: CommandId): CommandRecord | undefined;
  add(record: CommandRecord): void;
}

export function createCommandMemory(most: number, initial: readonly CommandRecord[]): CommandMemory {
  const records = new Map<CommandId, CommandRecord>();
  const add = (record: CommandRecord): void => {
    records.set(record.commandId, record);
    if (records.size <= most) return;
    // A Map keeps insertion order: its first key is the oldest.
    const oldest = records.keys().next();
    if (oldest.done !== true) records.delete(oldest.value);
  };
  for (const record of initial) add(record);
  return { get: (id) => records.get(id), add };
}
